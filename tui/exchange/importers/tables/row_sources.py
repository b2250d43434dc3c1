"""What the rows of a table cite: their sources, links and pictures, with excerpts, or passages by their ids."""

from __future__ import annotations

from itertools import chain, zip_longest

from tui.core.loading.validate import id_fault
from tui.exchange.dates.written import DateOrder, written
from tui.exchange.importers.cited import CitedSource, CitedSources, named, paired
from tui.exchange.importers.incoming import Fields, Incoming
from tui.exchange.importers.tables.table import TableRow

_CITING = frozenset(("source", "link", "media", "quote", "publisher", "evidence"))
"""What makes a row cite something."""


class RowSources:
    """Makes sources and passages of what rows cite."""

    def __init__(self, incoming: Incoming, order: DateOrder | None) -> None:
        self.incoming, self.order = incoming, order
        self.sources = CitedSources(incoming)

    def evidence(self, row: TableRow, gist: str, links: list[str], fields: Fields | None = None) -> list[str]:
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
        about = self.details(row) if found else {}
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
        given, quotes = row.entries("evidence"), row.entries("quote")
        if not any(map(_is_passage, given)):
            quotes = []
        if len(quotes) not in (0, len(given)):
            reason = "which excerpt is of which passage cannot be told"
            self.incoming.losses.add("text", reason, row.place, row.text("quote"))
            quotes = []
        found = [self.cited(name, gist, quote, row) for name, quote in zip_longest(given, quotes, fillvalue="")]
        return [*dict.fromkeys(filter(None, found))]

    def cited(self, name: str, gist: str, quote: str, row: TableRow) -> str:
        """Return the passage that is named SOURCE/PASSAGE; "" where it is no such name, which is told."""
        if not _is_passage(name):
            self.incoming.losses.add("link", "it is no SOURCE/PASSAGE", row.place, name)
            return ""
        return self.sources.by_name(name, gist, quote, row.place)

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

    def details(self, row: TableRow) -> Fields:
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
                read = written(text, self.order)
                if read.date:
                    fields[key] = read.date
                if read.lost:
                    self.incoming.losses.add("date", read.lost, row.place, text)
        return {key: value for key, value in fields.items() if value}


def _is_passage(name: str) -> bool:
    return name.count("/") == 1 and not any(map(id_fault, name.split("/")))
