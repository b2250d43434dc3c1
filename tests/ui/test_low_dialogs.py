"""In ten lines a dialog still says which keys it has, and cuts that with a sign."""

from __future__ import annotations

import pytest
from driving import opened, screen_lines
from samples import HARBOUR

from tui.app import LetapisApp
from tui.core.model import Ref
from tui.notebook.settings import Settings


@pytest.mark.parametrize("key", ["o", "O", "y", "a", "t", "f", "x", "B", "ctrl+k"])
async def test_its_keys_stand_whole_or_cut_on_the_last_line(key: str) -> None:
    app = LetapisApp(HARBOUR, at="network-cut", settings=Settings(browser="off"))
    async with app.run_test(size=(40, 10)) as pilot:
        screen = await opened(app, pilot)
        assert screen.timeline.cursor == Ref("events", "network-cut")
        await pilot.press(key)
        await pilot.pause()
        dialog, foot = app.screen.query_one(".dialog"), app.screen.query_one(".dialog-foot")
        assert foot.region.height == 1
        assert dialog.content_region.contains_region(foot.region)
        drawn = screen_lines(app)[foot.region.y]
        assert "Esc" in drawn or "…" in drawn
