"""Lanes: the events of a result by who or what they belong to, the lanes that begin first at the top."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias

from msgspec import Struct
from pyroaring import BitMap

from tui.core.index import Index
from tui.core.model import Ref
from tui.core.store import Store

By: TypeAlias = Literal["org", "person", "kind", "source"]
"""What a lane stands for, as a field of the query."""

NAMES: dict[By, str] = {"org": "organisations", "person": "people", "kind": "kinds", "source": "sources"}
"""What the lanes are called together, in the order in which one goes through them."""

_NONE: dict[By, str] = {"org": "(no organisation)", "person": "(nobody)", "kind": "(no kind)", "source": "(no source)"}


class Lane(Struct, frozen=True):
    """Events that have something in common."""

    value: str
    """Value of the field; empty for the events that have none."""
    name: str
    """What a reader calls it; raw text."""
    events: BitMap
    """Numbers of its events, at least one; not to be changed."""


def lanes(index: Index, events: BitMap, by: By) -> tuple[Lane, ...]:
    """Return the lanes with any of `events`, by the first of them; last those that belong to none."""
    found = []
    rest = events.copy()
    for value, name in _values(index.store, by):
        own = index.postings.facet(by, value) & events
        if own:
            found.append(Lane(value, name, own))
            rest -= own
    found.sort(key=lambda lane: (lane.events.min(), lane.name))
    return (*found, Lane("", _NONE[by], rest)) if rest else tuple(found)


def lanes_of(index: Index, number: int, rows: Sequence[Lane]) -> Iterator[int]:
    """Yield which of `rows` an event is in, from the top."""
    return (at for at, lane in enumerate(rows) if number in lane.events)


def _values(store: Store, by: By) -> Iterator[tuple[str, str]]:
    """Yield every value that there is, with its name."""
    if by == "kind":
        yield from ((value, kind.title) for value, kind in store.kinds.items())
    elif by == "source":
        publishers = Counter(source.publisher for source in store.sources.values())
        for value, source in store.sources.items():
            alone = publishers[source.publisher] == 1
            name = source.publisher if alone else f"{source.publisher}: {source.title}"
            yield value, name if source.publisher else source.title
    else:
        section = NAMES[by]
        yield from ((value, store.name(Ref(section, value))) for value in store.ids(section))
