"""Group a result by days and months and find the gaps between them, with columns of numbers.

Events that sort on one day make a group, by the calendar. Which groups a result has, and how many events of each, is
counted in one pass that is no Python loop, and only where a month turns or a gap may be worth a name is anything
looked at by itself. A result of 100,000 events on 10,000 days thus costs some milliseconds.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import accumulate, compress, count, islice, repeat
from operator import ge, sub
from typing import NamedTuple

from pyroaring import BitMap

from tui.core.dates.days import day_of
from tui.core.dates.month_names import month_length
from tui.core.index.calendar import MONTHS, NARROW, VAGUE, WIDE, Calendar
from tui.core.index.index import Index

DAYS_TO_NAME = 4
"""A gap within a month is named from this many days on."""
MANY = 8
"""Events of a day on average from which on they are not counted one by one."""
MONTH = 30.44
"""Mean length in days."""
DAYS_BETWEEN_MONTHS = 61
"""A gap that crosses a heading is named from two months on, and looked for from this many days on."""
_LONGEST_MONTH = 31
LAST_OF_ONE_DIGIT = 9
"""Days of the month up to which two of them and the month's name fit into a label."""


class Turn(NamedTuple):
    """The first event, as listed, of a day that may need a heading, or a gap named before it."""

    position: int
    """Its place in the result."""
    day: int
    """Ordinal of the day on which it sorts."""
    year: int
    month: int
    """1 to 12, or 0 where all that is known is the year, or years."""
    free: int
    """Days between it and the events listed before it, 0 or less where they meet."""
    wide: int
    """The same where also what may be anywhere in a month or year counts as an event."""
    until: int
    """Ordinal of the day at which that gap ends."""


def calendar(index: Index) -> Calendar:
    """Return the calendar of an index."""
    return index.postings.calendar


class Turns:
    """The days of one result, listed up or down the calendar."""

    def __init__(self, index: Index, events: BitMap, *, down: bool) -> None:
        self._known = calendar(index)
        self._ends = index.postings.ends
        self._events = events
        self._numbers = events.to_array()
        self._down = down
        # groups of which there are events, up the calendar, and the place of the first event of each
        self._groups, self._places = self._present()
        # where among them a month begins, and which: thirteen times its year and its number
        self._turning, self._months = self._month_turns()

    @property
    def positions(self) -> Sequence[int]:
        """Where days begin, in the order listed."""
        if not self._down:
            return self._places
        total = len(self._numbers)
        return [total - end for end in reversed([*self._places[1:], total])] if self._places else []

    def days(self) -> list[int]:
        """Return the days, up the calendar."""
        return list(dict.fromkeys(map(self._known.first_days.__getitem__, self._groups)))

    def month_positions(self) -> list[int]:
        """Return where months begin, in the order listed."""
        if not self._down:
            return [self._places[at] for at in self._turning]
        total = len(self._numbers)
        ends = [*(self._places[at] for at in self._turning[1:]), total] if self._turning else []
        return [total - end for end in reversed(ends)]

    def runs(self) -> Iterator[tuple[int, int, int]]:
        """Yield year, month (0 where it is not known) and number of events, up the calendar, month by month."""
        starts = [*(self._places[at] for at in self._turning), len(self._numbers)]
        for month, start, end in zip(self._months, starts, starts[1:], strict=False):
            yield (*divmod(month, MONTHS), end - start)

    def hiding_days(self, wanted: Container[int]) -> set[int]:
        """Return those of some years in which a label without a month would leave out on which days an event was."""
        found: set[int] = set()
        place = 0
        for year, _, held in self.runs():
            if year in wanted and year not in found and any(map(self._hides_days, self._numbers[place : place + held])):
                found.add(year)
            place += held
        return found

    def _hides_days(self, number: int) -> bool:
        """Whether an event lasted some days, or was on one of them: "1–9 Aug" fits a label, "12–13 Aug" does not."""
        first, last = self._known.days[number], self._ends[number]
        if not 0 < last - first < _LONGEST_MONTH:
            return False
        start, end = day_of(first), day_of(last)
        whole = start.day == 1 and last - first + 1 == month_length(start.year, start.month)
        return not whole and (start.month != end.month or end.day > LAST_OF_ONE_DIGIT)

    def named(self) -> Iterator[Turn]:
        """Yield, in the order listed, the first day, and those at which a month turns or a gap may end."""
        groups, known = self._groups, self._known
        if not groups:
            return
        days = list(map(known.first_days.__getitem__, groups))
        before = accumulate(map(known.solid.__getitem__, groups), max)
        apart = compress(count(1), map(ge, map(sub, islice(days, 1, None), before), repeat(DAYS_TO_NAME)))
        turning = dict(zip(self._turning, self._months, strict=True))
        found = sorted({*apart, *self._turning[1:]})
        positions, last = self.positions, len(groups) - 1
        first, month = (last, self._months[-1]) if self._down else (0, self._months[0])
        yield Turn(positions[0], days[first], *divmod(month, MONTHS), 0, 0, days[first])
        for later in reversed(found) if self._down else found:
            own = later - 1 if self._down else later
            free = wide = 0
            if later not in turning:
                free = self._free(later, known.reach, known.spanning, NARROW)
            else:
                month = known.months[groups[own]]
                if days[later] - self._day_before(later) >= DAYS_BETWEEN_MONTHS:
                    wide = self._free(later, known.wide_reach, known.wide_spanning, WIDE)
            position = positions[last - own] if self._down else positions[own]
            yield Turn(position, days[own], *divmod(month, MONTHS), free, wide, days[later])

    def _day_before(self, at: int) -> int:
        """Return the last day before that of group number `at` on which all events end a longer gap; VAGUE for none."""
        solid, groups = self._known.wide_solid, self._groups
        return next((day for other in range(at - 1, -1, -1) if (day := solid[groups[other]]) != VAGUE), VAGUE)

    def _free(self, group: int, reach: Sequence[int], spanning: Sequence[int], width: int) -> int:
        """Return how many days before a group the last event before it ended that is no wider than `width`."""
        numbers, days = self._numbers, self._known.days
        place, day = self._places[group], days[numbers[self._places[group]]]
        found = VAGUE
        for at in range(place - 1, -1, -1):
            number = numbers[at]
            found = reach[number]
            if found != VAGUE or (width == NARROW and days[number] < day - _LONGEST_MONTH):  # it began before the month
                break
        for at in range(bisect_left(spanning, numbers[place]) - 1, -1, -1):
            number = spanning[at]
            if days[number] + width <= found:
                break  # nor does any before it end later
            if reach[number] > found > VAGUE and number in self._events:
                found = reach[number]
        return day - found if found != VAGUE else 0

    def _month_turns(self) -> tuple[list[int], list[int]]:
        groups, known = self._groups, self._known
        turning, months = [], []
        at = 0
        ends = [*known.month_groups[1:], len(known.months)]
        for begin, end in zip(known.month_groups, ends, strict=False):
            at = bisect_left(groups, begin, at)
            if at < len(groups) and groups[at] < end:
                turning.append(at)
                months.append(known.months[begin])
        return turning, months

    def _present(self) -> tuple[list[int], list[int]]:
        known, numbers = self._known, self._numbers
        held: Iterable[int]
        if MANY * len(known.sizes) < min(len(numbers), len(known.days) - len(numbers)):  # a group is a range of numbers
            ranks = list(map(self._events.rank, (end - 1 for end in accumulate(known.sizes))))
            left = list(map(sub, ranks, [0, *ranks[:-1]]))
            groups, held = list(compress(count(), left)), compress(left, left)
        elif 2 * len(numbers) < len(known.days):
            counted = Counter(map(known.group_of.__getitem__, numbers))
            groups, held = list(counted), counted.values()
        else:  # what is missing is less
            missing = BitMap(range(len(known.days))) - self._events
            left = list(known.sizes)
            for group, lacking in Counter(map(known.group_of.__getitem__, missing)).items():
                left[group] -= lacking
            groups, held = list(compress(count(), left)), compress(left, left)
        return groups, [0, *accumulate(held)][:-1]
