"""BibTeX: the sources, as biber and bibtex read them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.core.dates import edtf
from tui.core.model.records import Author, Source
from tui.core.text.display import shown
from tui.exchange.exporters.selection import Selection
from tui.exchange.exporters.to_dict import iso

_TYPES = {"book": "book", "chapter": "incollection", "report": "techreport", "thesis": "phdthesis"}
_SIGNS = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "#": r"\#", "&": r"\&", "$": r"\$",
    "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def write(selection: Selection) -> Iterator[str]:
    """Yield an entry for every source that was chosen or that a chosen record rests on."""
    for source in selection.cited():
        yield entry(source)


def entry(source: Source) -> str:
    """Return one source as an entry."""
    article = source.type.startswith("article")
    day = iso(edtf.parse(source.issued).earliest) if source.issued else ""
    fields = {
        "title": f"{{{_safe(source.title)}}}",
        "author": " and ".join(_author(author) for author in source.authors),
        "journal" if article else "publisher": _safe(source.publisher),
        "year": day[:4],
        "month": day[5:7] if source.issued[5:7].isdigit() else "",
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
