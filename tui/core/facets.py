"""What a record is counted under: its facet values, how sure it is, and the days that it may mean."""

from __future__ import annotations

from collections.abc import Iterator

from tui.core import accounts, dates, searchable
from tui.core.model import AnyRecord, Claim, Event, Organisation, Person, Place, Relation, Source
from tui.core.store import Store

BEFORE_ALL = 0
AFTER_ALL = 4_000_000
"""Ordinals (days since 1 January of year 1) that stand for an open beginning and an open end."""


def facet_values(store: Store, record: AnyRecord) -> Iterator[tuple[str, str]]:
    """Yield every (field, value) that a record has, each once.

    `section` and `lasts` are no fields of the query: the one is the kind of record, the other says of an event that
    it surely filled all days that its date names, or where an end is open the day at the other one.
    """
    yield ("section", record.section)
    yield from dict.fromkeys(_entity_values(store, record))
    sources = dict.fromkeys(_source_ids(record))
    yield from (("source", source) for source in sources)
    match record:
        case Event():
            yield ("kind", record.kind)
            if _lasts(record.date):
                yield ("lasts", "surely")
            yield ("dated", dates.parse(record.date).grain)
        case Organisation():
            yield ("kind", record.kind)
        case Relation():
            yield ("relation", record.type)
        case Source() if record.issued:
            yield ("dated", dates.parse(record.issued).grain)
    yield from (("is", state) for state in states(store, record))
    yield from (("has", thing) for thing in _belongings(store, record))


def _lasts(text: str) -> bool:
    date = dates.parse(text)
    first, last = date.earliest, date.latest
    known = (last, last) if first is None else (first, first) if last is None else (first, last)
    return date.certain == known


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
    elif len(record.evidence) == 1 or store.voices(citation.source for citation in record.evidence) == 1:
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
    for citation in record.evidence:
        if citation.differs:
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
