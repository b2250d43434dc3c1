"""W3C Web Annotations: each excerpt as a text quote selector, with what rests on it as the body."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tui.core.model.records import Ref
from tui.core.store.base import Store
from tui.exchange.exporters.escape import json_text
from tui.exchange.exporters.selection import Selection


def write(selection: Selection) -> Iterator[str]:
    """Yield an annotation page with every excerpt that a chosen record rests on, in the order of the sources."""
    store = selection.store
    cited = {citation.passage for ref in selection.tracked(selection.refs) for citation in store.citations(ref)}
    keys = [f"{source.id}/{key}" for source in store.sources.values() for key in source.passages]
    items = [annotation(store, key) for key in keys if key in cited and store.passage(key).quote]
    yield json_text({"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage", "items": items})


def annotation(store: Store, key: str) -> dict[str, Any]:
    """Return the annotation of one passage."""
    passage = store.passage(key)
    source_id = key.partition("/")[0]
    source = store.sources[source_id]
    selector = {
        "type": "TextQuoteSelector",
        "exact": passage.quote,
        "prefix": passage.prefix,
        "suffix": passage.suffix,
    }
    resting: list[Ref] = list(store.resting_on(key))
    bodies = [{"type": "TextualBody", "purpose": "describing", "value": passage.gist}] if passage.gist else []
    bodies += [
        {"type": "TextualBody", "purpose": "linking", "value": f"{ref.section}/{ref.id}: {store.name(ref)}"}
        for ref in resting
    ]
    target = {
        "source": source.url or f"urn:letapis:{source_id}",
        "dcterms:title": source.title,
        "selector": {name: value for name, value in selector.items() if value},
    }
    return {"id": f"urn:letapis:{key}", "type": "Annotation", "body": bodies, "target": target}
