"""What is kept when the explorer ends: by a key, by a signal, or killed."""

from __future__ import annotations

import signal
from functools import partial
from pathlib import Path

import pytest
from samples import HARBOUR
from terminal import Terminal, letapis

from tui.core.model.records import Ref
from tui.notebook import book
from tui.notebook.book import Book, from_bytes
from tui.notebook.keeper import Notebook


def kept(home: Path) -> Book | None:
    """Return the only notebook in a home; None where there is none yet."""
    files = list((home / "data" / "notebooks").glob("*.json"))
    return from_bytes(files[0].read_bytes()) if files else None


def bookmarked(terminal: Terminal, home: Path) -> None:
    """Bookmark the decree, and read on until the file has it."""
    terminal.wait_for("Decree widens")
    terminal.send("b")
    terminal.wait_for("Bookmarked")
    terminal.until(lambda _: kept(home) is not None, what="the notebook")


@pytest.mark.parametrize("number", [pytest.param(signal.SIGTERM, marks=pytest.mark.slow), signal.SIGHUP])
def test_a_signal_keeps_where_the_reader_was(home: Path, number: signal.Signals) -> None:
    with letapis(HARBOUR, "--filter", "kind:law", "--at", "park-decree") as terminal:
        bookmarked(terminal, home)
        terminal.signal(number)
        assert terminal.wait() == 128 + number
        assert terminal.restored
    with letapis(HARBOUR) as terminal:
        terminal.wait_for("2 of 16 events")
        terminal.wait_for("⚑")
        terminal.send("q")
        assert terminal.wait() == 0


def test_of_two_explorers_at_once_each_keeps_what_it_keeps_also_when_killed(home: Path) -> None:
    with letapis(HARBOUR, "--at", "park-decree") as one, letapis(HARBOUR, "--at", "quill-held") as two:
        two.wait_for("Ada Quill held at the harbour gate")
        bookmarked(one, home)
        one.signal(signal.SIGKILL)
        one.wait()
        found = kept(home)
        assert found is not None
        assert [mark.record for mark in found.bookmarks] == ["events/park-decree"]
        assert found.session is None
        two.send("b")
        two.wait_for("Bookmarked")
        two.send("q")
        assert two.wait() == 0
    found = kept(home)
    assert found is not None
    assert sorted(mark.record for mark in found.bookmarks) == ["events/park-decree", "events/quill-held"]


def test_a_notebook_with_text_that_would_act_on_a_terminal_does_not(home: Path) -> None:
    notebook = Notebook(home / "data" / "notebooks")
    notebook.open(HARBOUR, "Harbour")
    notebook.change(partial(book.with_bookmark, ref=Ref("events", "park-decree"), name="Decree"))
    notebook.close()
    file = next((home / "data" / "notebooks").glob("*.json"))
    nasty = r"x\u001b]52;c;b3duZWQ=\u0007\u202e[/] [bold]"
    note = f'{{"record": "events/gone", "name": "{nasty}", "text": "{nasty}", "date": "{nasty}", "kept": "{nasty}"}}'
    text = file.read_text().replace('"notes": []', f'"notes": [{note}]')
    file.write_text(text.replace('"views": []', f'"views": [{{"name": "{nasty}", "query": "{nasty}"}}]'))
    with letapis(HARBOUR) as terminal:
        terminal.wait_for("Decree widens")
        terminal.send("B")
        terminal.wait_for("no longer")
        assert "[/] [bold]" in terminal.text
        terminal.send("no longer")
        terminal.until(lambda text: "Decree widens the park's rules  21" not in text)
        terminal.send("\r")
        terminal.wait_for("ctrl+s keep")
        terminal.settle()
        assert b"\x1b]52" not in terminal.output
        assert "\u202e" not in terminal.output.decode()
