"""W3C Web Annotations: each excerpt as a text quote selector, with what rests on it as the body."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tui.core.model.records import Ref
from tui.core.store.base import Store
from tui.exchange.exporters.escape import json_text
from tui.exchange.exporters.holding import Holding
from tui.exchange.exporters.selection import Selection

HOLDING = Holding(
    "an annotation",
    {"sources": "title url passages.quote passages.prefix passages.suffix passages.gist"},
)


def write(selection: Selection) -> Iterator[str]:
    """Yield an annotation page with every excerpt that a chosen record rests on, in the order of the sources."""
    store = selection.store
    cited = {citation.passage for ref in selection.tracked(selection.refs) for citation in store.citations(ref)}
    sources = {key.partition("/")[0] for key in cited}
    selection.tell(HOLDING, [source for key, source in store.sources.items() if key in sources])
    keys = [f"{source.id}/{key}" for source in store.sources.values() for key in source.passages]
    items = [annotation(store, key) for key in keys if key in cited and store.passage(key).quote]
    quoting = {key.partition("/")[0] for key in cited if store.passage(key).quote}
    for ref in selection.refs:
        if ref.section == "sources" and ref.id not in quoting:
            reason = "an annotation has words: a source without an excerpt is left out"
            selection.losses.add("record", reason, f"sources/{ref.id}", store.name(ref))
    for key in keys:
        if key in cited and not store.passage(key).quote:
            reason = "an annotation has words: a passage without an excerpt is left out"
            selection.losses.add("text", reason, f"sources/{key}", store.passage(key).gist)
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
