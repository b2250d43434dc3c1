"""The event that going to a date leads to, and what to say about it."""

from __future__ import annotations

from typing import NamedTuple

from tui.core.dates import edtf as dates
from tui.core.dates.day_range import DayRange
from tui.core.index.day_moves import date_target
from tui.core.index.index import Index, Result
from tui.core.model.records import Ref
from tui.present.cards.parts import plural


class Landing(NamedTuple):
    """Where going to a date leads."""

    ref: Ref | None
    """The event; None where there is none at all."""
    said: str
    """The message for the user (raw text)."""


def land(index: Index, result: Result, days: DayRange) -> Landing:
    """Return the listed event to go to for `days`: the first that begins in them, one that lasts, or the nearest."""
    target = date_target(index, result, days)
    if target is None:
        return Landing(None, "Nothing is listed that one could go to")
    ref = Ref("events", index.event_id(target.number))
    words, joined = dates.parse(edtf(days)).display, "on" if days.width == 1 else "in"
    date = dates.parse(index.store.event(ref.id).date).display
    if target.why == "begins":
        said = f"{words}: {plural(target.begun, 'event')}"
    elif target.why == "lasts":
        said = f"No event begins {joined} {words}; this one is dated {date}"
    else:
        said = f"No event {joined} {words}; nearest is {date}"
    return Landing(ref, said)


def edtf(days: DayRange) -> str:
    """Return days as EDTF: the year or the month where they are a whole one, else a day or an interval."""
    first, last = dates.of_day(days.first).text, dates.of_day(days.last).text
    for size in (4, 7, 10):
        if dates.bounds(first[:size]) == tuple(days):
            return first[:size]
    return f"{first}/{last}"
