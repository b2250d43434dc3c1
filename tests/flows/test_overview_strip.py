"""The strip above the panes: what a click, a drag and the zoom do."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from driving import OneWidget, each_size, explorer, press, press_keys
from making import day
from samples import BELARUS, HARBOUR
from textual import events
from textual.app import ComposeResult
from textual.pilot import Pilot

from tui import paths
from tui.core.index.index import Index
from tui.core.loading.loader import load
from tui.core.query import parser
from tui.core.store.memory import MemoryStore
from tui.messages import DayPicked, SpanChosen
from tui.present.overview.strip import Strip
from tui.widgets.overview import Overview


class Above(OneWidget):
    """Nothing but the strip, over harbour."""

    CSS_PATH = [paths.resource_dir("styles") / "overview.tcss"]

    def __init__(self) -> None:
        super().__init__()
        self.picked: list[int] = []
        self.chosen: list[tuple[int, int]] = []
        self.index = Index(MemoryStore(load(HARBOUR)[0]))

    def compose(self) -> ComposeResult:
        yield Overview()

    def on_mount(self) -> None:
        self.show("", day("2020-08-09"))

    def show(self, text: str, at: int | None) -> None:
        self.strip.show(Strip(self.index, self.index.run(parser.parse(text))), at)

    @property
    def strip(self) -> Overview:
        return self.query_one(Overview)

    def on_day_picked(self, message: DayPicked) -> None:
        self.picked.append(message.day)

    def on_span_chosen(self, message: SpanChosen) -> None:
        self.chosen.append((message.first, message.last))

    def lines(self) -> list[str]:
        return [self.strip.render_line(y).text for y in range(self.strip.size.height)]


@asynccontextmanager
async def above() -> AsyncIterator[tuple[Above, Pilot[None]]]:
    """Run the strip in a hundred columns."""
    app = Above()
    async with app.run_test(size=(100, 6)) as pilot:
        yield app, pilot


async def test_years_breaks_and_days_stand_on_one_line_each_and_the_mark_follows_the_cursor() -> None:
    async with above() as (app, _):
        bars, lower, axis, here = app.lines()
        assert axis.startswith("2005   2017  │ Aug 2020")
        assert lower[5] == lower[12] == "┈"
        assert "█" in lower
        assert bars.strip()
        assert here.split() == ["years", "│", "days", "╹", "│", "months"]
        assert app.strip.size.height == 4
        app.strip.show_day(day("2020-08-12"))
        assert app.lines()[3].index("╹") == here.index("╹") + 6
        app.strip.show_day(None)
        assert "╹" not in app.lines()[3]


async def test_a_click_picks_a_day_and_a_drag_a_range() -> None:
    async with above() as (app, pilot):
        at = app.lines()[3].index("╹") + 1
        await pilot.click(Overview, offset=(at, 1))
        assert app.picked == [day("2020-08-09")]
        await pilot.mouse_down(Overview, offset=(at, 1))
        await pilot.hover(Overview, offset=(at + 3, 1))
        await pilot.mouse_up(Overview, offset=(at + 6, 1))
        assert app.chosen == [(day("2020-08-09"), day("2020-08-12"))]


async def test_the_zoom_looks_around_the_cursor_and_moves_with_it() -> None:
    async with above() as (app, _):
        assert not app.strip.zoom(-1)
        assert app.strip.zoom(1)
        assert "2005" not in app.lines()[2]
        assert "Aug 2020" in app.lines()[2]
        app.strip.show_day(day("2005-09-01"))
        assert "2005" in app.lines()[2]
        assert app.strip.zoom(-1)
        assert app.strip.window is None
        app.strip.show_day(None)
        assert not app.strip.zoom(1)


async def test_a_range_is_begun_and_ended_at_the_cursor_and_a_filter_leaves_the_whole_in_sight() -> None:
    async with above() as (app, pilot):
        whole = app.lines()
        app.show("kind:network", None)
        now = app.lines()
        assert [[sign == " " for sign in line] for line in now[:2]] == [
            [sign == " " for sign in line] for line in whole[:2]
        ]
        assert now[2] == whole[2]
        for at in ("2020-08-12", "2020-08-09"):
            app.strip.show_day(day(at))
            assert app.strip.select_range()
        await pilot.pause()
        assert app.chosen == [(day("2020-08-09"), day("2020-08-12"))]
        assert app.strip.select_range()
        assert app.strip.in_range
        app.strip.leave_range()
        assert not app.strip.in_range
        app.strip.show_day(None)
        assert not app.strip.select_range()


async def test_no_size_is_too_small() -> None:
    async with above() as (app, pilot):
        async for _ in each_size(pilot, ((1, 1), (2, 2), (5, 1), (30, 3), (300, 9), (1, 1))):
            assert all(len(line) == app.strip.size.width for line in app.lines())


async def test_a_range_begins_on_an_event_whose_own_beginning_is_open(tmp_path: Path) -> None:
    (tmp_path / "dataset.yaml").write_text("letapis: 1\ndataset: {title: Open, opens_at: till}\n")
    (tmp_path / "events.yaml").write_text(
        "events:\n  till: {title: Till then, date: ../2020-08-09}\n  on: {title: Later, date: 2020-08-12}\n"
    )
    async with explorer(tmp_path, size=(120, 30)) as (pilot, screen):
        await press_keys(pilot, "r", "G", "r")
        assert str(screen.session.state.spot.query) == "date:2020-08-09..2020-08-12"


async def test_what_the_list_shows_is_marked_and_a_closer_look_is_moved_without_the_cursor_and_comes_back() -> None:
    async with explorer(BELARUS, size=(120, 34)) as (pilot, screen):
        text = await press(pilot)
        mark = text.splitlines()[5]
        assert {"╹"} <= set(mark) <= set(" ╹─│yearsmonthsdays")
        picture = screen.overview._laid_out()
        assert picture is not None
        first, last = (picture.x_of(day) for day in screen.overview._seen or ())
        assert first is not None
        assert last is not None
        marked = [at - 1 for at, sign in enumerate(mark) if sign in "╹─"]
        assert (min(marked), max(marked)) == (first, last)
        moved = (await press(pilot, "G")).splitlines()[5]
        assert moved.rindex("╹") - 1 > max(marked)
        assert moved.endswith("╹")
        await press_keys(pilot, "t", *"2020-08-09", "enter")
        overview, cursor = screen.overview, screen.panes.timeline.cursor
        assert "shows all" in await press(pilot, "right_parenthesis")
        await press_keys(pilot, "plus", "plus")
        window = overview.window
        assert window is not None
        later = await press(pilot, "right_parenthesis")
        assert overview.window == tuple(day + (window[1] - window[0]) // 2 for day in window)
        assert "Sept" in later.splitlines()[4]
        assert screen.panes.timeline.cursor == cursor
        await press_keys(pilot, "left_parenthesis")
        assert overview.window == window
        for _ in range(200):
            if not overview.pan(-1):
                break
        assert overview.window is not None
        assert overview.window[0] <= overview._strip.ends()[0]  # type: ignore[union-attr, index]
        assert "╹" not in await press(pilot)
        await press_keys(pilot, "j")
        assert overview._at is not None
        assert overview.window[0] <= overview._at <= overview.window[1]
        # so does the wheel with Shift
        window = overview.window
        wheel = {"x": 5, "y": 1, "delta_x": 0, "delta_y": 1, "button": 0, "meta": False, "ctrl": False, "shift": True}
        overview.post_message(events.MouseScrollDown(None, **wheel))
        await pilot.pause()
        assert overview.window > window
        overview.post_message(events.MouseScrollUp(None, **wheel))
        await pilot.pause()
        assert overview.window == window
