"""BibTeX and biblatex: the sources, as bibtex and biber read them. They differ in how they write dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tui.core.model.records import Source
from tui.core.text.display import shown
from tui.exchange import source_details
from tui.exchange.dates.crossing import BIBLATEX, BIBTEX, DateFormat
from tui.exchange.exporters.holding import SOURCE_FIELDS, Holding
from tui.exchange.exporters.selection import Selection
from tui.exchange.losses import Losses

_BIBTEX_TYPES = {
    "article-journal": "article",
    "article": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "paper-conference": "inproceedings",
    "pamphlet": "booklet",
    "report": "techreport",
    "thesis": "phdthesis",
    "manuscript": "unpublished",
}
_BIBLATEX_TYPES = _BIBTEX_TYPES | {
    "report": "report",
    "thesis": "thesis",
    "webpage": "online",
    "dataset": "dataset",
    "software": "software",
    "patent": "patent",
    "periodical": "periodical",
    "review": "review",
    "legislation": "legislation",
    "legal_case": "jurisdiction",
    "standard": "standard",
    "graphic": "image",
    "song": "audio",
    "motion_picture": "movie",
    "entry-encyclopedia": "inreference",
    "personal_communication": "letter",
}
HOLDING = Holding("BibTeX", {"sources": SOURCE_FIELDS.replace("archived", "").replace("accessed", "")})
HOLDING_BIBLATEX = Holding("biblatex", {"sources": SOURCE_FIELDS.replace("archived", "")})
_SUBTYPES = {"article-magazine": "magazine", "article-newspaper": "newspaper"}
_PUBLISHERS = {"article": "journal", "techreport": "institution", "phdthesis": "school"}
"""Type of an entry → where it has its publisher."""
_DETAILS = {
    "container-title": "booktitle",
    "volume": "volume",
    "number-of-volumes": "volumes",
    "issue": "number",
    "number": "number",
    "page": "pages",
    "number-of-pages": "pagetotal",
    "chapter-number": "chapter",
    "edition": "edition",
    "collection-title": "series",
    "publisher": "publisher",
    "publisher-place": "address",
    "DOI": "doi",
    "ISBN": "isbn",
    "ISSN": "issn",
    "keyword": "keywords",
    "genre": "type",
    "medium": "howpublished",
    "title-short": "shorttitle",
    "annote": "annote",
    "version": "version",
    "editor": "editor",
    "translator": "translator",
    "container-author": "bookauthor",
}
"""Variable of CSL that a note may hold → field of an entry."""
_SIGNS = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "#": r"\#", "&": r"\&", "$": r"\$",
    "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def write(selection: Selection) -> Iterator[str]:
    """Yield an entry of plain BibTeX for every source that was chosen or that a chosen record rests on."""
    sources = [*selection.cited()]
    selection.tell(HOLDING, sources)
    for source in sources:
        yield entry(source, BIBTEX, selection.losses)


def write_biblatex(selection: Selection) -> Iterator[str]:
    """Yield the same as entries of biblatex, whose dates are EDTF."""
    sources = [*selection.cited()]
    selection.tell(HOLDING_BIBLATEX, sources)
    for source in sources:
        yield entry(source, BIBLATEX, selection.losses)


def entry(source: Source, dates: DateFormat, losses: Losses) -> str:
    """Return one source as an entry; what its dates cannot say is told, and so is a type that there is none for."""
    place, modern = f"sources/{source.id}", dates is BIBLATEX
    types = _BIBLATEX_TYPES if modern else _BIBTEX_TYPES
    kind = types.get(source.type, "misc")
    kept = next((type_ for type_, entry in types.items() if entry == kind), "document") == source.type
    if not (kept or (modern and source.type in _SUBTYPES)):
        losses.add("field", f"{dates.title} has no such type: it becomes “{kind}”", place, source.type)
    details, rest = source_details.of_note(source.note)
    own = {name: details.pop(name) for name in _DETAILS if name in details}
    note = "\n".join(filter(None, [rest, *source_details.lines(details)]))
    accessed = dates.put(losses, place, source.accessed) if modern else {}
    fields = {
        "entrysubtype": _SUBTYPES.get(source.type, "") if modern else "",
        "title": f"{{{_safe(source.title)}}}",
        "author": _people(map(source_details.name_of, source.authors)),
        _PUBLISHERS.get(kind, "publisher"): _safe(source.publisher),
        **{_DETAILS[name]: _detail(name, value) for name, value in own.items()},
        **dates.put(losses, place, source.issued),
        **{f"url{name}": value for name, value in accessed.items()},
        "url": shown(source.url).replace("{", "%7B").replace("}", "%7D"),
        "language": _safe(source.language),
        "abstract": _safe(source.summary),
        "note": _safe(note),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    key = re.sub(r"[^\w:.-]", "-", source.id)
    return "\n".join([f"@{kind}{{{key},", *lines, "}", "", ""])


def _detail(name: str, value: str | list[source_details.Name]) -> str:
    if not isinstance(value, str):
        return _people(value)
    return shown(value) if name == "DOI" and not re.search(r"[{}\\%]", value) else _safe(value).replace("–", "--")


def _people(names: Iterable[source_details.Name]) -> str:
    return " and ".join(map(_person, names))


def _person(name: source_details.Name) -> str:
    if literal := name.get("literal"):
        return f"{{{_safe(literal)}}}"
    family = " ".join(_safe(part) for key in ("non-dropping-particle", "family") if (part := name.get(key, "")))
    given, _, suffix = name.get("given", "").partition(", ")
    return ", ".join(filter(None, (family, _safe(suffix), _safe(given))))


def _safe(text: str) -> str:
    return "\n".join("".join(_SIGNS.get(sign, sign) for sign in shown(line)) for line in text.split("\n"))
