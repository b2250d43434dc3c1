"""Going to a date: on which event that lands, and what is said where nothing happened then."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from tui.core.dates import edtf as dates
from tui.core.dates.day_range import DayRange
from tui.core.index.day_groups import calendar
from tui.core.index.index import Index, Result
from tui.core.model.records import Ref
from tui.present.cards.parts import plural

LOOKED_AT = 200
"""Events begun before the days asked for that are looked at for one that lasts into them."""


class Landing(NamedTuple):
    """Where going to a date leads."""

    ref: Ref | None
    """The event; None where there is none at all."""
    said: str
    """What to tell the reader (raw text)."""


def land(index: Index, result: Result, days: DayRange) -> Landing:
    """Return the listed event to go to for `days`: the first that begins in them, one that lasts, or the nearest."""
    if not result.events:
        return Landing(None, "Nothing is listed that one could go to")
    starts, ends = calendar(index).days, index.postings.ends
    low, high = bisect_left(starts, days.first), bisect_right(starts, days.last)
    from_, until = _rank(result, low), _rank(result, high)
    within = result.events[from_:until]
    if within:
        begun = index.postings.starts  # without the open ones, which are filed under their end
        number = next((n for n in within if days.first <= begun[n] and ends[n] <= days.last), within[0])
        return Landing(_ref(index, number), f"{_words(days)}: {plural(len(within), 'event')}")
    joined = "on" if days.width == 1 else "in"
    before = result.events[max(0, from_ - LOOKED_AT) : from_]
    lasting = next((n for n in reversed(before) if _lasts_into(index, n, days)), None)
    if lasting is not None:
        date = _date(index, lasting)
        said = f"No event begins {joined} {_words(days)}; this one is dated {date.display}"
        return Landing(_ref(index, lasting), said)
    around = [result.events[at] for at in (from_ - 1, from_) if 0 <= at < len(result.events)]
    number = min(around, key=lambda n: min(abs(starts[n] - days.first), abs(starts[n] - days.last)))
    first = starts[number]
    if number < low:  # the first of its day, not the last
        number = result.events[_rank(result, bisect_left(starts, first))]
    return Landing(_ref(index, number), f"No event {joined} {_words(days)}; nearest is {_date(index, number).display}")


def _rank(result: Result, number: int) -> int:
    """Return how many of the matching events come before event `number`."""
    return result.events.rank(number - 1) if number else 0


def _ref(index: Index, number: int) -> Ref:
    return Ref("events", index.event_id(number))


def _date(index: Index, number: int) -> dates.Date:
    return dates.parse(index.store.event(index.event_id(number)).date)


def _lasts_into(index: Index, number: int, days: DayRange) -> bool:
    """Whether an event covers one of the days whatever its bounds turn out to be."""
    sure = _date(index, number).certain
    return sure is not None and sure[1] >= days.first and sure[0] <= days.last


def _words(days: DayRange) -> str:
    """Put days in words, short: "3 Aug 2020", "Aug 2020", "25–31 Aug 2020"."""
    return dates.parse(edtf(days)).display


def edtf(days: DayRange) -> str:
    """Return days as EDTF: the year or the month where they are a whole one, else a day or an interval."""
    first, last = dates.of_day(days.first).text, dates.of_day(days.last).text
    for size in (4, 7, 10):
        if dates.bounds(first[:size]) == tuple(days):
            return first[:size]
    return f"{first}/{last}"
