"""`f`: values asked for and shut out, several at once, with live counts; what is picked leaves chips."""

from __future__ import annotations

import pytest
from driving import each_size, explorer, press_keys, screen_text, until
from textual.app import App

from tui.core.query import tree
from tui.present import facets as present
from tui.screens.dialogs import facets as dialog
from tui.screens.dialogs.dialog import MarkedList
from tui.screens.dialogs.facets import FacetsScreen
from tui.widgets.bar import Header


def head(app: App[None]) -> str:
    return "".join(part.text for part in app.screen.query_one(Header).parts(app.screen.size.width))


async def test_enter_narrows_by_the_value_under_the_cursor_as_typed() -> None:
    async with explorer(size=(100, 30)) as (pilot, screen):
        await press_keys(pilot, "f", *"gullwing", "enter")
        assert pilot.app.screen is screen
        assert str(screen.session.state.spot.query) == "org:gullwing"
        assert screen.panes.timeline.rows.records == 1
        assert "org Gullwing ✕" in head(pilot.app)
        await press_keys(pilot, "left_square_bracket")
        assert str(screen.session.state.spot.query) == ""
        assert screen.panes.timeline.rows.records == 16


async def test_several_values_are_picked_at_once_with_live_counts() -> None:
    async with explorer() as (pilot, screen):
        await press_keys(pilot, "f", *"law", "tab")
        facets = pilot.app.screen
        assert isinstance(facets, FacetsScreen)
        one = screen_text(pilot.app)
        assert "Filter by   2 of 16 events" in one
        await press_keys(pilot, *["backspace"] * 3, *"network", "tab")
        assert facets.value is not None
        assert facets.value.asked
        await press_keys(pilot, *["backspace"] * 7, *"disputed", "shift+tab", "enter")
        wanted = "(kind:law OR kind:network) -is:disputed"
        assert str(screen.session.state.spot.query) == wanted
        assert "kind law or network ✕" in head(pilot.app)
        assert "not disputed ✕" in head(pilot.app)
        await press_keys(pilot, "f", *"network", "tab", "enter")
        assert str(screen.session.state.spot.query) == "kind:law -is:disputed"


async def test_values_one_below_the_other_are_picked_one_after_the_other() -> None:
    async with explorer() as (pilot, screen):
        await press_keys(pilot, "f", "down", "down", "tab")
        facets = pilot.app.screen
        assert isinstance(facets, FacetsScreen)
        first = facets.value
        await press_keys(pilot, "down", "tab", "down", "shift+tab")
        third = facets.value
        assert first is not None
        assert third is not None
        rows = [value.pick for value in facets._rows if value is not None]
        at = rows.index(first.pick)
        assert rows[at + 2] == third.pick
        await press_keys(pilot, "enter")
        wanted = f"(kind:{rows[at][1]} OR kind:{rows[at + 1][1]}) -kind:{third.pick[1]}"
        assert str(screen.session.state.spot.query) == wanted


async def test_escape_leaves_the_filter_as_it_was_and_a_click_picks() -> None:
    async with explorer(query="cable", size=(100, 30)) as (pilot, screen):
        await press_keys(pilot, "f", "tab", "tab", "shift+tab", "escape")
        assert pilot.app.screen is screen
        assert str(screen.session.state.spot.query) == "cable"
        await press_keys(pilot, "escape", "f")
        await pilot.click("MarkedList", offset=(12, 1))
        await pilot.pause()
        facets = pilot.app.screen
        assert isinstance(facets, FacetsScreen)
        assert facets.value is not None
        assert facets.value.asked


async def test_it_works_at_any_size() -> None:
    async with explorer() as (pilot, screen):
        async for _ in each_size(pilot, [(80, 24), (40, 10), (20, 6), (1, 1)]):
            await press_keys(pilot, "f", "down", "tab", "pagedown", "up", "shift+tab", "enter")
            assert pilot.app.screen is screen
            assert screen.session.state.spot.query != tree.Everything()
            await press_keys(pilot, *["escape"] * 3)


async def test_what_does_not_fit_on_the_screen_is_listed_when_no_other_key_comes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with explorer(size=(80, 12)) as (pilot, _):
        monkeypatch.setattr(dialog, "RESTS", 600)
        await press_keys(pilot, "f")
        facets = pilot.app.screen
        assert isinstance(facets, FacetsScreen)
        options = facets.query_one(MarkedList)
        few = options.option_count
        assert 12 <= few == len(facets._rows)
        monkeypatch.undo()
        await press_keys(pilot, "a", "backspace")
        await until(pilot, lambda: options.option_count > few)
        every = [value for facet in present.facets(facets._index, facets._picks) for value in (None, *facet.values)]
        assert facets._rows == every
        assert options.option_count == len(every)
