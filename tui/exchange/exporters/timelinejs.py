"""TimelineJS 3: the events, with their excerpts in the text of each slide."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from tui.core.dates import edtf
from tui.core.dates.grammar import Interval
from tui.core.model.records import Event
from tui.core.store.base import Store
from tui.exchange.exporters.escape import html_text as _safe
from tui.exchange.exporters.escape import json_text
from tui.exchange.exporters.selection import Selection


def write(selection: Selection) -> Iterator[str]:
    """Yield one JSON object. An event without a known day has no place on a timeline and is left out."""
    store = selection.store
    slides = [slide(store, event) for event in selection.records(Event)]
    title = {"text": {"headline": _safe(store.about.title), "text": _safe(store.about.summary)}}
    yield json_text({"title": title, "events": [found for found in slides if found], "scale": "human"})


def slide(store: Store, event: Event) -> dict[str, Any] | None:
    """Return an event as a slide; `display_date` gives the date no more precisely than the sources do."""
    value = edtf.parse(event.date)
    ends = value.shape.points if isinstance(value.shape, Interval) else (value,)
    start = _parts(ends[0].earliest, ends[0].latest)
    if not start:
        return None
    found: dict[str, Any] = {
        "unique_id": event.id,
        "start_date": start,
        "display_date": value.display_long,
        "text": {"headline": _safe(event.title), "text": _text(store, event)},
    }
    if len(ends) > 1:
        found["end_date"] = _parts(ends[-1].earliest, ends[-1].latest)
    kind = store.kinds.get(event.kind)
    if kind:
        found["group"] = kind.title
    return found


def _parts(earliest: int | None, latest: int | None) -> dict[str, str]:
    """Return year, month and day as far as all days from the first to the last have them in common, the year always.

    A first or last day that is missing is taken for the other one; nothing is returned without either.
    """
    if earliest is None or latest is None:
        known = earliest or latest
        return {"year": str(date.fromordinal(known).year)} if known else {}
    first, last = date.fromordinal(earliest), date.fromordinal(latest)
    parts = {"year": str(first.year), "month": str(first.month), "day": str(first.day)}
    width = 3 if first == last else 2 if (first.year, first.month) == (last.year, last.month) else 1
    return dict(list(parts.items())[:width])


def _text(store: Store, event: Event) -> str:
    """Return the summary and the excerpts as HTML."""
    found = [f"<p>{_safe(event.summary)}</p>"] if event.summary else []
    for citation in event.evidence:
        passage, source = store.passage(citation.passage), store.sources[citation.source]
        where = _safe(source.publisher or source.bare_title)
        if source.url.startswith(("https://", "http://")):
            where = f'<a href="{_safe(source.url)}">{where}</a>'
        words = f"“{_safe(passage.quote)}” " if passage.quote else f"{_safe(passage.gist)} "
        found.append(f"<blockquote>{words}— {where}</blockquote>")
    return "".join(found)
