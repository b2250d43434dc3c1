"""The days that events may mean, each pair of a first and a last day once, with the events that have it."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from itertools import compress
from typing import NamedTuple, TypeAlias

from pyroaring import BitMap

from tui.core.dates.scale import Days
from tui.core.index.day_groups import calendar
from tui.core.index.facets import AFTER_ALL, BEFORE_ALL
from tui.core.index.index import Index
from tui.core.index.one_index import remembered

FirstAndLast: TypeAlias = tuple[int, int]
"""First and last day, as ordinals."""


class EventSpan(NamedTuple):
    """A first and a last day, an open end closed at the day where the events sort."""

    first: int
    last: int
    sure: bool
    """Whether the events are surely on all days from the first to the last."""
    vague: bool
    """Whether an end is open, and nothing is sure of the other one: the days do not say when it may have been."""
    about: bool
    """Whether `~` widens the days."""
    events: BitMap


class EventSpans:
    """All spans of an index; made once."""

    def __init__(self, index: Index) -> None:
        days = calendar(index).days
        starts, ends = index.postings.starts, index.postings.ends
        lasting = index.postings.facet("lasts", "surely")
        about = index.postings.facet("lasts", "about")
        found: dict[tuple[int, int, int, bool, bool, bool], list[int]] = defaultdict(list)
        widths = array("i")
        for number, day in enumerate(days):
            first, last = starts[number], ends[number]
            surely, vague = number in lasting, False
            widths.append(0 if last == AFTER_ALL else last - max(first, day))
            if first == BEFORE_ALL or last == AFTER_ALL:
                first = last = day
                vague = not surely
            found[day, first, last, surely, vague, number in about].append(number)
        ordered = sorted(found.items())
        self._spans = [
            EventSpan(first, last, sure, vague, widened, BitMap(numbers))
            for (_, first, last, sure, vague, widened), numbers in ordered
        ]
        self._at = [day for (day, *_), _ in ordered]
        self._days = Days(*([*compress(days, map(width.__ge__, widths))] for width in (AFTER_ALL, 31, 7)))

    def days(self, window: FirstAndLast | None) -> Days:
        """Return the days on which events sort, those within `window`."""
        if window is None:
            return self._days
        return Days(*(_within(days, window) for days in (self._days.all, self._days.to_month, self._days.to_day)))

    def within(self, window: FirstAndLast | None) -> Sequence[EventSpan]:
        """Return the spans of events that sort within `window`."""
        if window is None:
            return self._spans
        return self._spans[bisect_left(self._at, window[0]) : bisect_right(self._at, window[1])]


def _within(days: Sequence[int], window: FirstAndLast) -> Sequence[int]:
    return days[bisect_left(days, window[0]) : bisect_right(days, window[1])]


@remembered(2)
def spans(index: Index) -> EventSpans:
    """Return the spans of an index."""
    return EventSpans(index)
