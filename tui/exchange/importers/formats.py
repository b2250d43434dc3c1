"""The formats of `letapis import`: how each is recognised by its content, and the module that reads it."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from typing import Any

from msgspec import Struct

from tui.exchange import source_details
from tui.exchange.importers import foreign_files
from tui.exchange.importers.content import Content, Options, decoded
from tui.exchange.importers.incoming import Incoming
from tui.exchange.importers.markwhen import is_markwhen
from tui.exchange.importers.own_lines import is_ours

Recogniser = Callable[[Content], bool]


class ImportFormat(Struct, frozen=True):
    """A format: its name on the command line, what it is called in a sentence, and how it is recognised."""

    name: str
    title: str
    recognised: Recogniser
    module: str

    def read(self, content: Content, options: Options) -> Incoming:
        """Return the records of a file.

        Raises:
            ValueError: it has none, or cannot be read; says why.
        """
        read: Callable[[Content, Options], Incoming] = import_module(f"tui.exchange.importers.{self.module}").read
        return read(content, options)


def _first(value: Any) -> Any:
    """Return the first of a list, else the value itself."""
    return value[0] if isinstance(value, list) and value else value


def _has(*keys: str) -> Recogniser:
    """Recognise JSON whose value, or the first of whose list, has one of these keys."""

    def recognised(content: Content) -> bool:
        first = _first(content.value) if content.is_json else None
        return isinstance(first, dict) and not set(keys).isdisjoint(first)

    return recognised


def _is_ours(content: Content) -> bool:
    return content.is_json and is_ours(_first(content.value))


def _is_ftm(content: Content) -> bool:
    first = _first(content.value) if content.is_json else None
    if not isinstance(first, dict):
        return False
    items = _first(first.get("results", first.get("entities", first)))
    return isinstance(items, dict) and {"schema", "properties"} <= set(items)


def _is_timelinejs(content: Content) -> bool:
    value = content.value if content.is_json else None
    if not isinstance(value, dict):
        return False
    if isinstance(value.get("timeline"), dict):
        return True
    slide = _first(value.get("events"))
    return isinstance(slide, dict) and ("start_date" in slide or isinstance(slide.get("text"), dict))


def _is_bibtex(content: Content) -> bool:
    return not content.is_json and bool(_BIBTEX.search(content.text[:_HEAD]))


_BIBTEX = re.compile(r"^[ \t]*@[A-Za-z]+[ \t]*[{(]", re.MULTILINE)
_RIS = re.compile(r"(?:\ufeff|\s)*TY  ?- ?\w", re.ASCII)
_CALENDAR = re.compile(r"(?:\ufeff|\s)*BEGIN:VCALENDAR\b", re.IGNORECASE)
_HEAD = 10_000
"""Characters at the beginning by which a text is recognised."""
_CSL_ONLY = frozenset(("issued", "container-title", "DOI", "ISBN", "citation-key", "citation-label"))


def _is_csl(content: Content) -> bool:
    value = content.value if content.is_json else None
    items = value["items"] if isinstance(value, dict) and isinstance(value.get("items"), list) else value
    item = _first(items)
    if not isinstance(item, dict):
        return False
    data = item.get("data", item)
    if (isinstance(data, dict) and "itemType" in data) or isinstance(item.get("csljson"), dict):
        return True
    if not _CSL_ONLY.isdisjoint(item):
        return True
    return "title" in item and "date" not in item and str(item.get("type")) in source_details.TYPES


FORMATS: dict[str, ImportFormat] = {
    entry.name: entry
    for entry in (
        ImportFormat("jsonl", "JSON Lines of our own", _is_ours, "own_lines"),
        ImportFormat("ftm", "FollowTheMoney", _is_ftm, "ftm"),
        ImportFormat("timelinejs", "TimelineJS", _is_timelinejs, "timelinejs"),
        ImportFormat("csl", "CSL-JSON", _is_csl, "csl"),
        ImportFormat(
            "annotations",
            "Web Annotations",
            _has("target", "items", "first", "rows", "annotations", "@graph"),
            "annotations",
        ),
        ImportFormat("bibtex", "BibTeX or biblatex", _is_bibtex, "bibtex"),
        ImportFormat("ris", "RIS", lambda content: bool(_RIS.match(content.text)), "ris"),
        ImportFormat("icalendar", "iCalendar", lambda content: bool(_CALENDAR.match(content.text)), "icalendar"),
        ImportFormat("markwhen", "Markwhen", is_markwhen, "markwhen"),
        ImportFormat("json", "a list of objects in JSON", lambda content: content.is_json, "tables.objects"),
        ImportFormat("csv", "a table", lambda content: not content.is_json, "tables.csv_table"),
    )
}
"""Name → format, in the order in which they are tried; the last two take what the others leave."""


def read(data: bytes, options: Options, name: str = "") -> Incoming:
    """Return the records of a file in the format of this name, else in the one that its content shows.

    Raises:
        ValueError: it is in none of the formats, or cannot be read; says in a sentence what it is.
    """
    if sentence := foreign_files.sentence_for_bytes(data):
        raise ValueError(sentence)
    content = decoded(data, options.encoding)
    if not content.is_json and (sentence := foreign_files.sentence_for_text(content.text)):
        raise ValueError(sentence)
    format_ = FORMATS[name] if name else next(each for each in FORMATS.values() if each.recognised(content))
    try:
        incoming = format_.read(content, options)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    except ValueError as error:
        foreign = "" if content.is_json else foreign_files.sentence_for_unread(content.text)
        raise ValueError(foreign or str(error)) from None
    if content.guessed:
        incoming.notices.insert(
            0, f"the file is not UTF-8; it is read as {content.encoding_name}: --encoding says another"
        )
    if (at := content.text.find("\ufffd")) >= 0:
        reason = f"letters that {content.encoding_name} does not have stand as \ufffd"
        incoming.losses.add(
            "text", reason, f"line {content.text.count(chr(10), 0, at) + 1}", content.text[max(0, at - 20) : at + 20]
        )
    return incoming
