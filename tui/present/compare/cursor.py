"""The cursor of a comparison: which columns are in view, and which account the cursor is on."""

from __future__ import annotations

from tui.core.query.day_window import Comparing
from tui.present.compare.columns import Comparison
from tui.present.compare.grid import AccountPlace, Grid, fitting, grid


class CompareCursor:
    """A place among the accounts of a comparison. Moves return the number of the account to go to."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.grid = Grid()
        """The columns in view, as they are laid out now."""
        self.number = 0
        """The account under the cursor, by its place in the grid."""

    @property
    def place(self) -> AccountPlace | None:
        """The account under the cursor; None where no source reports events of the days."""
        return self.grid.places[self.number] if self.number < len(self.grid.places) else None

    @property
    def at(self) -> Comparing:
        """The days compared, the source and the event under the cursor."""
        days, place = self.comparison.days, self.place
        return Comparing(days, place.entry.source, place.entry.event.id) if place else Comparing(days)

    def mark(self, line: int) -> int | None:
        """Return the cell of a line in which the account under the cursor is marked; None on other lines.

        It is that of the rule before its column; the first column has a blank there.
        """
        place = self.place
        if place is None or not place.body <= line <= place.last:
            return None
        return max(0, self.grid.edges[place.column - self.grid.left][0] - 1)

    def top(self, place: AccountPlace, height: int) -> int:
        """Return the line to begin at: the date above an account, if `height` lines have room for the account too."""
        date = max((line for line in self.grid.headings if line <= place.first), default=0)
        return date if place.body - date <= height // 2 else max(0, place.first - 1)

    def lay_out(self, at: Comparing, width: int) -> None:
        """Lay out the columns that fit `width`, with the cursor on an event, or else on the first of its column."""
        column = self._column_of(at)
        self._show_column(column, width)
        inside = self._in_column(column)
        same = [number for number in inside if self.grid.places[number].entry.event.id == at.event]
        self.number = (same or inside or [0])[0]

    def _show_column(self, column: int, width: int) -> None:
        """Lay out the columns with as little change as needed for `column` to be in view."""
        left, shown = self.grid.left, fitting(width, len(self.comparison.columns))
        left = min(left, column) if column < left + shown else column - shown + 1
        self.grid = grid(self.comparison, left, width)

    def _column_of(self, at: Comparing) -> int:
        """Return the column of the source, else the first one that reports the event, else the first."""
        numbers = {column.source: number for number, column in enumerate(self.comparison.columns)}
        reporting = (
            source
            for band in self.comparison.bands
            for row in band.rows
            for source, entries in row.cells.items()
            if any(entry.event.id == at.event for entry in entries)
        )
        return numbers[at.source] if at.source in numbers else next((numbers[source] for source in reporting), 0)

    def _in_column(self, column: int) -> list[int]:
        return [number for number, place in enumerate(self.grid.places) if place.column == column]

    # moves

    def in_column(self, by: int) -> int | None:
        """Return the next account of the column (1), or the previous one (-1); None beyond its ends."""
        place = self.place
        inside = self._in_column(place.column) if place else []
        wanted = inside.index(self.number) + by if inside else -1
        return inside[wanted] if 0 <= wanted < len(inside) else None

    def in_view(self, top: int, bottom: int) -> int:
        """Return the account under the cursor if lines `top` to `bottom` show it, else the nearest of its column."""
        place = self.place
        if place is None or (place.first <= bottom and place.last >= top):
            return self.number
        return min(self._in_column(place.column), key=lambda number: abs(self.grid.places[number].first - top))

    def sideways(self, by: int, width: int) -> int | None:
        """Return the nearest account of the next column (1), or the previous one (-1), brought into view."""
        place = self.place
        if place is None or not 0 <= place.column + by < len(self.comparison.columns):
            return None
        column, shown = place.column + by, len(self.grid.edges)
        if not self.grid.left <= column < self.grid.left + shown:
            self._show_column(column, width)

        def distance(number: int) -> tuple[bool, int]:
            other = self.grid.places[number]
            return other.entry.event != place.entry.event, abs(other.first - place.first)

        return min(self._in_column(column), key=distance)

    def next_stop(self, by: int) -> int | None:
        """Return the next account (1) or the previous one (-1) with words of the filter, going round at the end.

        Where no words are looked for, it is the next account that only one source gives.
        """
        places = self.grid.places
        matches = [at for at, line in enumerate(self.grid.lines) if any(span.match for span in line)]
        stops = [
            number
            for number, place in enumerate(places)
            if (any(place.first <= at <= place.last for at in matches) if matches else not place.titled)
        ]
        later = [number for number in stops if (number - self.number) * by > 0]
        return (later or stops)[0 if by > 0 else -1] if stops else None

    def at_cell(self, x: int, line: int) -> int | None:
        """Return the account at a cell of the grid; None between accounts."""
        for number, place in enumerate(self.grid.places):
            edge, size = self.grid.edges[place.column - self.grid.left]
            if place.first <= line <= place.last and edge <= x < edge + size:
                return number
        return None
