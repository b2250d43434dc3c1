"""Moves by keys: the table under the filter, sorted, the words of a move, and on to its event."""

from __future__ import annotations

from driving import explorer, screen_text

from tui.core.model.records import Ref
from tui.screens.moves.screen import MovesScreen
from tui.screens.reader.screen import ReaderScreen


async def test_from_the_filter_to_the_table_to_the_words_and_on_to_an_event() -> None:
    async with explorer(query="date!:2020-08", size=(130, 30)) as (pilot, screen):
        await pilot.press("F")
        shown = pilot.app.screen
        assert isinstance(shown, MovesScreen)
        assert "1 move " in screen_text(pilot.app)
        await pilot.press("\\")
        assert "3 moves" in screen_text(pilot.app)
        await pilot.press("S", "S", "S", "S")
        assert shown.order == "number"
        assert "by how many" in screen_text(pilot.app)
        await pilot.press("s")
        assert isinstance(pilot.app.screen, ReaderScreen)
        await pilot.press("escape")
        await pilot.resize_terminal(80, 24)
        await pilot.press("j", "enter")
        assert pilot.app.screen is screen
        assert screen.session.view.subject == Ref("events", "brightkeel-moves")
