"""While a dataset is read for the first time: the keys that the footer names work, and a filter typed ahead is kept."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Event

import pytest
from driving import each_size, opened, opening_held, press_keys, screen_text, until
from samples import HARBOUR
from textual.pilot import Pilot

from tui.app import LetapisApp
from tui.screens.explorer.screen import ExplorerScreen


@asynccontextmanager
async def held() -> AsyncIterator[tuple[Pilot[None], ExplorerScreen, Event]]:
    """Run the explorer while its dataset is opened, which ends when the event is set."""
    app = LetapisApp(HARBOUR, fresh=True)
    with opening_held() as (begun, go_on):
        async with app.run_test(size=(100, 30)) as pilot:
            await until(pilot, begun.is_set)
            screen = app.screen
            assert isinstance(screen, ExplorerScreen)
            try:
                yield pilot, screen, go_on
            finally:
                go_on.set()


async def test_only_what_works_is_offered_until_the_rows_stand() -> None:
    async with held() as (pilot, _, go_on):
        async for width, _ in each_size(pilot, [(160, 48), (40, 10), (80, 24)]):
            for pane in "132" if width == 160 else "1":
                await press_keys(pilot, pane, *"nNdDmM+-rjkgGJK", "pagedown", "enter")
            await press_keys(pilot, "2", "1")
            assert screen_text(pilot.app).splitlines()[-1].split() == ["Esc", "cancel", "q", "quit"]
            assert "opening" in screen_text(pilot.app)
        for keys in (("x",), ("question_mark", *"coverage", "enter"), ("ctrl+k",)):
            await press_keys(pilot, *keys)
            assert "Not yet: the dataset is being opened" in screen_text(pilot.app), keys
            await press_keys(pilot, "1")
        go_on.set()
        await opened(pilot)
        hints = screen_text(pilot.app).splitlines()[-1]
        assert "s source" in hints
        assert "Esc cancel" not in hints


@pytest.mark.parametrize(("key", "status"), [("escape", 130), ("q", 0)])
async def test_escape_ends_the_first_reading_and_q_quits(key: str, status: int) -> None:
    async with held() as (pilot, screen, go_on):
        await pilot.press(key)
        go_on.set()
        await until(pilot, lambda: pilot.app.return_code is not None or screen.ready)
    assert pilot.app.return_code == status


@pytest.mark.parametrize("end", ["", "enter", "tab", "escape"])
async def test_what_is_typed_ahead_is_not_lost(end: str) -> None:
    async with held() as (pilot, screen, go_on):
        await pilot.press("slash", *"kind:law")
        if end:
            await pilot.press(end, "j")
            assert screen.focused is screen.panes.timeline, "a letter is a key again"
        go_on.set()
        await opened(pilot)
        given_up = end == "escape"
        assert screen.filter_bar.text == str(screen.session.state.spot.query) == ("" if given_up else "kind:law")
        assert ("2 of 16 events" in screen_text(pilot.app)) is not given_up
        if not end:
            await press_keys(pilot, "escape")
            assert str(screen.session.state.spot.query) == ""
            assert screen.session.state.spot.chosen is not None
