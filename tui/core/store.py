"""What panes and `present` read: records by id, and what is tied to what.

Everything here is asked for by id and answered in the order of the calendar or of the files, so that a store
over a compiled dataset can answer the same questions without holding all records.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from tui.core import dates
from tui.core.model import (
    About,
    AnyEntity,
    AnyRecord,
    Citation,
    Claim,
    Dataset,
    Event,
    Kind,
    Passage,
    PassageKey,
    Ref,
    Relation,
    RelationType,
    Source,
    Where,
)

_NO_REFS: tuple[Ref, ...] = ()
_NO_IDS: tuple[str, ...] = ()


class Store:
    """The records of one dataset in memory. References are sound: the loader has closed them."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self.event_ids: tuple[str, ...] = tuple(
            event.id for event in sorted(dataset.events.values(), key=_calendar_key)
        )
        """Ids of all events in the order of the calendar; the position in it is the event's number."""
        self._events_of: dict[str, list[str]] = defaultdict(list)
        self._relations_of: dict[str, list[str]] = defaultdict(list)
        self._claims_about: dict[str, list[str]] = defaultdict(list)
        self._said_by: dict[str, list[str]] = defaultdict(list)
        self._resting_on: dict[PassageKey, dict[Ref, None]] = defaultdict(dict)
        self._within: dict[str, list[str]] = defaultdict(list)
        self._tie()

    # what the dataset is

    @property
    def about(self) -> About:
        """What the dataset says of itself."""
        return self._dataset.about

    @property
    def kinds(self) -> Mapping[str, Kind]:
        """The dataset's own kinds of event."""
        return self._dataset.kinds

    @property
    def relation_types(self) -> Mapping[str, RelationType]:
        """The dataset's own types of relation."""
        return self._dataset.relation_types

    @property
    def sources(self) -> Mapping[str, Source]:
        """All sources, in the order of the files; there are hundreds at most."""
        return self._dataset.sources

    def ids(self, section: str) -> Sequence[str]:
        """Return the ids of a section: events by the calendar, all others in the order of the files."""
        if section == "events":
            return self.event_ids
        records: Mapping[str, AnyRecord] = getattr(self._dataset, section)
        return tuple(records)

    # records

    def record(self, ref: Ref) -> AnyRecord | None:
        """Return the record that `ref` points to; of a passage, its source; None where there is none."""
        if ref.section == "passages":
            return self._dataset.sources.get(ref.id.partition("/")[0])
        records: Mapping[str, AnyRecord] = getattr(self._dataset, ref.section, {})
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

    def entity_ref(self, entity_id: str) -> Ref:
        """Return where an entity is to be found. Raises KeyError where there is none."""
        entity = self._dataset.entity(entity_id)
        if entity is None:
            raise KeyError(entity_id)
        return Ref(entity.section, entity_id)

    def passage(self, key: PassageKey) -> Passage:
        """Return a passage. Raises KeyError where there is none."""
        source, _, passage = key.partition("/")
        return self._dataset.sources[source].passages[passage]

    def find(self, record_id: str) -> Ref | None:
        """Return the record called `record_id`, or `section/id`, or a passage's `source/passage`."""
        section, slash, rest = record_id.partition("/")
        if slash and section in _SECTIONS and self.record(Ref(section, rest)):
            return Ref(section, rest)
        if slash and rest in getattr(self._dataset.sources.get(section), "passages", ()):
            return Ref("passages", record_id)
        for name in _SECTIONS:
            if self.record(Ref(name, record_id)):
                return Ref(name, record_id)
        return None

    def where(self, ref: Ref) -> Where | None:
        """Return the place of a record in the files."""
        return self._dataset.where.get((ref.section, ref.id))

    def name(self, ref: Ref) -> str:
        """Return the one line by which a reader knows a record (raw text)."""
        record = self.record(ref)
        match record:
            case None:
                return ref.id
            case Event() | Source():
                return record.title
            case Claim():
                return record.question
            case Relation():
                return self._relation_name(record)
            case _:
                return record.name

    # ties

    def events_of(self, entity_id: str) -> Sequence[str]:
        """Return the ids of the events that an entity is part of or that happened there, by the calendar."""
        return self._events_of.get(entity_id, _NO_IDS)

    def relations_of(self, entity_id: str) -> Sequence[str]:
        """Return the ids of the relations at either end of which an entity stands."""
        return self._relations_of.get(entity_id, _NO_IDS)

    def claims_about(self, record_id: str) -> Sequence[str]:
        """Return the ids of the claims about an entity or an event."""
        return self._claims_about.get(record_id, _NO_IDS)

    def claims_of(self, entity_id: str) -> Sequence[str]:
        """Return the ids of the claims of which an entity has said a value."""
        return self._said_by.get(entity_id, _NO_IDS)

    def resting_on(self, key: PassageKey) -> Sequence[Ref]:
        """Return the records that rest on a passage: events by the calendar, then the others."""
        return tuple(self._resting_on.get(key, _NO_REFS))

    def parts_of(self, place_id: str) -> Iterable[str]:
        """Yield a place and all places within it."""
        seen = {place_id}
        waiting = [place_id]
        while waiting:
            place = waiting.pop()
            yield place
            inner = [p for p in self._within.get(place, ()) if p not in seen]
            seen.update(inner)
            waiting.extend(inner)

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

    def _relation_name(self, relation: Relation) -> str:
        kind = self._dataset.relation_types.get(relation.type)
        ends = [self.entity(end) for end in (relation.source, relation.target)]
        first, last = (entity.name if entity else "?" for entity in ends)
        return f"{first} {kind.title if kind else relation.type} {last}"

    def _tie(self) -> None:
        """Turn every reference round, once."""
        for event_id in self.event_ids:
            event = self._dataset.events[event_id]
            for entity in dict.fromkeys([*(part.entity for part in event.involves), *event.places]):
                self._events_of[entity].append(event_id)
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
        for entities in (self._dataset.organisations, self._dataset.people, self._dataset.places):
            for record in entities.values():
                self._rest(record)
        for place in self._dataset.places.values():
            if place.within:
                self._within[place.within].append(place.id)

    def _rest(self, record: Event | Relation | Claim | AnyEntity) -> None:
        ref = Ref(record.section, record.id)
        for citation in record.evidence:
            self._resting_on[citation.passage][ref] = None


_SECTIONS = ("events", "organisations", "people", "places", "sources", "claims", "relations")


def _calendar_key(event: Event) -> tuple[object, ...]:
    """Earliest first, wider first, then the order that the source gives within the day, then the id."""
    return (*dates.parse(event.date).sort_key[:2], event.order or 1_000_000, event.id)
