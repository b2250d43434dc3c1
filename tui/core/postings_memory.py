"""The postings in memory: made of all records of a store in one pass, and the words in another."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from threading import Lock
from typing import TypeAlias

from pyroaring import BitMap

from tui.core import names, searchable
from tui.core.facets import AFTER_ALL, BEFORE_ALL, date_bounds, facet_values
from tui.core.model import AnyRecord, Ref
from tui.core.postings import Postings
from tui.core.store import SECTIONS, Store


class MemoryPostings(Postings):
    """The sets in memory, as `build` makes them."""

    def __init__(
        self,
        refs: Sequence[Ref],
        events: int,
        facets: dict[tuple[str, str], BitMap],
        bounds: tuple[array[int], array[int], BitMap],
        words: Callable[[], dict[str, BitMap]],
    ) -> None:
        """Take records, facets, (starts, ends, dated), and what makes the terms when they are first asked for."""
        self.refs, self.events, self.facets = refs, events, facets
        self.numbers = {ref: number for number, ref in enumerate(refs)}
        self._starts, self._ends, self._dated = bounds
        self._words = words
        self._terms: dict[str, BitMap] | None = None
        self._making = Lock()
        self._prefixed = lru_cache(maxsize=1024)(self._union)

    @property
    def starts(self) -> array[int]:
        """First day of each item."""
        return self._starts

    @property
    def ends(self) -> array[int]:
        """Last day of each item."""
        return self._ends

    @property
    def dated(self) -> BitMap:
        """Items that have a date of their own."""
        return self._dated

    @property
    def terms(self) -> dict[str, BitMap]:
        """Term → items: the larger part of the work, and not needed for the first rows."""
        with self._making:  # a thread may make them in advance while the first key asks for them
            if self._terms is None:
                self._terms = self._words()
        return self._terms

    @cached_property
    def ordered(self) -> list[str]:
        """All terms, sorted."""
        return sorted(self.terms)

    def values(self, field: str) -> Sequence[str]:
        """Return the values that records have in a field, sorted."""
        return sorted(value for name, value in self.facets if name == field)

    def facet(self, field: str, value: str) -> BitMap:
        """Return the items with this value."""
        return self.facets.get((field, value), _EMPTY)

    def starting_with(self, prefix: str) -> BitMap:
        """Return the items that have a term which starts with `prefix`."""
        return self._prefixed(prefix)

    def word(self, word: str) -> BitMap:
        """Return the items that have exactly this term."""
        return self.terms.get(word, _EMPTY)

    def in_order(self, name: str) -> tuple[Sequence[int], Sequence[int]]:
        """Return the items by their "starts" or "ends", and the days in that order."""
        days: array[int] = getattr(self, name)
        items = sorted(range(len(days)), key=days.__getitem__)
        return items, [days[number] for number in items]

    def prepare(self) -> None:
        """Make the terms, where they are not made yet."""
        _ = self.terms

    def _union(self, prefix: str) -> BitMap:
        ordered, terms = self.ordered, self.terms
        first = bisect_left(ordered, prefix)
        last = bisect_left(ordered, prefix + "\U0010ffff", first)
        return BitMap.union(_EMPTY, *(terms[term] for term in ordered[first:last]))


_EMPTY = BitMap()
_STEP = 2000
"""Records between two words on how far it is."""


Progress: TypeAlias = Callable[[int, int], None]
"""Called with how many records are indexed, and how many there are."""


def build(store: Store, progress: Progress = lambda *_: None) -> MemoryPostings:
    """Return the postings of all records of `store`."""
    return _Builder(store, progress).postings()


def words(store: Store) -> MemoryPostings:
    """Return postings of which only the words are made, and only they may be asked for."""
    builder = _Builder(store, lambda *_: None)
    bounds = (builder.starts, builder.ends, BitMap())
    return MemoryPostings(builder.refs, builder.events, {}, bounds, builder.words)


class _Builder:
    def __init__(self, store: Store, progress: Progress) -> None:
        self.store = store
        self.progress = progress
        self.refs = tuple(Ref(section, record_id) for section in SECTIONS for record_id in store.ids(section))
        self.events = len(store.event_ids)
        self.numbers = {ref: number for number, ref in enumerate(self.refs)}
        self.terms: dict[str, list[int]] = defaultdict(list)
        self.facets: dict[tuple[str, str], list[int]] = defaultdict(list)
        self.starts = array("i", [BEFORE_ALL]) * len(self.refs)
        self.ends = array("i", [AFTER_ALL]) * len(self.refs)
        self.dated: list[int] = []

    def postings(self) -> MemoryPostings:
        for number, ref in enumerate(self.refs):
            record = self.store.record(ref)
            if record is None:  # pragma: no cover - refs come from the store itself
                continue
            self.add(number, record)
        facets = {key: BitMap(numbers) for key, numbers in self.facets.items()}
        return MemoryPostings(self.refs, self.events, facets, (self.starts, self.ends, BitMap(self.dated)), self.words)

    def words(self) -> dict[str, BitMap]:
        """Return for every word the items that have it; to be called once."""
        for number, ref in enumerate(self.refs):
            record = self.store.record(ref)
            if record is not None:
                self.add_words(number, record)
            if number % _STEP == 0:
                self.progress(number, len(self.refs))
        self.add_names()
        self.add_passages()
        self.add_claims()
        return {term: BitMap(numbers) for term, numbers in self.terms.items()}

    def add_words(self, number: int, record: AnyRecord) -> None:
        """Let a record be found by its own text."""
        found: set[str] = set()
        for _, text in searchable.own_texts(self.store, record):
            if text:
                found.update(names.words_once(text))
        for citation in getattr(record, "evidence", ()):
            found.update(names.words_once(citation.differs))
        for term in found:
            self.terms[term].append(number)

    def add(self, number: int, record: AnyRecord) -> None:
        for key in facet_values(self.store, record):
            self.facets[key].append(number)
        bounds = date_bounds(record)
        if bounds:
            self.starts[number], self.ends[number] = bounds
            self.dated.append(number)

    def add_names(self) -> None:
        """Let every record be found by the names of its entities, each name cut into words once."""
        for section in ("organisations", "people", "places"):
            for entity_id in self.store.ids(section):
                entity = self.store.entity(entity_id)
                if entity:
                    found = {word for name in entity.spellings for word in names.words_once(name)}
                    found |= searchable.name_terms(entity.spellings)
                    self.extend(found, map(self.numbers.__getitem__, self.tied(Ref(section, entity_id))))

    def tied(self, entity: Ref) -> Iterator[Ref]:
        """Yield an entity and all that is tied to it."""
        store = self.store
        yield entity
        yield from (Ref("events", event) for event in store.events_of(entity.id))
        yield from (Ref("relations", relation) for relation in store.relations_of(entity.id))
        claims = dict.fromkeys([*store.claims_about(entity.id), *store.claims_of(entity.id)])
        yield from (Ref("claims", claim) for claim in claims)

    def add_passages(self) -> None:
        """Let every record be found by the passages that it rests on."""
        for source in self.store.sources.values():
            own = self.numbers[Ref("sources", source.id)]
            for key, passage in source.passages.items():
                resting = self.store.resting_on(f"{source.id}/{key}")
                found = {word for _, text in searchable.passage_texts(passage) for word in names.words_once(text)}
                self.extend(found, [own, *(self.numbers[ref] for ref in resting)])

    def add_claims(self) -> None:
        """Let an event be found by the claims about it."""
        for claim_id in self.store.ids("claims"):
            claim = self.store.claim(claim_id)
            number = self.numbers.get(Ref("events", claim.about))
            if number is not None:
                found = {word for _, text in searchable.claim_texts(claim) for word in names.words_once(text)}
                self.extend(found, [number])

    def extend(self, found: Iterable[str], numbers: Iterable[int]) -> None:
        listed = list(numbers)
        for term in found:
            self.terms[term].extend(listed)
