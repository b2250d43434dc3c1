"""On which day each event sorts, and which days make a month: columns of numbers, made once for a dataset.

Events that sort on one day make a group, by the calendar. A compiled dataset holds the columns ready to use.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import accumulate, compress, count, islice
from operator import gt, ne

from tui.core.dates import edtf
from tui.core.dates.days import day_of
from tui.core.index.facets import AFTER_ALL, BEFORE_ALL

NARROW, WIDE = 7, 400
"""Days: an event that may be anywhere in more of them does not end a gap within a month, or a longer one."""
VAGUE = BEFORE_ALL
"""In place of a day: there is none that is known well enough."""
MONTHS = 13
"""Numbers for the months of a year: 0 where all that is known is the year, or years."""
_LEAST_VAGUE = 180
"""Days from which on an event that begins with a year may be all that is known: the year, or years."""


class Calendar:
    """The columns. Those of events have an entry for each number, those of groups one for each group.

    Each is asked for when it is first used: the longest of a large dataset take as long to read as the first rows.
    """

    def __init__(self, column: Callable[[str], array[int]]) -> None:
        """Take what returns the column with a name."""
        self._column = column

    days: array[int]
    """Event → ordinal of the day on which it sorts."""
    group_of: array[int]
    """Event → number of its group."""
    reach: array[int]
    """Event → the last day that it fills; VAGUE where that cannot be said."""
    wide_reach: array[int]
    """Event → the same where also what may be anywhere in a month or year fills it."""
    sizes: array[int]
    """Group → how many events are in it."""
    first_days: array[int]
    """Group → its day."""
    months: array[int]
    """Group → thirteen times its year and its month, 0 where that is not known."""
    solid: array[int]
    """Group → its day if all of its events end a gap within a month, else VAGUE."""
    wide_solid: array[int]
    """Group → the same for a longer gap."""
    month_groups: array[int]
    """The first group of each month, and of what is known to the year only."""
    spanning: array[int]
    """Numbers of the events that fill some days, and end a gap within a month."""
    wide_spanning: array[int]
    """The same for those that end a longer gap."""

    def __getattr__(self, name: str) -> array[int]:
        """Return a column that was not used yet."""
        if name not in COLUMNS:
            raise AttributeError(name)
        column = self.__dict__[name] = self._column(name)
        return column


COLUMNS = tuple(Calendar.__annotations__)
"""Their names."""


def made(starts: Sequence[int], ends: Sequence[int], total: int) -> Calendar:
    """Return the calendar of the first `total` items, which begin and end on these days and are in their order."""
    columns = {name: array("i") for name in COLUMNS}
    own = [_own_day(first, last) for first, last in zip(islice(starts, total), ends, strict=False)]
    # what has an open start stands before what comes after it, and so on a day that is not after that one's
    days = columns["days"] = array("i", accumulate(reversed(own), min))
    days.reverse()
    reach, wide_reach = (array("i", [VAGUE]) * total for _ in range(2))
    columns |= {"group_of": array("i", [0]) * total, "reach": reach, "wide_reach": wide_reach}
    _fill(columns, own, ends)
    months = columns["months"]
    turns = compress(count(1), map(ne, islice(months, 1, None), months))
    columns["month_groups"] = array("i", [0, *turns] if len(months) else [])
    columns["sizes"].extend(Counter(columns["group_of"]).values())
    columns["spanning"] = array("i", compress(count(), map(gt, reach, days)))
    columns["wide_spanning"] = array("i", compress(count(), map(gt, wide_reach, days)))
    return Calendar(columns.__getitem__)


def _own_day(first: int, last: int) -> int:
    """Return the day on which a date alone sorts: its first one, or its last where the start is open."""
    if first != BEFORE_ALL:
        return first
    return last if last != AFTER_ALL else edtf.NO_DAY


def _fill(columns: dict[str, array[int]], own: Sequence[int], ends: Sequence[int]) -> None:
    """Fill the columns of events, and those of groups that go through the events one by one."""
    days, group_of, reach, wide_reach = (columns[name] for name in ("days", "group_of", "reach", "wide_reach"))
    last_day, last_known, group, solid, wide_solid = BEFORE_ALL, False, -1, VAGUE, VAGUE
    for number, first in enumerate(days):
        last = ends[number]
        width = last - own[number]
        known = last - first < _LEAST_VAGUE or not _new_year(first)
        if first != last_day or known != last_known:
            if number:
                columns["solid"].append(solid)
                columns["wide_solid"].append(wide_solid)
            group += 1
            last_day, last_known, solid, wide_solid = first, known, first, first
            year, month, _ = day_of(first)
            columns["first_days"].append(first)
            columns["months"].append(year * MONTHS + (month if known else 0))
        group_of[number] = group
        if width <= NARROW:
            reach[number] = wide_reach[number] = last
        elif width <= WIDE:
            wide_reach[number], solid = last, VAGUE
        else:
            solid = wide_solid = VAGUE
    if len(days):
        columns["solid"].append(solid)
        columns["wide_solid"].append(wide_solid)


def _new_year(day: int) -> bool:
    return day_of(day)[1:] == (1, 1)
