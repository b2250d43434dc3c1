"""How many events fall into each slot of a scale of time.

What is surely in a slot is counted there whole; what may be in several is spread over them, as fractions of one.
"""

from __future__ import annotations

from collections import defaultdict

from msgspec import Struct
from pyroaring import BitMap

from tui.core.dates.axis import Label, labels
from tui.core.dates.scale import Scale, Slot, scale
from tui.core.index.day_groups import calendar
from tui.core.index.index import Index
from tui.core.index.one_index import remembered
from tui.core.index.spans import EventSpan, spans


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
    held = spans(index)
    known = scale(held.days(window), width)
    if not known.slots:
        return SlotCounts(known, (), {}, {})
    sure: dict[tuple[int, int], list[BitMap]] = defaultdict(list)
    spread: dict[tuple[int, int], list[BitMap]] = defaultdict(list)
    for span in held.within(window):
        slots = known.slots_of(span.first, span.last)
        named = slots[0] == slots[1] and not span.vague and _holds(known.slots[slots[0]], span)
        is_sure = span.sure or (named and not span.about)
        (sure if is_sure else spread)[slots].append(span.events)
    return SlotCounts(
        known,
        labels(known, width),
        {slots: BitMap.union(*found) for slots, found in sure.items()},
        {slots: BitMap.union(*found) for slots, found in spread.items()},
    )


def _holds(slot: Slot, span: EventSpan) -> bool:
    """Whether all of a span lies in a slot: the nearest may be at another time, where that of the span is omitted."""
    return slot.bin.first <= span.first and span.last <= slot.bin.last
