"""What the index is made of: for every word and every facet value, the set of items that have it.

Items are numbered: events first, by the calendar, then all other records. A range of dates is then nearly a
range of numbers, the first rows of a result are its smallest numbers, and the same sets answer the list, the
counts and the overview.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from pyroaring import BitMap

from tui.core import accounts, dates, names, searchable
from tui.core.model import AnyRecord, Claim, Event, Organisation, Person, Place, Ref, Relation, Source
from tui.core.store import Store

OTHERS = ("organisations", "people", "places", "sources", "claims", "relations")
"""Sections whose records follow the events, in the order of their numbers."""

BEFORE_ALL = 0
AFTER_ALL = 4_000_000
"""Ordinals (days since 1 January of year 1) that stand for an open beginning and an open end."""


@dataclass(frozen=True)
class Postings:
    """The sets, and the numbers that they speak of."""

    refs: tuple[Ref, ...]
    """Item number → record; the first `events` of them are events, by the calendar."""
    events: int
    numbers: dict[Ref, int]
    """Record → item number."""
    terms: dict[str, BitMap]
    """Folded word → items."""
    facets: dict[tuple[str, str], BitMap]
    """(field, value) → items, for instance ("org", "yandex")."""
    starts: array[int]
    ends: array[int]
    """First and last day of each item, as ordinals; BEFORE_ALL and AFTER_ALL where open or undated."""
    dated: BitMap
    """Items that have a date of their own."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "_sorted", sorted(self.terms))
        object.__setattr__(self, "_prefixed", lru_cache(maxsize=1024)(self._union))

    def facet(self, field: str, value: str) -> BitMap:
        """Return the items with this value; not to be changed."""
        return self.facets.get((field, value), _EMPTY)

    def starting_with(self, prefix: str) -> BitMap:
        """Return the items that have a word which starts with `prefix`; not to be changed."""
        result: BitMap = self._prefixed(prefix)  # type: ignore[attr-defined]
        return result

    def word(self, word: str) -> BitMap:
        """Return the items that have exactly this word; not to be changed."""
        return self.terms.get(word, _EMPTY)

    def _union(self, prefix: str) -> BitMap:
        ordered: list[str] = self._sorted  # type: ignore[attr-defined]
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
        self.add_names()
        self.add_passages()
        self.add_claims()
        return Postings(
            refs=self.refs,
            events=self.events,
            numbers=self.numbers,
            terms={term: BitMap(numbers) for term, numbers in self.terms.items()},
            facets={key: BitMap(numbers) for key, numbers in self.facets.items()},
            starts=self.starts,
            ends=self.ends,
            dated=BitMap(self.dated),
        )

    def add(self, number: int, record: AnyRecord) -> None:
        found: set[str] = set()
        for _, text in searchable.own_texts(self.store, record):
            if text:
                found.update(names.words(text))
        for term in found:
            self.terms[term].append(number)
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
                    found = {word for spelling in entity.spellings for word in names.words(spelling)}
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


def facet_values(store: Store, record: AnyRecord) -> Iterator[tuple[str, str]]:
    """Yield every (field, value) that a record has, each once."""
    yield ("section", record.section)
    yield from dict.fromkeys(_entity_values(store, record))
    yield from dict.fromkeys(("source", source) for source in _source_ids(record))
    match record:
        case Event():
            yield ("kind", record.kind)
        case Organisation():
            yield ("kind", record.kind)
        case Relation():
            yield ("relation", record.type)
    yield from (("is", state) for state in states(store, record))
    yield from (("has", thing) for thing in _belongings(store, record))


_FIELD_OF = {"organisations": "org", "people": "person", "places": "place"}


def _entity_values(store: Store, record: AnyRecord) -> Iterator[tuple[str, str]]:
    if isinstance(record, Organisation | Person | Place):
        yield (_FIELD_OF[record.section], record.id)
    for entity_id in searchable.tied_entities(record):
        entity = store.entity(entity_id)
        if entity:
            yield (_FIELD_OF[entity.section], entity_id)


def _source_ids(record: AnyRecord) -> list[str]:
    if isinstance(record, Source):
        return [record.id]
    return [citation.source for citation in record.evidence]


def states(store: Store, record: AnyRecord) -> Iterator[str]:
    """Yield how sure a record is, in the words of `is:`."""
    if isinstance(record, Source):
        if record.issued_from:
            yield "inferred"
        return
    if not record.evidence:
        yield "uncited"
    elif len(accounts.voices((c.source for c in record.evidence), store.sources)) == 1:
        yield "single-voice"
    if is_disputed(store, record):
        yield "disputed"
    written = dates_of(record)
    if any(date.approximate or date.uncertain for date in written):
        yield "approximate"
    if any(getattr(record, name, "") for name in ("date_from", "start_from", "end_from", "founded_from")):
        yield "inferred"


def is_disputed(store: Store, record: AnyRecord) -> bool:
    """Whether sources tell a record differently, or a claim about it has values that differ."""
    if isinstance(record, Source):
        return False
    if isinstance(record, Claim):
        return accounts.is_disputed(record)
    if any(citation.differs for citation in record.evidence):
        return True
    return any(accounts.is_disputed(store.claim(claim)) for claim in store.claims_about(record.id))


def _belongings(store: Store, record: AnyRecord) -> Iterator[str]:
    if record.note:
        yield "note"
    if isinstance(record, Source):
        if any(passage.quote for passage in record.passages.values()):
            yield "quote"
        return
    if any(store.passage(citation.passage).quote for citation in record.evidence):
        yield "quote"
    if any(citation.differs for citation in record.evidence):
        yield "differs"
    if isinstance(record, Event) and record.places:
        yield "place"
    if not isinstance(record, Claim) and store.claims_about(record.id):
        yield "claim"


def dates_of(record: AnyRecord) -> list[dates.Date]:
    """Return the dates that a record states, in the order of the format."""
    match record:
        case Event():
            written = [record.date]
        case Relation():
            written = [record.start, record.end]
        case Claim():
            written = [value.as_of for value in record.values]
        case Source():
            written = [record.issued]
        case Organisation():
            written = [record.founded, record.dissolved]
        case _:
            written = []
    return [dates.parse(text) for text in written if text]


def date_bounds(record: AnyRecord) -> tuple[int, int] | None:
    """Return the first and last day of a record as ordinals, None where it states no date."""
    if isinstance(record, Relation):
        return _lasting(record.start, record.end)
    if isinstance(record, Organisation):
        return _lasting(record.founded, record.dissolved)
    found = [_bounds(date.text) for date in dates_of(record)]
    if not found:
        return None
    return (min(start for start, _ in found), max(end for _, end in found))


def _bounds(text: str) -> tuple[int, int]:
    date = dates.parse(text)
    earliest = BEFORE_ALL if date.earliest is None else date.earliest
    return (earliest, AFTER_ALL if date.latest is None else date.latest)


def _lasting(start: str, end: str) -> tuple[int, int] | None:
    """Return the bounds of what lasts from `start` to `end`; without an end, it may last still."""
    if not start and not end:
        return None
    return (_bounds(start)[0] if start else BEFORE_ALL, _bounds(end)[1] if end else AFTER_ALL)
