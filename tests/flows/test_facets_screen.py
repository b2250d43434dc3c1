"""`f`: values asked for and shut out, several at once, with live counts; what is picked leaves chips."""

from __future__ import annotations

import pytest
from driving import opened, screen_text
from samples import HARBOUR

from tui.app import LetapisApp
from tui.core.query import tree
from tui.screens.dialogs.facets import FacetsScreen
from tui.widgets.header import Header


def head(app: LetapisApp) -> str:
    return "".join(part.text for part in app.screen.query_one(Header).parts(app.screen.size.width))


async def test_enter_narrows_by_the_value_under_the_cursor_as_typed() -> None:
    app = LetapisApp(HARBOUR)
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await opened(app, pilot)
        await pilot.press("f", *"network", "enter")
        await pilot.pause()
        assert app.screen is screen
        assert str(screen.session.state.spot.query) == "kind:network"
        assert "kind network ✕" in head(app)
        await pilot.press("left_square_bracket")
        await pilot.pause()
        assert str(screen.session.state.spot.query) == ""


async def test_several_values_are_picked_at_once_with_live_counts() -> None:
    app = LetapisApp(HARBOUR)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(app, pilot)
        await pilot.press("f", *"law", "tab")
        await pilot.pause()
        facets = app.screen
        assert isinstance(facets, FacetsScreen)
        one = screen_text(app)
        assert "Filter by   2 of 16 events" in one
        await pilot.press(*["backspace"] * 3, *"network", "tab")
        await pilot.pause()
        assert facets.value is not None
        assert facets.value.asked
        await pilot.press(*["backspace"] * 7, *"disputed", "shift+tab", "enter")
        await pilot.pause()
        wanted = "(kind:law OR kind:network) -is:disputed"
        assert str(screen.session.state.spot.query) == wanted
        assert "kind law or network ✕" in head(app)
        assert "not disputed ✕" in head(app)
        await pilot.press("f", *"network", "tab", "enter")
        await pilot.pause()
        assert str(screen.session.state.spot.query) == "kind:law -is:disputed"


async def test_values_one_below_the_other_are_picked_one_after_the_other() -> None:
    app = LetapisApp(HARBOUR)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(app, pilot)
        await pilot.press("f", "down", "down", "tab")
        await pilot.pause()
        facets = app.screen
        assert isinstance(facets, FacetsScreen)
        first = facets.value
        await pilot.press("down", "tab", "down", "shift+tab")
        await pilot.pause()
        third = facets.value
        assert first is not None
        assert third is not None
        rows = [value.pick for value in facets._rows if value is not None]
        at = rows.index(first.pick)
        assert rows[at + 2] == third.pick
        await pilot.press("enter")
        await pilot.pause()
        wanted = f"(kind:{rows[at][1]} OR kind:{rows[at + 1][1]}) -kind:{third.pick[1]}"
        assert str(screen.session.state.spot.query) == wanted


async def test_escape_leaves_the_filter_as_it_was_and_a_click_picks() -> None:
    app = LetapisApp(HARBOUR, query="cable")
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await opened(app, pilot)
        await pilot.press("f", "tab", "tab", "shift+tab", "escape")
        await pilot.pause()
        assert app.screen is screen
        assert str(screen.session.state.spot.query) == "cable"
        await pilot.press("escape", "f")
        await pilot.pause()
        await pilot.click("MarkedList", offset=(12, 1))
        await pilot.pause()
        facets = app.screen
        assert isinstance(facets, FacetsScreen)
        assert facets.value is not None
        assert facets.value.asked


@pytest.mark.parametrize("size", [(80, 24), (40, 10), (20, 6), (1, 1)])
async def test_it_works_at_any_size(size: tuple[int, int]) -> None:
    app = LetapisApp(HARBOUR)
    async with app.run_test(size=size) as pilot:
        screen = await opened(app, pilot)
        await pilot.press("f", "down", "tab", "pagedown", "up", "shift+tab", "enter")
        await pilot.pause()
        assert app.screen is screen
        assert screen.session.state.spot.query != tree.Everything()
