"""Labels below a scale of time: years, months and days, placed so that no two touch."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from tui.core.dates.days import Day, day_of, decade_name, year_name
from tui.core.dates.month_names import SHORT_MONTHS
from tui.core.dates.scale import Scale, Slot


class Label(NamedTuple):
    """A text below a scale and the cell at which it begins."""

    x: int
    text: str


def labels(scale: Scale, width: int) -> tuple[Label, ...]:
    """Return labels from left to right that fit into `width` cells with a blank between any two.

    None goes on over bins of another unit. Coarse labels come first, so that each year is named somewhere before its
    months and days take the room. Beside a name with a year they leave two blanks: else the two are read as one date.
    """
    taken, years = [False] * (width + 1), [False] * (width + 1)
    placed: list[Label] = []

    def put(x: int, *texts: str, year: bool = False) -> bool:
        for text in texts:
            end = x + len(text)
            crosses = any(x < turn < end for turn in scale.turns)
            joins = not year and any(years[max(0, x - 2) : end + 2])
            if end <= width and not crosses and not joins and not any(taken[max(0, x - 1) : end + 1]):
                taken[x:end] = [True] * len(text)
                years[x:end] = [year] * len(text)
                placed.append(Label(x, text))
                return True
        return False

    for slots in _by_year(scale):
        named = False
        for slot in sorted(slots, key=lambda slot: slot.bin.unit != "day"):
            named = named or put(slot.x, *_with_year(slot), year=True)
    for slot in _firsts(scale):
        if not any(label.x == slot.x for label in placed):
            put(slot.x, SHORT_MONTHS[_date(slot).month - 1], SHORT_MONTHS[_date(slot).month - 1][:3])
    for slot in scale.slots:
        if slot.bin.unit == "day" and _date(slot).day in (5, 10, 15, 20, 25):
            put(slot.x, str(_date(slot).day))
    return tuple(sorted(placed))


def _by_year(scale: Scale) -> Iterator[list[Slot]]:
    """Yield the slots of each year, decade or century that can bear its name, in order."""
    for _, slots in groupby(scale.slots, key=lambda slot: _date(slot).year):
        firsts = [*slots]
        yield [slot for slot in firsts if slot.bin.unit != "day" or _date(slot).day == 1]


def _firsts(scale: Scale) -> Iterator[Slot]:
    """Yield the slots at which a month begins."""
    for slot in scale.slots:
        if slot.bin.unit == "month" or (slot.bin.unit == "day" and _date(slot).day == 1):
            yield slot


def _with_year(slot: Slot) -> tuple[str, ...]:
    """Return labels for a slot that name its year, in order of preference."""
    then = _date(slot)
    if slot.bin.unit == "decade":
        return (decade_name(then.year),)
    if slot.bin.unit == "month" and then.month == 1 and slot.width < 4:
        return (year_name(then.year),)
    if slot.bin.unit == "century" and then.year < 1:
        return (decade_name(then.year, 100),)
    if slot.bin.unit in ("month", "day"):
        named = f"{SHORT_MONTHS[then.month - 1]} {year_name(then.year)}"
        return (named, year_name(then.year)) if then.month == 1 else (named,)
    return (year_name(then.year),)


def _date(slot: Slot) -> Day:
    return day_of(slot.bin.first)
