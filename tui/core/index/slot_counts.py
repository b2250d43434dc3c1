"""How many events fall into each slot of a scale of time.

What is surely in a slot is counted there whole; what may be in several is spread over them, as fractions of one.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import cache, partial

from msgspec import Struct
from pyroaring import BitMap

from tui.core.dates.axis import Label, labels
from tui.core.dates.scale import Days, Scale, Slot, scale
from tui.core.index.day_groups import calendar
from tui.core.index.durations import lengths
from tui.core.index.facets import AFTER_ALL, BEFORE_ALL
from tui.core.index.index import Index
from tui.core.index.one_index import remembered


def first_and_last(index: Index) -> tuple[int, int] | None:
    """Return the first and the last day on which events sort, as ordinals; None without any."""
    days = calendar(index).days
    return (days[0], days[-1]) if len(days) else None


class SlotCounts(Struct, frozen=True):
    """The scale at one width, and which events lie in which of its slots."""

    scale: Scale
    labels: tuple[Label, ...]
    sure: dict[tuple[int, int], BitMap]
    """First and last slot → the events that are surely in all of them."""
    spread: dict[tuple[int, int], BitMap]
    """First and last slot → the events that may be in any of them."""

    def of(self, events: BitMap | None) -> list[tuple[float, float]]:
        """Return for each slot how many of `events` (None: of all) are surely in it, and what others add to it."""
        sure = [0.0] * len(self.scale.slots)
        rough = [0.0] * len(self.scale.slots)
        for (first, last), group in self.sure.items():
            count = _size(group, events)
            for slot in range(first, last + 1):
                sure[slot] += count
        for (first, last), group in self.spread.items():
            share = _size(group, events) / (last - first + 1)
            for slot in range(first, last + 1):
                rough[slot] += share
        return [*zip(sure, rough, strict=True)]


def _size(group: BitMap, events: BitMap | None) -> int:
    return len(group) if events is None else group.intersection_cardinality(events)


@remembered(16)
def slot_counts(index: Index, width: int, window: tuple[int, int] | None) -> SlotCounts:
    """Return the scale of all events in `width` cells, or of those that sort in `window` (first and last day)."""
    held = _numbers(index, window)
    known = scale(_days(index, held), width)
    surely, about = index.postings.facet("lasts", "surely"), index.postings.facet("lasts", "about")
    starts, ends, days = index.postings.starts, index.postings.ends, calendar(index).days
    placed = cache(partial(_placed, known))  # many events have the same days
    sure: dict[tuple[int, int], BitMap] = defaultdict(BitMap)
    spread: dict[tuple[int, int], BitMap] = defaultdict(BitMap)
    for at, slot in enumerate(known.slots):
        begun = _within(_numbers(index, slot.bin[:2]), held)
        others = _beyond(index, slot, begun)
        inside = BitMap(begun) - others
        rough = (inside & about) - surely
        sure[at, at] |= inside - rough
        spread[at, at] |= rough
        for number in others:  # hardly any
            slots, is_named = placed(starts[number], ends[number], days[number])
            is_sure = number in surely or (is_named and number not in about)
            (sure if is_sure else spread)[slots].add(number)
    return SlotCounts(known, labels(known, width), sure, spread)


def _numbers(index: Index, window: tuple[int, int] | None) -> range:
    """Return the numbers of the events that sort from one day to another."""
    days = calendar(index).days
    return range(bisect_left(days, window[0]), bisect_right(days, window[1])) if window else range(len(days))


def _within(some: range, others: range) -> range:
    return range(max(some.start, others.start), min(some.stop, others.stop))


def _days(index: Index, numbers: range) -> Days:
    """Return the days on which events sort that follow each other."""
    days = calendar(index).days
    first, last = (days[numbers[0]], days[numbers[-1]]) if numbers else (0, -1)
    vague = (_vague_days(index, than) for than in (31, 7))
    return Days(
        days[numbers.start : numbers.stop],
        *(found[bisect_left(found, first) : bisect_right(found, last)] for found in vague),
    )


@remembered(2)
def _vague_days(index: Index, than: int) -> array[int]:
    """Return the days on which events sort that may be on any of more than so many days in a row."""
    return array("i", map(calendar(index).days.__getitem__, lengths(index).longer(than)))


def _beyond(index: Index, slot: Slot, begun: range) -> BitMap:
    """Return those of the events that sort in a slot which begin elsewhere, or go on after it."""
    long = lengths(index)
    return (long.elsewhere & BitMap(begun)) | long.reaching(slot.bin.last + 1, begun)


def _placed(known: Scale, first: int, last: int, day: int) -> tuple[tuple[int, int], bool]:
    """Return the first and the last slot of an event, and whether its date says that it is in that one slot.

    An open end is taken to be on the `day` on which the event sorts: when it may have been is not said then.
    """
    is_open = first == BEFORE_ALL or last == AFTER_ALL
    first, last = (day, day) if is_open else (first, last)
    slots = known.slots_of(first, last)
    bin_ = known.slots[slots[0]].bin  # the nearest may be at another time, where that of the event is omitted
    return slots, slots[0] == slots[1] and not is_open and bin_.first <= first and last <= bin_.last
