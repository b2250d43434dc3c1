"""Lanes of events in a pane: names at the left and the axis at the top always in view, with a cursor."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.core.index import lane_cursor as cursor
from tui.core.index.lane_board import LEVELS, Board, LaneSpot
from tui.core.index.lanes import NAMES
from tui.core.model.records import Ref
from tui.core.query.tree import Field
from tui.core.text.display import cells, cut
from tui.messages import RowOpened, StepMissed, TermMissing, TermPicked, Unit
from tui.present.lanes.axis import axis
from tui.present.lanes.cells import CellRun, lane_name, lane_runs, signs_in
from tui.present.signs import signs
from tui.theme import roles
from tui.widgets.bindings import Commands
from tui.widgets.scrolling import moves
from tui.widgets.styles import Looks

AXIS = 2
"""Lines of the axis."""


class LanesView(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows a board with a cursor; posts moves of the cursor, events opened and terms picked."""

    ALLOW_SELECT: ClassVar[bool] = False

    class Moved(Message):
        """The cursor moved, or another board is shown."""

    def __init__(
        self,
        board: Board,
        spot: LaneSpot,
        *,
        fit: bool = True,
        nothing: str = "",
        id: str | None = None,  # noqa: A002
    ) -> None:
        """Take what to show; with `fit`, as closely as all of its time fits, once the width is known.

        `nothing` is said of a board without lanes.
        """
        super().__init__(id=id)
        self._nothing = nothing
        self._board, self._spot = board, spot
        self._rows: LRUCache[tuple[int, int, int], tuple[tuple[CellRun, ...], frozenset[str]]] = LRUCache(256)
        self._looks = Looks(self, roles.LANES)
        self._laid_out = not fit
        self.keys = LaneKeys(self)

    @property
    def board(self) -> Board:
        """What is shown."""
        return self._board

    @property
    def spot(self) -> LaneSpot:
        """Where the cursor is."""
        return self._spot

    @property
    def names(self) -> int:
        """Cells of the column of names, with its figures."""
        width = self._width
        return max(10, min(34, max(15, width * 3 // 10), width * 2 // 5))

    @property
    def _width(self) -> int:
        """Cells before the scroll bar."""
        return self.scrollable_content_region.width

    @property
    def span(self) -> int:
        """Cells of time in view."""
        return max(0, self._width - self.names)

    @property
    def drawn(self) -> frozenset[str]:
        """The signs that are in view."""
        top, lanes = self.scroll_offset.y, len(self._board.lanes)
        rows, span = range(top, min(top + max(0, self.size.height - AXIS), lanes)), self.span
        shared = [signs().shared] if len(self._sharing(self._spot.number)) > 1 else []
        return frozenset(shared).union(*(self._row(at, span)[1] for at in rows))

    def show(self, board: Board, spot: LaneSpot, *, x: int | None = None) -> None:
        """Show `board` with the cursor at `spot`, its column at the cell `x` of the view where that can be."""
        self._board, self._spot = board, spot
        self._rows.clear()
        self._size_up()
        if x is not None:
            self._scroll(x=self.column - x)
        self._reveal()
        self.refresh()
        self.post_message(self.Moved())

    # drawing

    def notify_style_update(self) -> None:
        """Forget what was drawn with other colours."""
        super().notify_style_update()
        self._looks.forget()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line `y` of the view."""
        width = self.size.width
        if not self._board.lanes:
            said = Strip([Segment(f" {self._nothing}", self._looks("unit"))] if y == 0 else [])
            return said.adjust_cell_length(width, self.visual_style.rich_style)
        if y < AXIS:
            return self._axis(y, width)
        at = self.scroll_offset.y + y - AXIS
        if at >= len(self._board.lanes):
            return Strip.blank(width, self.visual_style.rich_style)
        here = at == self._spot.row
        names = self.names
        segments = [*self._head(at, here, names), *self._time(at, here, self.span)]
        return Strip(segments).adjust_cell_length(width, self._look("text", here)).simplify()

    def _axis(self, y: int, width: int) -> Strip:
        text = axis(self._board, self._board.window(self.scroll_offset.x, self.span))[y]
        style = self._look("axis" if y == 0 else "unit")
        return Strip([Segment(" " * self.names, style), Segment(text, style)]).adjust_cell_length(width, style)

    def _head(self, at: int, here: bool, names: int) -> list[Segment]:
        events, number = self._board.lanes[at].events, self._spot.number
        figure = str(len(events))
        room = names - 4 - len(figure)
        name = cut(lane_name(self._board, at), room)
        shares = not here and number is not None and number in events
        mark = signs().cursor if here else signs().shared if shares else " "
        return [
            Segment(mark, self._look("mark", here)),
            Segment(name + " " * (room - cells(name)), self._look("shared" if shares else "name", here)),
            Segment(f" {figure}  ", self._look("figure", here)),
        ]

    def _row(self, at: int, span: int) -> tuple[tuple[CellRun, ...], frozenset[str]]:
        """Return the cells of a row, and the signs that are in them."""
        key = (at, self.scroll_offset.x, span)
        found = self._rows.get(key)
        if found is None:
            runs = lane_runs(self._board, at, self._board.window(*key[1:]))
            found = self._rows[key] = runs, signs_in(runs)
        return found

    def _time(self, at: int, here: bool, span: int) -> list[Segment]:
        left = self.scroll_offset.x
        segments = [Segment(run.text, self._look(run.role or "text", here)) for run in self._row(at, span)[0]]
        if not here:
            return segments
        slot = self._board.scale.slots[self._slot()]
        start, end = max(0, slot.x - left), min(span, slot.x - left + slot.width)
        if start >= end:
            return segments
        before, cell, after = Strip(segments).divide([start, end, span])
        return [*before, Segment(cell.text, self._look("cell")), *after]

    def _look(self, role: str, here: bool = False) -> Style:
        return self._looks(role, "cursor") if here else self._looks(role)

    # moving

    def _slot(self) -> int:
        return self._board.scale.slot_of(self._spot.day)

    @property
    def column(self) -> int:
        """The first cell of the cursor's column, on the scale."""
        return self._board.scale.slots[self._slot()].x if self._board.scale.slots else 0

    def go(self, spot: LaneSpot) -> None:
        """Put the cursor at `spot`, and bring it into view."""
        if spot != self._spot:
            before, self._spot = self._spot, spot
            self._reveal()  # draws everything again if it scrolls
            for row in {before.row, spot.row, *(self._sharing(before.number) ^ self._sharing(spot.number))}:
                self.refresh_line(row + AXIS)
            self.post_message(self.Moved())

    def _sharing(self, number: int | None) -> set[int]:
        """Return the rows in view that an event is in."""
        top, lanes = self.scroll_offset.y, self._board.lanes
        seen = range(top, min(top + self.size.height, len(lanes)))
        return {row for row in seen if number is not None and number in lanes[row].events}

    def _size_up(self) -> None:
        self.virtual_size = Size(self.names + self._board.scale.width, AXIS + len(self._board.lanes))

    def _reveal(self) -> None:
        """Scroll as little as needed for the cursor to be in view; a column far away is centred."""
        height = self.size.height - AXIS
        if height <= 0 or self.span <= 0:
            return
        top, margin = self.scroll_offset.y, min(2, height // 5)
        if self._spot.row < top + margin:
            self._scroll(y=self._spot.row - margin)
        elif self._spot.row >= top + height - margin:
            self._scroll(y=self._spot.row - height + 1 + margin)
        x, wide = self.column, LEVELS[self._board.level].cells
        left, air = self.scroll_offset.x, min(2 * wide, self.span // 4)
        if not left - self.span < x < left + 2 * self.span:
            self._scroll(x=x - self.span // 2)
        elif x < left + air:
            self._scroll(x=x - air)
        elif x + wide > left + self.span - air:
            self._scroll(x=x + wide + air - self.span)

    def _scroll(self, *, x: int | None = None, y: int | None = None) -> None:
        self.scroll_to(
            x=None if x is None else max(0, min(x, self._board.scale.width - self.span)),
            y=None if y is None else max(0, y),
            animate=False,
            immediate=True,
            force=True,
        )

    def watch_scroll_x(self, old_value: float, new_value: float) -> None:
        """Draw everything again, the axis too."""
        super().watch_scroll_x(old_value, new_value)
        self.refresh()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Draw everything again but the axis."""
        super().watch_scroll_y(old_value, new_value)
        self.refresh()

    # events

    def on_resize(self) -> None:
        """Choose the level of the scale the first time; keep the cursor in view from then on."""
        if not self._laid_out and self.span > 0:
            self._laid_out = True
            self._open()
        self._rows.clear()
        self._size_up()
        self._reveal()

    def _open(self) -> None:
        """Show the densest days as closely as they fit, with the cursor in view."""
        if self._board.lanes:
            level, left = self._board.opening(self.span, self._spot.day)
            self.show(self._board.zoomed(level), self._spot)
            self._scroll(x=left)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the cell clicked on, or open what is there."""
        row = self.scroll_offset.y + event.y - AXIS
        if event.y < AXIS or row >= len(self._board.lanes):
            return
        day = self._spot.day
        if event.x >= self.names:
            slot = self._board.scale.slot_at(self.scroll_offset.x + event.x - self.names)
            if row == self._spot.row and slot == self._slot():
                self.keys.open_current()
                return
            day = self._board.scale.slots[slot].bin.first
        self.go(cursor.at_day(self._board, row, day))

    def on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:
        """Show what was earlier; the cursor stays."""
        event.stop()
        self._scroll(x=self.scroll_offset.x - 4)

    def on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:
        """Show what was later."""
        event.stop()
        self._scroll(x=self.scroll_offset.x + 4)

    def go_to(self, ref: Ref) -> None:
        """Put the cursor on an event, in the row nearest to it."""
        number = self._board.index.number(ref.id)
        if number in self._board.events:
            self.go(cursor.on(self._board, number, self._spot.row))


class LaneKeys:
    """The commands of the lanes."""

    def __init__(self, view: LanesView) -> None:
        self._view = view

    def commands(self) -> Commands:
        """Return what they do, by the ids of the key table."""
        view = self._view
        return {
            **moves(
                self._by_rows,
                self._by_rows,
                height=lambda: view.size.height - AXIS,
                lines=lambda: len(view.board.lanes),
            ),
            "earlier": lambda: self._to(cursor.to_column, -1),
            "later": lambda: self._to(cursor.to_column, 1),
            "far_earlier": lambda: self._to(cursor.to_column, -self._half_screen()),
            "far_later": lambda: self._to(cursor.to_column, self._half_screen()),
            "next_match": lambda: self._to(cursor.to_event, 1, "match"),
            "previous_match": lambda: self._to(cursor.to_event, -1, "match"),
            "next_day": lambda: self._to(cursor.to_day, 1, "day"),
            "previous_day": lambda: self._to(cursor.to_day, -1, "day"),
            "next_month": lambda: self._to(cursor.to_month, 1, "month"),
            "previous_month": lambda: self._to(cursor.to_month, -1, "month"),
            "zoom_in": lambda: self._zoom(1),
            "zoom_out": lambda: self._zoom(-1),
            "next_listing": lambda: self._turn(1),
            "previous_listing": lambda: self._turn(-1),
            "open": self.open_current,
            "filter_by": self._filter_by,
        }

    def _by_rows(self, count: int) -> None:
        view = self._view
        if view.board.lanes:
            view.go(cursor.to_row(view.board, view.spot, view.spot.row + count))

    def _to(self, move: Callable[[Board, LaneSpot, int], LaneSpot], by: int, unit: Unit | None = None) -> None:
        """Move; post StepMissed where there is no next one of `unit`."""
        view = self._view
        after = move(view.board, view.spot, by) if view.board.lanes else view.spot
        if unit is not None and after == view.spot:
            view.post_message(StepMissed(unit, by))
        else:
            view.go(after)

    def _half_screen(self) -> int:
        return max(1, self._view.span // LEVELS[self._view.board.level].cells // 2)

    def _zoom(self, by: int) -> None:
        """Show less time, closer (1), or more time (-1); the cursor's column stays where it is."""
        view = self._view
        level = view.board.level + by
        if view.board.lanes and 0 <= level < len(LEVELS):
            board, spot = view.board.zoomed(level), view.spot
            if spot.number is None:
                spot = cursor.at_day(board, spot.row, spot.day)
            view.show(board, spot, x=view.column - view.scroll_offset.x)

    def _turn(self, by: int) -> None:
        """Change what the rows are; the cursor stays on its event, or at its time."""
        view = self._view
        if view.board.lanes:
            order = [*NAMES]
            board = view.board.grouped(order[(order.index(view.board.by) + by) % len(order)])
            number = view.spot.number
            view.show(board, cursor.at_day(board, 0, view.spot.day) if number is None else cursor.on(board, number))

    def open_current(self) -> None:
        """Open the event under the cursor."""
        view = self._view
        if view.spot.number is not None:
            view.post_message(RowOpened(Ref("events", view.board.index.event_id(view.spot.number))))

    def _filter_by(self) -> None:
        """Post the value of the row as a term of the filter, or that it makes none."""
        view = self._view
        value = view.board.lanes[view.spot.row].value if view.board.lanes else ""
        view.post_message(TermPicked(Field(view.board.by, value)) if value else TermMissing())
