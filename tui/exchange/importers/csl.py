"""Import CSL-JSON: the sources of a reference manager."""

from __future__ import annotations

import json

from tui.exchange.dates.crossing import from_csl
from tui.exchange.importers.content import Content, Options
from tui.exchange.importers.incoming import Fields, Incoming


def read(content: Content, _: Options) -> Incoming:
    """Return the sources of a list of CSL items.

    Raises:
        ValueError: it is not a list of items.
    """
    value = content.value
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise ValueError("CSL-JSON is a list of items")
    incoming = Incoming()
    for number, item in enumerate(value, 1):
        title = str(item.get("title", ""))
        if not title:
            incoming.losses.add("record", "no title", f"item {number}")
            continue
        incoming.add(
            "sources", str(item.get("id", "")) or title, {**_source(item, title), **_dates(incoming, item, number)}
        )
    return incoming


def _source(item: Fields, title: str) -> Fields:
    address = str(item.get("URL", ""))
    return {
        "type": str(item.get("type", "document")),
        "title": title,
        "publisher": str(item.get("container-title") or item.get("publisher") or ""),
        "authors": [_author(author) for author in item.get("author", []) if isinstance(author, dict)],
        "url": address if address.startswith(("http://", "https://")) else "",
        "language": str(item.get("language", "")),
        "summary": str(item.get("abstract", "")),
        "note": str(item.get("note", "")),
    }


def _dates(incoming: Incoming, item: Fields, number: int) -> Fields:
    return {
        key: incoming.date(from_csl(item.get(key)), f"item {number}, {key}", json.dumps(item.get(key)))
        for key in ("issued", "accessed")
    }


def _author(author: Fields) -> Fields:
    wanted = ("literal",) if "literal" in author else ("family", "given")
    return {key: str(author[key]) for key in wanted if author.get(key)}
