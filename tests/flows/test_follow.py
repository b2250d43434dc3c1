"""What is around the list follows it: when other rows are drawn, at once where they stay, and without a new layout."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from driving import explorer, press_keys, screen_lines
from textual.app import App
from textual.screen import Screen

from tui.screens.explorer import refresh as fed
from tui.widgets.filter_bar import FilterBar
from tui.widgets.page_view import PageView
from tui.widgets.sources import Sources
from tui.widgets.timeline import Timeline

pytestmark = pytest.mark.usefixtures("every_drawing")


async def test_the_pages_follow_the_rows_that_a_typed_key_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fed, "AFTER_ROWS", 60.0)  # so that it is the rows that they follow, not the time
    async with explorer(size=(120, 34)) as (pilot, screen):
        assert screen.session.store is not None
        seen = set()
        await pilot.press("slash")
        for letter in "cable":
            await press_keys(pilot, letter)
            cursor = screen.panes.timeline.cursor
            assert cursor is not None
            assert screen.session.store.name(cursor)[:20] in details(pilot.app)
            seen.add(cursor)
        assert len(seen) > 1


def details(app: App[None]) -> str:
    """Return what stands in the second of three panes."""
    lines = screen_lines(app)
    left = next(line.index("2 DETAILS") for line in lines if "2 DETAILS" in line)
    right = next(line.index("3 SOURCES") for line in lines if "3 SOURCES" in line)
    return "\n".join(line[left:right] for line in lines)


def noting(log: list[str], what: str, does: Callable[..., Any]) -> Callable[..., Any]:
    """Return what `does`, and notes each time in `log`."""

    def noted(*of: Any, **how: Any) -> Any:
        log.append(what)
        return does(*of, **how)

    return noted


async def test_what_is_offered_comes_after_the_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    async with explorer(size=(120, 34)) as (pilot, _):
        await press_keys(pilot, "slash", *"person:")
        order: list[str] = []
        drawn, offered = Timeline.render_lines, FilterBar._show_offers
        monkeypatch.setattr(Timeline, "render_lines", noting(order, "rows", drawn))
        monkeypatch.setattr(FilterBar, "_show_offers", noting(order, "offers", offered))
        await press_keys(pilot, "q")
        assert order.index("rows") < order.index("offers")


async def test_of_another_list_the_rows_come_before_what_is_told_of_the_first_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with explorer(size=(120, 34)) as (pilot, _):
        order: list[str] = []
        monkeypatch.setattr(Timeline, "render_lines", noting(order, "rows", Timeline.render_lines))
        monkeypatch.setattr(Sources, "show", noting(order, "sources", Sources.show))
        await press_keys(pilot, "w")
        assert order.index("rows") < order.index("sources")


async def test_pages_of_other_lengths_lay_nothing_out(monkeypatch: pytest.MonkeyPatch) -> None:
    async with explorer(size=(120, 34)) as (pilot, screen):
        layouts: list[str] = []
        monkeypatch.setattr(Screen, "_refresh_layout", noting(layouts, "layout", Screen._refresh_layout))
        lengths = set()
        for _ in range(12):
            await press_keys(pilot, "j")
            lengths |= {page.virtual_size.height for page in screen.query(PageView)}
        assert len(lengths) > 4
        assert layouts == []
