"""Lanes on the screen: the keys and the mouse move the cursor, zoom and turn; Enter opens an event."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import BindingType

from tui.core.index.lanes import NAMES
from tui.core.model.records import Ref
from tui.core.query.tree import Field
from tui.messages import RowOpened, StepMissed, TermMissing, TermPicked, Unit
from tui.present.lanes import cursor
from tui.present.lanes.board import LEVELS, Board, LaneSpot
from tui.widgets.bindings import bindings
from tui.widgets.lanes_canvas import AXIS, LanesCanvas


class LanesView(LanesCanvas):
    """Shows a board; it is given one by `show`, and posts where the cursor went and what was opened."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("lanes")]

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
                self.action_open()
                return
            day = self._board.scale.slots[slot].bin.first
        self._go(cursor.stand(self._board, row, day))

    def on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:
        """Show what was earlier; the cursor stays."""
        event.stop()
        self._scroll(x=self.scroll_offset.x - 4)

    def on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:
        """Show what was later."""
        event.stop()
        self._scroll(x=self.scroll_offset.x + 4)

    # actions

    def _to_row(self, row: int) -> None:
        if self._board.lanes:
            self._go(cursor.to_row(self._board, self._spot, row))

    def _page(self) -> int:
        return max(1, self.size.height - AXIS - 1)

    def action_cursor_down(self) -> None:
        """To the next row."""
        self._to_row(self._spot.row + 1)

    def action_cursor_up(self) -> None:
        """To the previous row."""
        self._to_row(self._spot.row - 1)

    def action_half_down(self) -> None:
        """Half a page down."""
        self._to_row(self._spot.row + max(1, self._page() // 2))

    def action_half_up(self) -> None:
        """Half a page up."""
        self._to_row(self._spot.row - max(1, self._page() // 2))

    def action_page_down(self) -> None:
        """A page down."""
        self._to_row(self._spot.row + self._page())

    def action_page_up(self) -> None:
        """A page up."""
        self._to_row(self._spot.row - self._page())

    def go_to(self, ref: Ref) -> None:
        """Put the cursor on an event, in the row nearest to it."""
        number = self._board.index.number(ref.id)
        if number in self._board.events:
            self._go(cursor.on(self._board, number, self._spot.row))

    def action_first(self) -> None:
        """To the first row."""
        self._to_row(0)

    def action_last(self) -> None:
        """To the last row."""
        self._to_row(len(self._board.lanes) - 1)

    def _to(self, move: Callable[[Board, LaneSpot, int], LaneSpot], by: int, unit: Unit | None = None) -> None:
        """Move; where there is no next one of `unit`, tell that."""
        after = move(self._board, self._spot, by) if self._board.lanes else self._spot
        if unit is not None and after == self._spot:
            self.post_message(StepMissed(unit, by))
        else:
            self._go(after)

    def _half_screen(self) -> int:
        return max(1, self.span // LEVELS[self._board.level].cells // 2)

    def action_earlier(self) -> None:
        """One column earlier."""
        self._to(cursor.to_column, -1)

    def action_later(self) -> None:
        """One column later."""
        self._to(cursor.to_column, 1)

    def action_far_earlier(self) -> None:
        """Half a screen earlier."""
        self._to(cursor.to_column, -self._half_screen())

    def action_far_later(self) -> None:
        """Half a screen later."""
        self._to(cursor.to_column, self._half_screen())

    def action_next_match(self) -> None:
        """To the next event of the row."""
        self._to(cursor.to_event, 1, "match")

    def action_previous_match(self) -> None:
        """To the previous event of the row."""
        self._to(cursor.to_event, -1, "match")

    def action_next_day(self) -> None:
        """To the next day with events."""
        self._to(cursor.to_day, 1, "day")

    def action_previous_day(self) -> None:
        """To the previous day with events."""
        self._to(cursor.to_day, -1, "day")

    def action_next_month(self) -> None:
        """To the next month with events."""
        self._to(cursor.to_month, 1, "month")

    def action_previous_month(self) -> None:
        """To the previous month with events."""
        self._to(cursor.to_month, -1, "month")

    def action_zoom_in(self) -> None:
        """Less time, closer."""
        self._zoom(1)

    def action_zoom_out(self) -> None:
        """More time."""
        self._zoom(-1)

    def _zoom(self, by: int) -> None:
        level = self._board.level + by
        if self._board.lanes and 0 <= level < len(LEVELS):
            x = self._cell() - self.scroll_offset.x
            board = self._board.zoomed(level)
            spot = self._spot
            if spot.number is None:
                spot = cursor.stand(board, spot.row, spot.day)
            self.show(board, spot, x=x)

    def action_next_listing(self) -> None:
        """Let the rows be something else; the cursor stays on its event, or at its time."""
        if self._board.lanes:
            order = [*NAMES]
            board = self._board.turned(order[(order.index(self._board.by) + 1) % len(order)])
            number = self._spot.number
            spot = cursor.stand(board, 0, self._spot.day) if number is None else cursor.on(board, number)
            self.show(board, spot)

    def action_open(self) -> None:
        """Open the event under the cursor."""
        if self._spot.number is not None:
            self.post_message(RowOpened(Ref("events", self._board.index.event_id(self._spot.number))))

    def action_filter_by(self) -> None:
        """Make what the row stands for a term of the filter; tell where it makes none."""
        value = self._board.lanes[self._spot.row].value if self._board.lanes else ""
        self.post_message(TermPicked(Field(self._board.by, value)) if value else TermMissing())
