"""`letapis read`: the records one at a time, line by line, from a pipe and on a terminal."""

from __future__ import annotations

import io

import pytest
from samples import HARBOUR
from terminal import letapis

from tui.cli.main import run
from tui.cli.read import HELP, LineByLine
from tui.core.errors import UseError
from tui.core.index.index import Index
from tui.core.loading import loader
from tui.core.store.memory import MemoryStore


@pytest.fixture
def reading() -> LineByLine:
    """All of harbour, at its first record."""
    made = LineByLine(Index(MemoryStore(loader.load(HARBOUR)[0])))
    made.only("")
    return made


def first(reading: LineByLine, *typed: str) -> str:
    """Return the first two lines of the last answer."""
    for line in typed:
        said = [*reading.answer(line)]
    return " / ".join(said[:2])


def test_a_record_is_read_with_who_says_so_the_words_and_the_source(reading: LineByLine) -> None:
    lines = [*reading.only("id:network-cut")]
    assert lines[:3] == ["1 of 1, event", "Network down in the whole town", "9–12 August 2020, Harbourtown, Network"]
    assert "Who: Tidewatch, put a price on it" in lines
    assert "Disputed: How long was the network down?" in lines
    at = lines.index("Excerpt: “was down for three days after the vote”")
    assert lines[at - 1] == (
        "Evidence 3 of 4: Ann Roe, “How a small sector grew”, The Example Review, 12 March 2021, "
        "§ After the summer, ¶ 5, https://example.org/grew"
    )
    assert lines[at + 2] == "Differs: Counts three days, and a fourth for some firms on the islands."
    assert [*reading.answer("e")] == lines[at - 1 - 6 :]


def test_the_way_through_them(reading: LineByLine) -> None:
    last = len(reading.refs)
    assert first(reading, "") == f"2 of {last}, event / Decree widens the park's rules"
    assert first(reading, "n") == f"3 of {last}, event / Mira Lind is in Southport"
    assert first(reading, "b", "b") == f"1 of {last}, event / Harbour Park founded"
    assert first(reading, "b") == f"This is the first of {last}."
    assert first(reading, str(last)).startswith(f"{last} of {last}, relation")
    assert first(reading, "") == f"This is the last of {last}."
    assert first(reading, "0") == first(reading, "9" * 9) == f"There are {last} records: 1 to {last}."
    assert first(reading, "r").startswith(f"{last} of {last}, relation")
    assert [*reading.answer("?")] == HELP.splitlines()
    assert first(reading, "9" * 5000).startswith("There is no record 999")
    assert first(reading, "\x1b[2J") == "There is no record ␛[2J and no such command: ? for help."


def test_words_filter_and_a_filter_that_finds_nothing_changes_nothing(reading: LineByLine) -> None:
    assert first(reading, "/kind:law") == "1 of 2, event / Harbour Park founded"
    assert first(reading, "n") == "2 of 2, event / Decree widens the park's rules"
    assert first(reading, "/zebra") == "Nothing found. /   without zebra: 16 events"
    assert first(reading, "/kind:lawx").startswith("no kind here is called lawx")
    assert first(reading, "r") == "2 of 2, event / Decree widens the park's rules"
    assert first(reading, "/").startswith(f"1 of {len(reading.refs)}, event")
    with pytest.raises(UseError):
        LineByLine(reading._index).only("kind:lawx")


def test_an_id_leads_anywhere_and_back_comes_back(reading: LineByLine) -> None:
    reading.only("kind:law")
    assert "Harbour council, organisation, 2 sources, id council" in [*reading.answer("l")]
    assert first(reading, "council") == "organisation / Harbour council"
    assert next(iter(reading.answer("e"))).startswith("Evidence 1 of ")
    assert first(reading, "b") == "1 of 2, event / Harbour Park founded"
    assert first(reading, "gazette/cut").startswith("passage / The week the cables went quiet")
    assert first(reading, "n") == first(reading, "park-decree") == "2 of 2, event / Decree widens the park's rules"


def test_letters_work_on_a_cyrillic_layout(reading: LineByLine) -> None:
    assert first(reading, ".kind:law").startswith("1 of 2")
    assert first(reading, "т").startswith("2 of 2")
    assert first(reading, "и") == first(reading, "1") == "1 of 2, event / Harbour Park founded"
    assert first(reading, ",") == " / ".join(HELP.splitlines()[:2])


def piped(monkeypatch: pytest.MonkeyPatch, typed: bytes, *query: str) -> int:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(typed)))
    return run(["read", "-d", str(HARBOUR), *query])


def test_a_pipe_may_type(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert piped(monkeypatch, b"n\n\xff\n/zebra\nq\nn\n", "kind:law") == 0
    out, err = capsysbinary.readouterr()
    titles = [line for line in out.decode().splitlines() if " of 2, " in line or line[:4] in ("Noth", "Ther")]
    assert titles == [
        "1 of 2, event",
        "2 of 2, event",
        "There is no record � and no such command: ? for help.",
        "Nothing found.",
    ]
    assert err == b""
    assert piped(monkeypatch, b"", "kind:law", "-decree") == 0
    assert piped(monkeypatch, b"n\n", "zebra") == 1
    assert piped(monkeypatch, b"n\n", "kind:lawx") == 2


def test_on_a_terminal_it_asks_in_plain_lines() -> None:
    with letapis("--plain", HARBOUR, "--filter", "kind:law", "--at", "park-decree") as terminal:
        terminal.wait_for("2 of 2. Enter for the next, ? for help.")
        terminal.send("b\n")
        terminal.wait_for("1 of 2. Enter for the next")
        terminal.send("q\n")
        assert terminal.wait() == 0
        assert b"\x1b" not in terminal.output
