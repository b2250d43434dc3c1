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
        await pilot.press("g", "s")
        assert isinstance(pilot.app.screen, ReaderScreen)
        await pilot.press("escape")
        await pilot.resize_terminal(80, 24)
        await pilot.press("j", "enter")
        assert pilot.app.screen is screen
        assert screen.session.view.subject == Ref("events", "eleven-firms")


async def test_every_key_that_moves_moves_the_cursor_and_the_ends_are_the_first_and_the_last_row() -> None:
    async with explorer(size=(80, 7)) as (pilot, _):
        await pilot.press("F")
        shown = pilot.app.screen
        assert isinstance(shown, MovesScreen)
        assert "rows 1–" in screen_text(pilot.app)
        first, *_, last = [link.ref.id for link, _, _ in shown._page.cursor.links]
        for there, back in (("G", "g"), ("end", "home"), ("pagedown", "pageup"), ("ctrl+d", "ctrl+u")):
            await pilot.press(*[there] * 6)
            assert shown._here() == last
            await pilot.press(*[back] * 6)
            assert shown._here() == first


async def test_in_a_small_window_each_line_is_used_and_the_way_back_is_named() -> None:
    async with explorer(size=(40, 10)) as (pilot, _):
        await pilot.press("F")
        lines = screen_text(pilot.app).splitlines()
        assert lines[0].strip() == "From where to where"
        assert "moves · by date" in lines[1]
        assert lines[2].startswith("▌"), "the row under the cursor is marked as in every list"
        assert not any(line[:12].isspace() for line in lines[2:] if line.strip()), "no column of dates stands empty"
        assert lines[-1].endswith("Esc back")


async def test_a_value_filters_the_table_where_it_is_and_a_key_of_the_explorer_says_where_it_works() -> None:
    async with explorer(size=(130, 30)) as (pilot, screen):
        await pilot.press("F", *"SSS")
        shown = pilot.app.screen
        assert isinstance(shown, MovesScreen)
        count = len(shown._page.cursor.links)
        assert "suspend_filter" not in {command.id for command in shown.footer.commands}
        await pilot.press("v")
        assert pilot.app.screen is shown
        assert len(shown._page.cursor.links) < count
        assert "under the filter" in screen_text(pilot.app)
        await pilot.press("\\")
        assert len(shown._page.cursor.links) == count
        for key, ends in (("slash", "enter"), ("t", "enter"), (".", "up")):  # what is typed behind the first two
            await pilot.press(key)
            assert "in the explorer, where Esc leads" in screen_text(pilot.app)
            await pilot.press(ends)
        await pilot.press("S", "v")
        assert "makes a filter" in screen_text(pilot.app)
        await pilot.press("escape")
        assert str(screen.session.filter) == ""
