"""The store over a compiled file: records are read on demand, and some of them are cached."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, overload

import msgspec
from pyroaring import BitMap

from tui.core.compiled.attachments import Attachments
from tui.core.compiled.blocks import Blocks
from tui.core.compiled.layout import IDS_IN_CHUNK, SECTION_NUMBERS
from tui.core.compiled.places import Places
from tui.core.compiled.rows import CompiledRows, unpacked
from tui.core.loading.outcome import CachedRecord
from tui.core.model.dataset import About, EventKind, Location, RelationType
from tui.core.model.records import AnyEntity, AnyRecord, Claim, Event, PassageKey, Ref, Relation, Source
from tui.core.model.sections import ENTITY_SECTIONS, SECTION, SECTIONS, decoder
from tui.core.store.base import Store

if TYPE_CHECKING:
    from tui.core.compiled.links import Links

KEPT = 2048
"""Number of records, and of links, that are cached."""

MOST_SOURCES = 4096
"""Sources that are kept; of more, only those read last are."""

KEPT_CHUNKS = 128
"""Number of chunks of ids that are cached, of each section."""

MOST_KEPT = 120_000
"""The largest number of records that are cached when many are expected."""

_NONE: Mapping[str, int] = MappingProxyType({})
_ENTITIES = {SECTION_NUMBERS[section]: section for section in ENTITY_SECTIONS}


class CompiledStore(Store):
    """The records of one dataset, read one by one."""

    def __init__(
        self,
        rows: CompiledRows,
        edited: Mapping[Ref, CachedRecord | None] = MappingProxyType({}),
        links: Links | None = None,
    ) -> None:
        """Take an open compiled file, records in place of those in it, and links that it does not hold yet.

        `edited` may hold records that are not in the file, and None for those that are gone. Ids and what is attached
        to a record are as in the file.
        """
        self._rows, self._edited = rows, edited
        self._blocks = Blocks(rows)
        self._read = lru_cache(maxsize=KEPT)(self._read_record)
        self._links = links
        self._attached, self._places = links or Attachments(rows), Places(rows)
        self._of_entity = lru_cache(maxsize=KEPT)(self._read_of_entity)
        self._ids = {section: Ids(rows, section) for section in SECTIONS}
        self.refs = Refs(self._ids)

    @cached_property
    def about(self) -> About:
        """What the dataset says of itself."""
        return self._rows.meta("about", About)

    @cached_property
    def kinds(self) -> Mapping[str, EventKind]:
        """The dataset's own kinds of event."""
        return self._rows.meta("kinds", dict[str, EventKind])

    @cached_property
    def relation_types(self) -> Mapping[str, RelationType]:
        """The dataset's own types of relation."""
        return self._rows.meta("relation_types", dict[str, RelationType])

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """All sources, in the order of the files; each is read when it is asked for, and kept."""
        return _Sources(self)

    @cached_property
    def voice_of(self) -> Mapping[str, str]:
        """Source of a voice with others → the one that represents their voice."""
        return self._rows.meta("voice_of", dict[str, str])

    @cached_property
    def publishers(self) -> Mapping[str, tuple[int, int]]:
        """Publisher → how many sources of theirs are held, and how many are known only through others."""
        return self._rows.meta("publishers", dict[str, tuple[int, int]])

    def ids(self, section: str) -> Sequence[str]:
        """Return the ids of a section: events by the calendar, all others in the order of the files."""
        return self._ids[section]

    # records

    def number(self, ref: Ref) -> int | None:
        """Return the item number of a record, None where there is none."""
        if self._links is not None:
            return self._links.numbers.get(ref.section, _NONE).get(ref.id)
        asked = "SELECT number FROM called WHERE id = ? AND section = ?"
        found = self._rows.value(asked, ref.id, SECTION_NUMBERS.get(ref.section))
        return None if found is None else int(found)

    def event_number(self, event_id: str) -> int:
        """Return the place of an event in the calendar, 0-based. Raises KeyError where there is none."""
        number = self.number(Ref("events", event_id))
        if number is None:
            raise KeyError(event_id)
        return number

    def record(self, ref: Ref) -> AnyRecord | None:
        """Return the record that `ref` points to; of a passage, its source; None where there is none."""
        if ref.section == "passages":
            return self.sources.get(ref.id.partition("/")[0])
        return self._read(ref)

    def _read_record(self, ref: Ref) -> AnyRecord | None:
        if ref in self._edited:
            known = self._edited[ref]
            return None if known is None else known.record
        number = self.number(ref)
        if number is None:
            return None
        record: AnyRecord = decoder(ref.section).decode(self._blocks.entry(number).body)
        return record

    def expect(self, records: int) -> None:
        """Set the size of the cache of records, at most some 100 MB."""
        kept = min(records, MOST_KEPT)
        if kept > KEPT:
            self._read = lru_cache(maxsize=kept)(self._read_record)

    def _must(self, section: str, record_id: str) -> Any:
        found = self._read(Ref(section, record_id))
        if found is None:
            raise KeyError(record_id)
        return found

    def event(self, event_id: str) -> Event:
        """Return an event. Raises KeyError where there is none."""
        event: Event = self._must("events", event_id)
        return event

    def claim(self, claim_id: str) -> Claim:
        """Return a claim. Raises KeyError where there is none."""
        claim: Claim = self._must("claims", claim_id)
        return claim

    def relation(self, relation_id: str) -> Relation:
        """Return a relation. Raises KeyError where there is none."""
        relation: Relation = self._must("relations", relation_id)
        return relation

    def entity(self, entity_id: str) -> AnyEntity | None:
        """Return the organisation, person or place with this id."""
        section = self._section_of(entity_id)
        return self._must(section, entity_id) if section else None

    @cached_property
    def _section_of(self) -> Any:
        """The section of the entity with an id, "" where there is none."""

        def look(entity_id: str) -> str:
            found = self._rows.all("SELECT section FROM called WHERE id = ?", entity_id)
            there = {_ENTITIES[section] for (section,) in found if section in _ENTITIES}
            for section in ENTITY_SECTIONS:
                if (ref := Ref(section, entity_id)) in self._edited:
                    (there.discard if self._edited[ref] is None else there.add)(section)
            return next(iter(there), "")

        return lru_cache(maxsize=4 * KEPT)(look)

    def location(self, ref: Ref) -> Location | None:
        """Return the place of a record in the files; of a claim's value, ("values", "claim/0")."""
        whole = {"passages": "sources", "values": "claims"}.get(ref.section)
        above = Ref(whole, ref.id.partition("/")[0]) if whole else ref
        if above in self._edited:
            known = self._edited[above]
            return None if known is None else known.parts.get(ref) if whole else known.place
        number = self.number(above)
        if number is None:
            return self._places.of_types.get(ref)
        entry = self._blocks.entry(number)
        return self._places.within(entry, self._must(*above), ref) if whole else self._places.of_record(entry)

    # what is attached

    def _read_of_entity(self, section: str, entity_id: str) -> Sequence[str]:
        """Return the ids of a section's records that are counted under an entity."""
        entity = self.entity(entity_id)
        if entity is None:
            return ()
        first, ids = self.refs.firsts[section], self._ids[section]
        found = self._attached.of_entity(SECTION[entity.section].field, entity_id, range(first, first + len(ids)))
        return AttachedIds(ids, found, first)

    def events_of(self, entity_id: str) -> Sequence[str]:
        """Return the ids of the events that an entity is part of or that happened there, by the calendar."""
        return self._of_entity("events", entity_id)

    def relations_of(self, entity_id: str) -> Sequence[str]:
        """Return the ids of the relations that have an entity at either end."""
        return self._of_entity("relations", entity_id)

    def claims_about(self, record_id: str) -> Sequence[str]:
        """Return the ids of the claims about an entity or an event."""
        return self._attached.ids("claims_about", record_id)

    def claims_of(self, entity_id: str) -> Sequence[str]:
        """Return the ids of the claims of which an entity has said a value."""
        return self._attached.ids("claims_of", entity_id)

    def resting_on(self, key: PassageKey) -> Sequence[Ref]:
        """Return the records that rest on a passage: events by the calendar, then the others."""
        return tuple(map(self.refs.__getitem__, self._attached.resting_on(key)))

    def followed_by(self, event_id: str) -> Sequence[str]:
        """Return the ids of the events that say that they come after an event, by the calendar."""
        return self._attached.ids("followed_by", event_id)

    def repeated_by(self, source_id: str) -> Sequence[str]:
        """Return the ids of the sources that repeat a source, in the order of the files."""
        return self._attached.ids("repeated_by", source_id)

    def within(self, place_id: str) -> Sequence[str]:
        """Return the ids of the places that lie directly within a place."""
        return self._attached.ids("within", place_id)


class Ids(Sequence[str]):
    """The ids of a section, read in chunks."""

    def __init__(self, rows: CompiledRows, section: str) -> None:
        self._rows = rows
        self._section = SECTION_NUMBERS[section]
        self._count = rows.meta(f"count:{self._section}", int)
        self._chunk = lru_cache(maxsize=KEPT_CHUNKS)(self._read)

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...

    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(self._count))]
        at += self._count if at < 0 else 0
        if not 0 <= at < self._count:
            raise IndexError(at)
        return self._chunk(at // IDS_IN_CHUNK)[at % IDS_IN_CHUNK]

    def __iter__(self) -> Iterator[str]:
        for chunk in range(-(-self._count // IDS_IN_CHUNK)):
            yield from self._chunk(chunk)

    def _read(self, chunk: int) -> list[str]:
        asked = "SELECT body FROM ids WHERE section = ? AND chunk = ?"
        body = unpacked(self._rows.value(asked, self._section, chunk), f"ids {self._section}/{chunk}")
        found: list[str] = msgspec.msgpack.decode(body, type=list[str])
        return found


class Refs(Sequence[Ref]):
    """Item number → record, without a value for each."""

    def __init__(self, ids: Mapping[str, Sequence[str]]) -> None:
        self._parts = list(ids.items())
        self.firsts = dict(zip(ids, accumulate(map(len, ids.values()), initial=0), strict=False))
        """Section → number of its first record."""
        self._count = sum(map(len, ids.values()))

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> Ref: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Ref]: ...

    def __getitem__(self, at: int | slice) -> Ref | Sequence[Ref]:
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(self._count))]
        at += self._count if at < 0 else 0
        for section, ids in self._parts:
            if 0 <= at < len(ids):
                return Ref(section, ids[at])
            at -= len(ids)
        raise IndexError(at)

    def __iter__(self) -> Iterator[Ref]:
        for section, ids in self._parts:
            for record_id in ids:
                yield Ref(section, record_id)


class AttachedIds(Sequence[str]):
    """Some ids of a section, by the numbers of their records; each is read when it is asked for."""

    def __init__(self, ids: Sequence[str], numbers: BitMap, first: int) -> None:
        """`first` is the number of the section's first record."""
        self._ids, self._numbers, self._first = ids, numbers, first

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...

    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        if isinstance(at, slice):
            return [self._ids[number - self._first] for number in self._numbers[at]]
        return self._ids[self._numbers[at] - self._first]

    def __iter__(self) -> Iterator[str]:
        return (self._ids[number - self._first] for number in self._numbers)


class _Sources(Mapping[str, Source]):
    """Sources by id, each read once while they are not too many: they are used often."""

    def __init__(self, store: CompiledStore) -> None:
        self._store = store
        self._ids = store.ids("sources")
        self._held: dict[str, Source] = {}

    def __getitem__(self, source_id: str) -> Source:
        held = self._held.get(source_id)
        if held is None:
            held = self._store._must("sources", source_id)  # noqa: SLF001 - its other half
            if len(self._held) < MOST_SOURCES:
                self._held[source_id] = held
        return held

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)
