"""Lanes on a screen: rows are who or what events belong to, columns are stretches of time of one unit.

Only what is in view is computed, from sets of event numbers: in a lane, the events of a column are a range of
numbers, for numbers follow the calendar. What began earlier and still goes on is found by its length.
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
from tui.core.index.day_groups import calendar
from tui.core.index.facets import AFTER_ALL, BEFORE_ALL
from tui.core.index.index import Index
from tui.core.index.lanes import By, EventLane, lanes, name
from tui.core.index.lasting import lengths, over
from tui.core.text.display import shown
from tui.present.lanes.cells import CellRun, LaneLine
from tui.present.signs import Signs, kind_sign, signs


class Level(NamedTuple):
    """How close one looks: the unit of a column, and its cells."""

    unit: TimeUnit
    cells: int
    label: int
    """Cells that the name of what columns are part of takes, with a blank."""


LEVELS: tuple[Level, ...] = (
    *(Level("decade", 6, 5), Level("year", 3, 4), Level("year", 5, 4)),
    *(Level("month", 3, 4), Level("month", 5, 4), Level("day", 2, 8), Level("day", 3, 8)),
)
"""From afar to close by."""


class BoardWindow(NamedTuple):
    """The columns in view, and the events that can be in them."""

    left: int
    """First cell of the scale in view."""
    width: int
    slots: range
    numbers: tuple[tuple[int, int], ...]
    """For each of the slots the first number of the events that begin there, and the one after the last."""
    lasting: BitMap
    """The events of more than one column that are seen in any of them."""


class LaneSpot(Struct, frozen=True):
    """Where the cursor is."""

    row: int
    day: int
    """Ordinal of a day; it says the column."""
    number: int | None = None
    """The event that it stands on; None where nothing is."""


class SharedParts(NamedTuple):
    """What boards of the same events have in common; filled as it is asked for."""

    lanes: dict[By, tuple[EventLane, ...]]
    days: list[int]
    scales: dict[int, Scale]


class Board:
    """All lanes of a result at one level. Rows and columns are counted from 0, cells from the scale's first."""

    def __init__(
        self,
        index: Index,
        events: BitMap,
        by: By = "org",
        level: int = 2,
        *,
        drawn: Signs | None = None,
        made: SharedParts | None = None,
    ) -> None:
        """Take the events; `made` is what was made already for other boards of the same events."""
        self.index, self.events, self.by, self.level = index, events, by, level
        self._made = SharedParts({}, [], {}) if made is None else made
        self.drawn = drawn or signs()
        self._days = calendar(index).days
        self._kinds = [
            (index.postings.facet("kind", key), kind_sign(kind.sign, kind.title, self.drawn))
            for key, kind in index.store.kinds.items()
        ]
        self._rough = index.postings.facet("is", "approximate")
        self._window = lru_cache(maxsize=4)(self._make_window)
        self.name = lru_cache(maxsize=512)(self._name)

    @property
    def lanes(self) -> tuple[EventLane, ...]:
        """The rows."""
        if self.by not in self._made.lanes:
            self._made.lanes[self.by] = lanes(self.index, self.events, self.by)
        return self._made.lanes[self.by]

    @property
    def days(self) -> list[int]:
        """The days on which events stand, sorted."""
        if not self._made.days:
            self._made.days.extend(sorted({self._days[number] for number in self.events}))
        return self._made.days

    @property
    def scale(self) -> Scale:
        """The columns."""
        return self._scale(self.level)

    def _scale(self, level: int) -> Scale:
        if level not in self._made.scales:
            self._made.scales[level] = even(self.days, *LEVELS[level])
        return self._made.scales[level]

    def _name(self, row: int) -> str:
        """What a row is called, safe to draw."""
        value = self.lanes[row].value
        called = shown(name(self.index.store, self.by, value))
        kind = self.index.store.kinds.get(value) if self.by == "kind" else None
        return f"{kind_sign(kind.sign, kind.title, self.drawn)} {called}" if kind else called

    def zoomed(self, level: int) -> Board:
        """Return the same lanes at another level."""
        return Board(self.index, self.events, self.by, level, drawn=self.drawn, made=self._made)

    def turned(self, by: By) -> Board:
        """Return other lanes at the same level."""
        return Board(self.index, self.events, by, self.level, drawn=self.drawn, made=self._made)

    def fitting(self, width: int) -> int:
        """Return the closest level at which all of the time fits into `width` cells; at least the year's."""
        for level in range(len(LEVELS) - 1, 2, -1):
            days_long = LEVELS[level].unit == "day" and len(self.days) > width
            if not days_long and self._scale(level).width <= width:
                return level
        return 2 if self._scale(2).width <= width else 1

    # what is in view

    def numbers(self, slot: int) -> tuple[int, int]:
        """Return the first number of the events that begin in a column, and the one after the last."""
        found = self.scale.slots[slot].bin
        return bisect_left(self._days, found.first), bisect_right(self._days, found.last)

    def window(self, left: int, width: int) -> BoardWindow:
        """Return the columns that stand in `width` cells from `left` on."""
        return self._window(left, width)

    def _make_window(self, left: int, width: int) -> BoardWindow:
        scale = self.scale
        if not scale.slots or width <= 0:
            return BoardWindow(left, max(width, 0), range(0), (), BitMap())
        slots = range(scale.slot_at(left), scale.slot_at(left + width - 1) + 1)
        pairs = tuple(self.numbers(slot) for slot in slots)
        first, last = scale.slots[slots[0]].bin.first, pairs[-1][1]
        long = lengths(self.index)
        lasting = (
            (over(self.index, LEVELS[self.level].unit) & BitMap(range(pairs[0][0], last)))
            | long.reaching(first, pairs[0][0])
            | long.backwards
        )
        return BoardWindow(left, width, slots, pairs, lasting & self.events)

    def row(self, at: int, window: BoardWindow) -> tuple[CellRun, ...]:
        """Return what stands in a row in the cells of a window, exactly as wide."""
        line = LaneLine(self.scale, window.left, window.width, self.drawn)
        events = self.lanes[at].events
        seen: set[tuple[int, int, bool]] = set()
        for number in events & window.lasting:
            key = (*self.bounds(number), number in self._rough)
            if key not in seen:  # what looks the same is read and drawn once
                seen.add(key)
                line.bar(self.bounds(number), self._date(number).certain, rough=key[2])
        for slot, (low, high) in zip(window.slots, window.numbers, strict=True):
            count = events.range_cardinality(low, high)
            if count == 1:
                line.event(slot, *self._sign(events[rank(events, low)], slot))
            elif count:
                line.count(slot, count)
        return line.runs()

    def bounds(self, number: int) -> tuple[int, int]:
        """Return the first and last day of an event; what has neither stands on its day."""
        first, last = self.index.postings.starts[number], self.index.postings.ends[number]
        return (first, last) if first != BEFORE_ALL or last != AFTER_ALL else (self._days[number],) * 2

    def _date(self, number: int) -> edtf.Date:
        return edtf.parse(self.index.store.event(self.index.event_id(number)).date)

    def _sign(self, number: int, slot: int) -> tuple[str, bool]:
        """Return the sign of the only event that begins in a column, and whether its day is not sure.

        No sign where it may as well begin in another column.
        """
        bin_ = self.scale.slots[slot].bin
        if number in over(self.index, bin_.unit):
            begun = beginning(self._date(number))
            if begun is None or not bin_.first <= begun[0] <= begun[1] <= bin_.last:
                return "", False
            return self._kind(number), False
        return self._kind(number), number in self._rough

    def _kind(self, number: int) -> str:
        return next((sign for numbers, sign in self._kinds if number in numbers), self.drawn.day)

    # what stands in a cell

    def at(self, row: int, slot: int) -> tuple[int, tuple[int, ...]]:
        """Return how many events of a row begin in a column, and those that began before and go on there."""
        events = self.lanes[row].events
        low, high = self.numbers(slot)
        bin_ = self.scale.slots[slot].bin
        long = lengths(self.index)
        going = list(events & long.reaching(bin_.first, low))
        going.extend(number for number in events & long.backwards if number >= high)
        return events.range_cardinality(low, high), tuple(going)

    def day(self, number: int) -> int:
        """Return the day on which an event stands."""
        return self._days[number]

    def first_number(self, day: int) -> int:
        """Return the number of the first event on a day or after it."""
        return bisect_left(self._days, day)

    def rank(self, row: int, number: int) -> int:
        """Return how many events of a row have a smaller number."""
        return rank(self.lanes[row].events, number)


def beginning(date: edtf.Date) -> tuple[int, int] | None:
    """Return the first and last day on which what lasts may have begun; None where that is not sure."""
    shape = date.shape
    if not isinstance(shape, Interval) or shape.start is None or shape.start.qualifier:
        return None
    return shape.start.earliest, shape.start.latest


def rank(events: BitMap, number: int) -> int:
    """Return how many of `events` have a number less than this."""
    return events.rank(number - 1) if number > 0 else 0
