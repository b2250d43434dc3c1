"""The postings of all records of a store: the facets in one pass over them, the words in another.

What ties a record to others, and what it is found by because of it, is not asked of every record: the store has turned
all ties round, so that it takes one look an entity and one a passage.
"""

from __future__ import annotations

from array import array
from collections import defaultdict, deque
from collections.abc import Collection, Iterator, Sequence
from itertools import chain, count
from typing import Protocol

from pyroaring import BitMap

from tui.core.dates.sequence import FirstDays, first_day
from tui.core.index import name_terms, runs, searchable_text
from tui.core.index.facets import AFTER_ALL, BEFORE_ALL, date_bounds, own_values
from tui.core.index.memory import Bounds, MemoryPostings
from tui.core.loading.outcome import Progress
from tui.core.model.records import Event, Ref, Source
from tui.core.model.sections import ENTITY_SECTIONS, SECTION, SECTIONS
from tui.core.store.base import Store

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
    return MemoryPostings(
        numbered.refs, numbered.events, facets, bounds, lambda: SearchableTexts(store, numbered).terms()
    )


def words(texts: SearchableTexts) -> MemoryPostings:
    """Return postings of which only the terms are made, and only they may be asked for."""
    none = Bounds(array("i"), array("i"))
    return MemoryPostings(texts.numbered.refs, texts.numbered.events, {}, (none, none, BitMap()), texts.terms)


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


class SearchableTexts:
    """The texts of all records: as runs of words, in which phrases are found, and by the words that are in them."""

    def __init__(self, store: Store, numbered: Numbered | None = None, progress: Progress = lambda *_: None) -> None:
        self.store, self.numbered, self._progress = store, numbered or _Numbered(store), progress
        self._found: dict[str, list[int]] = defaultdict(list)
        self._waiting = 0
        """Numbers in `_found`."""
        self._sets: dict[str, BitMap] = {}
        self._runs = chain(self._of_names(), self._of_records(), self._of_passages())

    def runs(self) -> Iterator[tuple[int, str]]:
        """Yield each run with its number, in the order of these; each once, with its words filed on the way.

        Runs of entities' names are numbered by `runs.number_of_names`, those of passages on from the last record.
        """
        return self._runs

    def terms(self) -> dict[str, BitMap]:
        """Return for every term the items that have it; to be called once, the runs that are left are passed over."""
        deque(self._runs, maxlen=0)
        self._pack()
        return self._sets

    def _of_names(self) -> Iterator[tuple[int, str]]:
        """Let every record be found by the names of its entities, each name cut into words once."""
        for section in reversed(ENTITY_SECTIONS):
            for entity_id in reversed(self.store.ids(section)):
                entity, attached = self.store.entity(entity_id), self.numbered.attached(Ref(section, entity_id))
                if entity:
                    run = runs.of_names(entity.spellings)
                    terms = runs.words(run) | searchable_text.name_terms(entity.spellings)
                    self._file(terms | name_terms.field_terms(SECTION[section].field, entity.spellings), attached)
                    yield runs.number_of_names(attached[0]), run

    def _of_records(self) -> Iterator[tuple[int, str]]:
        total = len(self.numbered.refs)
        for number, ref in enumerate(self.numbered.refs):
            record = self.store.record(ref)
            if record is not None:
                run = runs.of_record(self.store, ref)
                self._file(runs.words(run).union(name_terms.own_terms(self.store, ref, record)), (number,))
                yield number, run
            if number % _STEP == 0:
                self._progress(number, total)

    def _of_passages(self) -> Iterator[tuple[int, str]]:
        """Let every record be found by the passages that it rests on."""
        numbers = count(len(self.numbered.refs))
        for own, source in _sources(self.numbered):
            found = {own}
            for key, passage in source.passages.items():
                run, resting = runs.of_passage(passage), [own, *self.numbered.resting(source.id, key)]
                self._file(runs.words(run), resting)
                found.update(resting)
                yield next(numbers), run
            names = name_terms.names_of(self.store, Ref("sources", source.id), source)
            self._file(name_terms.field_terms("source", names), sorted(found))

    def _file(self, terms: Collection[str], numbers: Sequence[int]) -> None:
        found = self._found
        if len(numbers) == 1:
            (number,) = numbers
            for term in terms:
                found[term].append(number)
        else:
            for term in terms:
                found[term].extend(numbers)
        self._waiting += len(terms) * len(numbers)
        if self._waiting > _MOST_WAITING:
            self._pack()

    def _pack(self) -> None:
        """Move all numbers into sets, which take a tenth of the memory."""
        for term, numbers in self._found.items():
            items = BitMap(numbers)
            self._sets[term] = self._sets[term] | items if term in self._sets else items
        self._found.clear()
        self._waiting = 0


def passages(numbered: Numbered) -> Iterator[tuple[int, list[int]]]:
    """Yield the number of each passage's run and the items that are found by the passage, its source first."""
    runs_from = count(len(numbered.refs))
    for own, source in _sources(numbered):
        for key in source.passages:
            yield next(runs_from), [own, *numbered.resting(source.id, key)]


def _sources(numbered: Numbered) -> Iterator[tuple[int, Source]]:
    """Yield all sources with their numbers."""
    before = SECTIONS[: SECTIONS.index("sources")]
    return enumerate(numbered.store.sources.values(), sum(len(numbered.store.ids(section)) for section in before))
