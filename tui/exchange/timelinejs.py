"""TimelineJS 3: the events, with their excerpts in the text of each slide."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape
from typing import Any

from tui.core import dates
from tui.core.model import Event
from tui.core.store import Store
from tui.core.text import shown
from tui.exchange.escape import json_text
from tui.exchange.selection import Selection


def write(selection: Selection) -> Iterator[str]:
    """Yield one JSON object. An event without a known day has no place on a timeline and is left out."""
    store = selection.store
    slides = [slide(store, event) for event in selection.records(Event)]
    title = {"text": {"headline": _safe(store.about.title), "text": _safe(store.about.summary)}}
    yield json_text({"title": title, "events": [found for found in slides if found], "scale": "human"})


def slide(store: Store, event: Event) -> dict[str, Any] | None:
    """Return an event as a slide; `display_date` says the date no more precisely than the sources do."""
    value = dates.parse(event.date)
    first = value.earliest if value.earliest is not None else value.latest
    if first is None:
        return None
    found: dict[str, Any] = {
        "unique_id": event.id,
        "start_date": _parts(first, value.precision),
        "display_date": value.display_long,
        "text": {"headline": _safe(event.title), "text": _text(store, event)},
    }
    if value.latest not in (None, first) and value.precision == "interval":
        found["end_date"] = _parts(value.latest or first, value.precision)
    kind = store.kinds.get(event.kind)
    if kind:
        found["group"] = kind.title
    return found


def _parts(day: int, precision: str) -> dict[str, str]:
    when = date.fromordinal(day)
    parts = {"year": str(when.year), "month": str(when.month), "day": str(when.day)}
    width = {"year": 1, "month": 2}.get(precision, 3)
    return dict(list(parts.items())[:width])


def _text(store: Store, event: Event) -> str:
    """Return the summary and the excerpts as HTML."""
    found = [f"<p>{_safe(event.summary)}</p>"] if event.summary else []
    for citation in event.evidence:
        passage, source = store.passage(citation.passage), store.sources[citation.source]
        where = _safe(source.publisher or source.title)
        if source.url.startswith(("https://", "http://")):
            where = f'<a href="{escape(source.url)}">{where}</a>'
        words = f"“{_safe(passage.quote)}” " if passage.quote else f"{_safe(passage.gist)} "
        found.append(f"<blockquote>{words}— {where}</blockquote>")
    return "".join(found)


def _safe(text: str) -> str:
    return escape(shown(text))
