"""A large file read piece after piece makes the same dataset, and few of its values are in memory at once."""

from __future__ import annotations

import random
from collections import deque
from pathlib import Path

import pytest
from fuzzing import TEXTS, changed
from samples import HARBOUR

from tests.core.loading.test_loader import BASE, write
from tui.core.loading import yaml_pieces
from tui.core.loading.loader import load
from tui.core.loading.yaml_faults import Fault, Position, Unreadable
from tui.core.loading.yaml_pieces import pieces
from tui.core.loading.yaml_values import find_key


def names(text: str, faults: list[Fault]) -> list[list[str]]:
    """Return the ids in each piece."""
    return [[record for records in piece.values() for record in records] for piece in pieces(text.encode(), faults)]


@pytest.mark.parametrize("size", [1, 300, 2000])
def test_a_dataset_in_pieces_is_the_same(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    whole = load(HARBOUR)
    monkeypatch.setattr(yaml_pieces, "PIECE", size)
    assert load(HARBOUR) == whole
    text = (HARBOUR / "claims.yaml").read_text(encoding="utf-8")
    assert len(names(text, [])) == {1: 7, 300: 7, 2000: 2}[size]


def test_whatever_is_at_fault_is_found_in_pieces_too(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(7)
    for _ in range(60):
        name = chance.choice([*TEXTS])
        instead = {name: changed(TEXTS[name], chance)}
        monkeypatch.setattr(yaml_pieces, "PIECE", 1 << 30)
        whole, found = load(HARBOUR, instead)
        monkeypatch.setattr(yaml_pieces, "PIECE", 200)
        parts, again = load(HARBOUR, instead)
        assert bool(found) == bool(again), instead
        if not found:
            assert parts == whole


def test_references_at_fault_have_their_places_in_any_piece(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "events:\n  # some\n" + "".join(
        f"  e{n}:\n    title: E\n    date: 2020\n    after: [e{n}]\n    evidence:\n      - rev/x{n}\n" for n in range(9)
    )
    more = f"{text}relations:\n  r: {{from: hpark, type: leads, to: nobody}}\n"
    folder = write(tmp_path, {**BASE, "m.yaml": more})
    found = load(folder)
    assert len(found[1]) == 19
    monkeypatch.setattr(yaml_pieces, "PIECE", 100)
    assert load(folder) == found


def test_what_goes_over_several_pieces_is_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_pieces, "PIECE", 40)
    first = "events:\n  a:\n    title: A title\n    date: 2020\n"
    text = f'{first}  b:\n    title: "x\n  c: y"\n    date: 2020\n  d:\n    date: 2020\n'
    assert names(text, faults := []) == [["a"], ["b", "d"]]
    assert not faults


def test_a_record_that_is_too_long_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_pieces, "PIECE", 40)
    monkeypatch.setattr(yaml_pieces, "MAX_RECORD", 100)
    long = "".join(f"      p{n}: {{gist: x}}\n" for n in range(20))
    text = f"sources:\n  a:\n    title: A\n  b:\n    passages:\n{long}  c:\n    title: C\n"
    faults: list[Fault] = []
    assert names(text, faults) == [["a"], ["c"]]
    (fault,) = faults
    assert (fault.rule, fault.mark) == ("too-long", Position(4, 3))
    assert (fault.message, fault.mend) == (
        "A record of 429 characters.", "A record has at most 100 characters: make several of it."
    )  # fmt: skip


def test_of_records_without_a_first_one_the_line_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_pieces, "PIECE", 30)
    monkeypatch.setattr(yaml_pieces, "MAX_RECORD", 40)
    faults: list[Fault] = []
    deque(pieces(f"events: {{a: {{title: {'x' * 40}}}}}\n".encode(), faults))
    assert [(fault.rule, fault.mark) for fault in faults] == [("too-long", Position(1, 1))]


@pytest.mark.parametrize(
    "text",
    [
        "events:\n  a: {date: 2020}\nevents:\n  b: {date: 2020}\n",
        "  \n x: y\nevents:\n  a: {date: 2020}\n",
        "events: {a: {date: 2020},\n  b: {date: 2020}\n}\n",
        "---\nevents:\n  a: {date: 2020}\n",
        "- a\n- b\n",
    ],
)
def test_a_file_of_another_form_is_read_whole(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(yaml_pieces, "PIECE", 1)
    read = []
    monkeypatch.setattr(yaml_pieces, "read", lambda text, _: read.append(text))
    assert [*pieces(text.encode(), [])] == [{}]
    assert read == [text]
    monkeypatch.setattr(yaml_pieces, "MAX_RECORD", len(text) - 1)  # all its values would be in memory at once
    with pytest.raises(Unreadable, match="parts cannot be told apart"):
        next(pieces(text.encode(), []))


def test_a_whole_dataset_in_one_file_is_read_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_pieces, "PIECE", 30)
    monkeypatch.setattr(yaml_pieces, "MAX_RECORD", 60)
    text = "# one\nletapis: 1\ndataset:\n  title: A\n  licence: none at all\nevents: # of all\n" + "".join(
        f"  e{n}: {{date: 2020, title: E}}\n" for n in range(4)
    )
    faults: list[Fault] = []
    found = [*pieces(f"\ufeff{text}".encode(), faults)]
    assert found[:2] == [{"letapis": "1"}, {"dataset": {"title": "A", "licence": "none at all"}}]
    assert [[*piece, *piece["events"]] for piece in found[2:]] == [["events", f"e{n}"] for n in range(4)]
    last = found[-1]["events"]
    assert find_key(last, "e3").line == text.count("\n")
    assert not faults


def test_what_is_opened_and_not_closed_costs_no_more_than_a_record(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_pieces, "PIECE", 30)
    monkeypatch.setattr(yaml_pieces, "MAX_RECORD", 100)
    longest, real = [], yaml_pieces.read
    monkeypatch.setattr(yaml_pieces, "read", lambda text, *rest: longest.append(len(text)) or real(text, *rest))
    text = 'events:\n  a: {date: 2020, title: "open\n' + "".join(f"  e{n}: {{date: 2020}}\n" for n in range(90))
    with pytest.raises(Unreadable):
        deque(pieces(text.encode(), []))
    assert max(longest) <= 120


@pytest.mark.parametrize("sign", ["\x07", "<<<<<<< ours\n"])
def test_a_sign_that_is_refused_has_its_line_in_any_piece(sign: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_pieces, "PIECE", 30)
    text = "events:\n" + "".join(f"  e{n}: {{date: 2020}}\n" for n in range(9)) + sign
    with pytest.raises(Unreadable) as stopped:
        next(pieces(text.encode() + b"\n  e: {date: 2020}\n", []))
    assert stopped.value.fault.mark.line == 11
