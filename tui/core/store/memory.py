"""The store in memory: the records of the loader, and the reverse of every reference."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from tui.core.dates.sequence import by_calendar
from tui.core.model.dataset import About, Dataset, EventKind, Location, RelationType
from tui.core.model.records import AnyEntity, AnyRecord, Claim, Event, PassageKey, Ref, Relation, Source
from tui.core.model.sections import SECTIONS
from tui.core.store.base import Store

_NO_IDS: tuple[str, ...] = ()


class MemoryStore(Store):
    """The records of one dataset in memory."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        events = dataset.events
        self._event_ids = tuple(event.id for event in by_calendar(events.values(), events.__getitem__))
        self._events_of: dict[str, list[str]] = defaultdict(list)
        self._relations_of: dict[str, list[str]] = defaultdict(list)
        self._claims_about: dict[str, list[str]] = defaultdict(list)
        self._said_by: dict[str, list[str]] = defaultdict(list)
        self._resting_on: dict[PassageKey, dict[Ref, None]] = defaultdict(dict)
        self._followed_by: dict[str, list[str]] = defaultdict(list)
        self._repeated_by: dict[str, list[str]] = defaultdict(list)
        self._within: dict[str, list[str]] = defaultdict(list)
        self._turn_round()

    @property
    def about(self) -> About:
        """What the dataset says of itself."""
        return self._dataset.about

    @property
    def kinds(self) -> Mapping[str, EventKind]:
        """The dataset's own kinds of event."""
        return self._dataset.kinds

    @property
    def relation_types(self) -> Mapping[str, RelationType]:
        """The dataset's own types of relation."""
        return self._dataset.relation_types

    @property
    def sources(self) -> Mapping[str, Source]:
        """All sources, in the order of the files."""
        return self._dataset.sources

    def ids(self, section: str) -> Sequence[str]:
        """Return the ids of a section: events by the calendar, all others in the order of the files."""
        if section == "events":
            return self._event_ids
        records: Mapping[str, AnyRecord] = getattr(self._dataset, section)
        return tuple(records)

    def event_number(self, event_id: str) -> int:
        """Return the place of an event in the calendar, 0-based. Raises KeyError where there is none."""
        return self._event_numbers[event_id]

    @cached_property
    def _event_numbers(self) -> dict[str, int]:
        return {event_id: number for number, event_id in enumerate(self._event_ids)}

    def record(self, ref: Ref) -> AnyRecord | None:
        """Return the record that `ref` points to; of a passage, its source; None where there is none."""
        if ref.section == "passages":
            return self._dataset.sources.get(ref.id.partition("/")[0])
        records: Mapping[str, AnyRecord] = getattr(self._dataset, ref.section) if ref.section in SECTIONS else {}
        return records.get(ref.id)

    def event(self, event_id: str) -> Event:
        """Return an event. Raises KeyError where there is none."""
        return self._dataset.events[event_id]

    def claim(self, claim_id: str) -> Claim:
        """Return a claim. Raises KeyError where there is none."""
        return self._dataset.claims[claim_id]

    def relation(self, relation_id: str) -> Relation:
        """Return a relation. Raises KeyError where there is none."""
        return self._dataset.relations[relation_id]

    def entity(self, entity_id: str) -> AnyEntity | None:
        """Return the organisation, person or place with this id."""
        return self._dataset.entity(entity_id)

    def location(self, ref: Ref) -> Location | None:
        """Return the place of a record in the files."""
        return self._dataset.locations.get((ref.section, ref.id))

    # what is attached

    def events_of(self, entity_id: str) -> Sequence[str]:
        """Return the ids of the events that an entity is part of or that happened there, by the calendar."""
        return self._events_of.get(entity_id, _NO_IDS)

    def relations_of(self, entity_id: str) -> Sequence[str]:
        """Return the ids of the relations that have an entity at either end."""
        return self._relations_of.get(entity_id, _NO_IDS)

    def claims_about(self, record_id: str) -> Sequence[str]:
        """Return the ids of the claims about an entity or an event."""
        return self._claims_about.get(record_id, _NO_IDS)

    def claims_of(self, entity_id: str) -> Sequence[str]:
        """Return the ids of the claims of which an entity has said a value."""
        return self._said_by.get(entity_id, _NO_IDS)

    def resting_on(self, key: PassageKey) -> Sequence[Ref]:
        """Return the records that rest on a passage: events by the calendar, then the others."""
        return tuple(self._resting_on.get(key, ()))

    def followed_by(self, event_id: str) -> Sequence[str]:
        """Return the ids of the events that say that they come after an event, by the calendar."""
        return self._followed_by.get(event_id, _NO_IDS)

    def repeated_by(self, source_id: str) -> Sequence[str]:
        """Return the ids of the sources that repeat a source, in the order of the files."""
        return self._repeated_by.get(source_id, _NO_IDS)

    def within(self, place_id: str) -> Sequence[str]:
        """Return the ids of the places that lie directly within a place."""
        return self._within.get(place_id, _NO_IDS)

    def attachments(self) -> dict[str, Mapping[str, Sequence[str]]]:
        """Return the ids attached to a record, by the name of the method that answers it; without those of facets."""
        return {
            "followed_by": self._followed_by,
            "claims_about": self._claims_about,
            "claims_of": self._said_by,
            "repeated_by": self._repeated_by,
            "within": self._within,
        }

    def passages_used(self) -> Mapping[PassageKey, Iterable[Ref]]:
        """Return the records that rest on each passage on which any do."""
        return self._resting_on

    def _turn_round(self) -> None:
        """Build the reverse of every reference."""
        for event_id in self._event_ids:
            event = self._dataset.events[event_id]
            for entity in dict.fromkeys([*(part.entity for part in event.involves), *event.places]):
                self._events_of[entity].append(event_id)
            for other in dict.fromkeys(event.after):
                self._followed_by[other].append(event_id)
            self._rest(event)
        for relation in self._dataset.relations.values():
            for entity in dict.fromkeys((relation.source, relation.target)):
                self._relations_of[entity].append(relation.id)
            self._rest(relation)
        for claim in self._dataset.claims.values():
            self._claims_about[claim.about].append(claim.id)
            for speaker in dict.fromkeys(value.said_by for value in claim.values if value.said_by):
                self._said_by[speaker].append(claim.id)
            self._rest(claim)
        self._tie_alike()
        for entities in (self._dataset.organisations, self._dataset.people, self._dataset.places):
            for record in entities.values():
                self._rest(record)

    def _tie_alike(self) -> None:
        """Build the reverse of references from sources to sources and from places to places."""
        for source in self._dataset.sources.values():
            for other in dict.fromkeys(source.derives_from):
                self._repeated_by[other].append(source.id)
        for place in self._dataset.places.values():
            if place.within:
                self._within[place.within].append(place.id)

    def _rest(self, record: Event | Relation | Claim | AnyEntity) -> None:
        ref = Ref(record.section, record.id)
        for citation in record.evidence:
            self._resting_on[citation.passage][ref] = None
