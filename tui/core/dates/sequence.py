"""The order of events: by their dates, and by what comes after what.

An event that comes after others began no earlier than they did. That bounds the first day on which it may have begun
and, among the events that begin on one day, puts it behind them; the loader has cut all circles.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from graphlib import TopologicalSorter
from heapq import heapify, heappop, heappush
from itertools import groupby

from tui.core.dates import edtf
from tui.core.model.records import Event

FirstDays = dict[str, int | None]
"""Event → ordinal of the first day on which it may have begun; None for an open start."""
_Key = tuple[int, int, int, str]
"""First day, last day reversed, order within the day, id."""


def first_day(event: Event, get: Callable[[str], Event], known: FirstDays, *, outer: bool = False) -> int | None:
    """Return the first day on which an event may have begun, and add to `known` those of all that it comes after.

    It is not before the first day of any of these, unless the date of the event itself says so. `outer` is whether
    dates are widened where they are approximate: it is sorted by what dates name, and found by what they may mean.
    """
    way = [event]
    while way:
        here = way[-1]
        waiting = [other for other in here.after if other not in known]
        if waiting:
            way += map(get, waiting)
        else:
            known[here.id] = _bounded(here, [known[other] for other in here.after], outer=outer)
            way.pop()
    return known[event.id]


def _bounded(event: Event, others: Iterable[int | None], *, outer: bool) -> int | None:
    date = edtf.parse(event.date)
    own, last = (date.outer[0], date.latest_outer_start) if outer else (date.earliest, date.latest_start)
    least = max([day for day in (own, *others) if day is not None], default=None)
    return least if least is None or last is None else min(least, last)


def by_calendar(events: Collection[Event], get: Callable[[str], Event]) -> list[Event]:
    """Return events in the order of the calendar.

    Earliest first, wider first, then the order that the source gives within the day, then by id; and an event behind
    those that it comes after, as far as their dates allow.
    """
    if not any(event.after for event in events):
        return sorted(events, key=_natural)
    known: FirstDays = {}
    keys: dict[str, _Key] = {}
    for event in events:
        bound = first_day(event, get, known) if event.after else None
        keys[event.id] = _natural(event) if bound is None else (bound, *_natural(event)[1:])
    _bring_forward(events, get, keys)
    ordered = sorted(events, key=lambda event: keys[event.id])
    days = groupby(ordered, key=lambda event: keys[event.id][0])
    return [event for _, day in days for event in _behind_others([*day])]


def _natural(event: Event) -> _Key:
    first, last, _ = edtf.parse(event.date).sort_key
    return (first, last, event.order or 1_000_000, event.id)


def _bring_forward(events: Iterable[Event], get: Callable[[str], Event], keys: dict[str, _Key]) -> None:
    """Give an event with an open start, listed where its date ends, the day of those that come after it."""
    for event in events:
        way = [event] if event.after else []
        while way:
            here = way.pop()
            for other in map(get, here.after):
                first = keys[here.id][0]
                if keys[other.id][0] > first and edtf.parse(other.date).earliest is None:
                    keys[other.id] = (first, *keys[other.id][1:])
                    way.append(other)


def _behind_others(day: list[Event]) -> list[Event]:
    """Return the events that begin on one day, each moved behind those of them that it comes after."""
    if not any(event.after for event in day):
        return day
    places = {event.id: place for place, event in enumerate(day)}
    ties = {places[event.id]: [places[other] for other in event.after if other in places] for event in day}
    sorter = TopologicalSorter(ties)
    sorter.prepare()
    ready = [*sorter.get_ready()]
    heapify(ready)
    found = []
    while ready:
        place = heappop(ready)
        found.append(day[place])
        sorter.done(place)
        for freed in sorter.get_ready():
            heappush(ready, freed)
    return found
