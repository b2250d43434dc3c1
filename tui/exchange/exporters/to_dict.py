"""Turn a record into a plain dict that can be read without the dataset: names beside ids, evidence with its words.

Every text is raw: exporters escape it. Empty values are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias

from tui.core.dates import edtf
from tui.core.model.records import (
    AnyEntity,
    Citation,
    Claim,
    Event,
    Organisation,
    Passage,
    Person,
    Place,
    Ref,
    Relation,
    Source,
    Value,
)
from tui.core.model.sections import SECTION, SECTIONS
from tui.core.store import accounts
from tui.core.store.base import Store

Plain: TypeAlias = dict[str, Any]


def to_dict(store: Store, ref: Ref) -> Plain:
    """Return the record that `ref` points to as a dict, with `type` and `id` first.

    Raises:
        KeyError: there is no such record.
    """
    if ref.section == "passages":
        return _full({"type": "passage", "id": ref.id, **evidence(store, Citation(passage=ref.id))})
    found = store.record(ref)
    if found is None:
        raise KeyError(ref.id)
    head: Plain = {"type": SECTION[ref.section].singular, "id": ref.id}
    match found:
        case Event():
            body = _event(store, found)
        case Source():
            body = _source(store, found)
        case Relation():
            body = _relation(store, found)
        case Claim():
            body = _claim(store, found)
        case Organisation() | Person() | Place():
            body = _entity(store, found)
    where = store.location(ref)
    tail: Plain = {"note": found.note, "where": f"{where.file}:{where.line}" if where else ""}
    return _full({**head, **body, **tail})


def to_read(store: Store, ref: Ref) -> Plain:
    """Return a record as `to_dict` does, its evidence with the disputed question that it answers, for `otherwise`."""
    plain = to_dict(store, ref)
    ids = [ref.id] if ref.section == "claims" else [claim["id"] for claim in plain.get("claims", ())]
    disputed = {
        citation.passage: claim.question
        for claim in map(store.claim, ids)
        if accounts.is_disputed(claim)
        for value in claim.values
        for citation in value.evidence
        if not citation.differs and not citation.tells
    }
    for part in (plain, *plain.get("values", ())):
        for proof in part.get("evidence", ()):
            if proof["passage"] in disputed:
                proof["disputed"] = disputed[proof["passage"]]
    return plain


def evidence(store: Store, citation: Citation) -> Plain:
    """Return a piece of evidence with the words of its passage and where it was published."""
    source = store.sources[citation.source]
    passage: Passage = store.passage(citation.passage)
    return _full(
        {
            "passage": citation.passage,
            "source": {"id": source.id, "title": source.title},
            "publisher": source.publisher,
            "issued": source.issued,
            "url": source.url,
            "section": passage.section_title,
            "paragraph": passage.paragraph,
            "gist": passage.gist,
            "quote": passage.quote,
            "differs": citation.differs,
            "tells": citation.tells,
        }
    )


def time(text: str, inferred_from: str = "", *, key: str = "date") -> Plain:
    """Return a date as EDTF, with its first and last day (ISO 8601) where they are known."""
    if not text:
        return {}
    earliest, latest = edtf.bounds(text)
    if key != "date":
        return {key: text, f"{key}_from": inferred_from}
    return {"date": text, "earliest": iso(earliest), "latest": iso(latest), "date_from": inferred_from}


_LEADS = {"date": "", "issued": "", "as_of": "so as of "}


def long_words(text: str) -> str:
    """Return an EDTF date in words."""
    return edtf.parse(text).display_long


def dates_in_words(record: Plain, words: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Yield the key of each date of a record, and the date in words: "start 2017", "so as of 26 March 2021"."""
    for key in ("date", "issued", "founded", "dissolved", "start", "end", "as_of"):
        if key in record:
            yield key, f"{_LEADS.get(key, f'{key} ')}{words(record[key])}"


def iso(day: int | None) -> str:
    """Return a day's ordinal as YYYY-MM-DD; empty for an open or unknown end."""
    return "" if day is None else edtf.of_day(day).text


def entity(store: Store, entity_id: str) -> Plain | None:
    """Return an entity's id and name; None for no id."""
    if not entity_id:
        return None
    found = store.entity(entity_id)
    return {"id": entity_id, "name": found.name if found else entity_id}


def related(record: Plain) -> Iterator[tuple[str, list[Plain]]]:
    """Yield the sections of the other records that a record lists, each with those records."""
    yield from ((key, value) for key, value in record.items() if key in SECTIONS and isinstance(value, list))


def name_of(value: Any) -> str:
    """Return the name of what a record refers to; of plain text, the text."""
    return str(value.get("name") or value.get("title") or value["id"]) if isinstance(value, dict) else str(value)


def value_in_words(value: Plain) -> str:
    """Return a value of a claim, or how many moved, with its qualifier and unit."""
    return " ".join(value[key] for key in ("qualifier", "value", "unit") if key in value)


def voices(store: Store, citations: Iterable[Citation]) -> int:
    """Return the number of independent voices among `citations`."""
    return accounts.count_voices((citation.source for citation in citations), store.voice_of)


def support(store: Store, citations: Iterable[Citation]) -> str:
    """Say on how many sources a record rests, how many are independent, and which of them only repeat another one.

    "3 sources, 2 independent: Echo repeats The Gazette".
    """
    sources = dict.fromkeys(citation.source for citation in citations)
    said = accounts.source_count(sources, store.voice_of)
    repeating = "; ".join(
        f"{teller(store, one)} repeats {teller(store, other)}"
        for voice in accounts.voices(sources, store.voice_of)
        for one, other in accounts.repeats(filter(voice.__contains__, sources), store.sources, store.repeated_by)
    )
    return f"{said}: {repeating}" if repeating else said


def teller(store: Store, source_id: str) -> str:
    """Return who tells what a source says: its publisher, else its title."""
    source = store.sources.get(source_id)
    return source_id if source is None else source.publisher or source.bare_title


def standing(claim: Plain) -> str:
    """Say whether the answers to a claim's question can all be true; "" where there is only one."""
    if claim["disputed"]:
        return "≠ disputed: not all of these answers can be true"
    count = len(claim["values"])
    return f"{count} answers, not disputed" if count > 1 else ""


def otherwise(proof: Plain) -> Iterator[tuple[str, bool]]:
    """Yield what evidence says instead of the record, in a sentence, and whether the two contradict each other.

    An account that is one side of a dispute is not said to be compatible here, and incompatible there.
    """
    if "differs" in proof:
        yield f"≠ contradicts: {proof['differs']}", True
    if "tells" in proof:
        standing = f"disputed (“{proof['disputed']}”)" if "disputed" in proof else "both can be true"
        yield f"told otherwise, and {standing}: {proof['tells']}", False


def _evidence(store: Store, citations: Iterable[Citation]) -> list[Plain]:
    return [evidence(store, citation) for citation in citations]


def _event(store: Store, event: Event) -> Plain:
    kind = store.kinds.get(event.kind)
    return {
        "title": event.title,
        **time(event.date, event.date_from),
        "order": event.order,
        "after": [_event_name(store, other) for other in event.after],
        "kind": {"id": event.kind, "title": kind.title} if kind else None,
        "involves": [_full({"entity": entity(store, part.entity), "role": part.role}) for part in event.involves],
        "place": entity(store, event.place),
        "origin": entity(store, event.origin),
        "destination": entity(store, event.destination),
        "moved": [_full({"value": one.value, "unit": one.unit, "qualifier": one.qualifier}) for one in event.moved],
        "summary": event.summary,
        "claims": _claims(store, event.id),
        "sources": len({citation.source for citation in event.evidence}),
        "voices": voices(store, event.evidence),
        "evidence": _evidence(store, event.evidence),
    }


def _entity(store: Store, found: AnyEntity) -> Plain:
    body: Plain = {
        "name": found.name,
        "names": [_full({"value": name.value, "lang": name.lang, "use": name.use}) for name in found.names],
    }
    match found:
        case Organisation():
            body |= {"kind": found.kind, "place": entity(store, found.place)}
            body |= time(found.founded, found.founded_from, key="founded")
            body |= time(found.dissolved, found.dissolved_from, key="dissolved")
        case Person():
            body["role"] = found.role
        case Place():
            body["within"] = entity(store, found.within)
    relations = [Ref("relations", relation) for relation in store.relations_of(found.id)]
    return {
        **body,
        "summary": found.summary,
        "events": [_event_name(store, event) for event in store.events_of(found.id)],
        "relations": [{"id": ref.id, "name": store.name(ref)} for ref in relations],
        "claims": _claims(store, found.id),
        "evidence": _evidence(store, found.evidence),
    }


def _event_name(store: Store, event_id: str) -> Plain:
    event = store.event(event_id)
    return {"id": event_id, "name": event.title, "date": event.date}


def _claims(store: Store, record_id: str) -> list[Plain]:
    claims = [Ref("claims", claim) for claim in store.claims_about(record_id)]
    return [{"id": ref.id, "name": store.name(ref)} for ref in claims]


def _source(store: Store, source: Source) -> Plain:
    passages = [
        _full(
            {
                "id": f"{source.id}/{key}",
                "section": passage.section_title,
                "paragraph": passage.paragraph,
                "gist": passage.gist,
                "quote": passage.quote,
                "prefix": passage.prefix,
                "suffix": passage.suffix,
                "note": passage.note,
                "supports": [{"type": SECTION[ref.section].singular, "id": ref.id, "name": store.name(ref)}
                             for ref in store.resting_on(f"{source.id}/{key}")],
            }
        )
        for key, passage in source.passages.items()
    ]  # fmt: skip
    derives = [{"id": other, "title": store.name(Ref("sources", other))} for other in source.derives_from]
    return {
        "title": source.title,
        "document_type": source.type,
        "publisher": source.publisher,
        "authors": [author.full for author in source.authors],
        **time(source.issued, source.issued_from, key="issued"),
        "accessed": source.accessed,
        "url": source.url,
        "archived": source.archived,
        "language": source.language,
        "summary": source.summary,
        "derives_from": derives,
        "held": "" if source.held == "yes" else source.held,
        "passages": passages,
    }


def _relation(store: Store, relation: Relation) -> Plain:
    kind = store.relation_types.get(relation.type)
    return {
        "name": store.name(Ref("relations", relation.id)),
        "from": entity(store, relation.source),
        "relation": {"id": relation.type, "title": kind.title, "reverse": kind.reverse} if kind else None,
        "to": entity(store, relation.target),
        "role": relation.role,
        **time(relation.start, relation.start_from, key="start"),
        **time(relation.end, relation.end_from, key="end"),
        **time(relation.as_of, relation.as_of_from, key="as_of"),
        "summary": relation.summary,
        "evidence": _evidence(store, relation.evidence),
    }


def _claim(store: Store, claim: Claim) -> Plain:
    about = store.find(claim.about)
    return {
        "about": {"id": claim.about, "name": store.name(about) if about else claim.about},
        "question": claim.question,
        "measure": claim.measure,
        "scope": claim.scope,
        "disputed": accounts.is_disputed(claim),
        "contradiction": claim.contradiction,
        "values": [_value(store, value) for value in claim.values],
    }


def _value(store: Store, value: Value) -> Plain:
    return _full(
        {
            "value": value.value,
            "unit": value.unit,
            "qualifier": value.qualifier,
            **time(value.as_of, value.as_of_from, key="as_of"),
            "basis": value.basis,
            "said_by": entity(store, value.said_by),
            "derived": value.derived,
            "preferred": value.preferred,
            "note": value.note,
            "evidence": _evidence(store, value.evidence),
        }
    )


def _full(mapping: Plain) -> Plain:
    """Return `mapping` without empty values; False is not empty."""
    return {key: value for key, value in mapping.items() if value or value is False}
