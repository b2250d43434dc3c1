"""How a query may go on stands behind the cursor; the right arrow takes it, and the list follows."""

from __future__ import annotations

from tui.app import LetapisApp
from tui.paths import resource_dir
from tui.screens.main import MainScreen


async def test_the_right_arrow_takes_what_stands_behind_the_cursor() -> None:
    app = LetapisApp(resource_dir("data") / "harbour")
    async with app.run_test(size=(100, 30)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, MainScreen)
        await pilot.press("slash", *"person:qu")
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("right")
        await pilot.pause()
        assert screen.filter_bar.text == "person:quill"
        assert str(screen.state.spot.query) == "person:quill"


async def test_the_screen_says_that_a_name_is_spelled_differently() -> None:
    app = LetapisApp(resource_dir("data") / "harbour", query="kwill")
    async with app.run_test(size=(100, 30)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        lines = app.screen._compositor.render_strips()
        text = "\n".join("".join(segment.text for segment in line) for line in lines)
        assert "2 of 16 events · 2 by another spelling" in text
