"""The shortest chains of ties between two entities, the best first: few media and sayings, no hubs, many voices."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from heapq import nlargest
from itertools import pairwise
from typing import TypeAlias

from msgspec import Struct

from tui.core.index.index import Index
from tui.core.model.records import EntityId, Ref
from tui.core.store.base import Store
from tui.core.ties.graph import TieGraph
from tui.core.ties.telling import voices

MOST = 5
"""Chains that are returned."""
_CONSIDERED = 40
"""Chains whose records are read to tell which come first: over few media, then no hubs, with the most records."""
_Path: TypeAlias = tuple[int, int, int, int, tuple[EntityId, ...]]
"""Media passed, the busiest entity passed (both negative); records on the weakest tie, on all; the entities passed."""


class Tie(Struct, frozen=True):
    """Two entities, and what ties them."""

    near: EntityId
    far: EntityId
    records: tuple[Ref, ...]
    """The records that tie them: relations, then events by the calendar, then claims; at least one."""
    voices: int
    """How many independent voices these rest on, as `voices` counts them."""


class Chain(Struct, frozen=True):
    """Ties from one entity to another, each beginning where the one before ends."""

    ties: tuple[Tie, ...]
    media: int = 0
    """How many media it passes: they tell of both, which ties them only in part."""
    busiest: int = 0
    """The records of the busiest entity that it passes, as a power of two: through a hub everybody is tied."""

    @property
    def rank(self) -> tuple[int, int, int, int]:
        """The greater, the sooner it is shown: few media and ties by sayings alone, then no hubs, then many voices."""
        said = sum(all(ref.section == "claims" for ref in tie.records) for tie in self.ties)
        return (-self.media - said, -self.busiest, *self.support)

    @property
    def support(self) -> tuple[int, int]:
        """The voices of the weakest tie, then those of all: the greater, the better supported."""
        counts = [tie.voices for tie in self.ties]
        return min(counts), sum(counts)


class Ways(Struct, frozen=True):
    """How two entities are tied."""

    chains: list[Chain]
    """The shortest chains that pass no medium; the shortest ones where each passes one."""
    reported: list[Chain]
    """Shorter ones than these, which pass media."""


class Reach(Struct, frozen=True):
    """How far two entities reach that no chain ties."""

    near: int
    """How many entities are tied to the first, over however many ties."""
    far: int
    """The same of the second."""
    sources: tuple[str, ...]
    """Ids of the sources on which records of both sides rest: the closest that they come."""
    places: tuple[str, ...] = ()
    """Ids of the places that records of both sides name."""


def ways(ties: TieGraph, store: Store, first: EntityId, last: EntityId) -> Ways:
    """Return how two entities are tied: a medium that tells of both ties them only where nothing else does."""
    shortest = chains(ties, store, first, last)
    if shortest and all(chain.media for chain in shortest):
        others = chains(ties, store, first, last, shunned=ties.media)
        return Ways(others, shortest) if others else Ways(shortest, [])
    return Ways(shortest, [])


def chains(
    ties: TieGraph, store: Store, first: EntityId, last: EntityId, *, shunned: Collection[EntityId] = ()
) -> list[Chain]:
    """Return the shortest chains between two entities, at most `MOST`; none where nothing ties them.

    Of very many, those with the most records on their ties are compared by their voices (`_CONSIDERED`).
    Two chains differ in the entities that they pass through, of which none is `shunned`. Of two entities tied at once
    there is one chain.
    """
    levels = _levels(ties, last, first, shunned)
    if levels is None:
        return []
    paths: list[_Path] = [(0, 0, 0, 0, (first,))]
    for level in reversed(levels):
        step: dict[EntityId, list[_Path]] = {}
        for media, busiest, weakest, total, path in paths:
            near = ties.of(path[-1])
            for entity in ties.meeting(near, level):
                own = ties.of(entity)
                shared = near.intersection_cardinality(own)
                weakest_then = min(weakest, shared) if weakest else shared
                passed = (media, busiest) if entity == last else (
                    media - (entity in ties.media), min(busiest, -len(own).bit_length())
                )  # fmt: skip
                step.setdefault(entity, []).append((*passed, weakest_then, total + shared, (*path, entity)))
        paths = [path for group in step.values() for path in nlargest(_CONSIDERED, group)]
    considered = nlargest(_CONSIDERED, paths)
    found = [_chain(ties, store, *path) for path in considered]
    return sorted(found, key=lambda chain: chain.rank, reverse=True)[:MOST]


def steps(ties: TieGraph, first: EntityId, last: EntityId) -> int | None:
    """Return how many ties the shortest chains between two entities have; None where nothing ties them."""
    levels = _levels(ties, last, first)
    return None if levels is None else len(levels)


def _levels(
    ties: TieGraph, start: EntityId, end: EntityId, shunned: Collection[EntityId] = ()
) -> list[list[EntityId]] | None:
    """Return the entities at each distance from `start`, itself first, up to the last before `end`; None if apart."""
    levels = [[start]]
    left = dict.fromkeys(entity for entity in ties.entities if entity not in shunned or entity == end)
    left.pop(start, None)
    while levels[-1]:
        records = ties.union(levels[-1])
        if ties.of(end).intersect(records):
            return levels
        levels.append(ties.meeting(records, left))
        for entity in levels[-1]:
            del left[entity]
    return None


def _chain(
    ties: TieGraph, store: Store, media: int, busiest: int, weakest: int, total: int, path: Sequence[EntityId]
) -> Chain:
    del weakest, total
    return Chain(tuple(_tie(ties, store, near, far) for near, far in pairwise(path)), -media, -busiest)


def _tie(ties: TieGraph, store: Store, near: EntityId, far: EntityId) -> Tie:
    records = ties.between(near, far)
    return Tie(near, far, records, voices(store, records))


def reach(ties: TieGraph, index: Index, first: EntityId, last: EntityId) -> Reach:
    """Return how far two entities reach that no chain ties."""
    near, far = (_reached(ties, entity) for entity in (first, last))
    one, other = ties.union([first, *near]), ties.union([last, *far])
    resting = ((source, index.postings.facet("source", source)) for source in index.store.sources)
    both = tuple(source for source, items in resting if items.intersect(one) and items.intersect(other))
    here = (
        (place, items) for place, items in index.postings.each("place") if items.intersect(one & ties.of_kind("events"))
    )
    shared = tuple(place for place, items in here if items.intersect(other & ties.of_kind("events")))
    return Reach(len(near), len(far), both, shared)


def _reached(ties: TieGraph, start: EntityId) -> list[EntityId]:
    found: list[EntityId] = []
    level, left = [start], dict.fromkeys(ties.entities)
    left.pop(start, None)
    while level:
        level = ties.meeting(ties.union(level), left)
        found += level
        for entity in level:
            del left[entity]
    return found
