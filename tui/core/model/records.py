"""The records of a dataset and their parts, as frozen values; the words are those of the format.

Every text is kept as it was written (raw: `text.shown` makes it safe to show), and every date as its EDTF
text: `dates.parse` gives its value and is memoised, so that records stay plain and compact.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, NamedTuple, TypeAlias

import msgspec
from msgspec import Meta

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


_Remark: TypeAlias = Annotated[str, Meta(description="your remark, shown on its card")]
_Accepted: TypeAlias = Annotated[tuple[str, ...], Meta(description="rules that this record may break")]
_Summary: TypeAlias = Annotated[str, Meta(description="what it is, in your own words")]
_Evidence: TypeAlias = Annotated[tuple["Citation", ...], Meta(description="the passages that it rests on")]


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """Fields of all records."""

    section: ClassVar[str]
    """Top-level key of the files under which records of this type are."""
    id: Annotated[str, Meta(description="key in the map of its section; unique in its section")]
    note: _Remark = ""
    accept: _Accepted = ()


class Citation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """Evidence: a passage that a record, or one value of a claim, rests on."""

    passage: Annotated[PassageKey, Meta(description="the passage: SOURCE/PASSAGE")]
    differs: Annotated[
        str, Meta(description="what that source says that cannot be true as well; empty where it agrees")
    ] = ""
    tells: Annotated[
        str, Meta(description="what that source tells otherwise though both can be true: less, coarser, another side")
    ] = ""

    @property
    def source(self) -> str:
        """Id of the passage's source."""
        return self.passage.partition("/")[0]


class Name(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """Another name or spelling of an entity."""

    value: Annotated[str, Meta(description="another name or spelling")]
    lang: Annotated[str, Meta(description="BCP 47 tag of its language: be")] = ""
    use: Annotated[NameUse, Meta(description="how it is used")] = "alias"


class Author(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """An author as CSL has it: family and given name, or one literal."""

    family: Annotated[str, Meta(description="family name")] = ""
    given: Annotated[str, Meta(description="given name")] = ""
    literal: Annotated[str, Meta(description="the whole name, where it has no family name: an institution")] = ""

    @property
    def full(self) -> str:
        """The name in reading order."""
        return self.literal or " ".join(part for part in (self.given, self.family) if part)


class DocumentStamp(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, gc=False
):
    """Which text the excerpts were checked against."""

    sha256: Annotated[str, Meta(description="SHA-256 of the text: 64 lower-case hexadecimal digits")]


class Passage(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """A part of a source, in the source's order."""

    section_title: Annotated[str, Meta(description="heading above it, as printed; empty before the first heading")] = (
        msgspec.field(name="section", default="")
    )
    paragraph: Annotated[
        int, Meta(description="number of the paragraph in the whole document, from 1; 0 where it was not counted")
    ] = 0
    gist: Annotated[str, Meta(description="what it says, in your own words")] = ""
    quote: Annotated[str, Meta(description="the excerpt: at most 20 words, exactly as printed")] = ""
    prefix: Annotated[str, Meta(description="words just before the quote, where the same words occur twice")] = ""
    suffix: Annotated[str, Meta(description="words just after the quote, where the same words occur twice")] = ""
    note: _Remark = ""
    accept: _Accepted = ()


class Source(Record, frozen=True, kw_only=True):
    """A published document."""

    section: ClassVar[str] = "sources"
    title: Annotated[str, Meta(description="its title, as printed")]
    type: Annotated[str, Meta(description="CSL item type: article-newspaper, report, webpage …")] = "document"
    publisher: Annotated[str, Meta(description="who published it")] = ""
    authors: Annotated[tuple[Author, ...], Meta(description="its authors, as CSL has them")] = ()
    issued: Annotated[str, Meta(description="when it came out (EDTF); empty where nothing is known")] = ""
    issued_from: Annotated[
        str, Meta(description="from what `issued` was inferred; empty where the source prints it")
    ] = ""
    accessed: Annotated[str, Meta(description="when it was last read (EDTF)")] = ""
    url: Annotated[str, Meta(description="its address")] = ""
    archived: Annotated[str, Meta(description="address of an archived copy")] = ""
    language: Annotated[str, Meta(description="BCP 47 tag of its language: en, be")] = ""
    summary: _Summary = ""
    document: Annotated[DocumentStamp | None, Meta(description="which text the excerpts were checked against")] = None
    derives_from: Annotated[
        tuple[str, ...], Meta(description="ids of the sources that it repeats: together they are one voice")
    ] = ()
    held: Annotated[
        Literal["yes", "no"], Meta(description="`no` where it is known only through others and has no passages")
    ] = "yes"
    passages: Annotated[
        dict[str, Passage], Meta(description="its passages by their keys, in the order of the source")
    ] = {}

    @property
    def bare_title(self) -> str:
        """Its title as it stands among other words: without the brackets around one that the curators made."""
        made = self.title.startswith("[") and self.title.find("]") == len(self.title) - 1
        return self.title[1:-1] if made else self.title


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
    name: Annotated[str, Meta(description="the name to show")]
    names: Annotated[tuple[Name, ...], Meta(description="other names and spellings, which search finds too")] = ()
    summary: _Summary = ""
    evidence: _Evidence = ()
    kind: Annotated[OrganisationKind, Meta(description="what kind of organisation it is")]
    founded: Annotated[str, Meta(description="when it was founded (EDTF)")] = ""
    founded_from: Annotated[str, Meta(description="from what `founded` was inferred")] = ""
    dissolved: Annotated[str, Meta(description="when it was dissolved (EDTF)")] = ""
    dissolved_from: Annotated[str, Meta(description="from what `dissolved` was inferred")] = ""
    place: Annotated[EntityId, Meta(description="id of the place where it is")] = ""


class Person(Named, Record, frozen=True, kw_only=True):
    """A person in a public role."""

    section: ClassVar[str] = "people"
    name: Annotated[str, Meta(description="the name to show")]
    names: Annotated[tuple[Name, ...], Meta(description="other names and spellings, which search finds too")] = ()
    summary: _Summary = ""
    evidence: _Evidence = ()
    role: Annotated[str, Meta(description="public role, in a few words")] = ""


class Place(Named, Record, frozen=True, kw_only=True):
    """A country, a town, a street; `within` makes a tree of them."""

    section: ClassVar[str] = "places"
    name: Annotated[str, Meta(description="the name to show")]
    names: Annotated[tuple[Name, ...], Meta(description="other names and spellings, which search finds too")] = ()
    summary: _Summary = ""
    evidence: _Evidence = ()
    within: Annotated[EntityId, Meta(description="id of the place around it")] = ""


class Involvement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """An entity's part in an event."""

    entity: Annotated[EntityId, Meta(description="id of the organisation, person or place")]
    role: Annotated[str, Meta(description="its part in the event, in a few words")] = ""


class Amount(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """How many, or how much: a figure as a source gives it."""

    value: Annotated[str, Meta(description="a number, a range or words")]
    unit: Annotated[str, Meta(description="people, companies, % of the staff …")] = ""
    qualifier: Annotated[str, Meta(description="about, more than, up to …, as the source has it")] = ""


class Event(Record, frozen=True, kw_only=True):
    """Something that happened, dated as precisely as the sources allow and no more."""

    section: ClassVar[str] = "events"
    title: Annotated[str, Meta(description="what happened, in a few words")]
    date: Annotated[str, Meta(description="when (EDTF): 2020-08-09, 2020-08, 2020-08-09/2020-08-12, 2020~")]
    date_from: Annotated[str, Meta(description="from what `date` was inferred; empty where a source gives it")] = ""
    order: Annotated[int, Meta(description="position within one day, where the source gives an order; else 0")] = 0
    after: Annotated[
        tuple[str, ...], Meta(description="ids of the events that it came after: it began no earlier than they did")
    ] = ()
    kind: Annotated[str, Meta(description="one of the dataset's kinds of event")] = ""
    involves: Annotated[
        tuple[Involvement, ...], Meta(description="the entities that took part; of a move, those who moved first")
    ] = ()
    place: Annotated[EntityId, Meta(description="id of the place where it happened")] = ""
    origin: Annotated[EntityId, Meta(description="id of the place that a move starts from")] = ""
    destination: Annotated[EntityId, Meta(description="id of the place that a move leads to")] = ""
    moved: Annotated[tuple[Amount, ...], Meta(description="how many moved, as the sources have it")] = ()
    summary: _Summary = ""
    evidence: _Evidence = ()

    @property
    def places(self) -> tuple[EntityId, ...]:
        """Ids of the places that it names: where it was, where it came from, where it went."""
        return tuple(place for place in (self.place, self.origin, self.destination) if place)

    @property
    def is_move(self) -> bool:
        """Whether it leads from a place, or to one."""
        return bool(self.origin or self.destination)


class Relation(Record, frozen=True, kw_only=True):
    """A typed, dated tie between two entities."""

    section: ClassVar[str] = "relations"
    source: Annotated[EntityId, Meta(description="id of the entity at its start")] = msgspec.field(name="from")
    type: Annotated[str, Meta(description="one of the dataset's types of relation")]
    target: Annotated[EntityId, Meta(description="id of the entity at its end")] = msgspec.field(name="to")
    role: Annotated[str, Meta(description="what exactly, in a few words: chief executive")] = ""
    start: Annotated[str, Meta(description="when it began (EDTF)")] = ""
    start_from: Annotated[str, Meta(description="from what `start` was inferred")] = ""
    end: Annotated[str, Meta(description="when it ended (EDTF)")] = ""
    end_from: Annotated[str, Meta(description="from what `end` was inferred")] = ""
    as_of: Annotated[
        str, Meta(description="when it was so (EDTF), where a source says “is” or “still” and no beginning or end")
    ] = ""
    as_of_from: Annotated[str, Meta(description="from what `as_of` was inferred")] = ""
    summary: _Summary = ""
    evidence: _Evidence = ()


class Value(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """One answer to a claim's question."""

    value: Annotated[str, Meta(description="a number, a range or words")]
    unit: Annotated[str, Meta(description="%, people, million crowns …")] = ""
    qualifier: Annotated[str, Meta(description="about, more than, up to …, as the source has it")] = ""
    as_of: Annotated[str, Meta(description="the time that the value is for (EDTF)")] = ""
    as_of_from: Annotated[str, Meta(description="from what `as_of` was inferred")] = ""
    basis: Annotated[str, Meta(description="what was counted or measured: output, value added, heads at the gate")] = ""
    said_by: Annotated[
        EntityId, Meta(description="id of the entity whose statement it is; empty where the source itself says it")
    ] = ""
    derived: Annotated[str, Meta(description="how it was computed; empty where a source gives it")] = ""
    preferred: Annotated[str, Meta(description="why you prefer it to the other values; none is hidden")] = ""
    note: _Remark = ""
    evidence: _Evidence = ()


class Claim(Record, frozen=True, kw_only=True):
    """A question with one or more values; those that cannot all be true make it disputed."""

    section: ClassVar[str] = "claims"
    about: Annotated[str, Meta(description="id of the entity or event")]
    question: Annotated[str, Meta(description="what is asked")]
    measure: Annotated[str, Meta(description="what is measured: claims of one measure and scope make a series")] = ""
    scope: Annotated[str, Meta(description="of what: the country, one company …")] = ""
    values: Annotated[
        tuple[Value, ...], Meta(description="the answers; the claim is disputed where they cannot all be true")
    ]
    contradiction: Annotated[
        str, Meta(description="what cannot all be true, in a sentence; without it, words that differ are no dispute")
    ] = ""

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


def date_of(record: AnyRecord | None) -> str:
    """Return the date by which a record is listed, as EDTF; empty where it has none."""
    match record:
        case Event(date=date) | Organisation(founded=date) | Source(issued=date):
            return date
        case Relation():
            return record.start or record.as_of
        case _:
            return ""
