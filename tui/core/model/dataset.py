"""A dataset as a whole: its title, its own kinds and types, all its records and their places in the files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from tui.core.model.records import (
    AnyEntity,
    AnyRecord,
    Claim,
    EntityId,
    Event,
    Organisation,
    Person,
    Place,
    Relation,
    Source,
)


class EventKind(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One of the dataset's own kinds of event."""

    title: Annotated[str, Meta(description="name of the kind")]
    sign: Annotated[str, Meta(description="one character that marks its events without relying on colour")]


class RelationType(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A type of relation, read from either end."""

    title: Annotated[str, Meta(description="read from `from` to `to`: leads")]
    reverse: Annotated[str, Meta(description="read from `to` to `from`: led by")]


class About(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Title and other facts about the dataset."""

    title: Annotated[str, Meta(description="title of the dataset")] = "Untitled dataset"
    summary: Annotated[str, Meta(description="what the chronology is about, in a sentence")] = ""
    languages: Annotated[tuple[str, ...], Meta(description="BCP 47 tags of its languages")] = ()
    licence: Annotated[str, Meta(description="licence of the data: CC-BY-4.0")] = ""
    opens_at: Annotated[
        str, Meta(description="id of the event, or date (EDTF), that the explorer opens at; else where most happens")
    ] = ""
    also_check: Annotated[
        tuple[Literal["title-without-verb"], ...], Meta(description="rules that are checked only where they are named")
    ] = ()
    note: Annotated[str, Meta(description="remark to the user")] = ""


class Location(msgspec.Struct, frozen=True, gc=False):
    """Place of a record in the files, as an editor needs it."""

    file: str
    """Relative to the dataset's folder, with forward slashes."""
    line: int
    """1-based."""
    column: int
    """1-based, in characters."""


def part_keys(record: AnyRecord | EventKind | RelationType) -> list[tuple[str, str]]:
    """Return the keys in `Dataset.locations` of a source's passages or a claim's values, in the record's order."""
    match record:
        case Source():
            return [("passages", f"{record.id}/{key}") for key in record.passages]
        case Claim():
            return [("values", f"{record.id}/{number}") for number in range(len(record.values))]
        case _:
            return []


LACKING = frozenset(("evidence", "passages", "gist"))
"""Keys of records of which a rule says that they lack something."""


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """What the files say that is not in the dataset, because it is at fault: no rule complains of what follows."""

    fields: frozenset[tuple[str, str]] = frozenset()
    """(`section/id`, key) of those of the keys `LACKING` in which something is at fault."""
    mentioned: frozenset[str] = frozenset()
    """Ids, and passages as source/passage, that may be used by what is left out."""
    unread: bool = False
    """Whether there are files of which nothing is known."""
    many: bool = False
    """Whether so much is at fault that what follows from it is not known."""


class Dataset(msgspec.Struct, frozen=True, kw_only=True):
    """All sound records of a folder; maps are in the order of the files (sorted by path) and within them."""

    root: Path
    about: About = About()
    kinds: dict[str, EventKind] = {}
    relation_types: dict[str, RelationType] = {}
    sources: dict[str, Source] = {}
    organisations: dict[str, Organisation] = {}
    people: dict[str, Person] = {}
    places: dict[str, Place] = {}
    events: dict[str, Event] = {}
    relations: dict[str, Relation] = {}
    claims: dict[str, Claim] = {}
    locations: Mapping[tuple[str, str], Location] = {}
    """(section, id) → place in the files; passages under ("passages", "source/passage")."""
    left_out: LeftOut = LeftOut()

    def entity(self, entity_id: EntityId) -> AnyEntity | None:
        """Return the organisation, person or place `entity_id`, which share one space of ids."""
        return self.organisations.get(entity_id) or self.people.get(entity_id) or self.places.get(entity_id)
