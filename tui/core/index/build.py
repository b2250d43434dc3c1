"""The postings of all records of a store: the facets in one pass over them, the words in another.

What ties a record to others, and what it is found by because of it, is not asked of every record: the store has turned
all ties round, so that it takes one look an entity and one a passage.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Protocol

from pyroaring import BitMap

from tui.core.dates.sequence import FirstDays, first_day
from tui.core.index import name_terms, searchable_text
from tui.core.index.facets import AFTER_ALL, BEFORE_ALL, date_bounds, own_values
from tui.core.index.memory import Bounds, MemoryPostings
from tui.core.loading.outcome import Progress
from tui.core.model.records import AnyRecord, Event, Ref, Source
from tui.core.model.sections import ENTITY_SECTIONS, SECTION, SECTIONS
from tui.core.store.base import Store
from tui.core.text import folding

_STEP = 2000
"""Records between two words on how far it is."""
_MOST_WAITING = 2_000_000
"""Numbers that are gathered before they are packed into sets."""


class Numbered(Protocol):
    """The numbers of all records of a store, and of what is attached to each."""

    store: Store
    refs: Sequence[Ref]
    events: int

    def number(self, section: str, record_id: str) -> int | None:
        """Return the number of a record, None where there is none."""

    def attached(self, entity: Ref) -> Sequence[int]:
        """Return the number of an entity and those of all that is attached to it."""

    def resting(self, source: str, passage: str) -> Sequence[int]:
        """Return the numbers of the records that rest on a passage."""


def build(store: Store, progress: Progress = lambda *_: None, numbered: Numbered | None = None) -> MemoryPostings:
    """Return the postings of all records of `store`; the words are made when they are first asked for."""
    numbered = numbered or _Numbered(store)
    facets, bounds = _Facets(numbered).made(progress)
    return MemoryPostings(numbered.refs, numbered.events, facets, bounds, lambda: _Words(numbered).made())


def words(store: Store, numbered: Numbered | None = None) -> MemoryPostings:
    """Return postings of which only the words are made, and only they may be asked for."""
    numbered = numbered or _Numbered(store)
    none = Bounds(array("i"), array("i"))
    bounds = (none, none, BitMap())
    return MemoryPostings(numbered.refs, numbered.events, {}, bounds, lambda: _Words(numbered).made())


class _Numbered:
    """The numbers of all records of a store, and of what is attached to each."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.refs: Sequence[Ref] = tuple(
            Ref(section, record_id) for section in SECTIONS for record_id in store.ids(section)
        )
        self.of = {ref: number for number, ref in enumerate(self.refs)}
        self._event = {event_id: number for number, event_id in enumerate(store.event_ids)}
        self.events = len(self._event)

    def number(self, section: str, record_id: str) -> int | None:
        """Return the number of a record, None where there is none."""
        return self.of.get(Ref(section, record_id))

    def attached(self, entity: Ref) -> list[int]:
        """Return the number of an entity and those of all that is attached to it."""
        store, record_id = self.store, entity.id
        found = [self.of[entity], *map(self._event.__getitem__, store.events_of(record_id))]
        found += [self.of[Ref("relations", relation)] for relation in store.relations_of(record_id)]
        claims = dict.fromkeys([*store.claims_about(record_id), *store.claims_of(record_id)])
        found += [self.of[Ref("claims", claim)] for claim in claims]
        return found

    def resting(self, source: str, passage: str) -> list[int]:
        """Return the numbers of the records that rest on a passage."""
        return list(map(self.of.__getitem__, self.store.resting_on(f"{source}/{passage}")))


class _Facets:
    def __init__(self, numbered: Numbered) -> None:
        self.numbered, self.store = numbered, numbered.store
        self.found: dict[tuple[str, str], Sequence[int]] = {}
        self.each: dict[tuple[str, str], array[int]] = defaultdict(lambda: array("I"))

    def made(self, progress: Progress) -> tuple[dict[tuple[str, str], BitMap], tuple[Bounds, Bounds, BitMap]]:
        """Return the items of every facet value; the days that dates name, and may mean; and what is dated."""
        total = len(self.numbered.refs)
        starts, ends = array("i", [BEFORE_ALL]) * total, array("i", [AFTER_ALL]) * total
        firsts, lasts = starts[:], ends[:]
        dated: list[int] = []
        first_days: tuple[FirstDays, FirstDays] = ({}, {})
        for number, ref in enumerate(self.numbered.refs):
            record = self.store.record(ref)
            if record is None:  # pragma: no cover - refs come from the store itself
                continue
            for key in own_values(self.store, record):
                self.each[key].append(number)
            if bounds := date_bounds(record):
                starts[number], ends[number] = bounds
                firsts[number], lasts[number] = date_bounds(record, outer=True) or bounds
                if isinstance(record, Source):  # asked by what it may mean: whether it was surely out by a day
                    starts[number], ends[number] = firsts[number], lasts[number]
                if isinstance(record, Event) and record.after:
                    for outer, column in enumerate((starts, firsts)):
                        first = first_day(record, self.store.event, first_days[outer], outer=bool(outer))
                        column[number] = BEFORE_ALL if first is None else first
                dated.append(number)
            if number % _STEP == 0:
                progress(number, total)
        self.add_sections()
        self.add_entities()
        self.add_sources()
        return {key: BitMap(numbers) for key, numbers in (self.found | self.each).items()}, (
            Bounds(starts, ends),
            Bounds(firsts, lasts),
            BitMap(dated),
        )

    def add_sections(self) -> None:
        """Let every record be counted under what kind of record it is; they are numbered section by section."""
        start = 0
        for section in SECTIONS:
            end = start + len(self.store.ids(section))
            if end > start:
                self.found["section", section] = range(start, end)
            start = end

    def add_entities(self) -> None:
        """Let every record be counted under the entities that it names."""
        for section in ENTITY_SECTIONS:
            for entity_id in self.store.ids(section):
                self.found[SECTION[section].field, entity_id] = self.numbered.attached(Ref(section, entity_id))

    def add_sources(self) -> None:
        """Let every record be counted under the sources that it rests on, and whether they are quoted."""
        quoted: set[int] = set()
        for own, source in _sources(self.numbered):
            resting = {own}
            for key, passage in source.passages.items():
                numbers = self.numbered.resting(source.id, key)
                resting.update(numbers)
                if passage.quote:
                    quoted.add(own)
                    quoted.update(numbers)
            self.found["source", source.id] = sorted(resting)
        if quoted:
            self.found["has", "quote"] = sorted(quoted)


class _Words:
    def __init__(self, numbered: Numbered) -> None:
        self.numbered, self.store = numbered, numbered.store
        self.found: dict[str, list[int]] = defaultdict(list)
        self.waiting = 0
        """Numbers in `found`."""
        self.sets: dict[str, BitMap] = {}

    def made(self) -> dict[str, BitMap]:
        """Return for every word the items that have it; to be called once."""
        for number, ref in enumerate(self.numbered.refs):
            record = self.store.record(ref)
            if record is not None:
                terms = _words(_own_texts(self.store, record))
                terms.update(name_terms.own_terms(self.store, ref, record))
                for term in terms:
                    self.found[term].append(number)
                self.count(len(terms))
        self.add_names()
        self.add_passages()
        self.add_claims()
        self.pack()
        return self.sets

    def count(self, more: int) -> None:
        """Count numbers that were added, and pack them when they are many."""
        self.waiting += more
        if self.waiting > _MOST_WAITING:
            self.pack()

    def pack(self) -> None:
        """Move all numbers into sets, which take a tenth of the memory."""
        for term, numbers in self.found.items():
            items = BitMap(numbers)
            self.sets[term] = self.sets[term] | items if term in self.sets else items
        self.found.clear()
        self.waiting = 0

    def add_names(self) -> None:
        """Let every record be found by the names of its entities, each name cut into words once."""
        for section in ENTITY_SECTIONS:
            for entity_id in self.store.ids(section):
                entity = self.store.entity(entity_id)
                if entity:
                    terms = _words(entity.spellings) | searchable_text.name_terms(entity.spellings)
                    terms |= name_terms.field_terms(SECTION[section].field, entity.spellings)
                    self.extend(terms, self.numbered.attached(Ref(section, entity_id)))

    def add_passages(self) -> None:
        """Let every record be found by the passages that it rests on."""
        for own, source in _sources(self.numbered):
            found = {own}
            for key, passage in source.passages.items():
                numbers = [own, *self.numbered.resting(source.id, key)]
                self.extend(_words(searchable_text.passage_texts(passage)), numbers)
                found.update(numbers)
            names = name_terms.names_of(self.store, Ref("sources", source.id), source)
            self.extend(name_terms.field_terms("source", names), sorted(found))

    def add_claims(self) -> None:
        """Let an event be found by the claims about it."""
        for claim_id in self.store.ids("claims"):
            claim = self.store.claim(claim_id)
            number = self.numbered.number("events", claim.about)
            if number is not None:
                self.extend(_words(searchable_text.claim_texts(claim)), [number])

    def extend(self, terms: Collection[str], numbers: Sequence[int]) -> None:
        for term in terms:
            self.found[term].extend(numbers)
        self.count(len(terms) * len(numbers))


def _sources(numbered: Numbered) -> Iterator[tuple[int, Source]]:
    """Yield all sources with their numbers."""
    before = SECTIONS[: SECTIONS.index("sources")]
    return enumerate(numbered.store.sources.values(), sum(len(numbered.store.ids(section)) for section in before))


def _own_texts(store: Store, record: AnyRecord) -> Iterable[str]:
    """Yield the texts of the record itself, and in what it says of its sources."""
    yield from searchable_text.own_texts(store, record)
    for citation in getattr(record, "evidence", ()):
        yield citation.differs
        yield citation.tells


def _words(texts: Iterable[str]) -> set[str]:
    """Return the words of some texts; no word reaches over a line, so that all are cut at once."""
    return set(folding.words_once("\n".join(texts)))
