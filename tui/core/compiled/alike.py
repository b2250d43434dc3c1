"""Records that share what no two should share: a title and a date, a name, a question."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator

from pyroaring import BitMap

from tui.core.checks.rules import likeness
from tui.core.index.facets import date_bounds
from tui.core.index.postings import Postings
from tui.core.model.records import AnyRecord, Claim, Event, Organisation, Person, Place, Ref, Relation
from tui.core.model.sections import ENTITY_SECTIONS
from tui.core.store.base import Store
from tui.core.text import folding


class Alike:
    """Finds in a store, by its index, the records that the rules on doubles compare with one another."""

    def __init__(self, store: Store, postings: Postings) -> None:
        self._store, self._postings = store, postings

    def of(self, record: AnyRecord) -> Iterator[Ref]:
        """Yield the records that share a key with `record`, itself maybe among them; in no order, some twice."""
        wanted = _keys(record)
        for ref in self._candidates(record):
            other = self._store.record(ref)
            if other is not None and not wanted.isdisjoint(_keys(other)):
                yield ref

    def _candidates(self, record: AnyRecord) -> Iterable[Ref]:
        store = self._store
        match record:
            case Organisation() | Person() | Place():
                return [ref for name in record.spellings for ref in self._with_words(name, ENTITY_SECTIONS)]
            case Claim():
                return [Ref("claims", claim) for claim in store.claims_about(record.about)]
            case Relation():
                return [Ref("relations", relation) for relation in store.relations_of(record.source)]
            case Event():
                bounds = date_bounds(record)
                return self._with_words(record.title, ("events",), bounds[1] if bounds else None)
            case _:
                return self._with_words(record.title, ("sources",))

    def _with_words(self, text: str, sections: Iterable[str], end: int | None = None) -> Iterator[Ref]:
        """Yield the records of some sections in which all words of a text are found, and which end on a day."""
        postings = self._postings
        found = BitMap.union(BitMap(), *(postings.facet("section", section) for section in sections))
        for number in found.intersection(found, *map(postings.word, folding.words(text))):
            if end is None or postings.ends[number] == end:
                yield postings.refs[number]


def _keys(record: AnyRecord) -> set[Hashable]:
    if isinstance(record, Organisation | Person | Place):
        return {folding.words(name) for name in record.spellings}
    return {likeness(record)}
