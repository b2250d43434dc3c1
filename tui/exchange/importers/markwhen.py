"""Import Markwhen: each line with a date becomes an event, the lines below it its summary, its links sources."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tui.core.loading.validate import is_address
from tui.exchange.dates.written import AMBIGUOUS, UNDATED, DateOrder, ReadDate, written
from tui.exchange.importers.cited import CitedSource, CitedSources
from tui.exchange.importers.content import Content, Options
from tui.exchange.importers.incoming import Fields, Incoming

_ENTRY = re.compile(
    r"\s*((?:\d|before\s|after\s|[A-Za-z]{3,9}\.?\s\d)[^:#\[\]()\"]{0,60}?)\s*:\s+(\S.*)", re.IGNORECASE
)
_CLOCK_ENTRY = re.compile(r"\s*(\d{4}-\d\d-\d\dT[\d:.]+Z?(?:\s*/\s*\d{4}-\d\d-\d\dT[\d:.]+Z?)?)\s*:\s+(\S.*)")
_FIRST = re.compile(
    r"^\s*\d{1,4}(?:[-/.]\d{1,4}){0,2}(?:\s*[-/–]\s*(?:\d{1,4}(?:[-/.]\d{1,4}){0,2}|now))?\s*: +\S", re.M
)
_SECTION = re.compile(r"\s*(?:(?:section|group)\s+|#{1,6}\s+)(.+)")
_END = re.compile(r"\s*(?:endSection|endGroup)\s*")
_HEADER = re.compile(r"([A-Za-z][\w.]*):\s*(.*)")
_ORDER = re.compile(r"^dateFormat:\s*([dM])\S*\s*$", re.MULTILINE)
_TAG = re.compile(r"(?<!\S)#([\w-]+)")
_LINK = re.compile(r"!?\[([^\]]*)\]\(([^)\s]+)\)")


@dataclass
class _Entry:
    """A line with a date, and what stands below it."""

    place: str
    date: str
    lines: list[str] = field(default_factory=list)
    section: str = ""


def is_markwhen(content: Content) -> bool:
    """Whether a text has lines that begin with a date and a colon."""
    return not content.is_json and bool(_FIRST.search(content.text[:10_000]))


def read(content: Content, options: Options) -> Incoming:
    """Return the events of a timeline in Markwhen.

    Raises:
        ValueError: it has none.
    """
    incoming = Incoming()
    entries = _entries(content.text, incoming)
    if not entries:
        raise ValueError("it has no lines that begin with a date and a colon")
    cited = CitedSources(incoming)
    order = options.order
    if order is None and (said := _ORDER.search(content.text)):
        order = "dmy" if said[1] == "d" else "mdy"
    for entry in entries:
        _event(incoming, cited, entry, order)
    return incoming


def _entries(text: str, incoming: Incoming) -> list[_Entry]:
    found: list[_Entry] = []
    sections: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        place = f"line {number}"
        if line.lstrip().startswith("//"):
            incoming.losses.add("text", "comments of the file", place, line.strip())
        elif match := _CLOCK_ENTRY.fullmatch(line) or _ENTRY.fullmatch(line):
            found.append(_Entry(place, match[1], [match[2]], sections[-1] if sections else ""))
        elif _END.fullmatch(line):
            sections = sections[:-1]
        elif match := _SECTION.fullmatch(line):
            sections = [*([] if line.lstrip().startswith("#") else sections), match[1].strip()]
        elif found and line.strip():
            found[-1].lines.append(line.strip())
        elif _ORDER.fullmatch(line):
            continue
        elif (match := _HEADER.fullmatch(line)) and match[1].lower() in ("title", "description"):
            if match[1].lower() == "title":
                incoming.title = match[2].strip()
            else:
                incoming.summary = match[2].strip()
        elif line.strip() and set(line.strip()) != {"-"}:
            incoming.losses.add("text", "settings and other lines above the first event", place, line.strip())
    return found


def _event(incoming: Incoming, cited: CitedSources, entry: _Entry, order: DateOrder | None) -> None:
    words = "\n".join(entry.lines)
    tags = _TAG.findall(words)
    title, *rest = (" ".join(_LINK.sub(r"\1", _TAG.sub("", line)).split()) for line in entry.lines)
    for other in [*tags[1:], *([entry.section] if tags and entry.section else [])]:
        incoming.losses.add("field", "an event has one kind", entry.place, other)
    read = _date(entry.date, order)
    evidence = []
    for name, address in _LINK.findall(words):
        if is_address(address):
            source = cited.source(CitedSource(name if " " in name else "", address), {})
            evidence.append(cited.passage(source, title or entry.date, "", entry.place))
        else:
            incoming.losses.add("link", "it is no web address", entry.place, address)
    fields: Fields = {
        "title": title or " ".join(filter(None, rest)) or entry.date,
        "date": incoming.date(read, entry.place, entry.date) or UNDATED,
        "kind": incoming.kind(tags[0] if tags else entry.section),
        "summary": " ".join(filter(None, rest)),
        "note": f"Dated “{entry.date}” in the timeline." if read.lost else "",
        "evidence": [*dict.fromkeys(evidence)],
    }
    incoming.add("events", title or entry.date, fields)


def _date(text: str, order: DateOrder | None) -> ReadDate:
    """Read a date, or two with a slash or a dash between them; `now` is an end that is open."""
    open_end = re.sub(r"\s*(?:/|-|–)\s*(?:now|present)$", "/..", text.strip(), flags=re.IGNORECASE)
    if open_end != text.strip():
        start = written(open_end[:-3], order)
        return ReadDate(f"{start.date}/..", start.lost) if start.date else start
    plain = re.sub(r"\s*/\s+|\s+/\s*", "/", text.strip())
    read = written(plain, order)
    if read.lost == AMBIGUOUS:
        return ReadDate("", f"{AMBIGUOUS}: --dates dmy or --dates mdy says which")
    return read if read.date or "/" not in plain else written(" – ".join(plain.split("/", 1)), order)
