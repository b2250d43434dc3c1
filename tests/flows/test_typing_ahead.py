"""A filter that is typed while the dataset is still being opened filters it once it is there."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from driving import press_keys, screen_text
from samples import HARBOUR

from tui.app import LetapisApp
from tui.core.opening import open_dataset
from tui.screens.explorer import opening
from tui.screens.explorer.screen import ExplorerScreen


@pytest.mark.parametrize("end", ["", "enter", "tab", "escape"])
async def test_what_is_typed_ahead_is_not_lost(monkeypatch: pytest.MonkeyPatch, end: str) -> None:
    held = threading.Event()

    def slow(*arguments: Any, **named: Any) -> Any:
        held.wait(20)
        return open_dataset(*arguments, **named)

    monkeypatch.setattr(opening, "open_dataset", slow)
    app = LetapisApp(HARBOUR, fresh=True)
    async with app.run_test(size=(100, 30)) as pilot:
        screen = app.screen
        assert isinstance(screen, ExplorerScreen)
        await pilot.press("slash", *"kind:law")
        if end:
            await pilot.press(end, "j")
            assert screen.focused is screen.panes.timeline, "a letter is a key again"
        await pilot.pause()
        held.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        given_up = end == "escape"
        assert screen.filter_bar.text == str(screen.session.state.spot.query) == ("" if given_up else "kind:law")
        assert ("2 of 16 events" in screen_text(app)) is not given_up
        if not end:
            await press_keys(pilot, "escape")
            assert str(screen.session.state.spot.query) == ""
            assert screen.session.state.spot.chosen is not None
