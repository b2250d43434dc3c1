"""BibTeX and biblatex: the sources, as bibtex and biber read them. They differ in how they write dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.core.model.records import Author, Source
from tui.core.text.display import shown
from tui.exchange.dates.crossing import BIBLATEX, BIBTEX, DateFormat
from tui.exchange.exporters.selection import Selection
from tui.exchange.losses import Losses

_TYPES = {"book": "book", "chapter": "incollection", "report": "techreport", "thesis": "phdthesis"}
_SIGNS = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "#": r"\#", "&": r"\&", "$": r"\$",
    "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def write(selection: Selection) -> Iterator[str]:
    """Yield an entry of plain BibTeX for every source that was chosen or that a chosen record rests on."""
    for source in selection.cited():
        yield entry(source, BIBTEX, selection.losses)


def write_biblatex(selection: Selection) -> Iterator[str]:
    """Yield the same as entries of biblatex, whose dates are EDTF."""
    for source in selection.cited():
        yield entry(source, BIBLATEX, selection.losses)


def entry(source: Source, dates: DateFormat, losses: Losses) -> str:
    """Return one source as an entry; what its dates cannot say is told."""
    article = source.type.startswith("article")
    fields = {
        "title": f"{{{_safe(source.title)}}}",
        "author": " and ".join(_author(author) for author in source.authors),
        "journal" if article else "publisher": _safe(source.publisher),
        **dates.put(losses, f"sources/{source.id}", source.issued),
        "url": shown(source.url).replace("{", "%7B").replace("}", "%7D"),
        "language": _safe(source.language),
        "note": _safe(source.note),
    }
    kind = "article" if article else _TYPES.get(source.type, "misc")
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    key = re.sub(r"[^\w:.-]", "-", source.id)
    return "\n".join([f"@{kind}{{{key},", *lines, "}", "", ""])


def _author(author: Author) -> str:
    if author.literal:
        return f"{{{_safe(author.literal)}}}"
    return ", ".join(_safe(part) for part in (author.family, author.given) if part)


def _safe(text: str) -> str:
    return "".join(_SIGNS.get(character, character) for character in shown(text))
