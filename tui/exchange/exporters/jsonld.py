"""JSON-LD with the words of schema.org: events, organisations, people, places, sources and figures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tui.core.model.records import Claim, Event, Organisation, Person, Place, Ref, Relation, Source
from tui.core.store.base import Store
from tui.exchange.dates.crossing import JSONLD
from tui.exchange.exporters.escape import json_map
from tui.exchange.exporters.holding import Holding
from tui.exchange.exporters.selection import Selection

_ARTICLES = {
    "article-newspaper": "NewsArticle",
    "article-magazine": "Article",
    "article": "Article",
    "book": "Book",
    "report": "Report",
    "webpage": "WebPage",
    "post-weblog": "BlogPosting",
}
_ENTITIES = {Organisation: "Organization", Person: "Person", Place: "Place"}

_TYPES = " ".join(f"type={type_}" for type_ in _ARTICLES if type_ != "article-magazine")
_ENTITY = "name names.value summary"
HOLDING = Holding(
    "JSON-LD",
    {
        "events": "title date involves.entity place summary",
        "organisations": f"{_ENTITY} founded dissolved place",
        "people": f"{_ENTITY} role",
        "places": f"{_ENTITY} within",
        "sources": f"{_TYPES} title publisher authors.* issued url archived language summary derives_from",
        "relations": "from to type role start end",
        "claims": "about question measure values.value values.unit values.qualifier values.as_of values.basis",
    },
)
NAMED = 0.9
"""Approximate share of the work for the chosen records."""


def write(selection: Selection) -> Iterator[str]:
    """Yield one graph. Relations have no words in schema.org that fit all types: they become roles."""
    yield from json_map({"@context": "https://schema.org", "@graph": _graph(selection)})


def _graph(selection: Selection) -> Iterator[dict[str, Any]]:
    """Yield the chosen records as nodes, then the sources that they rest on."""
    for ref in selection.tracked(selection.refs, 0.0, NAMED):
        yield node(selection.store, ref)
    chosen = set(selection.refs)
    sources = [ref for source in selection.cited(NAMED) if (ref := Ref("sources", source.id)) not in chosen]
    yield from (node(selection.store, ref) for ref in sources)
    selection.tell(HOLDING, (), sources)


def node(store: Store, ref: Ref) -> dict[str, Any]:
    """Return a record as a node, without empty properties."""
    record = store.record(ref)
    match record:
        case Event():
            body = _event(record)
        case Source():
            body = _source(record)
        case Organisation() | Person() | Place():
            body = _entity(record)
        case Claim():
            body = _claim(record)
        case Relation():
            body = {
                "@type": "Role",
                "name": store.name(ref),
                "roleName": record.role or record.type,
                "startDate": record.start,
                "endDate": record.end,
                "about": [_iri(record.source), _iri(record.target)],
            }
        case None:
            raise KeyError(ref.id)
    cited = dict.fromkeys(citation.source for citation in store.citations(ref)) if ref.section != "sources" else {}
    body = {"@id": f"urn:letapis:{ref.id}", **body, "subjectOf": [_iri(source) for source in cited]}
    return {key: value for key, value in body.items() if value not in ("", None, [])}


def _event(event: Event) -> dict[str, Any]:
    return {
        "@type": "Event",
        "name": event.title,
        **JSONLD.crossing(event.date).held,
        "description": event.summary,
        "location": [_iri(place) for place in event.places],
        "about": [_iri(part.entity) for part in event.involves],
    }


def _source(source: Source) -> dict[str, Any]:
    authors = [
        {"@type": "Organization" if author.literal else "Person", "name": author.full} for author in source.authors
    ]
    return {
        "@type": _ARTICLES.get(source.type, "CreativeWork"),
        "name": source.title,
        "author": authors,
        "publisher": {"@type": "Organization", "name": source.publisher} if source.publisher else None,
        "datePublished": source.issued,
        "url": source.url,
        "archivedAt": source.archived,
        "inLanguage": source.language,
        "abstract": source.summary,
        "isBasedOn": [_iri(other) for other in source.derives_from],
    }


def _entity(entity: Organisation | Person | Place) -> dict[str, Any]:
    body: dict[str, Any] = {
        "@type": _ENTITIES[type(entity)],
        "name": entity.name,
        "alternateName": [name.value for name in entity.names],
        "description": entity.summary,
    }
    match entity:
        case Organisation():
            body |= {"foundingDate": entity.founded, "dissolutionDate": entity.dissolved}
            body["location"] = _iri(entity.place) if entity.place else None
        case Person():
            body["jobTitle"] = entity.role
        case Place():
            body["containedInPlace"] = _iri(entity.within) if entity.within else None
    return body


def _claim(claim: Claim) -> dict[str, Any]:
    values = [
        {
            "@type": "Observation",
            "value": " ".join(part for part in (value.qualifier, value.value) if part),
            "unitText": value.unit,
            "observationDate": value.as_of,
            "measurementMethod": value.basis,
        }
        for value in claim.values
    ]
    return {
        "@type": "Dataset",
        "name": claim.question,
        "variableMeasured": claim.measure,
        "about": _iri(claim.about),
        "hasPart": [{key: part for key, part in value.items() if part} for value in values],
    }


def _iri(record_id: str) -> dict[str, str]:
    return {"@id": f"urn:letapis:{record_id}"}
