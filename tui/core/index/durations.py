"""Durations of events: which of them extend beyond the days, months or years in which they begin."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from itertools import compress, count
from operator import gt, ne

from pyroaring import BitMap

from tui.core.dates.scale import TimeUnit, around
from tui.core.index.day_groups import calendar
from tui.core.index.facets import AFTER_ALL, BEFORE_ALL
from tui.core.index.index import Index
from tui.core.index.one_index import remembered

_CHUNK = 1024
"""Numbers that are compared at once."""
_ENDLESS = 22
"""Binary digits of the days until an open end, at least."""


class Lengths:
    """How long events last; made once for an index.

    The events are looked at in columns: there may be a million of them.
    """

    def __init__(self, index: Index) -> None:
        days, ends, starts = calendar(index).days, index.postings.ends, index.postings.starts
        self._days, self._starts, self._ends = days, starts, ends
        self.elsewhere = BitMap(_different(starts, days))
        """Events that do not begin on the day on which they sort: most of them have an open beginning."""
        open_start = [number for number in self.elsewhere if starts[number] == BEFORE_ALL]
        self.backwards = BitMap(number for number in open_start if ends[number] != AFTER_ALL)
        """Events of which only the end is known: they are placed on that day."""
        self.lasting = BitMap(compress(count(), map(gt, ends, days))) - BitMap(open_start)
        """Events that last longer than the day on which they sort, and of which the beginning is known."""
        classes: dict[int, list[int]] = {}
        for number in self.lasting:
            classes.setdefault((ends[number] - days[number]).bit_length(), []).append(number)
        self._classes = {length: BitMap(numbers) for length, numbers in classes.items()}
        longest = (events for length, events in self._classes.items() if length >= _ENDLESS)
        self._endless = BitMap(number for events in longest for number in events if ends[number] == AFTER_ALL)

    def is_beyond(self, number: int, unit: TimeUnit) -> bool:
        """Whether an event goes on beyond the year, month or day in which it begins."""
        if number in self.lasting:
            return self._ends[number] > around(self._days[number], unit).last
        return number in self.backwards

    def reaching(self, day: int, numbers: range) -> BitMap:
        """Return those of `numbers`, which follow each other, whose events go on at least until `day`."""
        found: list[int] = []
        for length, events in self._classes.items():
            first = max(numbers.start, bisect_left(self._days, day - (1 << length)))
            if first < numbers.stop and events.range_cardinality(first, numbers.stop):
                within = events & BitMap(range(first, numbers.stop))
                found.extend(number for number in within if self._ends[number] >= day)
        return BitMap(found)

    def longer(self, than: int) -> BitMap:
        """Return the events that may be on any of more than so many days, from the one on which they sort."""
        starts, ends, days = self._starts, self._ends, self._days
        lengths = self._classes.items()
        surely = BitMap.union(BitMap(), *(events for length, events in lengths if 1 << (length - 1) > than))
        perhaps = (events for length, events in lengths if 1 << (length - 1) <= than < (1 << length) - 1)
        doubtful = BitMap.union(self.backwards, self.lasting & self.elsewhere, *perhaps)
        found = (n for n in doubtful if than < ends[n] - max(starts[n], days[n]))
        return ((surely - doubtful) | BitMap(found)) - self._endless


def _different(some: array[int], others: array[int]) -> Iterator[int]:
    """Yield the places at which columns, of which the first may be longer, differ; hardly any do."""
    for start in range(0, len(others), _CHUNK):
        one, other = some[start : start + _CHUNK], others[start : start + _CHUNK]
        if one != other:
            yield from compress(count(start), map(ne, one, other))


@remembered(2)
def lengths(index: Index) -> Lengths:
    """Return how long the events of an index last."""
    return Lengths(index)
