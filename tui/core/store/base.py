"""The interface of a store: records by id, and the links between them.

Everything here is asked for by id and answered in the order of the calendar or of the files, so that a store
over a compiled dataset (`compiled.store`) answers the same questions without holding all records, as the one in
memory does (`store_memory`).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from functools import cached_property

from tui.core.model.dataset import About, EventKind, Location, RelationType
from tui.core.model.records import (
    AnyEntity,
    AnyRecord,
    Citation,
    Claim,
    Event,
    Passage,
    PassageKey,
    Ref,
    Relation,
    Source,
)
from tui.core.model.sections import SECTIONS
from tui.core.store import accounts


class Store(ABC):
    """The records of one dataset. References are sound: the loader has closed them."""

    # what the dataset is

    @property
    @abstractmethod
    def about(self) -> About:
        """What the dataset says of itself."""

    @property
    @abstractmethod
    def kinds(self) -> Mapping[str, EventKind]:
        """The dataset's own kinds of event."""

    @property
    @abstractmethod
    def relation_types(self) -> Mapping[str, RelationType]:
        """The dataset's own types of relation."""

    @property
    @abstractmethod
    def sources(self) -> Mapping[str, Source]:
        """All sources, in the order of the files; there are hundreds at most."""

    @abstractmethod
    def ids(self, section: str) -> Sequence[str]:
        """Return the ids of a section: events by the calendar, all others in the order of the files."""

    @property
    def event_ids(self) -> Sequence[str]:
        """Ids of all events in the order of the calendar; the position in it is the event's number."""
        return self.ids("events")

    @abstractmethod
    def event_number(self, event_id: str) -> int:
        """Return the place of an event in the calendar, 0-based. Raises KeyError where there is none."""

    # records

    @abstractmethod
    def record(self, ref: Ref) -> AnyRecord | None:
        """Return the record that `ref` points to; of a passage, its source; None where there is none."""

    @abstractmethod
    def event(self, event_id: str) -> Event:
        """Return an event. Raises KeyError where there is none."""

    @abstractmethod
    def claim(self, claim_id: str) -> Claim:
        """Return a claim. Raises KeyError where there is none."""

    @abstractmethod
    def relation(self, relation_id: str) -> Relation:
        """Return a relation. Raises KeyError where there is none."""

    @abstractmethod
    def entity(self, entity_id: str) -> AnyEntity | None:
        """Return the organisation, person or place with this id."""

    @abstractmethod
    def location(self, ref: Ref) -> Location | None:
        """Return the place of a record in the files; of a claim's value, ("values", "claim/0")."""

    def expect(self, records: int) -> None:  # noqa: B027 - where all are at hand there is nothing to do
        """Hint for the size of caches: how many records will be read, some of them repeatedly."""

    def entity_ref(self, entity_id: str) -> Ref:
        """Return where an entity is to be found. Raises KeyError where there is none."""
        entity = self.entity(entity_id)
        if entity is None:
            raise KeyError(entity_id)
        return Ref(entity.section, entity_id)

    def passage(self, key: PassageKey) -> Passage:
        """Return a passage. Raises KeyError where there is none."""
        source, _, passage = key.partition("/")
        return self.sources[source].passages[passage]

    def find(self, record_id: str) -> Ref | None:
        """Return the record called `record_id`, or `section/id`, or a passage's `source/passage`."""
        section, slash, rest = record_id.partition("/")
        if slash and section in SECTIONS and self.record(Ref(section, rest)):
            return Ref(section, rest)
        if slash and rest in getattr(self.sources.get(section), "passages", ()):
            return Ref("passages", record_id)
        for name in SECTIONS:
            if self.record(Ref(name, record_id)):
                return Ref(name, record_id)
        return None

    def name(self, ref: Ref) -> str:
        """Return the name of a record in one line (raw text)."""
        record = self.record(ref)
        match record:
            case None:
                return ref.id
            case Event():
                return record.title
            case Source():
                return record.bare_title
            case Claim():
                return record.question
            case Relation():
                return self._relation_name(record)
            case _:
                return record.name

    def _relation_name(self, relation: Relation) -> str:
        kind = self.relation_types.get(relation.type)
        ends = [self.entity(end) for end in (relation.source, relation.target)]
        first, last = (entity.name if entity else "?" for entity in ends)
        return f"{first} {kind.title if kind else relation.type} {last}"

    # what is attached

    @abstractmethod
    def events_of(self, entity_id: str) -> Sequence[str]:
        """Return the ids of the events that an entity is part of or that happened there, by the calendar."""

    @abstractmethod
    def relations_of(self, entity_id: str) -> Sequence[str]:
        """Return the ids of the relations that have an entity at either end."""

    @abstractmethod
    def claims_about(self, record_id: str) -> Sequence[str]:
        """Return the ids of the claims about an entity or an event."""

    @abstractmethod
    def claims_of(self, entity_id: str) -> Sequence[str]:
        """Return the ids of the claims of which an entity has said a value."""

    @abstractmethod
    def resting_on(self, key: PassageKey) -> Sequence[Ref]:
        """Return the records that rest on a passage: events by the calendar, then the others."""

    @abstractmethod
    def followed_by(self, event_id: str) -> Sequence[str]:
        """Return the ids of the events that say that they come after an event, by the calendar."""

    @abstractmethod
    def repeated_by(self, source_id: str) -> Sequence[str]:
        """Return the ids of the sources that repeat a source, in the order of the files."""

    @abstractmethod
    def within(self, place_id: str) -> Sequence[str]:
        """Return the ids of the places that lie directly within a place."""

    @cached_property
    def voice_of(self) -> Mapping[str, str]:
        """Source of a voice with others → the one that represents their voice; see `accounts.voice_of`."""
        return accounts.voice_of(self.sources)

    @cached_property
    def publishers(self) -> Mapping[str, tuple[int, int]]:
        """Publisher → how many sources of theirs are held, and how many are known only through others."""
        return accounts.publishers(self.sources.values())

    def citations(self, ref: Ref) -> tuple[Citation, ...]:
        """Return what a record rests on; of a source, its own passages; of a passage, itself."""
        if ref.section == "passages":
            return (Citation(passage=ref.id),)
        record = self.record(ref)
        if record is None:
            return ()
        if isinstance(record, Source):
            return tuple(Citation(passage=f"{record.id}/{key}") for key in record.passages)
        return record.evidence
