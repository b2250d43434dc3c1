"""Keys that come faster than the screen answers are all followed, in order."""

from __future__ import annotations

from samples import HARBOUR
from terminal import Terminal, letapis


def selected(terminal: Terminal) -> str:
    """Settle, and return the row with the cursor."""
    terminal.settle()
    (row,) = [line for line in terminal.lines if line.startswith("▌")]
    return row


def test_many_moves_at_once_end_where_they_lead_and_the_pages_follow() -> None:
    with letapis(HARBOUR, size=(160, 48)) as terminal:
        terminal.wait_for("Ada Quill let go")
        terminal.settle()
        terminal.send("g" + "j" * 12 + "kkk" + "j" * 40)
        last = selected(terminal)
        terminal.send("G")
        assert selected(terminal) == last
        for keys in ("k" * 6, "j" * 3):
            terminal.send(keys)
            title = selected(terminal).split("│")[0][13:40].split("  ")[0].rstrip("… ")
            headings = [line.split("│")[1].strip() for line in terminal.lines if line.count("│") >= 2]
            assert any(heading.startswith(title) for heading in headings), (title, headings)
        terminal.send("/quil\x7fll gate")
        terminal.wait_for("1 of 16 events")
        terminal.wait_for("quill gate")


def test_what_is_typed_after_a_key_that_opens_goes_to_what_it_opens() -> None:
    with letapis(HARBOUR, "--at", "park-decree", SSH_TTY="x", TMUX="") as terminal:
        terminal.wait_for("Decree widens")
        terminal.settle()
        terminal.send("jkaquick words, q and B too\x13b")
        terminal.wait_for("│ quick words, q and B too")
        terminal.wait_for("Bookmarked: Decree widens")
        terminal.send("yi")
        terminal.wait_for("Copied the id")
        assert b"]52;c;cGFyay1kZWNyZWU=" in terminal.output
        terminal.send("fgullw\r")
        terminal.wait_for("1 of 16 events")
        terminal.send("t2017\r\x0bbrand\r")
        terminal.wait_for("Osk Brand")
        terminal.send("?dossier\rcsv")
        terminal.until(lambda text: "csv  " in text and "jsonl" not in text)
        terminal.send("\x1b")
        terminal.until(lambda text: "csv  " not in text)
        terminal.send("?leave let\r")
        assert terminal.wait() == 0
