"""Move through time: find the event to go to for a date, and the next days that have events."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Literal, NamedTuple

from pyroaring import BitMap

from tui.core.dates import edtf
from tui.core.dates.day_range import DayRange
from tui.core.dates.scale import around
from tui.core.index.day_groups import calendar
from tui.core.index.index import Index, Result
from tui.core.query.tree import Query

LOOKED_AT = 200
"""Most events before the days asked for among which one that lasts into them is looked for."""


class DateTarget(NamedTuple):
    """The event to go to for some days."""

    number: int
    why: Literal["begins", "lasts", "nearest"]
    """Whether it begins in the days, surely lasts into them, or is only the nearest event."""
    begun: int
    """How many events begin in the days."""


def date_target(index: Index, result: Result, days: DayRange) -> DateTarget | None:
    """Return the event of a result to go to for `days`; None if the result has no events.

    Of those that begin in the days, the first that surely lies within them comes before the others.
    """
    events = result.events
    if not events:
        return None
    starts, ends = calendar(index).days, index.postings.ends
    low, high = bisect_left(starts, days.first), bisect_right(starts, days.last)
    from_ = rank(events, low)
    within = events[from_ : rank(events, high)]
    if within:
        begun = index.postings.starts  # without the open ones, which are filed under their end
        number = next((n for n in within if days.first <= begun[n] and ends[n] <= days.last), within[0])
        return DateTarget(number, "begins", len(within))
    before = events[max(0, from_ - LOOKED_AT) : from_]
    lasting = next((n for n in reversed(before) if _lasts_into(index, n, days)), None)
    if lasting is not None:
        return DateTarget(lasting, "lasts", 0)
    neighbours = [events[at] for at in (from_ - 1, from_) if 0 <= at < len(events)]
    number = min(neighbours, key=lambda n: min(abs(starts[n] - days.first), abs(starts[n] - days.last)))
    if number < low:  # the first of its day, not the last
        number = events[rank(events, bisect_left(starts, starts[number]))]
    return DateTarget(number, "nearest", 0)


def _lasts_into(index: Index, number: int, days: DayRange) -> bool:
    sure = edtf.parse(index.store.event(index.event_id(number)).date).certain
    return sure is not None and sure[1] >= days.first and sure[0] <= days.last


def step(index: Index, wanted: Query, days: DayRange, by: int, *, months: bool = False) -> DayRange | None:
    """Return as many days from the next day with events on, or the previous one if `by` is -1; None without one.

    With `months`, from the first day with events of the next or previous month that has any.
    """
    found = index.run(wanted).events
    starts = calendar(index).days
    month = around(days.first, "month") if months else None
    if by > 0:
        at = rank(found, bisect_right(starts, month.last if month else days.first))
        return days.moved(starts[found[at]]) if at < len(found) else None
    at = rank(found, bisect_left(starts, month.first if month else days.first)) - 1
    if at < 0:
        return None
    first = starts[found[at]]
    if months:
        first = starts[found[rank(found, bisect_left(starts, around(first, "month").first))]]
    return days.moved(first)


def rank(events: BitMap, number: int) -> int:
    """Return how many of `events` have a number less than this."""
    return events.rank(number - 1) if number > 0 else 0
