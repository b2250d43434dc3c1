"""Find the densest days: those in a row with the most events, and the event to open a dataset on."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec import Struct
from pyroaring import BitMap

from tui.core.dates import edtf
from tui.core.errors import DateError
from tui.core.index.facets import BEFORE_ALL
from tui.core.model.records import Ref

if TYPE_CHECKING:
    from tui.core.index.index import Index

BEGINNING_DAYS = 7
"""Days in a row of which the densest are where a dataset opens that does not say where."""


class Stretch(Struct, frozen=True):
    """Days in a row, and the events in them."""

    first: int
    last: int
    """First and last day, both included, as ordinals."""
    count: int
    """Events that lie in them whatever their dates turn out to be."""


def densest(index: Index, days: int, among: BitMap | None = None) -> Stretch | None:
    """Return the `days` (1 or more) days in a row with the most events, the earliest of equals; None without any.

    An event counts where all days that it may mean are among them: one that is known to the month never does, nor one
    that is only about some day.
    Where `among` is given, only events with these numbers do. The stretch begins and ends with a day on which
    something happened, so it may be shorter than asked for.
    """
    starts, ends = index.postings.starts, index.postings.ends
    about = index.postings.facet("lasts", "about")
    if among is None and not about:
        return densest_of(zip(starts, ends[: index.postings.events], strict=False), days)
    among = (BitMap(range(index.postings.events)) if among is None else among) - about
    return densest_of(zip(map(starts.__getitem__, among), map(ends.__getitem__, among), strict=True), days)


def densest_of(bounds: Iterable[tuple[int, int]], days: int) -> Stretch | None:
    """Return the same of events of which the first and the last day are given."""
    spans = {span: held for span, held in Counter(bounds).items() if span[1] - span[0] < days and span[0] != BEFORE_ALL}
    # a span lies in the days from `begin` on if `begin` is neither after its first day nor too long before its last
    changes: Counter[int] = Counter()
    for (first, last), held in spans.items():
        changes[last - days + 1] += held
        changes[first + 1] -= held
    firsts = {first for first, _ in spans}
    best, count, most = 0, 0, 0
    for day in sorted(changes.keys() | firsts):
        count += changes[day]
        if count > most and day in firsts:
            best, most = day, count
    if not most:
        return None
    return Stretch(best, max(last for first, last in spans if first >= best and last < best + days), most)


def beginning(index: Index) -> Ref | None:
    """Return the event to open a dataset on: where it says so itself, else the first of its densest days.

    None where no day is known: the first row will do.
    """
    asked = index.store.about.opens_at
    if asked and (ref := Ref("events", asked)) in index.postings.numbers:
        return ref
    day = _day(asked) if asked else None
    if day is None:
        day = index.postings.dense_from
    return None if day is None else _first_from(index, day)


def _day(text: str) -> int | None:
    try:
        first, last = edtf.bounds(text)
    except DateError:
        return None
    return last if first is None else first


def _first_from(index: Index, day: int) -> Ref | None:
    """Return the first event, by the calendar, that begins on a day or after it; else the last one there is."""
    starts, total = index.postings.starts, index.postings.events
    # the widest dates sort first on their day and say least of it: begin with one known to the day
    ends = index.postings.ends
    begun = range(bisect_left(starts, day, hi=total), total)
    exact = next((number for number in begun if ends[number] - starts[number] < BEGINNING_DAYS), total - 1)
    return index.postings.refs[exact] if total else None
