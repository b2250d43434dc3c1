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
    months and days take the room.
    """
    taken = [False] * (width + 1)
    placed: list[Label] = []

    def put(x: int, *texts: str) -> bool:
        for text in texts:
            end = x + len(text)
            crosses = any(x < turn < end for turn in scale.turns)
            if end <= width and not crosses and not any(taken[max(0, x - 1) : end + 1]):
                taken[x:end] = [True] * len(text)
                placed.append(Label(x, text))
                return True
        return False

    for slots in _by_year(scale):
        named = False
        for slot in sorted(slots, key=lambda slot: slot.bin.unit != "day"):
            named = named or put(slot.x, *_with_year(slot))
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
    brief = (f"’{then.year % 100:02}",) if then.year >= 1000 and slot.bin.unit != "century" else ()
    if slot.bin.unit in ("month", "day"):
        month = SHORT_MONTHS[then.month - 1]
        return (f"{month} {year_name(then.year)}", *(f"{month} {year}" for year in brief))
    return (year_name(then.year), *brief)


def _date(slot: Slot) -> Day:
    return day_of(slot.bin.first)
