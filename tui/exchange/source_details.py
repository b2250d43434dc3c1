"""What reference managers say of a source beyond its fields: lines of its note, such as `Volume: 3`, and back.

The names are those of CSL (https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables).
"""

from __future__ import annotations

import re
from typing import Any

from tui.core.model.records import Author

_TYPES = """
    article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection
    dataset document entry entry-dictionary entry-encyclopedia figure graphic hearing interview legal_case
    legislation manuscript map motion_picture musical_score pamphlet paper-conference patent performance
    periodical personal_communication post post-weblog regulation report review review-book software song
    speech standard thesis treaty webpage
"""
TYPES = frozenset(_TYPES.split())
"""Types of CSL items."""

Details = dict[str, Any]
"""Variable of CSL → text; → list of names (see `Name`); → date as EDTF."""
Name = dict[str, str]
"""A name as CSL has it: `family` and `given`, or `literal`."""

_TEXTS = """
    annote archive archive_collection archive_location archive-place authority call-number chapter-number
    citation-key citation-label citation-number collection-number collection-title container-title
    container-title-short dimensions division DOI edition event event-place event-title
    first-reference-note-number genre ISBN ISSN issue journalAbbreviation jurisdiction keyword language license
    locator medium number number-of-pages number-of-volumes original-publisher original-publisher-place
    original-title page page-first part-number part-title PMCID PMID printing-number publisher publisher-place
    references reviewed-genre reviewed-title scale section shortTitle source status supplement-number title-short
    URL version volume volume-title volume-title-short year-suffix
"""
TEXTS = frozenset(_TEXTS.split())
"""Variables that hold a text or a number."""
_NAMES = """
    chair collection-editor compiler composer container-author contributor curator director editor
    editor-translator editorial-director executive-producer guest host illustrator interviewer narrator
    organizer original-author performer producer recipient reviewed-author script-writer series-creator
    translator
"""
NAMES = frozenset(_NAMES.split())
"""Variables that hold names, besides `author`."""
DATES = frozenset(("available-date", "event-date", "original-date", "submitted"))
"""Variables that hold dates, besides `issued` and `accessed`."""


def _label(name: str) -> str:
    """Return a variable as it stands at the beginning of a line: "Collection title"."""
    if name.isupper():
        return name
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower().replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]


_LABELS = {name: _label(name) for name in sorted(TEXTS | NAMES | DATES)}
_BY_LABEL = {label: name for name, label in _LABELS.items()}
_LINE = re.compile(r"([A-Z][A-Za-z ]+): (.+)")


def lines(details: Details) -> list[str]:
    """Return a line for each variable that has a value."""
    return [f"{_LABELS[name]}: {_joined(value)}" for name, value in details.items() if value]


def _joined(value: str | list[Name]) -> str:
    return " ".join(value.split()) if isinstance(value, str) else "; ".join(map(_name_text, value))


def _name_text(name: Name) -> str:
    """Return "Roe, Ann"; a literal that would be read otherwise stands in quotation marks."""
    if literal := name.get("literal", ""):
        return f"“{literal}”" if re.search("[,;]", literal) else literal
    family, given = name.get("family", ""), name.get("given", "")
    return f"{family}, {given}" if given and family else f"{family or given},"


def of_note(note: str) -> tuple[Details, str]:
    """Return the variables that lines of a note hold, and the rest of the note."""
    details: Details = {}
    rest = []
    for line in note.split("\n"):
        match = _LINE.fullmatch(line)
        name = _BY_LABEL.get(match[1]) if match else None
        if match is None or name is None or name in details:
            rest.append(line)
        else:
            details[name] = _names(match[2]) if name in NAMES else match[2]
    return details, "\n".join(rest).strip("\n")


def _names(text: str) -> list[Name]:
    found: list[Name] = []
    for literal, plain in re.findall(r"\s*“([^”]*)”\s*|([^;]+)", text):
        family, comma, given = plain.strip().partition(",")
        if literal or not comma:
            found.append({"literal": literal or family})
        else:
            found.append({key: part for key, part in (("family", family), ("given", given.strip())) if part})
    return [name for name in found if any(text.strip() for text in name.values())]


_PARTICLES = re.compile(r"((?:[^\W\dA-Z]\w*['’]?\s+|[^\W\dA-Z]['’])+)(?=\S)")


def name_of(author: Author) -> Name:
    """Return an author as CSL has it, with the small words before a family name as its particle."""
    if author.literal:
        return {"literal": author.literal}
    particle = match[0] if (match := _PARTICLES.match(author.family)) and _has_capital(author.family) else ""
    found = {
        "family": author.family[len(particle) :],
        "given": author.given,
        "non-dropping-particle": particle.strip(),
    }
    return {key: value for key, value in found.items() if value}


def _has_capital(text: str) -> bool:
    return text.lower() != text
