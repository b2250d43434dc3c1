"""The kinds of record: one row a section with its words, its struct and the field of a query that names it."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from msgspec.msgpack import Decoder

from tui.core.model.dataset import EventKind, RelationType
from tui.core.model.records import Claim, Event, Organisation, Passage, Person, Place, Relation, Source, Value


class SectionInfo(NamedTuple):
    """Names and headings of one section's records."""

    section: str
    """Key of the section in the files, and first part of a reference: "people"."""
    singular: str
    """What one of them is called: "person"."""
    type: type[Any]
    """Struct of one record."""
    heading: str = ""
    """Above them in a document: "Figures and accounts"."""
    list_heading: str = ""
    """Above the explorer's list of them: "Timeline"; empty where it has no such list."""
    field: str = ""
    """Field of a query that names one of them: "person"; empty where there is none but `id`."""
    id_from: str = ""
    """Field that an id is made of where none is given: "name"; empty where an id must be given."""
    short: str = ""
    """Its heading where there is little room: "Orgs"; empty where that is short already."""

    @property
    def plural(self) -> str:
        """What several of them are called: "people"."""
        return self.section.replace("_", " ")

    @property
    def one(self) -> str:
        """Singular with its article: "an event"."""
        return f"{'an' if self.singular[0] in 'aeiou' else 'a'} {self.singular}"

    @property
    def tab(self) -> str:
        """What the tab above the explorer's list is called: "Orgs", "People"."""
        return self.short or self.plural.capitalize()

    def counted(self, number: int) -> str:
        """Return "1 person" or "2 people"."""
        return f"{number:,} {self.singular if number == 1 else self.plural}"


SECTION: dict[str, SectionInfo] = {
    info.section: info
    for info in (
        SectionInfo("events", "event", Event, "Events", "Timeline", id_from="title"),
        SectionInfo(
            "organisations", "organisation", Organisation, "Organisations", "Organisations", "org", "name", "Orgs"
        ),
        SectionInfo("people", "person", Person, "People", "People", "person", "name"),
        SectionInfo("places", "place", Place, "Places", "Places", "place", "name"),
        SectionInfo("sources", "source", Source, "Sources", "Sources", "source", "title"),
        SectionInfo("claims", "claim", Claim, "Figures and accounts", "Claims", id_from="question"),
        SectionInfo("relations", "relation", Relation, "Relations", "Relations"),
        SectionInfo("kinds", "kind", EventKind, field="kind"),
        SectionInfo("relation_types", "relation type", RelationType, field="relation"),
        SectionInfo("passages", "passage", Passage),
        SectionInfo("values", "value", Value),
    )
}
"""Everything that a reference can point to, by section; passages are in their source, values in their claim."""

SECTIONS = tuple(section for section, info in SECTION.items() if info.heading)
"""Sections of records, in the order in which an id is looked for, and in which records are numbered."""

LISTED_SECTIONS = tuple(section for section, info in SECTION.items() if info.list_heading)
"""Sections that the explorer lists, in the order in which the user steps through them."""

ENTITY_SECTIONS = tuple(
    info.section for info in SECTION.values() if issubclass(info.type, Organisation | Person | Place)
)
"""Organisations, people and places: what has names, and one common space of ids."""

NAME_ORDER = tuple(sorted(SECTIONS, key=lambda section: (not SECTION[section].field, section != "people")))
"""Sections in the order in which records come that are called alike: people, what else has a name, the rest."""

FILE_SECTIONS = tuple(section for section in SECTION if section not in ("passages", "values"))
"""Sections that a file of a dataset can have at its top: those of records, and those of the dataset's own types."""

TYING_SECTIONS = tuple(
    sorted(
        (info.section for info in SECTION.values() if issubclass(info.type, Relation | Event | Claim)),
        key=lambda section: section != "relations",
    )
)
"""Relations, events, claims: records that tie entities to each other, what says most about a tie first."""


@cache
def decoder(section: str) -> Decoder[Any]:
    """Return what decodes the records of a section; made when first asked for, which takes up to 1 ms a section."""
    return Decoder(SECTION[section].type)
