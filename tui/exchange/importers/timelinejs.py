"""Import TimelineJS: each slide becomes an event, with its text as the summary."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

from tui.exchange.dates.crossing import from_timelinejs
from tui.exchange.dates.written import UNDATED
from tui.exchange.importers.content import Content, Options
from tui.exchange.importers.incoming import Incoming

_DATES = ("start_date", "end_date", "display_date")
_TAG = re.compile(r"<[^>]*>")


def read(content: Content, _: Options) -> Incoming:
    """Return the events of a timeline.

    Raises:
        ValueError: it is no timeline.
    """
    value = content.value
    if not isinstance(value, dict) or not isinstance(value.get("events"), list):
        raise ValueError("a timeline has a list of events")
    incoming = Incoming(title=_text(value.get("title"), "headline"))
    for number, slide in enumerate(value["events"], 1):
        title = _text(slide, "headline") if isinstance(slide, dict) else ""
        if not title:
            incoming.losses.add("record", "no title", f"slide {number}")
            continue
        date = incoming.date(from_timelinejs(slide), f"slide {number}", _date_text(slide)) or UNDATED
        kind = incoming.kind(str(slide.get("group", "")))
        fields = {"title": title, "date": date, "kind": kind, "summary": _text(slide, "text")}
        incoming.add("events", str(slide.get("unique_id", "")) or title, fields)
    return incoming


def _text(slide: Any, key: str) -> str:
    """Return the text of a slide without HTML."""
    text = slide.get("text") if isinstance(slide, dict) else None
    found = str(text.get(key, "")) if isinstance(text, dict) else ""
    return " ".join(unescape(_TAG.sub(" ", found)).split())


def _date_text(slide: dict[str, Any]) -> str:
    """Return the dates of a slide as they are written in it, for the report."""
    return " ".join(json.dumps(slide[key], ensure_ascii=False) for key in _DATES if slide.get(key))
