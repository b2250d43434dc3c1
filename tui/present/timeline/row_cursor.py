"""The cursor of a list of rows: the row that each move leads to, and the row to scroll to. Rows count from 0."""

from __future__ import annotations

from tui.core.model.records import Ref
from tui.present.timeline.rows import Rows

MARGIN = 2
"""Rows kept in view above and below the cursor."""


class RowCursor:
    """A place in a list of rows. Moves return the number of the row to go to; they change nothing."""

    def __init__(self, rows: Rows, row: int | None = None) -> None:
        """Begin at a row, or at the first record."""
        self.rows = rows
        self.row = rows.row_of(0) if row is None else row

    @property
    def ref(self) -> Ref | None:
        """The record under the cursor; None in an empty list."""
        return self.rows.ref(self.row)

    def by_records(self, count: int) -> int:
        """Return the row `count` records further down (up if negative); beyond the ends, the first or last one."""
        return self.rows.row_of(self.rows.position(self.row) + count)

    def by_lines(self, lines: int) -> int:
        """Return the row of a record about `lines` further down (up if negative), at least one record away."""
        wanted = max(0, min(self.row + lines, len(self.rows) - 1))
        position, now = self.rows.position(wanted), self.rows.position(self.row)
        if position == now:
            position += 1 if lines > 0 else -1
        return self.rows.row_of(position)

    def top(self, top: int, height: int, *, centred: bool = False) -> int:
        """Return the first row to show so that the cursor is in view, in a pane of `height` lines that begins at `top`.

        It changes as little as needed for the cursor's neighbours to be in view too, and for the cursor to be below
        the heading in the first line; `centred` puts the cursor in the middle.
        """
        margin = min(MARGIN, height // 5)
        if height <= 0:
            return top
        if centred:
            top = self.row - height // 2
        elif self.row >= top + height - margin:
            top = self.row - height + 1 + margin
        elif self.row < top + 1 + margin and height > 1:
            top = 0 if self.row == self.rows.row_of(0) else self.row - 1 - margin
        return max(0, top)

    def has_room_below(self, top: int, height: int) -> bool:
        """Whether the cursor is in view with a third of the pane below it, or with the end of the list."""
        return top < self.row and min(self.row + height // 3, len(self.rows) - 1) < top + height
