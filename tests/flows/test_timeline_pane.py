"""The first pane under the fingers: where the cursor goes and what stays in view."""

from __future__ import annotations

from pathlib import Path

from driving import OneWidget, press_keys
from textual.app import ComposeResult
from textual.message import Message

from tui import paths
from tui.core.index.index import Index
from tui.core.model.dataset import Dataset
from tui.core.model.records import Event, Ref
from tui.core.query import parser
from tui.core.store.memory import MemoryStore
from tui.messages import RowHighlighted, RowOpened
from tui.present.timeline.rows import Rows
from tui.present.timeline.timeline import TimelineRows
from tui.widgets.timeline import Timeline


class Pane(OneWidget):
    """Nothing but the pane."""

    CSS_PATH = [paths.resource_dir("styles") / "timeline.tcss"]

    def __init__(self, count: int) -> None:
        super().__init__()
        self.posted: list[Message] = []
        events = {
            f"e{n:04}": Event(
                id=f"e{n:04}",
                title=f"Event {n}",
                date=f"20{20 + n // 48}-{n // 4 % 12 + 1:02}-{n % 4 * 7 + 1:02}",
            )
            for n in range(count)
        }
        self.index = Index(MemoryStore(Dataset(root=Path(), events=events)))

    def compose(self) -> ComposeResult:
        yield Timeline()

    def on_mount(self) -> None:
        self.show("", None)
        self.pane.focus()

    def show(self, text: str, cursor: Ref | None) -> None:
        self.pane.show(TimelineRows(self.index, self.index.run(parser.parse(text))), cursor)

    @property
    def pane(self) -> Timeline:
        return self.query_one(Timeline)

    def on_row_highlighted(self, message: RowHighlighted) -> None:
        self.posted.append(message)

    def on_row_opened(self, message: RowOpened) -> None:
        self.posted.append(message)

    def lines(self) -> list[str]:
        return [self.pane.render_line(y).text.rstrip() for y in range(self.pane.size.height)]

    def cursor_line(self) -> int:
        return next((y for y, line in enumerate(self.lines()) if line.startswith("▌")), -1)


def event(number: int) -> Ref:
    return Ref("events", f"e{number:04}")


async def test_the_cursor_begins_on_the_first_event_skips_headings_and_goes_to_ends_days_and_months() -> None:
    app = Pane(200)
    async with app.run_test(size=(40, 12)) as pilot:
        assert app.lines()[:2] == ["  2020", "  January"]
        assert app.pane.cursor == event(0)
        await pilot.press("j", "j", "j", "j")
        assert app.pane.cursor == event(4)
        await pilot.press("k")
        assert app.pane.cursor == event(3)
        assert [m.ref for m in app.posted if isinstance(m, RowHighlighted)] == [event(n) for n in (1, 2, 3, 4, 3)]
        await pilot.press("G")
        assert app.pane.cursor == event(199)
        await pilot.press("M")
        assert app.pane.cursor == event(192)
        await pilot.press("g", "d")
        assert app.pane.cursor == event(1)
        await pilot.press("m")
        assert app.pane.cursor == event(4)


async def test_the_month_stays_in_view_and_never_covers_the_cursor() -> None:
    app = Pane(200)
    async with app.run_test(size=(40, 12)) as pilot:
        for key, steps in (
            ("j", 60),
            ("k", 60),
            ("pagedown", 8),
            ("pageup", 8),
            ("ctrl+d", 9),
            ("ctrl+u", 9),
        ):
            for _ in range(steps):
                await pilot.press(key)
                lines = app.lines()
                assert lines[app.cursor_line()].startswith("▌")
                top = app.pane.scroll_offset.y
                assert lines[0].strip() == app.pane.rows.heading(top)
        assert app.pane.cursor == event(0)


async def test_enter_and_the_second_click_open() -> None:
    app = Pane(200)
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("enter")
        await pilot.click(Timeline, offset=(5, 4))
        await pilot.click(Timeline, offset=(5, 4))
        await pilot.click(Timeline, offset=(5, 0))
        refs = [(type(m), m.ref) for m in app.posted if isinstance(m, RowOpened | RowHighlighted)]
        chosen = app.pane.rows.ref(4)
        assert chosen is not None
        assert refs == [(RowOpened, event(0)), (RowHighlighted, chosen), (RowOpened, chosen)]


async def test_a_new_result_keeps_the_record_and_its_line() -> None:
    app = Pane(200)
    async with app.run_test(size=(40, 12)) as pilot:
        for _ in range(50):
            await pilot.press("j")
        line = app.cursor_line()
        app.show("after:2020", app.pane.cursor)
        await pilot.pause()
        assert app.pane.cursor == event(50)
        assert app.cursor_line() in (line, app.pane.rows.find(event(50)))
        app.show("", event(150))
        await pilot.pause()
        assert app.pane.cursor == event(150)
        assert app.cursor_line() >= 0
        app.show("nothing-of-the-kind", event(150))
        await pilot.pause()
        assert app.pane.cursor is None


async def test_nothing_listed_and_no_room_are_no_trouble() -> None:
    app = Pane(30)
    async with app.run_test(size=(1, 1)) as pilot:
        await pilot.press("j", "G", "g", "pagedown", "d", "M")
        app.pane.show(Rows(), None)
        await pilot.press("j", "G", "enter", "n", "m")
        assert app.pane.cursor is None
        await pilot.resize_terminal(80, 24)
        app.show("", event(20))
        await pilot.pause()
        assert app.cursor_line() >= 0


async def test_a_step_to_another_day_shows_what_follows_it() -> None:
    app = Pane(200)
    async with app.run_test(size=(60, 24)) as pilot:
        timeline = app.query_one(Timeline)
        for _ in range(40):
            await press_keys(pilot, "d")
            below = timeline.scroll_offset.y + timeline.size.height - 1 - timeline.rows.find(timeline.cursor)
            assert below >= timeline.size.height // 3
        await pilot.press("G")
        await press_keys(pilot, "D")
        assert timeline.scroll_offset.y + timeline.size.height == len(timeline.rows)
