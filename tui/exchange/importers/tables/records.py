"""Make records of the rows of a table: events with their sources, and the people, organisations and places in it."""

from __future__ import annotations

import re
from itertools import chain, zip_longest

from tui.core.dates import edtf
from tui.core.loading.validate import id_fault
from tui.core.model.sections import ENTITY_SECTIONS, SECTION
from tui.core.text import folding
from tui.exchange import source_details
from tui.exchange.dates import parts
from tui.exchange.dates.crossing import from_timelinejs
from tui.exchange.dates.written import AMBIGUOUS, UNDATED, ReadDate, written
from tui.exchange.importers.cited import CitedSource, CitedSources, named, paired
from tui.exchange.importers.content import Options
from tui.exchange.importers.html_text import without_tags
from tui.exchange.importers.incoming import Fields, Incoming, slug
from tui.exchange.importers.tables.headings import ROLES
from tui.exchange.importers.tables.table import Table, TableRow

_RECORDS = (*ENTITY_SECTIONS, "events", "sources")
_TYPES = {word: section for section in _RECORDS for word in (SECTION[section].singular, SECTION[section].plural)}
_TYPES |= dict.fromkeys(("organization", "organizations", "org", "company"), "organisations")
"""Folded type of a record → its section."""
_NOT_IN_TABLES = ("relation", "relations", "claim", "claims")
_ORGANISATIONS = ("company", "product", "initiative", "state-body", "media", "ngo", "party", "international", "group")
_DATES = frozenset(("date", "end", "year", "month", "day", "time", "end year", "end month", "end day", "end time"))
_NO_DATE = ("", "no date")
_WHICH = f"{AMBIGUOUS}: --dates dmy or --dates mdy says which"
_CITING = frozenset(("source", "link", "media", "quote", "publisher", "evidence"))
"""What makes a row cite something."""
_FIRST = {"sources": 0, "places": 1}
"""Sections whose records come before those that name them."""
_MIDNIGHT = re.compile(r"(?<=\d)[T ]0?0:00(?::00(?:\.0+)?)?(?:Z|[+-]00:?00)?$")
_LIKELY_SHOWN = 3


def records(table: Table, options: Options) -> Incoming:
    """Return the records of a table."""
    reader = _Reader(table, options)
    reader.read()
    return reader.incoming


class _Reader:
    """Turns rows into records: first those that have names, then the events that refer to them."""

    def __init__(self, table: Table, options: Options) -> None:
        self.table = table
        self.options = options
        self.incoming = Incoming(title=table.title, losses=table.losses, notices=table.notices)
        self.incoming.about, self.incoming.columns = table.about, table.columns
        self.sources = CitedSources(self.incoming)
        self.known: dict[str, dict[str, str]] = {section: {} for section in ENTITY_SECTIONS}
        """Section → slug of a name → id of its record."""
        self.likely: dict[tuple[str, str], list[str]] = {}
        """Slug of a title, and date → where its rows are."""
        self.has_midnights = False
        self.is_ours = any(column.is_computed for column in table.columns)
        self.has_sheet = any(column.heading.casefold() == "headline" for column in table.columns)

    def read(self) -> None:
        """Make all records, and tell what there is to tell."""
        waiting: list[tuple[TableRow, str]] = []
        named_rows: list[tuple[TableRow, str]] = []
        for row in self.table.by_role():
            kind = " ".join(folding.words_once(row.first("type")))
            section = _TYPES.get(kind, "events")
            if self.has_sheet and kind == "title" and not self.incoming.title:
                self._own_text(row)
            elif kind in _NOT_IN_TABLES:
                self.incoming.losses.add(
                    "row", "a table brings events, people, organisations, places and sources", row.place, kind
                )
            elif section == "events":
                waiting.append((row, kind))
            else:
                named_rows.append((row, section))
        for row, section in sorted(named_rows, key=lambda each: _FIRST.get(each[1], 2)):
            self._named(row, section)
            self._lose_the_rest(row, section)
        for row, kind in waiting:
            self._event(row, "" if _TYPES.get(kind) or (self.has_sheet and kind == "era") else row.first("type"))
            self._lose_the_rest(row, "events")
        self.incoming.close_order()
        self.table.lose_columns()
        self._tell()

    def _own_text(self, row: TableRow) -> None:
        """Take the title slide of a timeline as the title and summary of the dataset."""
        self.incoming.title, _ = without_tags(row.first("title"))
        self.incoming.summary, links = without_tags(row.text("summary"))
        for link in chain(links, row.entries("media")):
            self.incoming.losses.add("link", "a dataset as a whole has no sources", row.place, link)

    # -- people, organisations, places, sources -------------------------------------------------------------------

    def _named(self, row: TableRow, section: str) -> None:
        name = " ".join(row.first("title").split())
        if not name:
            self.incoming.losses.add("row", "no name", row.place, row.text("summary"))
            row.taken |= row.cells.keys()
            return
        fields: Fields = {"summary": row.text("summary"), "note": row.text("note")}
        if section == "sources":
            found = next(iter(named(row.text("link"))), CitedSource(""))
            written_kind = row.first("kind")
            kind = written_kind if written_kind in source_details.TYPES else slug(written_kind)
            kind = kind or ("webpage" if found.url else "document")
            fields |= {"type": kind, "issued": self._date(row, fields), **self._of_source(row)}
            self.sources.source(CitedSource(name, found.url), fields, row.first("id"))
            return
        fields |= {"name": name, "names": [{"value": other} for other in row.entries("other names") if other != name]}
        if section == "organisations":
            kind = slug(row.first("kind"))
            fields["kind"] = kind if kind in _ORGANISATIONS else "group"
            if row.first("end") and "year" not in row.cells:  # two dates, and no time that it was founded in
                fields["founded"] = self._told(row, fields, self._end(row, "date"))
                fields["dissolved"] = self._told(row, fields, self._end(row, "end"))
            else:
                fields["founded"] = self._date(row, fields)
            row.taken |= _DATES
            fields["place"] = self._place(row)
            if kind and kind not in _ORGANISATIONS:
                self.incoming.losses.add("field", "it is no kind of organisation", row.place, row.first("kind"))
        elif row.cells.keys() & {"date", "year", "end"}:
            said = " – ".join(filter(None, (row.first("date") or row.first("year"), row.first("end"))))
            self.incoming.losses.add("date", f"{SECTION[section].plural} have no dates", row.place, said)
            row.taken |= _DATES
        fields["evidence"] = self._evidence(row, name, [])
        self.known[section][slug(name)] = self.incoming.add(section, row.first("id") or name, fields)

    def _lose_the_rest(self, row: TableRow, section: str) -> None:
        """Report the cells of a row that nothing was made of."""
        for role in row.cells.keys() - row.taken:
            reason = f"{SECTION[section].plural} have no place for it: {ROLES[role].becomes}"
            self.incoming.losses.add("field", reason, row.place, row.text(role))

    def _met(self, name: str, section: str) -> str:
        """Return the id of the entity with a name, of a place where it must be one; add it on first use."""
        key = slug(name) or name
        for known in (section, *(() if section == "places" else ENTITY_SECTIONS)):
            if key in self.known[known]:
                return self.known[known][key]
        fields: Fields = {"name": " ".join(name.split())}
        if section == "organisations":
            fields["kind"] = "group"
        self.known[section][key] = self.incoming.add(section, name, fields)
        return self.known[section][key]

    # -- events ---------------------------------------------------------------------------------------------------

    def _event(self, row: TableRow, foreign_type: str) -> None:
        title, links = without_tags(" ".join(row.first("title").split()))
        summary, more = without_tags(row.text("summary"))
        if not title:
            title, summary = " ".join(summary.split()), ""
        if not title:
            words = " | ".join(cell for cells in row.cells.values() for cell in cells)
            self.incoming.losses.add("row", "no title", row.place, words)
            row.taken |= row.cells.keys()
            return
        if not folding.words_once(title):
            self.incoming.losses.add("text", "no title that can be searched", row.place, title)
        fields: Fields = {"title": title}
        note = row.text("note")
        fields["date"] = self._date(row, fields) or UNDATED
        fields["after"] = [slug(other) for other in row.entries("after")]
        fields["kind"] = self._kind(row, foreign_type)
        fields["involves"] = self._involved(row)
        fields["place"] = self._place(row)
        fields["summary"] = summary
        fields["note"] = "\n".join(filter(None, (note, fields.pop("note", ""))))
        fields["evidence"] = self._evidence(row, title, [*links, *more], fields)
        self.likely.setdefault((slug(title) or title, fields["date"]), []).append(row.place)
        self.incoming.add("events", row.first("id") or title, fields)

    def _kind(self, row: TableRow, foreign_type: str) -> str:
        kinds = [*row.entries("kind"), *([foreign_type] if foreign_type else [])]
        for other in kinds[1:]:
            if slug(other) != slug(kinds[0]):
                self.incoming.losses.add("field", "an event has one kind", row.place, other)
        return self.incoming.kind(kinds[0]) if kinds else ""

    def _involved(self, row: TableRow) -> list[Fields]:
        ids = [
            self._met(name, section)
            for role, section in (
                ("involves", "organisations"),
                ("organisations", "organisations"),
                ("people", "people"),
            )
            for name in row.entries(role)
            if slug(name)
        ]
        return [{"entity": each} for each in dict.fromkeys(ids)]

    def _place(self, row: TableRow) -> str:
        places = [name for name in row.entries("place") if slug(name)]
        for other in places[1:]:
            self.incoming.losses.add("field", "an event has one place", row.place, other)
        return self._met(places[0], "places") if places else ""

    # -- dates ----------------------------------------------------------------------------------------------------

    def _date(self, row: TableRow, fields: Fields) -> str:
        """Return the date of a row as EDTF, empty where it has none; one that cannot be read is told, and noted."""
        read = self._read_date(row)
        if (year := parts.number(row.first("year") if "date" in row.cells else "")) and read.date:
            known = edtf.parse(read.date).shape.points
            if all(str(abs(year)).zfill(4) not in point.year for point in known):
                row.taken.discard("year")
            else:
                row.taken |= {"month", "day"}
        return self._told(row, fields, read)

    def _told(self, row: TableRow, fields: Fields, read: ReadDate) -> str:
        """Return a date that was read; what was lost of it is told, and its words are noted."""
        if read.lost:
            said = self._said(row)
            reason = _WHICH if read.lost == AMBIGUOUS else read.lost
            self.incoming.losses.add("date", reason, row.place, said)
            fields["note"] = "\n".join(filter(None, (fields.get("note", ""), f"Dated “{said}” in the table.")))
        return read.date

    def _read_date(self, row: TableRow) -> ReadDate:
        if "date" not in row.cells and ("year" in row.cells or "shown date" in row.cells):
            start, end = self._fields(row, ""), self._fields(row, "end ")
            if not start or parts.number(start["year"]) is not None:
                shown = {"start_date": start, "end_date": end, "display_date": row.first("shown date")}
                return from_timelinejs({key: value for key, value in shown.items() if value})
            words = " ".join(filter(None, (row.first("day"), row.first("month"), row.first("year"))))
            return parts.span(written(words, self.options.order), parts.of_fields(end))
        return parts.span(self._end(row, "date"), self._end(row, "end"))

    def _end(self, row: TableRow, role: str) -> ReadDate:
        text = row.first(role)
        if not self.is_ours and (day := _MIDNIGHT.sub("", text)) != text:
            self.has_midnights, text = True, day
        read = written(text, self.options.order) if text else ReadDate()
        if read == _NO_DATE:
            return ReadDate()
        time = row.first("time" if role == "date" else "end time")
        if time and read.date and not read.lost and re.fullmatch(r"\d{4}-\d\d-\d\d", read.date):
            timed = written(f"{read.date} {time}")
            return timed if timed.date else ReadDate(read.date, "a time of day that is none")
        return read

    def _fields(self, row: TableRow, prefix: str) -> dict[str, str]:
        """Return the date of columns for year, month and day; empty where there is no year."""
        if not row.first(f"{prefix}year"):
            return {}
        found = {key: row.first(f"{prefix}{key}") for key in ("year", "month", "day")}
        clock = row.first(f"{prefix}time").split(":")
        return found | dict(zip(("hour", "minute", "second"), clock, strict=False))

    def _said(self, row: TableRow) -> str:
        """Return the words of a date."""
        if "date" in row.cells or "year" not in row.cells:
            return " – ".join(filter(None, (row.first("date"), row.first("end"))))
        ends = (
            " ".join(filter(None, (row.first(f"{prefix}{key}") for key in ("day", "month", "year", "time"))))
            for prefix in ("", "end ")
        )
        return " – ".join(filter(None, (*ends, row.first("shown date"))))

    # -- sources --------------------------------------------------------------------------------------------------

    def _evidence(self, row: TableRow, gist: str, links: list[str], fields: Fields | None = None) -> list[str]:
        """Return the passages that a row cites: of its sources, its links, the links in its text, its pictures."""
        if not links and _CITING.isdisjoint(row.cells):
            return []
        if own := self._own_evidence(row, gist):
            return own
        found = [*self._sources(row), *chain.from_iterable(map(named, links))]
        quotes = row.all("quote")
        passages: list[str] = []
        if not found and (publisher := row.first("publisher")):
            found = [CitedSource(publisher)]
        about = self._of_source(row) if found else {}
        if quotes and not found:
            self._quotes_alone(row, quotes, fields)
        for number, one in enumerate(found):
            source = self.sources.source(one, about if not number else {})
            own = (
                quotes
                if len(found) == 1
                else quotes[number : number + 1]
                if len(quotes) == len(found)
                else (quotes if not number else [])
            )
            passages += [self.sources.passage(source, gist, quote, row.place) for quote in own or [""]]
        for one in named(row.text("media")):
            about_media: Fields = {"authors": [{"literal": credit}] if (credit := row.first("credit")) else []}
            source = self.sources.source(CitedSource(row.first("caption") or one.title, one.url), about_media)
            passages.append(self.sources.passage(source, gist, "", row.place))
        return [*dict.fromkeys(passages)]

    def _own_evidence(self, row: TableRow, gist: str) -> list[str]:
        """Return the passages that a row names by their ids, as our own export has them."""
        given = row.entries("evidence")
        names = [name for name in given if name.count("/") == 1 and not any(map(id_fault, name.split("/")))]
        for name in given:
            if name not in names:
                self.incoming.losses.add("link", "it is no SOURCE/PASSAGE", row.place, name)
        quotes = row.entries("quote") if names else []
        if len(quotes) not in (0, len(names)):
            reason = "which excerpt is of which passage cannot be told"
            self.incoming.losses.add("text", reason, row.place, row.text("quote"))
            quotes = []
        pairs = zip_longest(names, quotes, fillvalue="")
        return [*dict.fromkeys(self.sources.by_name(name, gist, quote, row.place) for name, quote in pairs)]

    def _quotes_alone(self, row: TableRow, quotes: list[str], fields: Fields | None) -> None:
        """Keep excerpts for which there is no source as a note, and say so."""
        for quote in quotes:
            self.incoming.losses.add("text", "an excerpt without a source stands in the note", row.place, quote)
        if fields is not None:
            said = " ".join(f"“{quote}”" for quote in quotes)
            fields["note"] = "\n".join(filter(None, (fields.get("note", ""), said)))

    def _sources(self, row: TableRow) -> list[CitedSource]:
        titles, links = row.all("source"), row.all("link")
        if len(titles) == len(links) > 1:
            pairs = zip_longest(titles, links, fillvalue="")
            return [one for title, link in pairs for one in self._group([title], [link])]
        return self._group(titles, links)

    def _group(self, titles: list[str], links: list[str]) -> list[CitedSource]:
        row = TableRow("", {"source": titles, "link": links})
        return paired(
            [one for text in row.entries("source") for one in named(text)],
            [one for text in row.entries("link") for one in named(text)],
        )

    def _of_source(self, row: TableRow) -> Fields:
        """Return what a row says of its first source."""
        archived = next((one.url for one in named(row.text("archived")) if one.url), "")
        fields: Fields = {
            "publisher": row.first("publisher"),
            "authors": [{"literal": author} for author in row.entries("author")],
            "archived": archived,
        }
        if row.first("archived") and not archived:
            self.incoming.losses.add("link", "it is no web address", row.place, row.first("archived"))
        for key in ("issued", "accessed"):
            if text := row.first(key):
                read = written(text, self.options.order)
                if read.date:
                    fields[key] = read.date
                if read.lost:
                    self.incoming.losses.add("date", read.lost, row.place, text)
        return {key: value for key, value in fields.items() if value}

    # -- what the user is to know ---------------------------------------------------------------------------------

    def _tell(self) -> None:
        groups = [places for places in self.likely.values() if len(places) > 1]
        if groups:
            shown = "; ".join(_places(places) for places in groups[:_LIKELY_SHOWN])
            more = f" and {len(groups) - _LIKELY_SHOWN:,} more" if len(groups) > _LIKELY_SHOWN else ""
            count = sum(map(len, groups))
            self.incoming.notices.append(f"{count:,} events are likely the same as others: {shown}{more}")
        undated = sum(date == UNDATED for _, date in self.likely)
        if undated:
            self.incoming.notices.append(f"events without a date that can be read are dated {UNDATED}: year unknown")
        if self.has_midnights:
            self.incoming.notices.append("midnight is how programs fill up a day: it is taken as no time of day")
        if any(column.role == "involves" and column.cells for column in self.table.columns):
            heading = next(column.heading for column in self.table.columns if column.role == "involves")
            self.incoming.notices.append(
                f"names in “{heading}” are taken for organisations; a column People, or rows of type Person make people"
            )


def _places(places: list[str]) -> str:
    """Return "rows 2, 3 and 4"."""
    noun = places[0].partition(" ")[0]
    numbers = [place.partition(" ")[2] for place in places[:5]]
    if len(places) > 5:
        return f"{noun}s {', '.join(numbers)} …"
    return f"{noun}s {', '.join(numbers[:-1])} and {numbers[-1]}"
