"""A window of days: what the comparison of sources looks at, and how it grows, shrinks and moves."""

from __future__ import annotations

from typing import NamedTuple

from tui.core.dates import edtf
from tui.core.query import tree
from tui.core.query.tree import Query

WIDTHS = (1, 3, 7, 15, 31, 61, 91, 183, 365, 731, 1827, 3653, 18263)
"""Days that a window goes through as it is widened."""

LONGEST = 31
"""Days of an event from one day to another that are compared whole."""


class Days(NamedTuple):
    """Days from the first to the last, both included, as ordinals."""

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
    def words(self) -> str:
        """The days in words: "9–11 August 2020"."""
        first, last = edtf.of_day(self.first).text, edtf.of_day(self.last).text
        return edtf.parse(first if first == last else f"{first}/{last}").display_long

    def widened(self) -> Days:
        """Return the next wider window around the same middle."""
        wider = next((width for width in WIDTHS if width > self.width), self.width)
        return self._of_width(wider)

    def narrowed(self) -> Days:
        """Return the next narrower window around the same middle; one day stays as it is."""
        return self._of_width(next((width for width in reversed(WIDTHS) if width < self.width), 1))

    def moved(self, first: int) -> Days:
        """Return as many days from `first` on."""
        return _within(first, self.width)

    def _of_width(self, width: int) -> Days:
        return _within(self.first + (self.width - width) // 2, width)


def _within(first: int, width: int) -> Days:
    """Return `width` days from `first` on, pushed into the years 1 to 9999."""
    first = max(edtf.FIRST_DAY, min(first, edtf.LAST_DAY - width + 1))
    return Days(first, min(first + width - 1, edtf.LAST_DAY))


class Comparing(NamedTuple):
    """Where a reader stands in the comparison."""

    days: Days
    source: str = ""
    """Id of the source in whose column the cursor is; empty for none."""
    event: str = ""
    """Id of the event under the cursor; empty for none."""


def of_event(date: str) -> Days:
    """Return the days to compare around an event's EDTF date: a day with its neighbours, else all that it may mean.

    Of what lasts longer than LONGEST days, and of an open or unknown end, only the other end counts.
    """
    value = edtf.parse(date)
    first, last = value.earliest, value.latest
    if value.precision == "interval" and first is not None and (last is None or last - first >= LONGEST):
        last = first
    known = last if first is None else first
    if known is None:
        known = edtf.FIRST_DAY
    first, last = (known if first is None else first), (known if last is None else last)
    if first == last:
        return _within(first - 1, 3)
    return Days(first, last)


def of_filter(wanted: Query) -> tuple[Days | None, Query]:
    """Return the days that a filter asks for, and the rest of it; None and the filter where it names no two ends."""
    ranges: list[Days] = []
    rest: list[Query] = []
    for term in tree.terms(wanted):
        if isinstance(term, tree.Field) and term.name in ("date", "date!"):
            first, last = edtf.parse_range(term.value)
            if first is not None and last is not None:
                ranges.append(Days(first, last))
                continue
        rest.append(term)
    if not ranges:
        return None, wanted
    first, last = max(one.first for one in ranges), min(one.last for one in ranges)
    if last < first:
        return None, wanted
    return Days(first, last), tree.joined(tuple(rest))
