"""Make records of the rows of a table: events with their sources, and the people, organisations and places in it."""

from __future__ import annotations

from collections import deque
from itertools import chain

from tui.core.model.sections import ENTITY_SECTIONS, SECTION
from tui.core.text import folding
from tui.exchange import source_details
from tui.exchange.dates.written import UNDATED
from tui.exchange.importers.cited import CitedSource, named
from tui.exchange.importers.content import Options
from tui.exchange.importers.html_text import without_tags
from tui.exchange.importers.incoming import Fields, Incoming, slug
from tui.exchange.importers.tables.headings import ROLES
from tui.exchange.importers.tables.own_rows import OwnRows
from tui.exchange.importers.tables.row_dates import DATES, RowDates
from tui.exchange.importers.tables.row_sources import RowSources
from tui.exchange.importers.tables.table import Table, TableRow

_RECORDS = (*ENTITY_SECTIONS, "events", "sources")
_TYPES = {word: section for section in _RECORDS for word in (SECTION[section].singular, SECTION[section].plural)}
_TYPES |= dict.fromkeys(("organization", "organizations", "org", "company"), "organisations")
"""Folded type of a record → its section."""
_TIES = ("relation", "relations", "claim", "claims")
_ORGANISATIONS = ("company", "product", "initiative", "state-body", "media", "ngo", "party", "international", "group")
_FIRST = {"sources": 0, "places": 1}
"""Sections whose records come before those that name them."""
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
        self.incoming = Incoming(title=table.title, losses=table.losses, notices=table.notices)
        self.incoming.about, self.incoming.columns = table.about, table.columns
        self.dates = RowDates(table.losses, options.order, is_ours=table.is_ours)
        self.row_sources = RowSources(self.incoming, options.order)
        self.known: dict[str, dict[str, str]] = {section: {} for section in ENTITY_SECTIONS}
        """Section → slug of a name → id of its record."""
        self.likely: dict[tuple[str, str], list[str]] = {}
        """Slug of a title, and date → where its rows are."""
        self.events: dict[str, str] = {}
        """Slug of a title → id of its event."""
        self.has_sheet = any(column.heading.casefold() == "headline" for column in table.columns)

    def read(self) -> None:
        """Make all records, and tell what there is to tell."""
        waiting: deque[tuple[TableRow, str]] = deque()
        ties: list[tuple[TableRow, str]] = []
        named_rows: list[tuple[TableRow, str]] = []
        for row in self.table.by_role():
            kind = " ".join(folding.words_once(row.first("type")))
            section = _TYPES.get(kind, "events")
            if self.has_sheet and kind == "title" and not self.incoming.title:
                self._own_text(row)
            elif kind in _TIES and self.table.is_ours:
                ties.append((row, kind))
            elif kind in _TIES:
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
        while waiting:  # a row that was read is forgotten: it has noted what was asked of it
            row, kind = waiting.popleft()
            self._event(row, "" if _TYPES.get(kind) or (self.has_sheet and kind == "era") else row.first("type"))
            self._lose_the_rest(row, "events")
        self.incoming.close_order()
        own = OwnRows(self.incoming, self.dates, self.row_sources, self._find)
        for row, kind in ties:
            own.add(row, kind)
            self._lose_the_rest(row, "claims" if kind.startswith("claim") else "relations")
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
            fields |= {"type": kind, "issued": self.dates.date(row, fields), **self.row_sources.details(row)}
            self.row_sources.sources.source(CitedSource(name, found.url), fields, row.first("id"))
            return
        fields |= {"name": name, "names": [{"value": other} for other in row.entries("other names") if other != name]}
        if section == "organisations":
            kind = slug(row.first("kind"))
            fields["kind"] = kind if kind in _ORGANISATIONS else "group"
            if row.first("end") and "year" not in row.cells:  # two dates, and no time that it was founded in
                self.dates.both(row, fields, "founded", "dissolved")
            else:
                fields["founded"] = self.dates.date(row, fields)
            row.taken |= DATES
            fields["place"] = self._place(row)
            if kind and kind not in _ORGANISATIONS:
                self.incoming.losses.add("field", "it is no kind of organisation", row.place, row.first("kind"))
        elif row.cells.keys() & {"date", "year", "end"}:
            said = " – ".join(filter(None, (row.first("date") or row.first("year"), row.first("end"))))
            self.incoming.losses.add("date", f"{SECTION[section].plural} have no dates", row.place, said)
            row.taken |= DATES
        fields["evidence"] = self.row_sources.evidence(row, name, [])
        key, own_id = slug(name) or name, self._add(section, row, name, fields)
        if self.known[section].setdefault(key, own_id) != own_id:
            self.incoming.losses.add("link", "several records have this name: the first is meant", row.place, name)

    def _lose_the_rest(self, row: TableRow, section: str) -> None:
        """Report the cells of a row that nothing was made of."""
        for role in row.cells.keys() - row.taken:
            reason = f"{SECTION[section].plural} have no place for it: {ROLES[role].becomes}"
            self.incoming.losses.add("field", reason, row.place, row.text(role))

    def _add(self, section: str, row: TableRow, name: str, fields: Fields) -> str:
        """Add a record under the id that its row gives, else under one made from its name; return the id."""
        given = row.first("id")
        return self.incoming.add(section, given or name, fields, exact=self.table.is_ours and bool(given))

    def _find(self, name: str) -> str:
        """Return the id of the entity or event with a name; empty where there is none."""
        known = (*(self.known[section] for section in ENTITY_SECTIONS), self.events)
        return next((found[key] for found in known if (key := slug(name) or name) in found), "")

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
        fields["date"] = self.dates.date(row, fields) or UNDATED
        fields["after"] = [other if self.table.is_ours else slug(other) for other in row.entries("after")]
        fields["kind"] = self._kind(row, foreign_type)
        fields["involves"] = self._involved(row)
        fields["place"] = self._place(row)
        fields |= {end: self._place(row, end) for end in ("origin", "destination")}
        fields["moved"] = [{"value": words} for words in row.entries("moved")]
        fields["summary"] = summary
        fields["note"] = "\n".join(filter(None, (note, fields.pop("note", ""))))
        fields["evidence"] = self.row_sources.evidence(row, title, [*links, *more], fields)
        self.likely.setdefault((slug(title) or title, fields["date"]), []).append(row.place)
        self.events.setdefault(slug(title) or title, self._add("events", row, title, fields))

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

    def _place(self, row: TableRow, role: str = "place") -> str:
        places = [name for name in row.entries(role) if slug(name)]
        for other in places[1:]:
            self.incoming.losses.add("field", f"an event has one {role}", row.place, other)
        return self._met(places[0], "places") if places else ""

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
        if self.dates.has_midnights:
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
