"""Scales of time: which days each cell of a line represents.

`scale` does not draw time evenly: a year with one event takes as much room as a day among many. Years come first,
or decades or centuries where years do not fit; then, while there is room, what holds the most events falls into
months, and months into days. `even` gives every bin the same width. Both leave out time without events, and mark it
by a break.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from heapq import heapify, heappop, heappush
from typing import Literal, NamedTuple, TypeAlias

from msgspec import Struct

from tui.core.dates.days import FIRST_YEAR, LAST_YEAR, day_of, number_of
from tui.core.dates.month_names import month_length

TimeUnit: TypeAlias = Literal["century", "decade", "year", "month", "day"]

_YEARS: dict[TimeUnit, int] = {"century": 100, "decade": 10, "year": 1}
_FINER: dict[TimeUnit, TimeUnit] = {"century": "decade", "decade": "year", "year": "month", "month": "day"}
_RANK: dict[TimeUnit, int] = {"century": 0, "decade": 0, "year": 1, "month": 3, "day": 6}
"""Score of an event shown in a bin of this unit."""
_ENOUGH: dict[TimeUnit, int] = {"century": 3, "decade": 3, "year": 3, "month": 4}
"""Least number of events for which a bin of this unit is divided."""
_BREAK = 3
"""Cells of a break in an even scale: its sign, and a blank on either side."""
_LONG = 3
"""Empty bins in a row that are left out."""


class Bin(NamedTuple):
    """A stretch of time: first and last day, both included, as ordinals."""

    first: int
    last: int
    unit: TimeUnit


class Break(NamedTuple):
    """A period without events that is left out."""


class Slot(NamedTuple):
    """A bin, and its place on the line."""

    x: int
    width: int
    bin: Bin


class Scale(Struct, frozen=True):
    """Slots from left to right, and the cells at which time is left out."""

    slots: tuple[Slot, ...]
    breaks: tuple[int, ...]
    width: int
    """Cells that are used."""
    turns: tuple[int, ...] = ()
    """The cells at which bins of another unit begin, each before a blank."""

    def slot_of(self, day: int) -> int:
        """Return the number of the slot that a day falls in, or of the nearest one; there is at least one."""
        found = bisect_right(self.slots, day, key=lambda slot: slot.bin.first) - 1
        if found < 0:
            return 0
        after = found + 1
        beyond = day - self.slots[found].bin.last
        if beyond > 0 and after < len(self.slots) and self.slots[after].bin.first - day < beyond:
            return after
        return found

    def slots_of(self, first: int, last: int) -> tuple[int, int]:
        """Return the first and last slot, by number, that share a day with a time; twice the nearest if none does."""
        if first == last:
            return (self.slot_of(first),) * 2
        start = bisect_left(self.slots, first, key=lambda slot: slot.bin.last)
        end = bisect_right(self.slots, last, key=lambda slot: slot.bin.first) - 1
        return (start, end) if start <= end else (self.slot_of(first),) * 2

    def slot_at(self, x: int) -> int:
        """Return the number of the slot at a cell, or of the last one before it."""
        return max(0, bisect_right(self.slots, x, key=lambda slot: slot.x) - 1)


class Days(Struct, frozen=True):
    """The days of the events, sorted: of all, and of those that are not known to the month, or to the day."""

    all: Sequence[int]
    beyond_month: Sequence[int]
    beyond_day: Sequence[int]

    def count(self, within: Bin) -> int:
        """Return how many events begin in a bin."""
        return _within(self.all, within)

    def worth(self, within: Bin) -> int:
        """Return how many events have a date precise enough to divide a bin of this unit."""
        vague = {"month": self.beyond_day, "year": self.beyond_month}.get(within.unit, ())
        return _within(self.all, within) - _within(vague, within)


def _within(days: Sequence[int], within: Bin) -> int:
    return bisect_right(days, within.last) - bisect_left(days, within.first)


Widths: TypeAlias = dict[TimeUnit, int]

_WIDTHS: tuple[Widths, ...] = tuple(
    {"century": years, "decade": years, "year": years, "month": months, "day": days}
    for years, months, days in (
        *((5, 4, 3), (5, 4, 2), (5, 4, 1), (5, 2, 1), (5, 1, 1)),
        *((3, 4, 1), (3, 2, 1), (3, 1, 1), (2, 1, 1), (1, 1, 1)),
    )
)
"""Cells of a bin, the roomiest first; five hold the label of a year, four that of a month."""


def scale(days: Days, width: int) -> Scale:
    """Return the scale that separates most events in `width` cells; among equals the widest."""
    if not days.all or width <= 0:
        return Scale((), (), 0)
    best, best_score = None, -1
    worth, parts = cache(days.worth), cache(lambda bin_: _parts(bin_, days))  # the same bins at every width
    for widths in _WIDTHS:
        pieces = _divided(_roots(days, width, widths), width, widths, worth, parts)
        if _cells(pieces, widths) > width:
            continue
        score = sum(_RANK[bin_.unit] * days.count(bin_) for bin_ in pieces if isinstance(bin_, Bin))
        if score > best_score:
            best, best_score = _placed(pieces, widths), score
    return best or _placed([Bin(days.all[0], days.all[-1], "century")], {"century": 1})


def even(days: Sequence[int], unit: TimeUnit, cells: int, label: int = 0) -> Scale:
    """Return a scale of bins of one unit, each `cells` wide, from the first to the last of the sorted `days`.

    A break replaces three or more empty bins in a row; a part between breaks is at least `label` wide.
    """
    slots: list[Slot] = []
    breaks: list[int] = []
    x = begun = 0
    for bin_ in _filled(days, unit):
        for piece in _between(slots[-1].bin.last, bin_.first, unit) if slots else ():
            if isinstance(piece, Break):
                x = begun = max(x, begun + label) + _BREAK
                breaks.append(x - 2)
            else:
                slots.append(Slot(x, cells, piece))
                x += cells
        slots.append(Slot(x, cells, bin_))
        x += cells
    return Scale(tuple(slots), tuple(breaks), max(x, begun + label) if slots else 0)


def _between(last: int, first: int, unit: TimeUnit) -> list[Bin | Break]:
    """Return the empty bins after one that ends on `last` and before one that begins on `first`."""
    empty: list[Bin | Break] = []
    while last + 1 < first:
        if len(empty) == _LONG - 1:
            return [Break()]
        found = around(last + 1, unit)
        empty.append(found)
        last = found.last
    return empty


def _roots(days: Days, width: int, widths: Widths) -> list[Bin | Break]:
    """Return the coarse bins with events: years if they fit into two thirds of the width."""
    pieces: list[Bin | Break] = []
    units: tuple[TimeUnit, ...] = ("year", "decade", "century")
    for unit in units:
        pieces = [*_with_breaks(_filled(days.all, unit))]
        if _cells(pieces, widths) * 3 <= width * 2:
            break
    return pieces


def _filled(days: Sequence[int], unit: TimeUnit) -> Iterator[Bin]:
    """Yield the bins of a unit in which any of the days, which are sorted, falls."""
    at = 0
    while at < len(days):
        bin_ = around(days[at], unit)
        yield bin_
        at = bisect_right(days, bin_.last, at)


def _with_breaks(bins: Iterable[Bin]) -> Iterator[Bin | Break]:
    last = None
    for bin_ in bins:
        if last is not None and bin_.first > last + 1:
            yield Break()
        yield bin_
        last = bin_.last


def _divided(
    pieces: list[Bin | Break],
    width: int,
    widths: Widths,
    worth: Callable[[Bin], int],
    parts: Callable[[Bin], list[Bin | Break]],
) -> list[Bin | Break]:
    """Divide what holds the most events into its parts while there is room."""
    waiting = [*_divisible(pieces, worth)]
    heapify(waiting)
    while waiting:
        _, best = heappop(waiting)
        at = pieces.index(best)
        wider = [*pieces[:at], *parts(best), *pieces[at + 1 :]]
        if _cells(wider, widths) <= width:
            pieces = wider
            for one in _divisible(parts(best), worth):
                heappush(waiting, one)
    return pieces


def _divisible(pieces: Iterable[Bin | Break], worth: Callable[[Bin], int]) -> Iterator[tuple[int, Bin]]:
    """Yield the bins that may be divided, in front of each what puts the one worth most first."""
    for bin_ in pieces:
        if isinstance(bin_, Bin) and bin_.unit != "day" and worth(bin_) >= _ENOUGH[bin_.unit]:
            yield -worth(bin_), bin_


def _parts(bin_: Bin, days: Days) -> list[Bin | Break]:
    """Divide a bin; years lose the months at their ends that hold nothing, and long empty times in between."""
    finer = _FINER[bin_.unit]
    parts: list[Bin] = []
    day = bin_.first
    while day <= bin_.last:
        part = around(day, finer)
        parts.append(part)
        day = part.last + 1
    if finer == "day":
        return [*parts]
    full = [number for number, part in enumerate(parts) if days.count(part)]
    found: list[Bin | Break] = []
    for number, following in zip(full, [*full[1:], None], strict=True):
        found.append(parts[number])
        if following is not None:
            empty = parts[number + 1 : following]
            found.extend([Break()] if len(empty) >= _LONG else empty)
    return found


@lru_cache(maxsize=4096)
def around(day: int, unit: TimeUnit) -> Bin:
    """Return the bin of a unit that a day falls in."""
    if unit == "day":
        return Bin(day, day, unit)
    year, month, _ = day_of(day)
    if unit == "month":
        return Bin(number_of(year, month, 1), number_of(year, month, month_length(year, month)), unit)
    first, last = _years_around(year, _YEARS[unit])
    return Bin(number_of(first, 1, 1), number_of(last, 12, 31), unit)


def _years_around(year: int, years: int) -> tuple[int, int]:
    """Return the first and last year of a decade or century; those before Christ are counted back: 59 to 50 BC."""
    if years == 1:
        return year, year
    if year > 0:
        start = year - year % years
        return max(start, 1), min(start + years - 1, LAST_YEAR)
    latest = (1 - year) // years * years
    return max(2 - latest - years, FIRST_YEAR), min(1 - latest, 0)


def _cells(pieces: Sequence[Bin | Break], widths: Widths) -> int:
    """Return how many cells pieces take: a sign and a blank for a break, and where the unit changes.

    The sign of another unit takes the blank of what is before it, where that has one: a break, or a bin of two cells.
    """
    used, unit, blank = 0, None, False
    for piece in pieces:
        if isinstance(piece, Break):
            used, blank = used + 2, True
            continue
        if unit not in (None, piece.unit):
            used += 1 if blank else 2
        used, unit, blank = used + widths[piece.unit], piece.unit, widths[piece.unit] > 1
    return used


def _placed(pieces: Sequence[Bin | Break], widths: Widths) -> Scale:
    slots: list[Slot] = []
    breaks: list[int] = []
    turns: list[int] = []
    x, unit, blank = 0, None, False
    for piece in pieces:
        if isinstance(piece, Break):
            breaks.append(x)
            x, blank = x + 2, True
            continue
        if unit not in (None, piece.unit):
            x += 1 if blank else 2
            turns.append(x - 2)
        slots.append(Slot(x, widths[piece.unit], piece))
        x, unit, blank = x + widths[piece.unit], piece.unit, widths[piece.unit] > 1
    return Scale(tuple(slots), tuple(breaks), x, tuple(turns))
