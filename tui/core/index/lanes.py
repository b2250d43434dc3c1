"""Lanes: the events of a result grouped by a field, ordered by the first event of each lane."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, TypeAlias

from msgspec import Struct
from pyroaring import BitMap

from tui.core.index.index import Index
from tui.core.model.records import Event, Ref
from tui.core.store.base import Store
from tui.core.store.related import short_name

By: TypeAlias = Literal["org", "person", "kind", "source"]
"""What lanes are grouped by, as a field of the query."""

NAMES: dict[By, str] = {"org": "organisations", "person": "people", "kind": "kinds", "source": "sources"}
"""The plural of what the lanes are grouped by, in the order of switching between them."""

_NONE: dict[By, str] = {"org": "(no organisation)", "person": "(nobody)", "kind": "(no kind)", "source": "(no source)"}


class EventLane(Struct, frozen=True):
    """Events that have something in common."""

    value: str
    """Value of the field; empty for the events that have none."""
    events: BitMap
    """Numbers of its events, at least one; not to be changed."""


def lanes(index: Index, events: BitMap, by: By) -> tuple[EventLane, ...]:
    """Return the lanes with any of `events`, by the first of them; last those that belong to none."""
    each = ((value, items & events) for value, items in index.postings.each(by) if value)
    found = sorted((EventLane(value, own) for value, own in each if own), key=lambda lane: lane.events.min())
    rest = events - BitMap.union(BitMap(), *(lane.events for lane in found))
    return (*found, EventLane("", rest)) if rest else tuple(found)


def values(store: Store, event: Event, by: By) -> tuple[str, ...]:
    """Return the lanes that an event is in; one empty value where it is in none."""
    found: Iterable[str]
    if by == "kind":
        found = [event.kind] if event.kind else []
    elif by == "source":
        found = (citation.source for citation in event.evidence)
    else:
        found = (part.entity for part in event.involves)
        found = (entity for entity in found if store.record(Ref(NAMES[by], entity)) is not None)
    return tuple(dict.fromkeys(found)) or ("",)


def name(store: Store, by: By, value: str) -> str:
    """Return the title of a lane (raw text)."""
    if not value:
        return _NONE[by]
    if by == "kind":
        return store.kinds[value].title if value in store.kinds else value
    if by == "source" and value in store.sources:
        return short_name(store, value)
    return store.name(Ref(NAMES[by], value))


def lanes_of(index: Index, number: int, rows: Sequence[EventLane]) -> Iterator[int]:
    """Yield which of `rows` an event is in, from the top."""
    return (at for at, lane in enumerate(rows) if number in lane.events)
