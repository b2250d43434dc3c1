"""Moves through rows: by records, by lines, by days and months."""

from __future__ import annotations

from tui.messages import Unit
from tui.present.timeline.rows import Rows


class RowMoves:
    """What the keys that move do to the cursor of a list of rows; for a widget to inherit from."""

    _rows: Rows
    _row: int

    def _go(self, number: int, *, far: bool = False) -> None:
        """Move the cursor to a row that stands for a record; `far` shows what is around it."""
        raise NotImplementedError

    def _lines_in_view(self) -> int:
        raise NotImplementedError

    def _missed(self, unit: Unit, by: int) -> None:
        """Tell that there is no next day, month or match."""
        raise NotImplementedError

    def _step(self, records: int) -> None:
        self._go(self._rows.row_of(self._rows.position(self._row) + records))

    def _leap(self, lines: int) -> None:
        """Move by about so many lines, to the record there."""
        wanted = max(0, min(self._row + lines, len(self._rows) - 1))
        position = self._rows.position(wanted)
        now = self._rows.position(self._row)
        if position == now:
            position += 1 if lines > 0 else -1
        self._go(self._rows.row_of(position))

    # actions

    def action_cursor_down(self) -> None:
        """To the next record."""
        self._step(1)

    def action_cursor_up(self) -> None:
        """To the previous record."""
        self._step(-1)

    def action_half_down(self) -> None:
        """Half a page down."""
        self._leap(max(1, self._lines_in_view() // 2))

    def action_half_up(self) -> None:
        """Half a page up."""
        self._leap(-max(1, self._lines_in_view() // 2))

    def action_page_down(self) -> None:
        """A page down."""
        self._leap(max(1, self._lines_in_view() - 2))

    def action_page_up(self) -> None:
        """A page up."""
        self._leap(-max(1, self._lines_in_view() - 2))

    def action_first(self) -> None:
        """To the first record."""
        self._step(-self._rows.records)

    def action_last(self) -> None:
        """To the last record."""
        self._step(self._rows.records)

    def action_next_day(self) -> None:
        """To the next day with events."""
        self._turn("day", 1)

    def action_previous_day(self) -> None:
        """To the previous day with events."""
        self._turn("day", -1)

    def action_next_month(self) -> None:
        """To the next month with events."""
        self._turn("month", 1)

    def action_previous_month(self) -> None:
        """To the previous month with events."""
        self._turn("month", -1)

    def _turn(self, unit: Unit, by: int) -> None:
        """Go to the next day or month, or tell that there is none."""
        find = self._rows.day_from if unit == "day" else self._rows.month_from
        row = find(self._row, by)
        if row == self._row or not self._rows.records:
            self._missed(unit, by)
        else:
            self._go(row, far=True)
