"""The searchable texts of a record, and whether a text contains given words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tui.core.model.records import AnyRecord, Claim, Event, Organisation, Passage, Person, Place, Ref, Relation, Source
from tui.core.store.base import Store
from tui.core.text import folding, spelling


def own_texts(store: Store, record: AnyRecord) -> Iterator[str]:
    """Yield the texts of the record itself."""
    match record:
        case Event():
            yield record.title
            yield record.summary
            kind = store.kinds.get(record.kind)
            yield kind.title if kind else ""
            for part in record.involves:
                yield part.role
        case Claim():
            yield record.question
            yield f"{record.measure} {record.scope}"
            yield record.contradiction
            for value in record.values:
                yield f"{value.qualifier} {value.value} {value.unit} {value.basis}"
                yield value.note
        case Relation():
            yield store.name(Ref("relations", record.id))
            yield record.role
            yield record.summary
        case Source():
            yield record.title
            yield record.publisher
            yield from (author.full for author in record.authors)
            yield record.summary
        case Organisation() | Person() | Place():
            yield from record.spellings
            yield record.summary
            yield record.role if isinstance(record, Person) else ""
    yield record.note


def passage_texts(passage: Passage) -> Iterator[str]:
    """Yield the texts of a passage."""
    yield passage.gist
    yield passage.quote
    yield passage.section_title


def claim_texts(claim: Claim) -> Iterator[str]:
    """Yield what a claim adds to the record that it is about."""
    yield claim.question
    for value in claim.values:
        yield f"{value.qualifier} {value.value} {value.unit}"


def named_entities(record: AnyRecord) -> Iterable[str]:
    """Return the ids of the entities by whose names a record is found, each once."""
    match record:
        case Event():
            ids = [*(part.entity for part in record.involves), *record.places]
        case Relation():
            ids = [record.source, record.target]
        case Claim():
            ids = [record.about, *(value.said_by for value in record.values if value.said_by)]
        case _:
            ids = []
    return dict.fromkeys(ids)


def name_terms(spellings: Iterable[str]) -> set[str]:
    """Return the terms under which the words of some names are filed by their sound; no word of a text is one."""
    words = {word for name in spellings for word in folding.as_written(name)}
    return {name_term(spelling.script(word), key) for word in words for key in spelling.keys(word)}


def name_term(script: str, key: str) -> str:
    """Return the term for words of one script that have this key (see `spelling`)."""
    return f"\x01{script}{key}"


def spells(word: str, name: str) -> bool:
    """Whether `word` is a spelling of a word of `name`, or the beginning of one."""
    own, typed = spelling.script(word), spelling.keys(word)
    return any(
        spelling.fits(mine, key, same_script=spelling.script(other) == own)
        for other in folding.as_written(name)
        for key in spelling.keys(other)
        for mine in typed
    )


def texts(store: Store, ref: Ref) -> Iterator[str]:
    """Yield every text that a record is found by: its own, its entities' names, its passages', its claims'."""
    record = store.record(ref)
    if record is None:
        return
    yield from own_texts(store, record)
    for entity_id in named_entities(record):
        entity = store.entity(entity_id)
        if entity:
            yield from entity.spellings
    for citation in store.citations(ref):
        yield from passage_texts(store.passage(citation.passage))
        yield citation.differs
        yield citation.tells
    if isinstance(record, Event):
        for claim_id in store.claims_about(record.id):
            yield from claim_texts(store.claim(claim_id))


def holds(text: str, wanted: tuple[str, ...], *, open_end: bool) -> bool:
    """Whether the words `wanted` follow one another in `text`.

    Args:
        text: raw text.
        wanted: folded words, at least one.
        open_end: the last word may be the beginning of a longer one.
    """
    found = folding.words(text)
    if not found:
        return False
    run, last = wanted[:-1], wanted[-1]
    for at in range(len(found) - len(wanted) + 1):
        if found[at : at + len(run)] == run:
            end = found[at + len(run)]
            if end == last or (open_end and end.startswith(last)):
                return True
    return False
