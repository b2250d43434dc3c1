"""CSL-JSON: the sources, for Zotero and other reference managers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from tui.core.dates import edtf
from tui.core.model.records import Author, Source
from tui.exchange.exporters.escape import json_text
from tui.exchange.exporters.selection import Selection


def write(selection: Selection) -> Iterator[str]:
    """Yield a JSON array with every source that was chosen or that a chosen record rests on."""
    yield json_text([item(source) for source in selection.cited()])


def item(source: Source) -> dict[str, Any]:
    """Return a source as a CSL item; its type is one already."""
    found: dict[str, Any] = {
        "id": source.id,
        "type": source.type,
        "title": source.title,
        "container-title": source.publisher if source.type.startswith("article") else "",
        "publisher": source.publisher,
        "author": [_author(author) for author in source.authors],
        "issued": when(source.issued),
        "accessed": when(source.accessed),
        "URL": source.url,
        "archive_location": source.archived,
        "language": source.language,
        "abstract": source.summary,
        "note": source.note,
    }
    return {key: value for key, value in found.items() if value}


def when(text: str) -> dict[str, Any]:
    """Return an EDTF date as CSL has it: its parts as far as they are known, and whether it is circa."""
    if not text:
        return {}
    value = edtf.parse(text)
    bounds = [value.earliest, value.latest] if value.precision in ("interval", "set") else [value.earliest]
    width = {"day": 3, "month": 2}.get(value.precision, 3 if value.precision == "interval" else 1)
    parts = [list(date.fromordinal(day).timetuple()[:width]) for day in bounds if day is not None]
    if not parts:
        return {"literal": text}
    found: dict[str, Any] = {"date-parts": parts}
    if value.approximate or value.uncertain:
        found["circa"] = True
    return found


def _author(author: Author) -> dict[str, str]:
    if author.literal:
        return {"literal": author.literal}
    return {key: value for key, value in (("family", author.family), ("given", author.given)) if value}
