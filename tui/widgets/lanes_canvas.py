"""Draws lanes a line at a time, names at the left and the axis at the top always in view; knows no keys."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.core.index.lane_board import LEVELS, Board, LaneSpot
from tui.core.text.display import cells, cut
from tui.present.lanes.axis import axis
from tui.present.lanes.cells import CellRun, lane_name, lane_runs, shared_sign
from tui.present.signs import signs
from tui.theme import roles
from tui.widgets.styles import Looks

AXIS = 2
"""Lines of the axis."""


class LanesCanvas(ScrollView, can_focus=True):
    """Shows a board with a cursor."""

    ALLOW_SELECT: ClassVar[bool] = False

    class Moved(Message):
        """The cursor is elsewhere, or what is shown is something else."""

    def __init__(self, board: Board, spot: LaneSpot, *, fit: bool = True, id: str | None = None) -> None:  # noqa: A002
        """Take what to show; with `fit`, as closely as all of its time fits, once the width is known."""
        super().__init__(id=id)
        self._board, self._spot = board, spot
        self._rows: LRUCache[tuple[int, int, int], tuple[CellRun, ...]] = LRUCache(256)
        self._looks = Looks(self, roles.LANES)

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
        return max(10, min(34, self.size.width * 3 // 10))

    @property
    def span(self) -> int:
        """Cells of time in view."""
        return max(0, self.size.width - self.names)

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
            return Strip.blank(width, self.visual_style.rich_style)
        if y < AXIS:
            return self._axis(y, width)
        at = self.scroll_offset.y + y - AXIS
        if at >= len(self._board.lanes):
            return Strip.blank(width, self.visual_style.rich_style)
        here = at == self._spot.row
        segments = [*self._head(at, here), *self._time(at, here)]
        return Strip(segments).adjust_cell_length(width, self._look("text", here)).simplify()

    def _axis(self, y: int, width: int) -> Strip:
        text = axis(self._board, self._board.window(self.scroll_offset.x, self.span))[y]
        style = self._look("axis" if y == 0 else "unit")
        return Strip([Segment(" " * self.names, style), Segment(text, style)]).adjust_cell_length(width, style)

    def _head(self, at: int, here: bool) -> list[Segment]:
        figure = str(len(self._board.lanes[at].events))
        room = self.names - 3 - len(figure)
        name = cut(lane_name(self._board, at), room)
        if signs().ascii_only:
            name = name.replace("…", signs().more)
        shares = not here and self._spot.number is not None and self._spot.number in self._board.lanes[at].events
        mark = signs().cursor if here else shared_sign(signs()) if shares else " "
        return [
            Segment(mark, self._look("mark", here)),
            Segment(name + " " * (room - cells(name)), self._look("shared" if shares else "name", here)),
            Segment(f" {figure} ", self._look("figure", here)),
        ]

    def _time(self, at: int, here: bool) -> list[Segment]:
        left = self.scroll_offset.x
        key = (at, left, self.span)
        runs = self._rows.get(key)
        if runs is None:
            runs = self._rows[key] = lane_runs(self._board, at, self._board.window(left, self.span))
        segments = [Segment(run.text, self._look(run.role or "text", here)) for run in runs]
        if not here:
            return segments
        slot = self._board.scale.slots[self._slot()]
        start, end = max(0, slot.x - left), min(self.span, slot.x - left + slot.width)
        if start >= end:
            return segments
        before, cell, after = Strip(segments).divide([start, end, self.span])
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
            self._reveal()  # draws all anew where it scrolls
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
        """Scroll as little as needed for the cursor to be in view; in time, what is far comes to the middle."""
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
        """Draw all anew, the axis too."""
        super().watch_scroll_x(old_value, new_value)
        self.refresh()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Draw all anew; the axis stays."""
        super().watch_scroll_y(old_value, new_value)
        self.refresh()
