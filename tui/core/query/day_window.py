"""The days that the comparison of sources shows: those around an event, or those of a filter."""

from __future__ import annotations

from typing import NamedTuple

from tui.core.dates import edtf
from tui.core.dates.day_range import DayRange, range_from
from tui.core.query import tree
from tui.core.query.tree import Query

LONGEST = 31
"""Days of an event from one day to another that are compared whole."""


class Comparing(NamedTuple):
    """Where the user is in the comparison."""

    days: DayRange
    source: str = ""
    """Id of the source in whose column the cursor is; empty for none."""
    event: str = ""
    """Id of the event under the cursor; empty for none."""


def of_event(date: str) -> DayRange:
    """Return the days to compare around an event's EDTF date: a day with its neighbours, else all that it may mean.

    Of what lasts longer than LONGEST days, and of an open or unknown end, only the other end counts.
    """
    value = edtf.parse(date)
    first, last = value.earliest, value.latest
    if value.precision == "interval" and first is not None and (last is None or last - first >= LONGEST):
        last = first
    known = last if first is None else first
    if known is None:
        known = edtf.NO_DAY
    first, last = (known if first is None else first), (known if last is None else last)
    if first == last:
        return range_from(first - 1, 3)
    return DayRange(first, last)


def of_filter(wanted: Query) -> tuple[DayRange | None, Query]:
    """Return the days that a filter asks for, and the rest of it; None and the filter where it names no two ends."""
    ranges: list[DayRange] = []
    rest: list[Query] = []
    for term in tree.terms(wanted):
        if isinstance(term, tree.Field) and term.name in ("date", "date!"):
            first, last = edtf.parse_range(term.value)
            if first is not None and last is not None:
                ranges.append(DayRange(first, last))
                continue
        rest.append(term)
    if not ranges:
        return None, wanted
    first, last = max(one.first for one in ranges), min(one.last for one in ranges)
    if last < first:
        return None, wanted
    return DayRange(first, last), tree.joined(tuple(rest))
