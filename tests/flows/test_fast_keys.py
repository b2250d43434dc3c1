"""Keys that come faster than the screen answers are all followed, in order."""

from __future__ import annotations

from bursts import NAMED, at_once
from driving import explorer, screen_text, until
from samples import HARBOUR
from terminal import Terminal, letapis

from tui.notebook.settings import Settings


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
            title = selected(terminal).split("│")[0][15:40].split("  ")[0].rstrip("… ")
            headings = [line.split("│")[1].strip() for line in terminal.lines if line.count("│") >= 2]
            assert any(heading.startswith(title) for heading in headings), (title, headings)
        terminal.send("/quil\x7fll gate")
        terminal.wait_for("1 of 16 events")
        terminal.wait_for("quill gate")


async def test_what_is_typed_after_a_key_that_opens_goes_to_what_it_opens() -> None:
    async with explorer(at="park-decree", settings=Settings(clipboard="osc52")) as (pilot, _):
        for typed, seen in (
            ("jkaquick words, q and B too\x13b", ("│ quick words, q and B too", "Bookmarked: Decree widens")),
            ("yi", ("Copied the id",)),
            ("fgullw\r", ("1 of 16 events",)),
            ("t2017\r\x0bbrand\r", ("Osk Brand",)),
            ("?dossier\rcsv", ("csv  ",)),
        ):
            await at_once(pilot, typed)
            await until(pilot, lambda seen=seen: all(text in screen_text(pilot.app) for text in seen))
        assert pilot.app.clipboard == "park-decree"
        assert "jsonl" not in screen_text(pilot.app)
        await at_once(pilot, f"{NAMED['escape']}?leave let\r")
        await until(pilot, lambda: not pilot.app.is_running)
        assert not pilot.app.return_code
