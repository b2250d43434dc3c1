"""Import BibTeX and biblatex: each entry becomes a source, by way of CSL."""

from __future__ import annotations

import gc
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tui.exchange.dates.crossing import from_biblatex
from tui.exchange.dates.written import ReadDate
from tui.exchange.importers import csl
from tui.exchange.importers.content import Content, Options
from tui.exchange.importers.incoming import Fields, Incoming
from tui.exchange.importers.optional import library

_TYPES = {
    "misc": "document",
    "article": "article-journal",
    "book": "book",
    "mvbook": "book",
    "booklet": "pamphlet",
    "collection": "book",
    "conference": "paper-conference",
    "dataset": "dataset",
    "image": "graphic",
    "audio": "song",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "inreference": "entry-encyclopedia",
    "legislation": "legislation",
    "jurisdiction": "legal_case",
    "letter": "personal_communication",
    "manual": "report",
    "mastersthesis": "thesis",
    "movie": "motion_picture",
    "online": "webpage",
    "electronic": "webpage",
    "www": "webpage",
    "patent": "patent",
    "periodical": "periodical",
    "phdthesis": "thesis",
    "proceedings": "book",
    "report": "report",
    "review": "review",
    "software": "software",
    "standard": "standard",
    "suppbook": "chapter",
    "techreport": "report",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "video": "motion_picture",
}
"""Types of entries and what CSL calls them; all others are documents."""
_SUBTYPES = {"magazine": "article-magazine", "newspaper": "article-newspaper"}
_FIELDS = {
    "title": "title",
    "journal": "container-title",
    "journaltitle": "container-title",
    "booktitle": "container-title",
    "maintitle": "container-title",
    "publisher": "publisher",
    "institution": "publisher",
    "school": "publisher",
    "organization": "publisher",
    "howpublished": "medium",
    "address": "publisher-place",
    "location": "publisher-place",
    "volume": "volume",
    "volumes": "number-of-volumes",
    "number": "number",
    "issue": "issue",
    "pages": "page",
    "pagetotal": "number-of-pages",
    "chapter": "chapter-number",
    "edition": "edition",
    "series": "collection-title",
    "doi": "DOI",
    "isbn": "ISBN",
    "issn": "ISSN",
    "pmid": "PMID",
    "url": "URL",
    "abstract": "abstract",
    "keywords": "keyword",
    "annotation": "annote",
    "annote": "annote",
    "note": "note",
    "addendum": "note",
    "type": "genre",
    "version": "version",
    "shorttitle": "title-short",
    "shortjournal": "container-title-short",
    "eventtitle": "event-title",
    "venue": "event-place",
    "origtitle": "original-title",
    "library": "call-number",
    "language": "language",
    "langid": "language",
}
_LANGUAGES = {"english": "en", "german": "de", "ngerman": "de", "french": "fr", "russian": "ru", "ukrainian": "uk",
              "polish": "pl", "spanish": "es", "italian": "it", "belarusian": "be"}  # fmt: skip
_NAMES = {
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "bookauthor": "container-author",
    "holder": "contributor",
    "director": "director",
}
_DATES = {"": "issued", "url": "accessed", "event": "event-date", "orig": "original-date"}
"""Prefix of a date's fields → its variable in CSL."""
_PARTS_OF_TITLES = {"title": ("subtitle", "titleaddon"), "booktitle": ("booksubtitle",)}
"""Title → the fields that belong to it."""
_ELSEWHERE = frozenset(f"{prefix}{part}" for prefix in _DATES for part in ("date", "year", "month", "day")).union(
    *_PARTS_OF_TITLES.values(), ("entrysubtype", "eprinttype", "archiveprefix")
)
"""Fields that are read with another."""
_NUMBERED = frozenset(("article", "periodical", "suppperiodical"))
"""Types whose `number` is that of an issue."""
MOST_ENTRIES = 150_000
"""Entries that are read: the library takes 3 kB for each that it cannot read."""
_BEGINS = re.compile(r"^[ \t]*@", re.MULTILINE)
_PART = re.compile(r"\w+|\"[^\"]*\"|\{[^{}]*\}")
_PARTS = re.compile(rf"(?:{_PART.pattern})(?:\s*#\s*(?:{_PART.pattern}))+")
_LINES = frozenset(("note", "annote", "annotation"))
"""Fields whose lines are kept apart."""
_VERBATIM = frozenset(("url", "doi", "isbn", "issn"))


def read(content: Content, _: Options) -> Incoming:
    """Return the sources of a bibliography.

    Raises:
        ValueError: it has no entries, or the library that reads them is not installed.
    """
    with _collector():
        return _read(content)


@contextmanager
def _collector() -> Iterator[None]:
    """Enable garbage collection, which is off in most commands: what reads names and LaTeX leaves much of it."""
    was_on = gc.isenabled()
    gc.enable()
    try:
        yield
    finally:
        if not was_on:
            gc.disable()


def _read(content: Content) -> Incoming:
    parser = library("bibtexparser", "BibTeX")
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what fails is told by the losses
    logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)
    count = sum(1 for _ in _BEGINS.finditer(content.text))
    if count > MOST_ENTRIES:
        raise ValueError(f"it has {count:,} entries, and {MOST_ENTRIES:,} are read at once: make several files of it")
    found = parser.parse_string(content.text)
    incoming = Incoming()
    entries = [*found.entries]
    bare = parser.middlewares.RemoveEnclosingMiddleware(allow_inplace_modification=True)
    for block in found.failed_blocks:
        entry = getattr(block, "ignore_error_block", None)
        if isinstance(entry, parser.model.Entry):  # its key is that of another
            entries.append(bare.transform_entry(entry, found))
        else:
            place = f"line {block.start_line + 1}"
            incoming.losses.add("record", "an entry that cannot be read", place, " ".join((block.raw or "").split()))
    if not entries and incoming.losses.is_empty:
        raise ValueError("it has no entries of BibTeX")
    reader = _Reader(incoming, {name.lower(): str(one.value) for name, one in found.strings_dict.items()})
    for entry in sorted(entries, key=lambda entry: entry.start_line or 0):
        reader.entry(entry)
    return incoming


class _Reader:
    """Turns entries into items of CSL."""

    def __init__(self, incoming: Incoming, strings: dict[str, str]) -> None:
        latex = library("pylatexenc.latex2text", "BibTeX")
        self.latex = latex.LatexNodes2Text(math_mode="text", keep_comments=True)
        self.names = library("bibtexparser.middlewares.names", "BibTeX")
        self.incoming = incoming
        self.strings = strings
        """Names of texts that the file itself abbreviates, in lower case."""

    def entry(self, entry: Any) -> None:
        """Add the source of an entry."""
        place = f"entry {entry.key}"
        values = ((field.key.lower(), self._together(str(field.value))) for field in entry.fields)
        fields = {key: value for key, value in values if value.strip()}
        kind = entry.entry_type.lower()
        type_ = _SUBTYPES.get(fields.get("entrysubtype", "")) or _TYPES.get(kind, "document")
        item: Fields = {"id": entry.key, "type": type_}
        for key, value in fields.items():
            if key in _NAMES:
                item[_NAMES[key]] = self._people(value)
                if re.search(r"\sand\s+others\s*$", value):
                    self.incoming.losses.add("field", "“and others” stands for names that are not said", place, value)
            elif key == "eprint":
                item["archive"] = fields.get("eprinttype", fields.get("archiveprefix", ""))
                item["archive_location"] = value
            elif key in _FIELDS:
                name = "issue" if key == "number" and kind in _NUMBERED else _FIELDS[key]
                text = self._title(key, fields) if key in _PARTS_OF_TITLES else self._value(key, value)
                item[name] = "; ".join(filter(None, (item.get(name, ""), text)))
            elif key not in _ELSEWHERE:
                self.incoming.losses.add("field", f"a source has no place for {key}", place, value)
        dates = self._read_dates(fields, place)
        if said := dates.pop("note", ""):
            item["note"] = "\n".join(filter(None, (item.get("note", ""), said)))
        csl.add_item(self.incoming, item | dates, place)

    def _title(self, key: str, fields: Fields) -> str:
        """Return a title with its subtitle, and with what is added to it."""
        subtitle, *added = (self._value(part, fields.get(part, "")) for part in _PARTS_OF_TITLES[key])
        title = ": ".join(filter(None, (self._value(key, fields[key]), subtitle)))
        return ". ".join(filter(None, (title, *added)))

    def _together(self, value: str) -> str:
        """Return a value with its parts put together: `press # { and Co}`."""
        if not _PARTS.fullmatch(value):
            return value
        parts = [part.strip() for part in _PART.findall(value)]
        if any(part[0] not in '{"' and part.lower() not in self.strings for part in parts):
            return value
        return "".join(self.strings[part.lower()] if part[0] not in '{"' else part[1:-1] for part in parts)

    def _value(self, key: str, value: str) -> str:
        if key in _VERBATIM:
            return re.sub(r"\\([%#&_~{}])", r"\1", value.strip("{} "))
        if key == "pages":
            return re.sub(r"\s*-{2,3}\s*|\s*–\s*", "–", self._text(value))
        if key in _LINES:
            return "\n".join(filter(None, map(self._text, value.split("\n"))))
        text = self._text(value)
        return _LANGUAGES.get(text.lower(), text) if key in ("language", "langid") else text

    def _text(self, value: str) -> str:
        """Return a text without its commands, with its letters decoded."""
        if not re.search(r"[\\{}$~%&]|--|``|''", value):
            return " ".join(value.split())
        escaped = re.sub(r"(?<!\\)[%&#]", r"\\\g<0>", value)
        return " ".join(str(self.latex.latex_to_text(escaped)).replace("\xa0", " ").split())

    def _people(self, value: str) -> list[Fields]:
        texts = self.names.split_multiple_persons_names(value)
        return [name for text in texts if text != "others" and (name := self._name(text))]

    def _name(self, text: str) -> Fields:
        text = " ".join(text.split())
        if re.fullmatch(r"\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}", text):
            return {"literal": self._text(text)}
        try:
            parts = self.names.parse_single_name_into_parts(text, strict=False)
        except ValueError:
            return {"literal": self._text(text)}
        joined = {
            "family": self._text(" ".join(parts.last)),
            "given": self._text(" ".join(parts.first)),
            "non-dropping-particle": self._text(" ".join(parts.von)),
            "suffix": self._text(" ".join(parts.jr)),
        }
        return {key: part for key, part in joined.items() if part}

    def _read_dates(self, fields: Fields, place: str) -> Fields:
        found: Fields = {}
        for prefix, name in _DATES.items():
            parts = {part: fields.get(f"{prefix}{part}", "") for part in ("date", "year", "month", "day")}
            if not any(parts.values()):
                continue
            parts = {part: self._text(text) if part != "date" else text.strip("{} ") for part, text in parts.items()}
            read: ReadDate = from_biblatex(parts)
            said = " ".join(filter(None, parts.values()))
            if read.lost:
                self.incoming.losses.add("date", read.lost, f"{place}, {name}", said)
            if read.date:
                found[name] = {"edtf": read.date}
            elif name == "issued" and said:
                found["note"] = f"Dated “{said}”"
        return found
