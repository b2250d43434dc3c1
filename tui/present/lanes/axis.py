"""The two lines above the lanes: labels of the columns, and of the months or years that they belong to."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from tui.core.dates.axis import Label
from tui.core.dates.days import day_of, decade_name, year_name
from tui.core.dates.edtf import NO_DAY
from tui.core.dates.month_names import LONG_MONTHS, SHORT_MONTHS
from tui.core.dates.scale import Bin, Slot
from tui.core.index.lane_board import Board, BoardWindow
from tui.present.signs import signs


def axis(board: Board, window: BoardWindow) -> tuple[str, str]:
    """Return both lines, each as wide as the window: years or decades above, columns below."""
    slots = board.scale.slots[window.slots.start : window.slots.stop]
    lower = _written(_columns(slots, window), window)
    cells = [*lower]
    for x in board.scale.breaks:
        if window.left <= x < window.left + window.width:
            cells[x - window.left] = signs().gap
    return _written(_wholes(slots, window), window), "".join(cells)


def name(bin_: Bin) -> str:
    """Return what a stretch of time is called in full: "12 Aug 2020", "Aug 2020", "1990s"."""
    then = day_of(bin_.first)
    if bin_.first == NO_DAY:
        return "no date"
    if bin_.unit == "day":
        return f"{then.day} {SHORT_MONTHS[then.month - 1]} {year_name(then.year)}"
    if bin_.unit == "month":
        return f"{SHORT_MONTHS[then.month - 1]} {year_name(then.year)}"
    return _years(bin_)


def _columns(slots: tuple[Slot, ...], window: BoardWindow) -> Iterator[Label]:
    """Yield the labels of the columns: of all where there is room, else of some, chosen by the calendar."""
    taken = [False] * (window.width + 2)
    found: list[Label] = []

    def put(slot: Slot, text: str) -> None:
        x = slot.x - window.left
        end = x + len(text)
        if x >= 0 and end <= window.width and not any(taken[max(0, x - 1) : end + 1]):
            taken[x:end] = [True] * len(text)
            found.append(Label(x, text))

    for slot in slots:
        if _is_round(slot.bin):
            put(slot, _short(slot.bin))
    for before, slot in zip((None, *slots), slots, strict=False):
        if before is None or slot.x > before.x + before.width:
            put(slot, _short(slot.bin))
    for slot in slots:
        if slot.width > len(_short(slot.bin)):
            put(slot, _short(slot.bin))
    yield from sorted(found)


def _is_round(bin_: Bin) -> bool:
    then = day_of(bin_.first)
    if bin_.unit == "day":
        return then.day in (1, 5, 10, 15, 20, 25)
    return then.month in (1, 4, 7, 10) if bin_.unit == "month" else then.year % 5 == 0


def _short(bin_: Bin) -> str:
    then = day_of(bin_.first)
    if bin_.first == NO_DAY:
        return "?"
    if bin_.unit == "day":
        return str(then.day)
    if bin_.unit == "month":
        return SHORT_MONTHS[then.month - 1][:3]
    return _years(bin_)


def _years(bin_: Bin) -> str:
    year = day_of(bin_.first).year
    return year_name(year) if bin_.unit == "year" else decade_name(year, 100 if bin_.unit == "century" else 10)


def _wholes(slots: tuple[Slot, ...], window: BoardWindow) -> Iterator[Label]:
    """Yield the month or year of the columns, each at its first column in view, where there is room."""
    groups = [(texts, next(iter(own)).x) for texts, own in groupby(slots, lambda slot: _whole(slot.bin))]
    ends = [x - window.left - 1 for _, x in groups[1:]]
    for (texts, x), end in zip(groups, [*ends, window.width], strict=False):
        start = max(0, x - window.left)
        for text in texts:
            if start + len(text) <= end:
                yield Label(start, text)
                break


def _whole(bin_: Bin) -> tuple[str, ...]:
    """Return what a day's month or a month's year may be called, the best first."""
    then = day_of(bin_.first)
    if bin_.first == NO_DAY or bin_.unit not in ("day", "month"):
        return ()
    if bin_.unit == "month":
        return (year_name(then.year),)
    short = SHORT_MONTHS[then.month - 1]
    year = year_name(then.year)
    return f"{LONG_MONTHS[then.month - 1]} {year}", f"{short} {year}", short[:3]


def _written(labels: Iterator[Label], window: BoardWindow) -> str:
    cells = [" "] * window.width
    for x, text in labels:
        cells[x : x + len(text)] = text
    return "".join(cells)
