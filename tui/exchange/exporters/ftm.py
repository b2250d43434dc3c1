"""FollowTheMoney: one entity a line, as Aleph and OpenSanctions read them.

Ids are made of section and id, so that the same dataset gives the same ids each time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tui.core.model.records import Claim, Event, Organisation, Person, Place, Ref, Relation, Source
from tui.core.store.base import Store
from tui.exchange.dates.crossing import FTM, FTM_EVENT
from tui.exchange.exporters.escape import json_line
from tui.exchange.exporters.holding import Holding
from tui.exchange.exporters.selection import Selection
from tui.exchange.losses import Losses

_USES = {"former": "previousName", "misprint": "weakAlias"}
"""Use of another name → its property, where it is not `alias`."""
_SCHEMATA = {"company": "Company", "state-body": "PublicBody"}
_ENTITY = "name names.value names.use=former summary note"
HOLDING = Holding(
    "FollowTheMoney",
    {
        "events": "title date involves.entity place summary note",
        "organisations": f"{_ENTITY} kind=company kind=state-body kind=group founded dissolved place",
        "people": f"{_ENTITY} role",
        "places": _ENTITY,
        "sources": "title publisher authors.literal issued accessed url summary note",
        "relations": "from to role start end as_of summary",
    },
)

TIED = 0.3
"""Approximate share of the work for finding what the chosen records refer to."""


def write(selection: Selection) -> Iterator[str]:
    """Yield a line for each record that FollowTheMoney has a schema for; claims have none."""
    store = selection.store
    chosen = dict.fromkeys(selection.refs)
    chosen |= dict.fromkeys(Ref("sources", source.id) for source in selection.cited(0.0, TIED / 2))
    chosen |= dict.fromkeys(
        end for ref in selection.tracked(selection.refs, TIED / 2, TIED) for end in _ends(store, ref)
    )
    selection.tell(HOLDING, (), chosen)
    for ref in selection.tracked([*chosen], TIED):
        found = entity(store, ref, selection.losses)
        if found is not None:
            yield json_line(found) + "\n"


def entity(store: Store, ref: Ref, losses: Losses) -> dict[str, Any] | None:
    """Return a record as an entity, or None where there is no schema for it; tell what its dates lose."""

    def day(text: str) -> str:
        return str(FTM.put(losses, f"{ref.section}/{ref.id}", text).get("date", ""))

    record = store.record(ref)
    match record:
        case Event():
            schema, properties = "Event", _event(store, record, losses)
        case Organisation():
            schema = _SCHEMATA.get(record.kind, "Organization")
            properties = {
                **_names(record),
                "incorporationDate": [day(record.founded)],
                "dissolutionDate": [day(record.dissolved)],
                "addressEntity": [_id(*store.entity_ref(record.place))] if record.place else [],
            }
        case Person():
            schema, properties = "Person", {**_names(record), "position": [record.role]}
        case Place():
            schema, properties = "Address", {**_names(record), "full": [record.name]}
        case Source():
            schema, properties = "Article", {
                "title": [record.title],
                "publisher": [record.publisher],
                "author": [author.full for author in record.authors],
                "publishedAt": [day(record.issued)],
                "sourceUrl": [record.url],
                "retrievedAt": [day(record.accessed)],
                "summary": [record.summary],
            }  # fmt: skip
        case Relation():
            schema, properties = "UnknownLink", _relation(store, record, day)
        case Claim() | None:
            return None
    cited = [] if isinstance(record, Source) else dict.fromkeys(c.source for c in record.evidence)
    if not isinstance(record, Relation):  # a link has no notes
        properties["notes"] = [record.note]
    properties["proof"] = [_id("sources", source) for source in cited]
    full = {name: [value for value in values if value] for name, values in properties.items()}
    return {"id": _id(*ref), "schema": schema, "properties": {name: v for name, v in full.items() if v}}


def _ends(store: Store, ref: Ref) -> Iterator[Ref]:
    """Yield the entities that a record names: entities that are linked to must be exported too."""
    record = store.record(ref)
    match record:
        case Event():
            ids = [*(part.entity for part in record.involves), *filter(None, [record.place])]
        case Organisation(place=place) if place:
            ids = [place]
        case Relation():
            ids = [record.source, record.target]
        case _:
            ids = []
    yield from (store.entity_ref(entity_id) for entity_id in ids)


def _event(store: Store, event: Event, losses: Losses) -> dict[str, list[str]]:
    held = FTM_EVENT.put(losses, f"events/{event.id}", event.date)
    return {
        "name": [event.title],
        **{name: [date] for name, date in held.items()},
        "summary": [event.summary],
        "involved": [_id(*store.entity_ref(part.entity)) for part in event.involves],
        "addressEntity": [_id(*store.entity_ref(event.place))] if event.place else [],
    }


def _relation(store: Store, relation: Relation, day: Callable[[str], str]) -> dict[str, list[str]]:
    return {
        "subject": [_id(*store.entity_ref(relation.source))],
        "object": [_id(*store.entity_ref(relation.target))],
        "role": [relation.role or relation.type],
        "startDate": [day(relation.start)],
        "endDate": [day(relation.end)],
        "date": [day(relation.as_of)],
        "summary": [relation.summary],
    }


def _names(record: Organisation | Person | Place) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"name": [record.name], "summary": [record.summary]}
    for name in record.names:
        found.setdefault(_USES.get(name.use, "alias"), []).append(name.value)
    return found


def _id(section: str, record_id: str) -> str:
    return f"letapis-{section}-{record_id}"
