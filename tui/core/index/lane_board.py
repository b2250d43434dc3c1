"""Lanes over time: rows are what events belong to, columns are periods of one unit.

Only what is in view is computed, from sets of event numbers: in a lane, the events of a column are a range of
numbers, for numbers follow the calendar. What began earlier and still lasts is found by its length.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct
from pyroaring import BitMap

from tui.core.dates import edtf
from tui.core.dates.grammar import Interval
from tui.core.dates.scale import Scale, TimeUnit, even
from tui.core.index.day_groups import Turns, calendar
from tui.core.index.durations import lengths
from tui.core.index.facets import AFTER_ALL, BEFORE_ALL
from tui.core.index.index import Index
from tui.core.index.lanes import By, EventLane, lanes, name


class Level(NamedTuple):
    """A zoom level: the unit of a column, and its width in cells."""

    unit: TimeUnit
    cells: int
    label: int
    """Cells that the name of the next larger unit takes, with a blank."""


LEVELS: tuple[Level, ...] = (
    *(Level("decade", 6, 5), Level("year", 3, 4), Level("year", 5, 4)),
    *(Level("month", 3, 4), Level("month", 5, 4), Level("day", 2, 8), Level("day", 3, 8)),
)
"""From the widest view to the closest."""


SAMPLES = 2000
"""Events at most from which on the densest days are looked for."""


class BoardWindow(NamedTuple):
    """The columns in view, and the events that can be in them."""

    left: int
    """First cell of the scale in view."""
    width: int
    slots: range
    numbers: tuple[tuple[int, int], ...]
    """For each of the slots the first number of the events that begin there, and the one after the last."""
    lasting: BitMap
    """The events in view that are in more than one column."""


class LaneSpot(Struct, frozen=True):
    """A place on the board, such as the cursor's."""

    row: int
    day: int
    """Ordinal of a day in the column."""
    number: int | None = None
    """The event there; None if there is none."""


class SharedParts(NamedTuple):
    """What boards of the same events share; computed on demand."""

    lanes: dict[By, tuple[EventLane, ...]]
    days: list[int]
    scales: dict[int, Scale]


class Board:
    """All lanes of a result at one level. Rows and columns are counted from 0, cells from the scale's first."""

    def __init__(self, index: Index, events: BitMap, by: By, level: int, *, shared: SharedParts | None = None) -> None:
        """Take the events; `shared` comes from another board of the same events."""
        self.index, self.events, self.by, self.level = index, events, by, level
        self._shared = SharedParts({}, [], {}) if shared is None else shared
        self._days = calendar(index).days
        self.rough = index.postings.facet("is", "approximate")
        """Events whose date is approximate or uncertain."""
        self._window = lru_cache(maxsize=4)(self._make_window)
        self.name = lru_cache(maxsize=512)(self._name)

    @property
    def lanes(self) -> tuple[EventLane, ...]:
        """The rows."""
        if self.by not in self._shared.lanes:
            self._shared.lanes[self.by] = lanes(self.index, self.events, self.by)
        return self._shared.lanes[self.by]

    @property
    def days(self) -> list[int]:
        """The days on which events sort, ascending."""
        if not self._shared.days:
            self._shared.days.extend(Turns(self.index, self.events, down=False).days())
        return self._shared.days

    @property
    def scale(self) -> Scale:
        """The columns."""
        return self._scale(self.level)

    def _scale(self, level: int) -> Scale:
        if level not in self._shared.scales:
            self._shared.scales[level] = even(self.days, *LEVELS[level])
        return self._shared.scales[level]

    def _name(self, row: int) -> str:
        """Return what a row is called (raw text)."""
        return name(self.index.store, self.by, self.lanes[row].value)

    def zoomed(self, level: int) -> Board:
        """Return the same lanes at another level."""
        return Board(self.index, self.events, self.by, level, shared=self._shared)

    def grouped(self, by: By) -> Board:
        """Return the same events in other lanes, at the same level."""
        return Board(self.index, self.events, by, self.level, shared=self._shared)

    def fitting(self, width: int) -> int:
        """Return the closest level at which all columns fit into `width` cells; at least that of years."""
        for level in range(len(LEVELS) - 1, 1, -1):
            days_long = LEVELS[level].unit == "day" and len(self.days) > width
            if not days_long and self._scale(level).width <= width:
                return level
        return 1

    def densest(self) -> tuple[int, int]:
        """Return the first and last of the fewest days in a row that hold half of the events; there is at least one."""
        events, days = self.events, self._days
        half = (len(events) + 1) // 2
        step = max(1, len(events) // SAMPLES)
        starts = range(0, len(events) - half + 1, step)
        first = min(starts, key=lambda at: days[events[at + half - 1]] - days[events[at]])
        return days[events[first]], days[events[first + half - 1]]

    def opening(self, width: int, day: int) -> tuple[int, int]:
        """Return the level to open with in `width` cells, and the first cell of the scale to show.

        The densest days are as close as they all fit; they are in view as far as the column of `day` is in view too.
        """
        first, last = self.densest()
        level = next((level for level in range(len(LEVELS) - 1, 1, -1) if self._fits(level, first, last, width)), 1)
        level = max(level, self.fitting(width))
        scale = self._scale(level)
        left, here, right = (scale.slots[scale.slot_of(one)] for one in (first, day, last))
        start, end = min(left.x, here.x), max(right.x + right.width, here.x + here.width)
        if end - start <= width:
            return level, start - (width - (end - start)) // 2
        return level, max(here.x + here.width - width, min(left.x, here.x))

    def _fits(self, level: int, first: int, last: int, width: int) -> bool:
        """Whether the columns from one day to another fit into `width` cells at a level."""
        unit, cells, _ = LEVELS[level]
        columns = bisect_right(self.days, last) - bisect_left(self.days, first)
        if unit == "day" and columns * cells > width:  # told without making columns for thousands of days
            return False
        scale = self._scale(level)
        start, end = scale.slots[scale.slot_of(first)], scale.slots[scale.slot_of(last)]
        return end.x + end.width - start.x <= width

    def numbers(self, slot: int) -> tuple[int, int]:
        """Return the first number of the events that begin in a column, and the one after the last."""
        found = self.scale.slots[slot].bin
        return bisect_left(self._days, found.first), bisect_right(self._days, found.last)

    def window(self, left: int, width: int) -> BoardWindow:
        """Return the columns in `width` cells from `left` on."""
        return self._window(left, width)

    def _make_window(self, left: int, width: int) -> BoardWindow:
        scale = self.scale
        if not scale.slots or width <= 0:
            return BoardWindow(left, max(width, 0), range(0), (), BitMap())
        slots = range(scale.slot_at(left), scale.slot_at(left + width - 1) + 1)
        pairs = tuple(self.numbers(slot) for slot in slots)
        long = lengths(self.index)
        before = long.reaching(scale.slots[slots[0]].bin.first, range(pairs[0][0]))
        ends = (scale.slots[slot].bin.last for slot in slots)
        here = (long.reaching(last + 1, range(*pair)) for last, pair in zip(ends, pairs, strict=True))
        return BoardWindow(left, width, slots, pairs, BitMap.union(long.backwards, before, *here) & self.events)

    def bounds(self, number: int) -> tuple[int, int]:
        """Return the first and last day of an event; without either, the day on which it sorts."""
        first, last = self.index.postings.starts[number], self.index.postings.ends[number]
        return (first, last) if first != BEFORE_ALL or last != AFTER_ALL else (self._days[number],) * 2

    def date(self, number: int) -> edtf.Date:
        """Return the date of an event."""
        return edtf.parse(self.index.store.event(self.index.event_id(number)).date)

    def is_beyond(self, number: int, slot: int) -> bool:
        """Whether an event that sorts in a column goes on beyond it, or only its end is known."""
        return lengths(self.index).is_beyond(number, self.scale.slots[slot].bin.unit)

    def begins_in(self, number: int, slot: int) -> bool:
        """Whether an event that sorts in a column surely begins there; False if it may begin in another one."""
        found = self.scale.slots[slot].bin
        if not self.is_beyond(number, slot):
            return True
        begun = beginning(self.date(number))
        return begun is not None and begun[1] <= found.last

    def at(self, row: int, slot: int) -> tuple[int, tuple[int, ...]]:
        """Return how many events of a row begin in a column, and those that began before and last into it."""
        events = self.lanes[row].events
        low, high = self.numbers(slot)
        bin_ = self.scale.slots[slot].bin
        long = lengths(self.index)
        lasting = list(events & long.reaching(bin_.first, range(low)))
        lasting.extend(number for number in events & long.backwards if number >= high)
        return events.range_cardinality(low, high), tuple(lasting)

    def day(self, number: int) -> int:
        """Return the day on which an event sorts."""
        return self._days[number]

    def first_number(self, day: int) -> int:
        """Return the number of the first event on a day or after it."""
        return bisect_left(self._days, day)


def beginning(date: edtf.Date) -> tuple[int, int] | None:
    """Return the first and last day on which an interval may have begun; None where its start is not known."""
    shape = date.shape
    if not isinstance(shape, Interval) or shape.start is None or shape.start.qualifier:
        return None
    return shape.start.earliest, shape.start.latest
