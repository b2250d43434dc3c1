"""Durations of events: which of them extend beyond the year, month or day in which they begin."""

from __future__ import annotations

from bisect import bisect_left

from pyroaring import BitMap

from tui.core.dates.scale import TimeUnit, around
from tui.core.index.day_groups import calendar
from tui.core.index.facets import AFTER_ALL, BEFORE_ALL
from tui.core.index.index import Index
from tui.core.index.one_index import remembered


class Lengths:
    """How long events last; made once for an index."""

    def __init__(self, index: Index) -> None:
        self._days, self._ends = calendar(index).days, index.postings.ends
        starts = index.postings.starts
        classes: dict[int, list[int]] = {}
        backwards = []
        for number, day in enumerate(self._days):
            if starts[number] == BEFORE_ALL:
                if self._ends[number] != AFTER_ALL:
                    backwards.append(number)
            elif self._ends[number] > day:
                classes.setdefault((self._ends[number] - day).bit_length(), []).append(number)
        self._classes = {length: BitMap(numbers) for length, numbers in classes.items()}
        self.backwards = BitMap(backwards)
        """Events of which only the end is known: they are placed on that day."""

    def over(self, unit: TimeUnit) -> BitMap:
        """Return the events that go on beyond the year, month or day in which they begin."""
        ends: dict[int, int] = {}
        found = []
        for number in BitMap.union(BitMap(), *self._classes.values()):
            day = self._days[number]
            if day not in ends:
                ends[day] = around(day, unit).last
            if self._ends[number] > ends[day]:
                found.append(number)
        return BitMap(found) | self.backwards

    def reaching(self, day: int, before: int) -> BitMap:
        """Return the events with a number less than `before` that go on at least until `day`."""
        found: list[int] = []
        for length, numbers in self._classes.items():
            first = bisect_left(self._days, day - (1 << length))
            within = numbers & BitMap(range(first, before)) if first < before else ()
            found.extend(number for number in within if self._ends[number] >= day)
        return BitMap(found)


@remembered(2)
def lengths(index: Index) -> Lengths:
    """Return how long the events of an index last."""
    return Lengths(index)


@remembered(8)
def over(index: Index, unit: TimeUnit) -> BitMap:
    """Return the events that go on beyond the stretch of that unit in which they begin."""
    return lengths(index).over(unit)
