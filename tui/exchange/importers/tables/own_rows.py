"""Relations and claims, which only a table that we have written holds: made when all that they name is there."""

from __future__ import annotations

from collections.abc import Callable

from tui.exchange.importers.incoming import Fields, Incoming, slug
from tui.exchange.importers.tables.row_dates import RowDates
from tui.exchange.importers.tables.row_sources import RowSources
from tui.exchange.importers.tables.table import TableRow, own_entries

VALUES = "|"
"""Separates the passages of one value of a claim from those of the next."""


class OwnRows:
    """Makes them; `find` returns the id of the record with a name, empty where the table has none."""

    def __init__(self, incoming: Incoming, dates: RowDates, sources: RowSources, find: Callable[[str], str]) -> None:
        self._incoming, self._dates, self._sources, self._find = incoming, dates, sources, find

    def add(self, row: TableRow, kind: str) -> None:
        """Add the relation or claim of a row; one whose ends are not in the table is told."""
        (self._relation if kind.startswith("relation") else self._claim)(row)

    def _relation(self, row: TableRow) -> None:
        title, ends = row.first("kind"), [self._find(name) for name in row.entries("involves")]
        if len(ends) != 2 or not all(ends) or not slug(title):
            self._lose(row, "a relation whose ends are not both in the table, or whose type has no name")
            return
        kind = slug(title)
        if kind not in self._incoming.relation_types:
            self._incoming.relation_types[kind] = (title, f"← {title}")
            reason = "a table does not say how a type of relation reads backwards: an arrow stands for it"
            self._incoming.losses.add("text", reason, f"relation_types/{kind}", title)
        fields: Fields = {"from": ends[0], "type": kind, "to": ends[1]}
        fields |= {"summary": row.text("summary"), "note": row.text("note")}
        self._dates.both(row, fields, "start", "end")
        fields["as_of"] = self._dates.told(row, fields, self._dates.end(row, "as_of"))
        fields["evidence"] = self._sources.evidence(row, row.first("title"), [])
        self._incoming.add("relations", row.first("id") or row.first("title"), fields, exact=True)

    def _claim(self, row: TableRow) -> None:
        question, values = row.first("title"), row.entries("value")
        about = next(filter(None, map(self._find, row.entries("involves"))), "")
        if not about or not question or not any(values):
            self._lose(row, "a claim without a question or values, or about what is not in the table")
            return
        rests = [own_entries(group) for group in row.first("evidence").split(VALUES)]
        quotes = dict(zip(dict.fromkeys(name for names in rests for name in names), row.entries("quote"), strict=False))
        found: list[Fields] = []
        for number, value in enumerate(values):
            if not value:
                continue
            names = rests[number] if number < len(rests) else []
            evidence = [self._sources.cited(name, question, quotes.get(name, ""), row) for name in names]
            found.append({"value": value, "evidence": [name for name in evidence if name]})
        fields: Fields = {"about": about, "question": question, "values": found, "note": row.text("note")}
        self._incoming.add("claims", row.first("id") or question, fields, exact=True)

    def _lose(self, row: TableRow, reason: str) -> None:
        self._incoming.losses.add("row", reason, row.place, row.first("title"))
        row.taken |= row.cells.keys()
