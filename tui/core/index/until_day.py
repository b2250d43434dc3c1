"""The items up to a day, out of all items in the order of their days."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from pyroaring import BitMap

STEPS = 32
"""Parts of the order; the items up to the end of each are kept once they were asked for."""
SHORTEST = 1024
"""Items of a part, at least."""


class UntilDay:
    """Returns the first items of an order as sets, in a time that does not grow with their number."""

    def __init__(self, items: Sequence[int], days: Sequence[int]) -> None:
        """Take the numbers of items, and the day of each as an ordinal, ascending."""
        self._items, self._days = items, days
        self._step = max(SHORTEST, -(-len(items) // STEPS))
        self._ends = [BitMap()]

    def until(self, day: int) -> BitMap:
        """Return the items up to a day, that day included."""
        return self._first(bisect_right(self._days, day))

    def before(self, day: int) -> BitMap:
        """Return the items before a day."""
        return self._first(bisect_left(self._days, day))

    def _first(self, count: int) -> BitMap:
        whole, step = count // self._step, self._step
        while len(self._ends) <= whole:
            begin = (len(self._ends) - 1) * step
            self._ends.append(self._ends[-1] | BitMap(self._items[begin : begin + step]))
        return self._ends[whole] | BitMap(self._items[whole * step : count])
