"""Facet values, certainty and days of one record."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from tui.core.dates import edtf
from tui.core.model.records import AnyRecord, Claim, Event, Organisation, Relation, Source
from tui.core.store import accounts
from tui.core.store.base import Store

BEFORE_ALL = -4_000_000
AFTER_ALL = 4_000_000
"""Numbers of days, before and after all that there are, that represent an open beginning and an open end."""
_INFERRED = {
    "events": ("date_from",),
    "relations": ("start_from", "end_from", "as_of_from"),
    "organisations": ("founded_from", "dissolved_from"),
}
"""Section → what says that a date was inferred."""


def own_values(store: Store, record: AnyRecord) -> Iterator[tuple[str, str]]:
    """Yield every (field, value) that a record has by itself, each once.

    Its section, its entities, its sources and whether these are quoted are its ties: whoever counts all records has
    them at hand. Two are no fields of the query: `lasts` says of an event that it `surely` filled all days that its
    date names, or where an end is open the day at the other one, or that `~` widens them; `gaps` has a date that is one
    of a set.
    """
    match record:
        case Event():
            yield ("kind", record.kind)
            yield from _date_values(record.date)
        case Organisation():
            yield ("kind", record.kind)
        case Relation():
            yield ("relation", record.type)
        case Source() if record.issued:
            yield from (found for found in _date_values(record.issued) if found[0] != "lasts")
    for state in states(store, record):
        yield ("is", state)
    for thing in _belongings(store, record):
        yield ("has", thing)


@lru_cache(maxsize=8192)
def _date_values(text: str) -> tuple[tuple[str, str], ...]:
    """Return what the date of an event says: many events have the same one."""
    date = edtf.parse(text)
    dated = ("dated", date.grain)
    first, last = date.earliest, date.latest
    known_as = (("gaps", text),) if len(date.stretches) > 1 else (("lasts", "about"),) if date.approximate else ()
    known = (last, last) if first is None else (first, first) if last is None else (first, last)
    return (dated, ("lasts", "surely")) if date.certain == known else (dated, *known_as)


def states(store: Store, record: AnyRecord) -> Iterator[str]:
    """Yield how sure a record is, in the words of `is:`."""
    if isinstance(record, Source):
        if record.issued_from:
            yield "inferred"
        return
    evidence = record.evidence
    if not evidence:
        yield "uncited"
    elif len(evidence) == 1 or accounts.count_voices((one.source for one in evidence), store.voice_of) == 1:
        yield "single-voice"
    if is_disputed(store, record):
        yield "disputed"
    for date in dates_of(record):
        if date.approximate or date.uncertain:
            yield "approximate"
            break
    for name in _INFERRED.get(record.section, ()):
        if getattr(record, name):
            yield "inferred"
            break


def is_disputed(store: Store, record: AnyRecord) -> bool:
    """Whether sources tell a record differently, or a claim about it has values that cannot all be true."""
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
        return
    if any(citation.differs for citation in record.evidence):
        yield "differs"
    if isinstance(record, Event) and record.places:
        yield "place"
    if isinstance(record, Event) and record.after:
        yield "after"
    if isinstance(record, Event) and record.is_move:
        yield "move"
    if not isinstance(record, Claim) and store.claims_about(record.id):
        yield "claim"


def dates_of(record: AnyRecord) -> list[edtf.Date]:
    """Return the dates that a record states, in the order of the format."""
    match record:
        case Event():
            written = [record.date]
        case Relation():
            written = [record.start, record.end, record.as_of]
        case Claim():
            written = [value.as_of for value in record.values]
        case Source():
            written = [record.issued]
        case Organisation():
            written = [record.founded, record.dissolved]
        case _:
            written = []
    return [edtf.parse(text) for text in written if text]


def date_bounds(record: AnyRecord, *, outer: bool = False) -> tuple[int, int] | None:
    """Return the first and last day of a record as ordinals, None where it states no date.

    They are those that its dates name, or with `outer` those that they may mean: `~` widens them.
    """
    if isinstance(record, Relation):
        # what is known to be so at a time is unknown before and after it
        known = _bounds(record.as_of, outer) if record.as_of else None
        return _lasting(record.start, record.end, outer) or known
    if isinstance(record, Organisation):
        return _lasting(record.founded, record.dissolved, outer)
    if isinstance(record, Event):
        return _bounds(record.date, outer)
    found = [_bounds(date.text, outer) for date in dates_of(record)]
    if not found:
        return None
    return (min(start for start, _ in found), max(end for _, end in found))


@lru_cache(maxsize=8192)
def _bounds(text: str, outer: bool) -> tuple[int, int]:
    date = edtf.parse(text)
    first, last = date.outer if outer else (date.earliest, date.latest)
    return (BEFORE_ALL if first is None else first, AFTER_ALL if last is None else last)


def _lasting(start: str, end: str, outer: bool) -> tuple[int, int] | None:
    """Return the bounds of what lasts from `start` to `end`; without an end, it may last still."""
    if not start and not end:
        return None
    return (_bounds(start, outer)[0] if start else BEFORE_ALL, _bounds(end, outer)[1] if end else AFTER_ALL)
