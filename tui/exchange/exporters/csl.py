"""CSL-JSON: the sources, for Zotero and other reference managers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tui.core.model.records import Author, Source
from tui.exchange.dates.crossing import CSL
from tui.exchange.exporters.escape import json_text
from tui.exchange.exporters.selection import Selection
from tui.exchange.losses import Losses


def write(selection: Selection) -> Iterator[str]:
    """Yield a JSON array with every source that was chosen or that a chosen record rests on."""
    yield json_text([item(source, selection.losses) for source in selection.cited()])


def item(source: Source, losses: Losses) -> dict[str, Any]:
    """Return a source as a CSL item; its type is one already. What CSL cannot hold of its dates is told."""
    place = f"sources/{source.id}"
    found: dict[str, Any] = {
        "id": source.id,
        "type": source.type,
        "title": source.title,
        "container-title": source.publisher if source.type.startswith("article") else "",
        "publisher": source.publisher,
        "author": [_author(author) for author in source.authors],
        "issued": CSL.put(losses, place, source.issued),
        "accessed": CSL.put(losses, place, source.accessed),
        "URL": source.url,
        "archive_location": source.archived,
        "language": source.language,
        "abstract": source.summary,
        "note": source.note,
    }
    return {key: value for key, value in found.items() if value}


def _author(author: Author) -> dict[str, str]:
    if author.literal:
        return {"literal": author.literal}
    return {key: value for key, value in (("family", author.family), ("given", author.given)) if value}
