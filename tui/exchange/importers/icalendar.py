"""Import iCalendar (RFC 5545): each event of a calendar becomes an event, its address a source."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

from tui.core.loading.validate import is_address
from tui.exchange.dates.parts import span
from tui.exchange.dates.written import NO_DATE, UNDATED, ReadDate, written
from tui.exchange.importers.cited import CitedSource, CitedSources
from tui.exchange.importers.content import Content, Options
from tui.exchange.importers.incoming import Fields, Incoming, slug
from tui.exchange.importers.optional import library

_READ = frozenset(
    ("SUMMARY", "DTSTART", "DTEND", "DURATION", "DESCRIPTION", "COMMENT", "LOCATION", "URL", "ATTACH", "CATEGORIES",
     "UID", "ORGANIZER", "ATTENDEE")
)  # fmt: skip
_HOUSEKEEPING = frozenset(("DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE", "TRANSP", "CLASS", "PRIORITY"))
_REPEATED = frozenset(("RRULE", "RDATE", "EXDATE"))


def read(content: Content, _: Options) -> Incoming:
    """Return the events of a calendar.

    Raises:
        ValueError: there are none, or the library that reads them is not installed.
    """
    icalendar = library("icalendar", "iCalendar")
    try:
        calendars = icalendar.Calendar.from_ical(content.text, multiple=True)
    except (AttributeError, LookupError, TypeError) as error:  # a broken file breaks the library in many ways
        raise ValueError(f"it is a broken calendar: {type(error).__name__}") from None
    reader = _Reader()
    for calendar in calendars:
        reader.incoming.title = reader.incoming.title or str(calendar.get("X-WR-CALNAME") or calendar.get("NAME") or "")
        reader.incoming.summary = reader.incoming.summary or str(calendar.get("X-WR-CALDESC") or "")
        for component in calendar.walk():
            reader.component(component)
    if not reader.number and reader.incoming.losses.is_empty:
        raise ValueError("it is a calendar without events")
    return reader.incoming


class _Reader:
    """Turns the events of calendars into records."""

    def __init__(self) -> None:
        self.incoming = Incoming()
        self.cited = CitedSources(self.incoming)
        self.known: dict[str, str] = {}
        """Slug of a name → id of its record."""
        self.number = 0

    def component(self, component: Any) -> None:
        """Add a component, if it is an event; tell of tasks and the like."""
        if component.name == "VEVENT":
            self.number += 1
            self._event(component, f"event {self.number}")
        elif component.name in ("VTODO", "VJOURNAL", "VFREEBUSY"):
            reason = f"a dataset has no record like {component.name}"
            self.incoming.losses.add("record", reason, text=str(component.get("SUMMARY") or ""))

    def _event(self, event: Any, place: str) -> None:
        title = " ".join(str(event.get("SUMMARY") or "").split())
        description = str(event.get("DESCRIPTION") or "").strip()
        if not title:
            title, description = " ".join(description.split()), ""
        if not title:
            self.incoming.losses.add("record", "no title", place, str(event.get("UID") or ""))
            return
        categories = [str(each) for group in _all(event, "CATEGORIES") for each in getattr(group, "cats", [group])]
        for other in categories[1:]:
            self.incoming.losses.add("field", "an event has one kind", place, other)
        where = str(event.get("LOCATION") or "")
        fields: Fields = {
            "title": title,
            "date": self.incoming.date(*_when(event, place)) or UNDATED,
            "kind": self.incoming.kind(categories[0]) if categories else "",
            "involves": self._people(event),
            "place": self._named("places", where) if slug(where) else "",
            "summary": " ".join(description.split()),
            "note": "\n".join(map(str, _all(event, "COMMENT"))),
        }
        fields["evidence"] = self._sources(event, title, place)
        self.incoming.add("events", title, fields)
        for name, value in event.items():
            if name in _REPEATED:
                self.incoming.losses.add("date", "only the first of what is repeated", place, f"{name}: {_text(value)}")
            elif name in _HOUSEKEEPING:
                self.incoming.losses.add("field", "what a calendar keeps for itself", place, f"{name}: {_text(value)}")
            elif name not in _READ:
                self.incoming.losses.add("field", f"an event has no place for {name}", place, _text(value))

    def _sources(self, event: Any, title: str, place: str) -> list[str]:
        found = []
        for address in map(str, (*_all(event, "URL"), *_all(event, "ATTACH"))):
            if is_address(address):
                source = self.cited.source(CitedSource("", address), {})
                found.append(self.cited.passage(source, title, "", place))
            else:
                self.incoming.losses.add("link", "it is no web address", place, address)
        return [*dict.fromkeys(found)]

    def _people(self, event: Any) -> list[Fields]:
        found = []
        for role, name in (("organiser", "ORGANIZER"), ("", "ATTENDEE")):
            for each in _all(event, name):
                known_as = str(each.params.get("CN") or "") or re.sub("^mailto:", "", str(each), flags=re.IGNORECASE)
                if slug(known_as):
                    part = {"entity": self._named("people", known_as), "role": role}
                    found.append({key: value for key, value in part.items() if value})
        return found

    def _named(self, section: str, name: str) -> str:
        key = f"{section} {slug(name)}"
        if key not in self.known:
            self.known[key] = self.incoming.add(section, name, {"name": " ".join(name.split())})
        return self.known[key]


def _all(event: Any, name: str) -> list[Any]:
    value = event.get(name)
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: Any) -> str:
    written = value.to_ical() if hasattr(value, "to_ical") else value
    return written.decode("utf-8", "replace") if isinstance(written, bytes) else str(written)


def _when(event: Any, place: str) -> tuple[ReadDate, str, str]:
    """Return when an event was, where it is, and the words of its date; the end of whole days is the day after."""
    start, end = (getattr(event.get(name), "dt", None) for name in ("DTSTART", "DTEND"))
    said = " – ".join(_text(event[name]) for name in ("DTSTART", "DTEND", "DURATION") if name in event)
    length = getattr(event.get("DURATION"), "dt", None)
    if start is None:
        return ReadDate("", "no date"), place, said
    if not isinstance(start, date):
        return ReadDate("", NO_DATE), place, said
    try:
        if end is None and isinstance(length, timedelta):
            end = start + length
        if isinstance(end, date) and not isinstance(end, datetime) and end.toordinal() > start.toordinal():
            end -= timedelta(days=1)
    except OverflowError:
        return ReadDate(start.isoformat()[:10], NO_DATE), place, said
    end = end if isinstance(end, date) else None
    return span(_moment(start), _moment(end) if end is not None else ReadDate()), place, said


def _moment(when: date) -> ReadDate:
    """Return a day, or a time of a day, as EDTF."""
    return written(when.isoformat().replace("+00:00", "Z"))
