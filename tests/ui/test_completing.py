"""How a query may go on stands behind the cursor; the right arrow takes it, and the list follows."""

from __future__ import annotations

from driving import opened, screen_text
from samples import HARBOUR

from tui.app import LetapisApp


async def test_the_right_arrow_takes_what_stands_behind_the_cursor() -> None:
    app = LetapisApp(HARBOUR)
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await opened(app, pilot)
        await pilot.press("slash", *"person:qu")
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("right")
        await pilot.pause()
        assert screen.filter_bar.text == "person:quill"
        assert str(screen.state.spot.query) == "person:quill"


async def test_the_screen_says_that_a_name_is_spelled_differently() -> None:
    app = LetapisApp(HARBOUR, query="kwill")
    async with app.run_test(size=(100, 30)) as pilot:
        await opened(app, pilot)
        assert "2 of 16 events · 2 by another spelling" in screen_text(app)
