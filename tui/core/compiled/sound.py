"""Whether a record that was read by itself is one that the loader would take as it is."""

from __future__ import annotations

from collections.abc import Iterator

from tui.core.model.records import AnyRecord, Claim, Event, Organisation, Place, Ref, Relation, Source
from tui.core.store.base import Store
from tui.core.store.related import around


def is_sound(store: Store, record: AnyRecord) -> bool:
    """Whether everything that a record refers to is there, in no circle, and it cites no passage twice."""
    match record:
        case Source():
            together = []
        case Claim():
            together = [value.evidence for value in record.values]
        case _:
            together = [record.evidence]
    passages = [[citation.passage for citation in evidence] for evidence in together]
    return (
        all(store.record(ref) is not None for ref in _named(record))
        and all(store.entity(entity) is not None for entity in _entities(record))
        and _has_its_type(store, record)
        and all(len(set(keys)) == len(keys) and all(_is_passage(store, key) for key in keys) for keys in passages)
    )


def _named(record: AnyRecord) -> Iterator[Ref]:
    """Yield what a record names that must be of one section."""
    match record:
        case Event():
            yield from (Ref("places", place) for place in record.places)
            yield from (Ref("events", other) for other in record.after)
        case Organisation() if record.place:
            yield Ref("places", record.place)
        case Place() if record.within:
            yield Ref("places", record.within)
        case Source():
            yield from (Ref("sources", other) for other in record.derives_from)


def _entities(record: AnyRecord) -> list[str]:
    """Return the ids that must be those of organisations, people or places."""
    match record:
        case Event():
            return [part.entity for part in record.involves]
        case Relation():
            return [record.source, record.target]
        case Claim():
            return [value.said_by for value in record.values if value.said_by]
        case _:
            return []


def _has_its_type(store: Store, record: AnyRecord) -> bool:
    """Whether what else a record names is there, and it does not come after, lie within or derive from itself."""
    match record:
        case Event():
            return (not record.kind or record.kind in store.kinds) and not _comes_after_itself(store, record)
        case Relation():
            return record.type in store.relation_types
        case Claim():
            return store.entity(record.about) is not None or store.record(Ref("events", record.about)) is not None
        case Place():
            return not record.within or record.id not in around(store, record.within)
        case Source():
            return record.id not in record.derives_from
        case _:
            return True


def _comes_after_itself(store: Store, event: Event) -> bool:
    waiting, seen = [*event.after], set[str]()
    while waiting:
        other = store.record(Ref("events", waiting.pop()))
        if isinstance(other, Event) and other.id not in seen:
            seen.add(other.id)
            waiting += other.after
    return event.id in seen


def _is_passage(store: Store, key: str) -> bool:
    source, _, passage = key.partition("/")
    known = store.sources.get(source)
    return known is not None and passage in known.passages
