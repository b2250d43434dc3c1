"""Import CSL-JSON: the sources of a reference manager."""

from __future__ import annotations

from typing import Any

from tui.exchange.importers.incoming import Fields, Incoming, is_date


def read(value: Any) -> Incoming:
    """Return the sources of a list of CSL items.

    Raises:
        ValueError: `value` is not a list of items.
    """
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise ValueError("CSL-JSON is a list of items")
    incoming = Incoming()
    for number, item in enumerate(value, 1):
        title = str(item.get("title", ""))
        if not title:
            incoming.losses.add("record", "no title", f"item {number}")
            continue
        incoming.add("sources", str(item.get("id", "")) or title, _source(item, title))
    return incoming


def _source(item: Fields, title: str) -> Fields:
    address = str(item.get("URL", ""))
    return {
        "type": str(item.get("type", "document")),
        "title": title,
        "publisher": str(item.get("container-title") or item.get("publisher") or ""),
        "authors": [_author(author) for author in item.get("author", []) if isinstance(author, dict)],
        "issued": edtf(item.get("issued")),
        "accessed": edtf(item.get("accessed")),
        "url": address if address.startswith(("http://", "https://")) else "",
        "language": str(item.get("language", "")),
        "summary": str(item.get("abstract", "")),
        "note": str(item.get("note", "")),
    }


def _author(author: Fields) -> Fields:
    wanted = ("literal",) if "literal" in author else ("family", "given")
    return {key: str(author[key]) for key in wanted if author.get(key)}


def edtf(value: Any) -> str:
    """Return a CSL date as EDTF; empty where it is missing or invalid."""
    if not isinstance(value, dict):
        return ""
    parts = value.get("date-parts")
    if not isinstance(parts, list):
        raw = str(value.get("raw") or value.get("literal") or "")
        return raw if is_date(raw) else ""
    ends = ["-".join(f"{int(n):02}" if at else f"{int(n):04}" for at, n in enumerate(end) if str(n).isdigit())
            for end in parts if isinstance(end, list)]  # fmt: skip
    text = "/".join(end + ("~" if value.get("circa") else "") for end in ends if end)
    return text if is_date(text) else ""
