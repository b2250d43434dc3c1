"""CSL-JSON: the sources, for Zotero and other reference managers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tui.core.model.records import Source
from tui.exchange import source_details
from tui.exchange.dates.crossing import CSL
from tui.exchange.exporters.escape import json_list
from tui.exchange.exporters.holding import SOURCE_FIELDS, Holding
from tui.exchange.exporters.selection import Selection
from tui.exchange.losses import Losses

HOLDING = Holding("CSL", {"sources": SOURCE_FIELDS})
_DOI = "https://doi.org/"


def write(selection: Selection) -> Iterator[str]:
    """Yield a JSON array with every source that was chosen or that a chosen record rests on."""
    sources = [*selection.cited()]
    selection.tell(HOLDING, sources)
    yield from json_list(item(source, selection.losses) for source in sources)


def item(source: Source, losses: Losses) -> dict[str, Any]:
    """Return a source as a CSL item; its type is one already. What CSL cannot hold of its dates is told.

    Lines of its note that name variables of CSL (`Volume: 3`) become these.
    """
    place = f"sources/{source.id}"
    details, note = source_details.of_note(source.note)
    dates = {key: CSL.put(losses, place, details.pop(key)) for key in source_details.DATES if key in details}
    article = source.type.startswith(("article", "post", "review", "webpage"))
    found: dict[str, Any] = {
        "id": source.id,
        "type": source.type,
        "title": source.title,
        "container-title" if article else "publisher": source.publisher,
        "author": [source_details.name_of(author) for author in source.authors],
        "issued": CSL.put(losses, place, source.issued),
        "accessed": CSL.put(losses, place, source.accessed),
        "URL": source.url,
        "DOI": source.url.removeprefix(_DOI) if source.url.startswith(_DOI) else "",
        "archive_location": source.archived,
        "language": source.language,
        "abstract": source.summary,
        "note": note,
    }
    if source.type not in source_details.TYPES:
        losses.add("field", "CSL has no such type: it becomes “document”", place, source.type)
        found["type"] = "document"
    return details | dates | {key: value for key, value in found.items() if value}
