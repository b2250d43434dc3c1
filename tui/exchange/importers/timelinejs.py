"""Import TimelineJS: each slide becomes an event, with its text as the summary."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from tui.exchange.importers.incoming import Fields, Incoming, is_date

_TAG = re.compile(r"<[^>]*>")


def read(value: Any) -> Incoming:
    """Return the events of a timeline.

    Raises:
        ValueError: it is no timeline.
    """
    if not isinstance(value, dict) or not isinstance(value.get("events"), list):
        raise ValueError("a timeline has a list of events")
    incoming = Incoming(title=_text(value.get("title"), "headline"))
    for number, slide in enumerate(value["events"], 1):
        title = _text(slide, "headline") if isinstance(slide, dict) else ""
        date = _date(slide) if isinstance(slide, dict) else ""
        if not title or not date:
            what = "no date that can be read" if title else "no title"
            incoming.losses.add("record", what, f"slide {number}", title)
            continue
        kind = incoming.kind(str(slide.get("group", "")))
        fields = {"title": title, "date": date, "kind": kind, "summary": _text(slide, "text")}
        incoming.add("events", str(slide.get("unique_id", "")) or title, fields)
    return incoming


def _text(slide: Any, key: str) -> str:
    """Return the text of a slide without HTML."""
    text = slide.get("text") if isinstance(slide, dict) else None
    found = str(text.get(key, "")) if isinstance(text, dict) else ""
    return " ".join(unescape(_TAG.sub(" ", found)).split())


def _date(slide: Fields) -> str:
    ends = [_day(slide.get(key)) for key in ("start_date", "end_date")]
    text = "/".join(end for end in ends if end)
    return text if is_date(text) else ""


def _day(value: Any) -> str:
    """Return a date in parts as EDTF, as precise as its parts."""
    if not isinstance(value, dict):
        return ""
    found = []
    for key, width in (("year", 4), ("month", 2), ("day", 2)):
        part = str(value.get(key, "") or "")
        if not part.isdigit():
            break
        found.append(part.zfill(width))
    return "-".join(found)
