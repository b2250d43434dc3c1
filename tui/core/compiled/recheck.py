"""Check again, after an edit, the records about which the rules may say something else than before.

They are checked as a small dataset: with all that the rules look at to judge them, and nothing else. What the rules say
of the records that are only looked at is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tui.core.checks.check import check
from tui.core.compiled.alike import Alike
from tui.core.index import searchable_text
from tui.core.model.dataset import Dataset, Location, part_keys
from tui.core.model.problem import Problem
from tui.core.model.records import AnyRecord, Claim, Event, Organisation, PassageKey, Person, Place, Ref, Source
from tui.core.model.sections import SECTIONS
from tui.core.store.base import Store

Records = Mapping[Ref, AnyRecord]


def judged(problem: Problem) -> Ref:
    """Return the record that a problem is about; of a passage, its source."""
    section, _, record_id = problem.record.partition("/")
    return Ref("sources", record_id.partition("/")[0]) if section == "passages" else Ref(section, record_id)


def affected(store: Store, alike: Alike, before: Records) -> set[Ref]:
    """Return the records whose problems may be others than before.

    Args:
        store: the records after the edit; what is attached to each may be as it was before.
        alike: of the same.
        before: the records that changed, as they were.
    """
    found = set(before)
    for ref, old in before.items():
        new = _record(store, ref)
        for one in (old, new):
            found.update(alike.of(one))
        found.update(_source(passage) for passage in _cited(old) ^ _cited(new))
        found.update(_entities(store, _named(old) ^ _named(new)))
        if isinstance(old, Source) and isinstance(new, Source):
            for key in {**old.passages, **new.passages}:
                if old.issued != new.issued or old.passages.get(key) != new.passages.get(key):
                    found.update(store.resting_on(f"{ref.id}/{key}"))
    return found


def recheck(store: Store, alike: Alike, before: Records, wanted: set[Ref], order: Mapping[str, int]) -> list[Problem]:
    """Return what the rules say of the records `wanted`; the other arguments are those of `affected`.

    `order` is the place of each file among all of them.
    """
    part = _Part(store, alike, before)
    part.add(*before)
    for ref in wanted:
        part.add_judged(ref)
    return [problem for problem in check(part.dataset(order)) if judged(problem) in wanted]


class _Part:
    """The part of a dataset in which the rules see of some records what they see in the whole."""

    def __init__(self, store: Store, alike: Alike, before: Records) -> None:
        self._store, self._alike, self._before = store, alike, before
        self._records: dict[Ref, AnyRecord] = {}

    def add_judged(self, ref: Ref) -> None:
        """Add a record that is to be judged, and what the rules compare it with."""
        record = _record(self._store, ref)
        self.add(ref, *self._alike.of(record))
        match record:
            case Source():
                for key in record.passages:
                    self._add_one(self._store.resting_on(f"{record.id}/{key}"))
            case Claim():
                self.add(Ref("events", record.about), *_entities(self._store, [record.about]))
            case Organisation() | Person() | Place():
                self._add_one(self._naming(record.id))

    def add(self, *refs: Ref) -> None:
        """Add records where they are there, and those without which the rules cannot read them."""
        waiting = [*refs]
        while waiting:
            ref = waiting.pop()
            record = self._store.record(ref)
            if record is None or ref in self._records:
                continue
            self._records[ref] = record
            waiting += map(_source, _cited(record))
            if isinstance(record, Event):
                waiting += (Ref("events", other) for other in record.after)
            if isinstance(record, Source):
                waiting += (Ref("sources", other) for other in record.derives_from)

    def _add_one(self, refs: Iterable[Ref]) -> None:
        """Add the first record that the edit left as it was; those that it changed are there."""
        for ref in refs:
            if ref not in self._before:
                self.add(ref)
                return

    def _naming(self, entity_id: str) -> Iterator[Ref]:
        """Yield the records that name an entity."""
        store = self._store
        yield from (Ref("events", event) for event in store.events_of(entity_id))
        yield from (Ref("relations", relation) for relation in store.relations_of(entity_id))
        yield from (Ref("claims", claim) for claim in store.claims_about(entity_id))
        yield from (Ref("claims", claim) for claim in store.claims_of(entity_id))
        yield from (Ref("places", place) for place in store.within(entity_id))
        for organisation in store.ids("organisations"):
            record = store.entity(organisation)
            if isinstance(record, Organisation) and record.place == entity_id:
                yield Ref("organisations", organisation)

    def dataset(self, order: Mapping[str, int]) -> Dataset:
        """Return the part in the order of the files."""
        places: dict[tuple[str, str], Location] = {}
        for ref, record in self._records.items():
            for key in (ref, *(Ref(*key) for key in part_keys(record))):
                place = self._store.location(key)
                if place is not None:
                    places[key] = place

        def in_files(ref: Ref) -> tuple[int, int, int]:
            at = places[ref]
            return order[at.file], at.line, at.column

        sections: Any = {section: {} for section in SECTIONS}
        for ref in sorted(self._records, key=in_files):
            sections[ref.section][ref.id] = self._records[ref]
        types: Any = {"kinds": dict(self._store.kinds), "relation_types": dict(self._store.relation_types)}
        return Dataset(root=Path(), locations=places, **types, **sections)


def _record(store: Store, ref: Ref) -> AnyRecord:
    record = store.record(ref)
    if record is None:
        raise KeyError(ref)
    return record


def _cited(record: AnyRecord) -> set[PassageKey]:
    return set() if isinstance(record, Source) else {citation.passage for citation in record.evidence}


def _source(passage: PassageKey) -> Ref:
    return Ref("sources", passage.partition("/")[0])


def _named(record: AnyRecord) -> set[str]:
    """Return the ids of the entities that a record names."""
    found = set(searchable_text.named_entities(record))
    if isinstance(record, Organisation):
        found.add(record.place)
    if isinstance(record, Place):
        found.add(record.within)
    return found - {""}


def _entities(store: Store, ids: Iterable[str]) -> list[Ref]:
    return [Ref(entity.section, entity.id) for entity in map(store.entity, ids) if entity is not None]
