"""Ties between organisations and people: two are tied where one record names both.

Such a record is a relation between them, an event that both are part of, or a claim about the one for which the other
has given a value. The sets of the index hold, for every entity, the numbers of all records that name it; two entities
are tied where these sets meet, so that no record has to be read.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property

from pyroaring import BitMap

from tui.core.index.facets import AFTER_ALL, BEFORE_ALL
from tui.core.index.index import Index
from tui.core.model.records import EntityId, Ref
from tui.core.model.sections import SECTION, TYING_SECTIONS
from tui.core.query.tree import Query

_INNER = ("organisations", "people")
"""Sections of the entities that chains pass through: places would tie everybody to everybody."""


class TieGraph:
    """The ties of one dataset that some records make."""

    def __init__(self, index: Index, records: BitMap) -> None:
        """Take the numbers of the records that count, as `counted` returns them."""
        self._index, self._records = index, records

    @cached_property
    def entities(self) -> Mapping[EntityId, BitMap]:
        """Organisation or person → numbers of the records that tie it; those without any are left out."""
        postings = self._index.postings
        fields = [SECTION[section].field for section in _INNER]
        found = (each for field in fields for each in postings.each(field))
        return {entity: tied for entity, items in found if (tied := items & self._records)}

    @cached_property
    def media(self) -> frozenset[EntityId]:
        """The organisations that are media."""
        postings = self._index.postings
        found = postings.facet("kind", "media") & postings.facet("section", "organisations")
        return frozenset(ref.id for ref in self.refs(found))

    def of(self, entity: EntityId) -> BitMap:
        """Return the numbers of the records that tie an entity; a place's are those of what happened there."""
        found = self.entities.get(entity)
        if found is None and (known := self._index.store.entity(entity)) is not None:
            found = self._index.postings.facet(SECTION[known.section].field, entity) & self._records
        return BitMap() if found is None else found

    def between(self, one: EntityId, other: EntityId) -> tuple[Ref, ...]:
        """Return the records that tie two entities: relations, then events by the calendar, then claims."""
        return tuple(
            sorted(self.refs(self.of(one) & self.of(other)), key=lambda ref: TYING_SECTIONS.index(ref.section))
        )

    def refs(self, records: BitMap) -> list[Ref]:
        """Return records by their numbers, in the order of these."""
        return [self._index.postings.refs[number] for number in records]

    def of_kind(self, section: str) -> BitMap:
        """Return the numbers of the records of one section; not to be changed."""
        return self._index.postings.facet("section", section)

    def times(self, records: BitMap) -> tuple[int, int]:
        """Return the first and the last day (ordinals) of some records; BEFORE_ALL, AFTER_ALL where open or unknown."""
        postings = self._index.postings
        dated = records & postings.dated
        if not dated:
            return BEFORE_ALL, AFTER_ALL
        return min(postings.starts[number] for number in dated), max(postings.ends[number] for number in dated)

    def around(self, entity: EntityId) -> dict[EntityId, BitMap]:
        """Return the entities tied to an entity, with the numbers of the records that tie them."""
        own = self.of(entity)
        return {
            other: own & items for other, items in self.entities.items() if other != entity and own.intersect(items)
        }

    def meeting(self, records: BitMap, among: Iterable[EntityId]) -> list[EntityId]:
        """Return those of some entities that any of some records (numbers) ties."""
        return [entity for entity in among if self.of(entity).intersect(records)]

    def union(self, entities: Collection[EntityId]) -> BitMap:
        """Return the numbers of the records that tie any of some entities."""
        return BitMap.union(BitMap(), *map(self.of, entities))


def counted(
    index: Index, kinds: Collection[str] = TYING_SECTIONS, wanted: Query | None = None, day: int | None = None
) -> BitMap:
    """Return the numbers of the records that make ties.

    Args:
        index: the index of the dataset.
        kinds: the sections that count, of `TYING_SECTIONS`.
        wanted: a query that they match, or None.
        day: an ordinal: events that had begun by then, relations that may have held then; undated ones count.

    Raises:
        QueryError: a value in `wanted` that the dataset does not have.
    """
    postings = index.postings
    found = BitMap.union(BitMap(), *(postings.facet("section", kind) for kind in kinds))
    if wanted is not None:
        result = index.run(wanted)
        found &= result.events | result.others
    if day is not None:
        items, days = postings.in_order("starts")
        found &= BitMap(items[: bisect_right(days, day)])
        items, days = postings.in_order("ends")
        found -= BitMap(items[: bisect_right(days, day - 1)]) & postings.facet("section", "relations")
    return found
