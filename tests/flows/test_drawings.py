"""How a typed key is drawn: rows and count first, the pages once in a second drawing, no layout of the whole screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from driving import explorer, opened, until
from samples import HARBOUR
from textual._compositor import Compositor
from textual.pilot import Pilot
from textual.strip import Strip

from tui.app import LetapisApp
from tui.screens.explorer.screen import ExplorerScreen
from tui.widgets.page_view import PageView
from tui.widgets.sources import Sources
from tui.widgets.timeline import Timeline

FILTERS = ("decree", "quill", "park", "office", "gate")
"""Each leaves some events of harbour, with other numbers of passages; nothing is offered for any."""


@contextmanager
def counted_layouts(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Count how often the screen is laid out."""
    count = [0]
    reflow = Compositor.reflow

    def watched(self: Compositor, *args: object) -> object:
        count[0] += 1
        return reflow(self, *args)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(Compositor, "reflow", watched)
        yield count


async def typed(screen: ExplorerScreen, pilot: Pilot[None], text: str) -> None:
    """Put a filter in the place of the one that stands there, and wait until all panes follow."""
    screen.filter_bar.input.value = text
    await until(
        pilot,
        lambda: str(screen.session.state.spot.query) == text and screen._refresh.followed is screen.session.view,
    )
    await pilot.pause()


def noted(drawn: list[str], render: Callable[[Any, int], Strip]) -> Callable[[Any, int], Strip]:
    """Return a `render_line` that also notes the id of its widget in `drawn`, once a drawing."""

    def watched(self: Any, y: int) -> Strip:
        if y == 1:
            drawn.append(str(self.id))
        return render(self, y)

    return watched


def title(screen: ExplorerScreen) -> str:
    """Return the first line of the details."""
    return "".join(span.text for span in screen.panes.details.lines[0])


async def test_no_letter_and_no_page_lays_the_screen_out_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    async with explorer(size=(120, 26)) as (pilot, screen):
        screen.action_run_command("edit_filter")
        await pilot.pause()
        heights = set()
        with counted_layouts(monkeypatch) as count:
            for text in FILTERS:
                await typed(screen, pilot, text)
                heights.add(screen.panes.sources.virtual_size.height > screen.panes.sources.size.height)
        assert heights == {True, False}, "one page is to be longer than the pane, another one not"
        assert count == [0]


async def test_the_pages_show_what_the_cursor_is_on_after_every_filter() -> None:
    async with explorer(size=(160, 48)) as (pilot, screen):
        assert screen.session.store is not None
        screen.action_run_command("edit_filter")
        seen = set()
        for text in FILTERS:
            await typed(screen, pilot, text)
            cursor = screen.panes.timeline.cursor
            assert cursor is not None
            assert title(screen) == screen.session.store.name(cursor)
            seen.add(cursor)
        assert len(seen) > 2


@pytest.mark.usefixtures("every_drawing")
async def test_the_pages_are_drawn_once_after_the_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    app = LetapisApp(HARBOUR)
    drawn: list[str] = []
    async with app.run_test(size=(160, 48)) as pilot:
        screen = await opened(pilot)
        screen.action_run_command("edit_filter")
        await typed(screen, pilot, "decree")

        for kind in (Timeline, Sources, PageView):
            monkeypatch.setattr(kind, "render_line", noted(drawn, kind.render_line))
        before = title(screen)
        await typed(screen, pilot, "quill")
        assert title(screen) != before
    assert drawn.index("timeline") < min(drawn.index("details"), drawn.index("sources"))
    assert sorted(drawn) == ["details", "sources", "timeline"]


async def test_where_the_list_is_not_seen_the_pages_follow_all_the_same() -> None:
    async with explorer(size=(60, 24)) as (pilot, screen):
        screen.panes.enter(2)
        await pilot.pause()
        assert not screen.panes.timeline.is_on_screen
        before = title(screen)
        assert screen._filtering.typed("decree")
        assert screen._refresh.followed is screen.session.view
        assert title(screen) != before


async def test_a_page_that_has_become_shorter_than_where_it_was_scrolled_shows_its_end() -> None:
    async with explorer(size=(120, 26)) as (pilot, screen):
        long = screen.panes.details._page
        while screen.panes.details.virtual_size.height <= 3 * screen.panes.details.size.height:
            long = type(long)(long.blocks * 2)
            screen.panes.details.show(long)
        screen.panes.details.scroll_lines(10_000)
        assert screen.panes.details.scroll_offset.y > screen.panes.details.size.height
        screen.panes.details.show(type(long)(long.blocks[:1]), reset=False)
        await pilot.pause()
        assert screen.panes.details.scroll_offset.y == 0
