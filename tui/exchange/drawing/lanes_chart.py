"""Lay out events in lanes: the rows, and the positions on the scale of time.

The scale is that of the overview: what holds many events is drawn wide, time without events is left out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tui.core.dates import edtf
from tui.core.dates.axis import Label, labels
from tui.core.dates.edtf import NO_DAY, Date
from tui.core.dates.scale import Days, Scale, Slot, scale
from tui.core.index.lanes import By, name, values
from tui.core.model.records import Event
from tui.core.store.base import Store


class EventMark(NamedTuple):
    """One event, or several that fall into one stretch of time."""

    x: int
    """Cell of the scale."""
    width: int
    events: tuple[Event, ...]


class EventBar(NamedTuple):
    """The time of an event that is longer than one cell: possible and certain."""

    x: int
    end: int
    """First and last cell, the last not included."""
    sure: tuple[int, int] | None
    """First and last cell of the certain time."""
    rough: bool
    """Whether the dates are approximate or uncertain."""
    event: Event


class ChartRow(NamedTuple):
    """A row of the chart: a name and its events."""

    name: str
    """Raw text."""
    total: int
    marks: tuple[EventMark, ...]
    bars: tuple[EventBar, ...]


class Chart(NamedTuple):
    """The whole chart, with lengths in cells."""

    rows: tuple[ChartRow, ...]
    scale: Scale
    labels: tuple[Label, ...]
    total: int
    """How many events there are."""


def chart(store: Store, events: Iterable[Event], by: By, width: int) -> Chart:
    """Lay events out in `width` cells, lanes with the most events first, the lane without a name last."""
    dated = sorted(((edtf.parse(event.date), event) for event in events), key=lambda pair: pair[0].sort_key)
    known = scale_of((date for date, _ in dated), width)
    lanes: dict[str, list[tuple[Date, Event]]] = {}
    for date, event in dated:
        for value in values(store, event, by):
            lanes.setdefault(value, []).append((date, event))
    nobody = lanes.pop("", None)
    ordered = sorted(lanes.items(), key=lambda lane: -len(lane[1]))  # of as many: by their first event
    ordered += [("", nobody)] if nobody else []
    rows = tuple(_row(name(store, by, value), known, own) for value, own in ordered)
    return Chart(rows, known, _labels(known, width), len(dated))


def scale_of(dates: Iterable[Date], width: int) -> Scale:
    """Return the scale of the overview for some dates, in `width` cells."""
    return scale(_days(dates), width)


def _labels(known: Scale, width: int) -> tuple[Label, ...]:
    """Return the labels of the axis; a letter takes half a cell."""
    slots = tuple(slot._replace(x=slot.x * 2, width=slot.width * 2) for slot in known.slots)
    found = labels(Scale(slots, known.breaks, known.width * 2), width * 2)
    return tuple(Label(label.x // 2, label.text) for label in found)


def _days(found: Iterable[Date]) -> Days:
    every: list[int] = []
    beyond_month: list[int] = []
    beyond_day: list[int] = []
    for date in found:
        day = _day(date)
        every.append(day)
        if date.span_days is not None and date.span_days > 32:
            beyond_month.append(day)
        if date.span_days is not None and date.span_days > 8:
            beyond_day.append(day)
    return Days(every, beyond_month, beyond_day)


def _day(date: Date) -> int:
    """Return the day at which an event is drawn; the earliest day of all where nothing is known."""
    day = date.earliest if date.earliest is not None else date.latest
    return NO_DAY if day is None else day


def _row(called: str, known: Scale, own: list[tuple[Date, Event]]) -> ChartRow:
    slots: dict[int, list[Event]] = {}
    bars: list[EventBar] = []
    for date, event in own:
        at = known.slot_of(_day(date))
        slots.setdefault(at, []).append(event)
        bars.extend(_bars(date, event, known))
    marks = [EventMark(known.slots[at].x, known.slots[at].width, tuple(found)) for at, found in sorted(slots.items())]
    return ChartRow(called, len(own), tuple(marks), tuple(bars))


def _bars(date: Date, event: Event, known: Scale) -> Iterator[EventBar]:
    """Yield the bar of an event; none where its time is known to one stretch, or not at all."""
    inside = known.slots[known.slot_of(_day(date))].bin
    if date.earliest is None and date.latest is None:
        return
    if date.earliest is not None and date.latest is not None and date.latest <= inside.last:
        return
    whole = _cells(known.slots, date.earliest, date.latest)
    if whole is not None:
        sure = _cells(known.slots, *date.certain) if date.certain else None
        yield EventBar(*whole, sure, date.approximate or date.uncertain, event)


def _cells(slots: tuple[Slot, ...], first: int | None, last: int | None) -> tuple[int, int] | None:
    """Return the first cell of a time and the one after its last; None where the scale leaves it all out."""
    low = 0 if first is None else bisect_left(slots, first, key=lambda slot: slot.bin.last)
    high = len(slots) if last is None else bisect_right(slots, last, key=lambda slot: slot.bin.first)
    return (slots[low].x, slots[high - 1].x + slots[high - 1].width) if low < high else None
