"""A range of days, both ends included, and how it is lengthened, shortened and moved."""

from __future__ import annotations

from typing import NamedTuple

from tui.core.dates import edtf

WIDTHS = (1, 3, 7, 15, 31, 61, 91, 183, 365, 731, 1827, 3653, 18263)
"""Widths that a range goes through as it is widened, in days."""


class DayRange(NamedTuple):
    """Days from the first to the last, both included, as ordinals (1 is 1 January of the year 1)."""

    first: int
    last: int

    @property
    def width(self) -> int:
        """How many days there are, at least 1."""
        return self.last - self.first + 1

    @property
    def text(self) -> str:
        """The days as a range of the query's language: `2020-08-09..2020-08-11`."""
        first, last = edtf.of_day(self.first).text, edtf.of_day(self.last).text
        return first if first == last else f"{first}..{last}"

    @property
    def whole(self) -> str:
        """The year or the month that the days are, as EDTF; empty where they are neither."""
        month = edtf.of_day(self.first).text.rpartition("-")[0]
        return next((part for part in (month.rpartition("-")[0], month) if edtf.bounds(part) == tuple(self)), "")

    @property
    def words(self) -> str:
        """The days in words: "9–11 August 2020"."""
        first, last = edtf.of_day(self.first).text, edtf.of_day(self.last).text
        return edtf.parse(first if first == last else f"{first}/{last}").display_long

    def widened(self) -> DayRange:
        """Return the next wider window around the same middle."""
        wider = next((width for width in WIDTHS if width > self.width), self.width)
        return self._of_width(wider)

    def shorter(self) -> DayRange:
        """Return the next narrower window around the same middle; one day stays as it is."""
        return self._of_width(next((width for width in reversed(WIDTHS) if width < self.width), 1))

    def moved(self, first: int) -> DayRange:
        """Return as many days from `first` on."""
        return range_from(first, self.width)

    def _of_width(self, width: int) -> DayRange:
        return range_from(self.first + (self.width - width) // 2, width)


def range_from(first: int, width: int) -> DayRange:
    """Return `width` days from `first` on, pushed into the years -9999 to 9999."""
    first = max(edtf.FIRST_DAY, min(first, edtf.LAST_DAY - width + 1))
    return DayRange(first, min(first + width - 1, edtf.LAST_DAY))
