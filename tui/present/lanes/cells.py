"""Draw one lane: bars for what lasts, signs for single events, figures for several events in one column."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple, TypeAlias

from pyroaring import BitMap

from tui.core.dates.scale import Scale
from tui.core.index.day_moves import rank
from tui.core.index.index import Index
from tui.core.index.lane_board import Board, BoardWindow
from tui.core.index.one_index import remembered
from tui.core.text.display import shown
from tui.present.signs import kind_signs, signs

CellRole: TypeAlias = Literal["", "event", "rough", "count", "span", "about", "within", "cut"]
"""What a cell shows; the stylesheet says how that looks."""


class CellRun(NamedTuple):
    """Cells side by side that look the same."""

    text: str
    role: CellRole


_BARS: dict[CellRole, int] = {"": 0, "cut": 0, "within": 1, "about": 2, "span": 3}
"""Order of drawing: a more certain bar covers a less certain one."""
DIGIT = "9"
"""Stands for all digits where it is asked which signs there are."""


class LaneLine:
    """The cells of one row in one window."""

    def __init__(self, scale: Scale, left: int, width: int) -> None:
        """Take the scale, and which of its cells are in view."""
        self._scale, self._left, self._width = scale, left, width
        self._cells: list[tuple[str, CellRole]] = [(" ", "")] * width
        for x in scale.breaks[bisect_left(scale.breaks, left) :]:
            if x >= left + width:
                break
            self._cells[x - left] = (signs().left_out, "cut")

    def bar(self, bounds: tuple[int, int], certain: tuple[int, int] | None, *, rough: bool) -> None:
        """Draw what may be anywhere from the first to the last day, and is there from `certain` to `certain`."""
        slots = self._scale.slots
        low = bisect_left(slots, bounds[0], key=lambda slot: slot.bin.last)
        high = bisect_right(slots, bounds[1], key=lambda slot: slot.bin.first)
        seen = range(self._scale.slot_at(self._left), self._scale.slot_at(self._left + self._width - 1) + 1)
        for at in range(max(low, seen.start - 1), min(high, seen.stop)):
            slot = slots[at]
            role: CellRole = "about" if rough else "within"
            if certain and certain[0] <= slot.bin.last and slot.bin.first <= certain[1]:
                role = "span"
            end = slot.x + slot.width
            if at + 1 < high:
                end = slots[at + 1].x  # over the time that is left out between the two
            elif bounds[1] <= slot.bin.last and slot.width > 1:
                end -= 1  # so that two bars side by side are two
            self._fill(slot.x, end, role)

    def _fill(self, start: int, end: int, role: CellRole) -> None:
        sign = {"about": signs().about, "span": signs().span}.get(role, signs().maybe)
        drawn, cell, rank = self._cells, (sign, role), _BARS[role]
        for x in range(max(0, start - self._left), min(self._width, end - self._left)):
            if rank > _BARS[drawn[x][1]]:
                drawn[x] = cell

    def event(self, slot: int, sign: str, rough: bool) -> None:
        """Draw one event."""
        width = self._scale.slots[slot].width
        if not rough:
            self._put(slot, sign, "event")
        else:
            self._put(slot, signs().rough + (sign if width >= 3 else ""), "rough")

    def count(self, slot: int, count: int) -> None:
        """Draw how many events there are."""
        width = self._scale.slots[slot].width
        self._put(slot, figure(count, width - 1), "count")

    def _put(self, slot: int, text: str, role: CellRole) -> None:
        for x, sign in enumerate(text, self._scale.slots[slot].x - self._left):
            if 0 <= x < self._width:
                self._cells[x] = (sign, role)

    def runs(self) -> tuple[CellRun, ...]:
        """Return the cells, those that look alike together."""
        return tuple(_joined(self._cells))


def lane_name(board: Board, row: int) -> str:
    """Return what a row is called, with the sign of its kind; safe to draw."""
    sign = kind_signs(board.index.store.kinds).get(board.lanes[row].value, "") if board.by == "kind" else ""
    return f"{sign} {shown(board.name(row))}" if sign else shown(board.name(row))


def kinds_of(board: Board) -> list[str]:
    """Return the kinds of the events on a board, in the order of the dataset; an empty one for events without."""
    index, found = board.index, []
    rest = board.events
    for events, kind in _kinds(index):
        if events.intersect(board.events):
            found.append(kind)
            rest = rest - events
    return [*found, *([""] if rest else [])]


def lane_runs(board: Board, row: int, window: BoardWindow) -> tuple[CellRun, ...]:
    """Return the cells of a row in a window, exactly as wide."""
    line = LaneLine(board.scale, window.left, window.width)
    events = board.lanes[row].events
    kinds, drawn = _kinds(board.index), kind_signs(board.index.store.kinds)
    seen: set[tuple[int, int, bool]] = set()
    for number in events & window.lasting:
        key = (*board.bounds(number), number in board.rough)
        if key not in seen:  # what looks the same is read and drawn once
            seen.add(key)
            line.bar(board.bounds(number), board.date(number).certain, rough=key[2])
    for slot, (low, high) in zip(window.slots, window.numbers, strict=True):
        count = events.range_cardinality(low, high)
        if count > 1:
            line.count(slot, count)
        elif count and board.begins_in(number := events[rank(events, low)], slot):
            lasting = board.is_beyond(number, slot)
            sign = next((drawn[kind] for events, kind in kinds if number in events), signs().event)
            line.event(slot, sign, number in board.rough and not lasting)
    return line.runs()


def signs_in(runs: Iterable[CellRun]) -> frozenset[str]:
    """Return the signs in the cells of a row; one digit for all figures."""
    found: set[str] = set()
    for run in runs:
        if run.role == "count":
            found.update(DIGIT if run.text[0].isdecimal() else run.text)
        elif run.role:
            found.update(run.text)
    return frozenset(found)


@remembered(2)
def _kinds(index: Index) -> list[tuple[BitMap, str]]:
    return [(index.postings.facet("kind", key), key) for key in index.store.kinds]


def _joined(row: Sequence[tuple[str, CellRole]]) -> Iterator[CellRun]:
    start = 0
    for x in range(1, len(row) + 1):
        if x == len(row) or row[x][1] != row[start][1]:
            yield CellRun("".join(sign for sign, _ in row[start:x]), row[start][1])
            start = x


def figure(count: int, room: int) -> str:
    """Return a number in at most `room` cells: "12", "3k", "9+"; in one cell a sign for many."""
    for text in (str(count), f"{count // 1000}k" if count >= 1000 else ""):
        if text and len(text) <= room:
            return text
    return f"{'9' * (room - 1)}+" if room > 1 else signs().many
