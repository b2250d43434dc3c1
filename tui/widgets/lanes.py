"""The lanes: a cursor goes through rows of events, and through time."""

from __future__ import annotations

from collections.abc import Callable

from textual import events

from tui.core.index import lane_cursor as cursor
from tui.core.index.lane_board import LEVELS, Board, LaneSpot
from tui.core.index.lanes import NAMES
from tui.core.model.records import Ref
from tui.core.query.tree import Field
from tui.messages import RowOpened, StepMissed, TermMissing, TermPicked, Unit
from tui.widgets.bindings import Commands
from tui.widgets.lanes_canvas import AXIS, LanesCanvas
from tui.widgets.scrolling import moves


class LaneKeys:
    """What the keys do in lanes."""

    def __init__(self, view: LanesCanvas) -> None:
        self._view = view

    def commands(self) -> Commands:
        """Return them by the ids of the key table."""
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
            "next_listing": self._next_rows,
            "open": self.open_current,
            "filter_by": self._filter_by,
        }

    def _by_rows(self, count: int) -> None:
        view = self._view
        if view.board.lanes:
            view.go(cursor.to_row(view.board, view.spot, view.spot.row + count))

    def _to(self, move: Callable[[Board, LaneSpot, int], LaneSpot], by: int, unit: Unit | None = None) -> None:
        """Move; where there is no next one of `unit`, tell that."""
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
                spot = cursor.stand(board, spot.row, spot.day)
            view.show(board, spot, x=view.column - view.scroll_offset.x)

    def _next_rows(self) -> None:
        """Let the rows be something else; the cursor stays on its event, or at its time."""
        view = self._view
        if view.board.lanes:
            order = [*NAMES]
            board = view.board.grouped(order[(order.index(view.board.by) + 1) % len(order)])
            number = view.spot.number
            view.show(board, cursor.stand(board, 0, view.spot.day) if number is None else cursor.on(board, number))

    def open_current(self) -> None:
        """Open the event under the cursor."""
        view = self._view
        if view.spot.number is not None:
            view.post_message(RowOpened(Ref("events", view.board.index.event_id(view.spot.number))))

    def _filter_by(self) -> None:
        """Make what the row stands for a term of the filter; tell where it makes none."""
        view = self._view
        value = view.board.lanes[view.spot.row].value if view.board.lanes else ""
        view.post_message(TermPicked(Field(view.board.by, value)) if value else TermMissing())


class LanesView(LanesCanvas):
    """Shows a board; posts moves of the cursor, events opened and terms picked."""

    def __init__(self, board: Board, spot: LaneSpot, *, fit: bool = True, id: str | None = None) -> None:  # noqa: A002
        """Take what to show; with `fit`, as closely as all of its time fits, once the width is known."""
        super().__init__(board, spot, id=id)
        self._laid_out = not fit
        self.keys = LaneKeys(self)

    # events

    def on_resize(self) -> None:
        """Choose how close to look when it is first seen; keep the cursor in view from then on."""
        if not self._laid_out and self.span > 0:
            self._laid_out = True
            self.show(self._board.zoomed(self._board.fitting(self.span)), self._spot)
        self._rows.clear()
        self._size_up()
        self._reveal()

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
        self.go(cursor.stand(self._board, row, day))

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
