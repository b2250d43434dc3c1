"""A date on the scale of its month or year: a bar over all days it may be, its certain days drawn differently.

The scale has the same width for every month and year, so that bars can be compared down a list.
"""

from __future__ import annotations

from functools import lru_cache

from tui.core.dates.days import day_of, number_of
from tui.core.dates.edtf import Date
from tui.core.dates.month_names import SHORT_MONTHS
from tui.core.dates.scale import around
from tui.present.signs import signs

CELLS = 31
"""Width of the scale: a cell for each day of a month, for about twelve days of a year."""
SCALE_FROM = 89
"""Cells of a row from which on there is room for the scale."""
_BEHIND = 6
"""Cells of a row behind its bar."""
_MONTHS_NAMED = (1, 4, 7, 10)
_DAYS_NAMED = (1, 10, 20, 30)


def period(day: int, *, month: bool) -> tuple[int, int]:
    """Return the first and last day of the month, or of the year, that a day is in, all as ordinals."""
    first, last, _ = around(day, "month" if month else "year")
    return first, last


@lru_cache(maxsize=64)
def ticks(first: int, last: int) -> str:
    """Return the names of days, or of months, above the cells where they begin; CELLS wide."""
    cells = [" "] * CELLS
    year = day_of(first).year
    if last - first < CELLS:
        named = [(day, str(day)) for day in _DAYS_NAMED if day <= last - first + 1]
        places = [(first + day - 1, text) for day, text in named]
    else:
        places = [(number_of(year, month, 1), SHORT_MONTHS[month - 1]) for month in _MONTHS_NAMED]
    for day, text in places:
        at = _cell(day, first, last)
        cells[at : at + len(text)] = text
    return "".join(cells)[:CELLS]


def above(ticks: str, width: int, used: int) -> str:
    """Return the text after the `used` cells of a heading, so that the scale is above the bars of its rows."""
    at = width - _BEHIND - len(ticks)
    return " " * (at - used) + ticks if ticks and width >= SCALE_FROM and at > used else ""


def bar(value: Date, first: int, last: int) -> str:
    """Return a date in the cells of the days from `first` to `last`; CELLS wide, blank where it cannot be.

    What goes on before or after them ends in the sign of more text.
    """
    earliest = first - 1 if value.earliest is None else value.earliest
    latest = last + 1 if value.latest is None else value.latest
    if latest < first or earliest > last:
        return " " * CELLS
    start, end = _cell(max(earliest, first), first, last), _cell(min(latest, last), first, last)
    cells = [" "] * CELLS
    rough = value.approximate or value.uncertain
    cells[start : end + 1] = (signs().rough if rough and start == end else signs().maybe) * (end - start + 1)
    sure = value.certain
    if sure and sure[0] <= last and sure[1] >= first:
        begin, until = _cell(max(sure[0], first), first, last), _cell(min(sure[1], last), first, last)
        one_day = value.earliest == value.latest
        cells[begin : until + 1] = (signs().day if one_day else signs().span) * (until - begin + 1)
    if earliest < first:
        cells[0] = signs().more
    if latest > last:
        cells[_cell(last, first, last)] = signs().more
    return "".join(cells)


def _cell(day: int, first: int, last: int) -> int:
    """Return the cell of a day from `first` to `last`."""
    return day - first if last - first < CELLS else (day - first) * CELLS // (last - first + 1)
