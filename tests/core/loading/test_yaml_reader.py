"""Places of values, what is read of a file with faults, and the limits of one file."""

from __future__ import annotations

import pytest
import yaml

from tui.core.loading import report, yaml_reader
from tui.core.loading.yaml_faults import Fault, Position, Unreadable, shorten, syntax_fault
from tui.core.loading.yaml_reader import MAX_DEPTH, read
from tui.core.loading.yaml_values import Map, find, find_key, placeholder


def test_depth_is_allowed_up_to_the_limit() -> None:
    deepest = "{a: " * MAX_DEPTH + "x" + "}" * MAX_DEPTH
    assert read(deepest, []) is not None
    with pytest.raises(Unreadable) as caught:
        read("{a: " + deepest + "}", [])
    assert caught.value.fault == Fault(
        "too-deep", "Nested deeper than 32 levels.", "Records have five at most.", Position(1, 4 * MAX_DEPTH + 1)
    )


def test_places_of_values_and_keys() -> None:
    faults: list[Fault] = []
    root = read("a:\n  b: [x, {c: y}]\n  d: z\n", faults)
    assert faults == []
    assert root == {"a": {"b": ["x", {"c": "y"}], "d": "z"}}
    assert find(root, "a", "b", 1, "c") == (2, 14)
    assert find_key(root, "a", "b", 1, "c") == (2, 11)
    assert find_key(root, "a", "d") == (3, 3)
    assert find_key(root, "a", "b", 1) == (2, 10), "an entry of a list has no key"
    assert find(root, "a", "b", 0, "no") == (2, 7), "the nearest thing above that was written"
    assert find(root, "a", "no") == find(root, "a", "no", "d") == (2, 3)
    cached = placeholder(Position(7, 3))
    assert (cached, find(cached, "a", 0), find_key(cached, "a")) == ({}, (7, 3), (7, 3))


def test_what_cannot_be_kept_is_left_out_of_the_rest() -> None:
    faults: list[Fault] = []
    root = read("a: [x, '', *b, y]\nc: {d: *e, f: '', *g : h, i: j, i: k}\nl: *m\n", faults)
    assert root == {"a": ["x", "y"], "c": {"i": "j"}}
    assert [(fault.rule, fault.mark) for fault in faults] == [
        *(("empty-value", (1, 8)), ("alias", (1, 12)), ("alias", (2, 8)), ("empty-value", (2, 12))),
        *(("alias", (2, 19)), ("duplicate", (2, 33)), ("alias", (3, 4))),
    ]
    for text in ("", "# nothing\n", "---\n", "---\n...\n"):
        assert not read(text, [])


def test_limits_of_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (yaml_reader.MAX_NODES, yaml_reader.MAX_TEXT, yaml_reader.MAX_FAULTS) == (20_000_000, 4_000_000, 100)
    assert (MAX_DEPTH, report._MOST_SUGGESTIONS) == (32, 200)
    monkeypatch.setattr(yaml_reader, "MAX_FAULTS", 2)
    faults: list[Fault] = []
    assert read("a: [*a, *a]", faults) == {"a": []}
    assert len(faults) == 2
    with pytest.raises(Unreadable) as caught:
        read("a: [*a, *a, *a]", [])
    assert caught.value.fault.message == "Too many faults: the rest was not read."
    assert caught.value.fault[2:] == ("Write the value out, or put it in double quotes if it begins with `*`.", (1, 13))
    monkeypatch.setattr(yaml_reader, "MAX_TEXT", 4)
    faults = []
    assert read("a: [xxxx, xxxxx, '     ']", faults) == {"a": ["xxxx"]}
    mend = "A value has at most 4 characters; the dataset holds no whole documents."
    assert faults == [
        Fault("too-long", "A text of 5 characters.", mend, Position(1, 11)),
        Fault("empty-value", "An entry of a list is empty.", "Fill it, or take it out.", Position(1, 18)),
    ]
    monkeypatch.setattr(yaml_reader, "MAX_NODES", 4)
    assert read("a: [x, []]", []) == {"a": ["x", []]}
    with pytest.raises(Unreadable) as caught:
        read("a: [x, y, []]", [])
    assert caught.value.fault == Fault(
        "too-large", "More than 4 values in one file.", "Make several files of it.", Position(1, 11)
    )


def test_suggestions_end_where_the_pattern_is_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "_MOST_SUGGESTIONS", 2)
    found = report.Report()
    assert [found.suggest("naem", ["name", "title"]) for _ in range(3)] == [
        *("Did you mean `name`?", "Did you mean `name`?", "Known are name, title.")
    ]
    words = [f"w{number:02}" for number in range(25)]
    assert found.suggest("x", words) == found.suggest("x", []) == ""
    assert found.suggest("x", words[:24]) == f"Known are {', '.join(words[:24])}."


def test_an_error_of_the_parser_without_a_place_is_one_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    mend = "See that quotes and brackets are closed."
    found = syntax_fault(yaml.MarkedYAMLError(problem="odd\n  thing"))
    assert found == Fault("yaml-syntax", "This is not YAML: odd thing.", mend, Position(1, 1))

    def refuse(text: str) -> None:
        raise yaml.YAMLError(f"odd\n{text}")

    monkeypatch.setattr(yaml, "CSafeLoader", refuse)
    with pytest.raises(Unreadable) as caught:
        read("x", [])
    assert caught.value.fault == Fault("yaml-syntax", "odd x", "", Position(1, 1))
    assert str(caught.value) == "odd x"


def test_long_text_is_cut_for_a_message() -> None:
    assert (shorten("x" * 60), shorten("x" * 61)) == ("x" * 60, "x" * 59 + "…")
    assert (shorten("abc", 3), shorten("abcd", 3)) == ("abc", "ab…")


def test_anchors_and_tags_are_watched_for_only_where_they_can_be() -> None:
    for text in (
        "a: b&c\n",
        "a: b !c\n",
        'a: "&"\n',
        "&a b: c\n",
        "!a b: c\n",
        "a: [b,&c d]\n",
        "a:\n- !b c\n",
        "&a b: c",
    ):
        faults: list[Fault] = []
        root = read(text, faults)
        assert isinstance(root, Map)
        assert len(faults) == (text in ("&a b: c", "&a b: c\n", "!a b: c\n", "a: [b,&c d]\n", "a:\n- !b c\n")), text


@pytest.mark.parametrize("mark", ["'", '"'])
def test_a_quotation_mark_left_open_is_told_where_it_opens(mark: str) -> None:
    lines = "".join(f"  b{number}:\n    title: T\n" for number in range(9))
    with pytest.raises(Unreadable) as caught:
        read(f"events:\n  a:\n    title: {mark}open\n{lines}  c:\n    title: {mark}x{mark}\n", [])
    assert caught.value.fault.mark == (3, 12)
    assert "the next one closes it in line 23" in caught.value.fault.message
