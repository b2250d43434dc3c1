"""TimelineJS 3: the events, with their excerpts in the text of each slide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tui.core.model.records import Event
from tui.core.store.base import Store
from tui.exchange.dates.crossing import TIMELINEJS
from tui.exchange.exporters.escape import html_text as _safe
from tui.exchange.exporters.escape import json_map
from tui.exchange.exporters.holding import Holding
from tui.exchange.exporters.selection import Selection
from tui.exchange.losses import Losses

HOLDING = Holding("TimelineJS", {"events": "title date kind summary evidence.passage"})


def write(selection: Selection) -> Iterator[str]:
    """Yield one JSON object. An event of which not even the century is known is left out."""
    store = selection.store
    selection.tell(HOLDING)
    slides = (slide(store, event, selection.losses) for event in selection.records(Event))
    title = {"text": {"headline": _safe(store.about.title), "text": _safe(store.about.summary)}}
    yield from json_map({"title": title, "events": filter(None, slides), "scale": "human"})


def slide(store: Store, event: Event, losses: Losses) -> dict[str, Any] | None:
    """Return an event as a slide; None, which is told, where its date has no place on a timeline."""
    held, lost = TIMELINEJS.crossing(event.date)
    place = f"events/{event.id}"
    if not held:
        losses.add("record", "a timeline has no place for an event of an unknown century", place, event.date)
        return None
    if lost:
        losses.add("date", lost, place, event.date)
    found: dict[str, Any] = {
        "unique_id": event.id,
        **held,
        "text": {"headline": _safe(event.title), "text": _text(store, event)},
    }
    kind = store.kinds.get(event.kind)
    if kind:
        found["group"] = kind.title
    return found


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
