"""What one record is found by: the terms and facet values that `build` gives it, worked out for it alone."""

from __future__ import annotations

from collections.abc import Iterable

from tui.core.index import name_terms, searchable_text
from tui.core.index.facets import own_values
from tui.core.model.records import AnyEntity, AnyRecord, Organisation, Person, Place, Ref, Source
from tui.core.model.sections import SECTION
from tui.core.store.base import Store
from tui.core.text import folding


def terms(store: Store, ref: Ref) -> set[str]:
    """Return all terms of a record: the words of its texts, its names, and those of its entities and sources."""
    record = store.record(ref)
    if record is None:
        return set()
    found = set(folding.words_once("\n".join(searchable_text.texts(store, ref))))
    found.update(name_terms.own_terms(store, ref, record))
    for entity in _entities(store, ref):
        found |= searchable_text.name_terms(entity.spellings)
        found |= name_terms.field_terms(SECTION[entity.section].field, entity.spellings)
    sources = {citation.source for citation in store.citations(ref)} | ({ref.id} if ref.section == "sources" else set())
    for source in (store.sources[one] for one in sources):
        found |= name_terms.field_terms("source", name_terms.names_of(store, Ref("sources", source.id), source))
    return found


def facets(store: Store, ref: Ref) -> set[tuple[str, str]]:
    """Return every (field, value) that a record is counted under."""
    record = store.record(ref)
    if record is None:
        return set()
    found = {("section", ref.section), *own_values(store, record)}
    found.update((SECTION[entity.section].field, entity.id) for entity in _entities(store, ref))
    cited = store.citations(ref)
    found.update(("source", citation.source) for citation in cited)
    if isinstance(record, Source):
        found.add(("source", record.id))
    if any(store.passage(citation.passage).quote for citation in cited):
        found.add(("has", "quote"))
    return found


def _entities(store: Store, ref: Ref) -> Iterable[AnyEntity]:
    """Return the entities that a record is found by: those that it names, or itself."""
    record: AnyRecord | None = store.record(ref)
    if isinstance(record, Organisation | Person | Place):
        return [record]
    named = searchable_text.named_entities(record) if record is not None else ()
    return [entity for entity in map(store.entity, named) if entity is not None]
