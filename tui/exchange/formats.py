"""The formats of `letapis export`, each with the module that writes it, imported on first use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from tui.exchange.exporters.selection import Selection


class Format(Struct, frozen=True):
    """A format: its name on the command line, the ending of its files, and its description."""

    name: str
    ending: str
    title: str
    module: str
    function: str = "write"

    @property
    def is_dossier(self) -> bool:
        """Whether it has the user's own words beside those of the dataset."""
        return self.module.startswith("dossier.")

    def write(self, selection: Selection) -> Iterator[str]:
        """Yield the text of a file with what was selected, in pieces."""
        write: Callable[[Selection], Iterator[str]] = getattr(
            import_module(f"tui.exchange.{self.module}"), self.function
        )
        return write(selection)

    def encoded(self, selection: Selection) -> Iterator[bytes]:
        """Yield the same as UTF-8."""
        return as_utf8(self.write(selection))


def as_utf8(pieces: Iterable[str]) -> Iterator[bytes]:
    """Yield the pieces of a text as UTF-8; what UTF-8 cannot hold is escaped with a backslash."""
    return (piece.encode("utf-8", "backslashreplace") for piece in pieces)


FORMATS: dict[str, Format] = {
    entry.name: entry
    for entry in (
        Format("csv", "csv", "a table for a spreadsheet, one record a row", "exporters.table", "csv_rows"),
        Format("tsv", "tsv", "the same table, separated by tabs", "exporters.table", "tsv_rows"),
        Format("md", "md", "Markdown: a dossier, which says of each word whose it is", "dossier.markdown"),
        Format("html", "html", "a page for a browser that explores what was chosen, in one file", "page.writing"),
        Format("dossier", "html", "HTML: a dossier, as a page to print or send", "dossier.html"),
        Format("svg", "svg", "SVG: a drawing of the events in lanes, on pages to print", "drawing.svg"),
        Format("figures", "svg", "SVG: charts of figures over time, with who gives each", "drawing.figures"),
        Format("csl", "json", "CSL-JSON: the sources, for reference managers", "exporters.csl"),
        Format("bibtex", "bib", "BibTeX: the sources, with year and month", "exporters.bibtex"),
        Format(
            "biblatex",
            "bib",
            "biblatex: the sources, with dates as vague as they are",
            "exporters.bibtex",
            "write_biblatex",
        ),
        Format("jsonl", "jsonl", "JSON Lines: one whole record a line, with its evidence", "exporters.jsonl"),
        Format("timelinejs", "json", "TimelineJS: the events", "exporters.timelinejs"),
        Format("ftm", "jsonl", "FollowTheMoney: entities, events and relations", "exporters.ftm"),
        Format("jsonld", "jsonld", "JSON-LD with the words of schema.org", "exporters.jsonld"),
        Format("graphml", "graphml", "GraphML: who is tied to whom", "exporters.graphs", "write_graphml"),
        Format("gexf", "gexf", "GEXF: the same, for Gephi", "exporters.graphs", "write_gexf"),
        Format("annotations", "jsonld", "W3C Web Annotations: the excerpts", "exporters.annotations"),
    )
}
"""Name → format."""
