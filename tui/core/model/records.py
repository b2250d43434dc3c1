"""The records of a dataset and their parts, as frozen values; the words are those of the format.

Every text is kept as it was written (raw: `text.shown` makes it safe to show), and every date as its EDTF
text: `dates.parse` gives its value and is memoised, so that records stay plain and compact.
"""

from __future__ import annotations

from typing import ClassVar, Literal, NamedTuple, TypeAlias

import msgspec

EntityId: TypeAlias = str
PassageKey: TypeAlias = str
"""`source/passage`, as evidence cites it."""

OrganisationKind: TypeAlias = Literal[
    "company", "product", "initiative", "state-body", "media", "ngo", "party", "international", "group"
]
NameUse: TypeAlias = Literal["alias", "short", "full", "former", "misprint"]


class Ref(NamedTuple):
    """Points to a record, or to a passage as ("passages", "source/passage")."""

    section: str
    id: str


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What all records have."""

    section: ClassVar[str]
    """The section of the file in which records of this type stand."""
    id: str
    """The key in the map of its section; unique in its section."""
    note: str = ""
    """The curator's remark to the reader."""
    accept: tuple[str, ...] = ()
    """Rules whose warning is so on purpose in this record."""


class Citation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Evidence: a passage that a record, or one value of a claim, rests on."""

    passage: PassageKey
    differs: str = ""
    """What that source tells differently; empty where it agrees."""

    @property
    def source(self) -> str:
        """Id of the source in which the passage stands."""
        return self.passage.partition("/")[0]


class Name(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Another name or spelling of an entity."""

    value: str
    lang: str = ""
    """BCP 47 tag, for instance `be`."""
    use: NameUse = "alias"


class Author(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """An author as CSL has it: family and given name, or one literal."""

    family: str = ""
    given: str = ""
    literal: str = ""

    @property
    def full(self) -> str:
        """The name in reading order."""
        return self.literal or " ".join(part for part in (self.given, self.family) if part)


class DocumentStamp(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Which text the excerpts were checked against."""

    sha256: str
    """64 lower-case hexadecimal digits."""


class Passage(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A part of a source, in the source's order."""

    section_title: str = msgspec.field(name="section", default="")
    """Heading under which it stands, verbatim; empty before the first heading."""
    paragraph: int = 0
    """1-based number of the paragraph; 0 where it was not counted."""
    gist: str = ""
    """What it says, in the curator's own words."""
    quote: str = ""
    """The excerpt: word for word, at most 20 words."""
    prefix: str = ""
    suffix: str = ""
    """Words just before and after the quote, where the same words occur twice (W3C TextQuoteSelector)."""
    note: str = ""
    accept: tuple[str, ...] = ()


class Source(Record, frozen=True, kw_only=True):
    """A published document."""

    section: ClassVar[str] = "sources"
    title: str
    type: str = "document"
    """A CSL item type."""
    publisher: str = ""
    authors: tuple[Author, ...] = ()
    issued: str = ""
    """EDTF; empty where nothing is known."""
    issued_from: str = ""
    """From what `issued` was inferred; empty where the source prints it."""
    accessed: str = ""
    url: str = ""
    archived: str = ""
    language: str = ""
    summary: str = ""
    document: DocumentStamp | None = None
    derives_from: tuple[str, ...] = ()
    """Ids of the sources that it repeats: together they are one voice."""
    held: Literal["yes", "no"] = "yes"
    """`no`: known only through others; it has no passages of its own."""
    passages: dict[str, Passage] = {}


class Named:
    """Mixin of organisations, people and places, which each have a name and other names."""

    __slots__ = ()
    name: str
    names: tuple[Name, ...]

    @property
    def spellings(self) -> tuple[str, ...]:
        """Its name and all its other names, the first being the one to show."""
        return (self.name, *(other.value for other in self.names))


class Organisation(Named, Record, frozen=True, kw_only=True):
    """Whatever has a name and acts or is used: companies, products, initiatives, state bodies, media."""

    section: ClassVar[str] = "organisations"
    name: str
    names: tuple[Name, ...] = ()
    summary: str = ""
    evidence: tuple[Citation, ...] = ()
    kind: OrganisationKind
    founded: str = ""
    founded_from: str = ""
    dissolved: str = ""
    dissolved_from: str = ""
    place: EntityId = ""


class Person(Named, Record, frozen=True, kw_only=True):
    """A person in a public role."""

    section: ClassVar[str] = "people"
    name: str
    names: tuple[Name, ...] = ()
    summary: str = ""
    evidence: tuple[Citation, ...] = ()
    role: str = ""


class Place(Named, Record, frozen=True, kw_only=True):
    """A country, a town, a street; `within` makes a tree of them."""

    section: ClassVar[str] = "places"
    name: str
    names: tuple[Name, ...] = ()
    summary: str = ""
    evidence: tuple[Citation, ...] = ()
    within: EntityId = ""


class Involvement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """An entity's part in an event."""

    entity: EntityId
    role: str = ""


class Event(Record, frozen=True, kw_only=True):
    """Something that happened, dated as precisely as the sources allow and no more."""

    section: ClassVar[str] = "events"
    title: str
    date: str
    """EDTF."""
    date_from: str = ""
    """From what the date was inferred; empty where a source gives it."""
    order: int = 0
    """Place within one day, where the source gives an order; 0 where it does not."""
    kind: str = ""
    """One of the dataset's own kinds."""
    involves: tuple[Involvement, ...] = ()
    place: EntityId = ""
    origin: EntityId = ""
    destination: EntityId = ""
    summary: str = ""
    evidence: tuple[Citation, ...] = ()

    @property
    def places(self) -> tuple[EntityId, ...]:
        """Ids of the places that it names: where it was, where it came from, where it went."""
        return tuple(place for place in (self.place, self.origin, self.destination) if place)


class Relation(Record, frozen=True, kw_only=True):
    """A typed, dated tie between two entities."""

    section: ClassVar[str] = "relations"
    source: EntityId = msgspec.field(name="from")
    type: str
    target: EntityId = msgspec.field(name="to")
    role: str = ""
    """What exactly, in a few words: "chief executive"."""
    start: str = ""
    start_from: str = ""
    end: str = ""
    end_from: str = ""
    summary: str = ""
    evidence: tuple[Citation, ...] = ()


class Value(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One answer to a claim's question."""

    value: str
    """A number, a range or words, as text."""
    unit: str = ""
    qualifier: str = ""
    """"about", "more than", "up to", as the source has it."""
    as_of: str = ""
    """EDTF: the time that the value speaks of."""
    as_of_from: str = ""
    basis: str = ""
    """What was measured: output, value added, residents of the park."""
    said_by: EntityId = ""
    """Whose claim it is; empty where the source itself says it."""
    derived: str = ""
    """How it was computed; empty where a source gives it."""
    preferred: str = ""
    """Why the curator prefers it; empty where it is not preferred. It never hides another value."""
    note: str = ""
    evidence: tuple[Citation, ...] = ()


class Claim(Record, frozen=True, kw_only=True):
    """A question with one or more values; values that differ make it disputed."""

    section: ClassVar[str] = "claims"
    about: str
    """Id of an entity or of an event."""
    question: str
    measure: str = ""
    scope: str = ""
    """Claims of one measure and one scope make a series; others never do."""
    values: tuple[Value, ...]

    @property
    def evidence(self) -> tuple[Citation, ...]:
        """What all its values rest on, in their order, each passage once."""
        seen: dict[PassageKey, Citation] = {}
        for value in self.values:
            for citation in value.evidence:
                seen.setdefault(citation.passage, citation)
        return tuple(seen.values())


AnyEntity: TypeAlias = Organisation | Person | Place
AnyRecord: TypeAlias = Source | Organisation | Person | Place | Event | Relation | Claim
