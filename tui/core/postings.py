"""What the index is made of: for every word and every facet value, the set of items that have it.

Items are numbered: events first, by the calendar, then all other records. A range of dates is then nearly a
range of numbers, the first rows of a result are its smallest numbers, and the same sets answer the list, the
counts and the overview.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from pyroaring import BitMap

from tui.core import names, searchable
from tui.core.facets import AFTER_ALL, BEFORE_ALL, date_bounds, facet_values
from tui.core.model import AnyRecord, Ref
from tui.core.store import Store

OTHERS = ("organisations", "people", "places", "sources", "claims", "relations")
"""Sections whose records follow the events, in the order of their numbers."""


@dataclass(frozen=True)
class Postings:
    """The sets, and the numbers that they speak of."""

    refs: tuple[Ref, ...]
    """Item number → record; the first `events` of them are events, by the calendar."""
    events: int
    numbers: dict[Ref, int]
    """Record → item number."""
    words: Callable[[], dict[str, BitMap]]
    """Makes `terms`: the larger part of the work, and not needed for the first rows."""
    facets: dict[tuple[str, str], BitMap]
    """(field, value) → items, for instance ("org", "yandex")."""
    starts: array[int]
    ends: array[int]
    """First and last day of each item, as ordinals; BEFORE_ALL and AFTER_ALL where open or undated."""
    dated: BitMap
    """Items that have a date of their own."""

    @cached_property
    def terms(self) -> dict[str, BitMap]:
        """Folded word → items; also, for the words of names, `searchable.name_term` → items."""
        return self.words()

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self.terms)

    @cached_property
    def _prefixed(self) -> Callable[[str], BitMap]:
        return lru_cache(maxsize=1024)(self._union)

    def facet(self, field: str, value: str) -> BitMap:
        """Return the items with this value; not to be changed."""
        return self.facets.get((field, value), _EMPTY)

    def starting_with(self, prefix: str) -> BitMap:
        """Return the items that have a word which starts with `prefix`; not to be changed."""
        return self._prefixed(prefix)

    def word(self, word: str) -> BitMap:
        """Return the items that have exactly this word; not to be changed."""
        return self.terms.get(word, _EMPTY)

    def in_order(self, name: str) -> tuple[Sequence[int], Sequence[int]]:
        """Return the items by their "starts" or "ends", and the days in that order."""
        days: array[int] = getattr(self, name)
        items = sorted(range(len(days)), key=days.__getitem__)
        return items, [days[number] for number in items]

    def _union(self, prefix: str) -> BitMap:
        ordered = self._sorted
        first = bisect_left(ordered, prefix)
        last = bisect_left(ordered, prefix + "\U0010ffff", first)
        return BitMap.union(_EMPTY, *(self.terms[term] for term in ordered[first:last]))


_EMPTY = BitMap()


def build(store: Store) -> Postings:
    """Return the postings of all records of `store`."""
    return _Builder(store).postings()


class _Builder:
    def __init__(self, store: Store) -> None:
        self.store = store
        refs = [Ref("events", event_id) for event_id in store.event_ids]
        self.events = len(refs)
        for section in OTHERS:
            refs.extend(Ref(section, record_id) for record_id in store.ids(section))
        self.refs = tuple(refs)
        self.numbers = {ref: number for number, ref in enumerate(self.refs)}
        self.terms: dict[str, list[int]] = defaultdict(list)
        self.facets: dict[tuple[str, str], list[int]] = defaultdict(list)
        self.starts = array("i", [BEFORE_ALL]) * len(refs)
        self.ends = array("i", [AFTER_ALL]) * len(refs)
        self.dated: list[int] = []

    def postings(self) -> Postings:
        for number, ref in enumerate(self.refs):
            record = self.store.record(ref)
            if record is None:  # pragma: no cover - refs come from the store itself
                continue
            self.add(number, record)
        return Postings(
            refs=self.refs,
            events=self.events,
            numbers=self.numbers,
            words=self.words,
            facets={key: BitMap(numbers) for key, numbers in self.facets.items()},
            starts=self.starts,
            ends=self.ends,
            dated=BitMap(self.dated),
        )

    def words(self) -> dict[str, BitMap]:
        """Return for every word the items that have it; to be called once."""
        for number, ref in enumerate(self.refs):
            record = self.store.record(ref)
            if record is not None:
                self.add_words(number, record)
        self.add_names()
        self.add_passages()
        self.add_claims()
        return {term: BitMap(numbers) for term, numbers in self.terms.items()}

    def add_words(self, number: int, record: AnyRecord) -> None:
        """Let a record be found by its own text."""
        found: set[str] = set()
        for _, text in searchable.own_texts(self.store, record):
            if text:
                found.update(names.words(text))
        for citation in getattr(record, "evidence", ()):
            found.update(names.words(citation.differs))
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
        for section, field in (("organisations", "org"), ("people", "person"), ("places", "place")):
            for entity_id in self.store.ids(section):
                entity = self.store.entity(entity_id)
                if entity:
                    found = {word for name in entity.spellings for word in names.words(name)}
                    found |= searchable.name_terms(entity.spellings)
                    self.extend(found, self.facets.get((field, entity_id), ()))

    def add_passages(self) -> None:
        """Let every record be found by the passages that it rests on."""
        for source in self.store.sources.values():
            own = self.numbers[Ref("sources", source.id)]
            for key, passage in source.passages.items():
                resting = self.store.resting_on(f"{source.id}/{key}")
                found = {word for _, text in searchable.passage_texts(passage) for word in names.words(text)}
                self.extend(found, [own, *(self.numbers[ref] for ref in resting)])

    def add_claims(self) -> None:
        """Let an event be found by the claims about it."""
        for claim_id in self.store.ids("claims"):
            claim = self.store.claim(claim_id)
            number = self.numbers.get(Ref("events", claim.about))
            if number is not None:
                found = {word for _, text in searchable.claim_texts(claim) for word in names.words(text)}
                self.extend(found, [number])

    def extend(self, found: Iterable[str], numbers: Iterable[int]) -> None:
        listed = list(numbers)
        for term in found:
            self.terms[term].extend(listed)
