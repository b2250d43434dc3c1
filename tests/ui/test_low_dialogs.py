"""In ten lines a dialog still says which keys it has, and cuts that with a sign."""

from __future__ import annotations

import pytest

from tui.app import LetapisApp
from tui.core.model import Ref
from tui.notebook.settings import Settings
from tui.paths import resource_dir
from tui.screens.main import MainScreen


@pytest.mark.parametrize("key", ["o", "O", "y", "a", "t", "f", "x", "B", "ctrl+k"])
async def test_its_keys_stand_whole_or_cut_on_the_last_line(key: str) -> None:
    app = LetapisApp(resource_dir("data") / "harbour", at="network-cut", settings=Settings(browser="off"))
    async with app.run_test(size=(40, 10)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, MainScreen)
        assert app.screen.timeline.cursor == Ref("events", "network-cut")
        await pilot.press(key)
        await pilot.pause()
        dialog, foot = app.screen.query_one(".dialog"), app.screen.query_one(".dialog-foot")
        assert foot.region.height == 1
        assert dialog.content_region.contains_region(foot.region)
        drawn = "".join(segment.text for segment in app.screen._compositor.render_strips()[foot.region.y])
        assert "Esc" in drawn or "…" in drawn
