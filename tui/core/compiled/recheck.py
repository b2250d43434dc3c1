"""Check again, after an edit, the records about which the rules may say something else than before.

They are checked as a small dataset: with all that the rules look at to judge them, and nothing else. What the rules say
of the records that are only looked at is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from tui.core.checks.check import check
from tui.core.compiled.alike import Alike
from tui.core.compiled.edit import Edit, cited
from tui.core.index import searchable_text
from tui.core.model.dataset import Dataset, Location, part_keys
from tui.core.model.problem import Problem
from tui.core.model.records import (
    AnyRecord,
    Claim,
    Event,
    Organisation,
    PassageKey,
    Person,
    Place,
    Ref,
    Relation,
    Source,
)
from tui.core.model.sections import SECTION, SECTIONS
from tui.core.store.base import Store
from tui.core.store.related import referring

_USED_BY = {"kinds": "events", "relation_types": "relations"}
"""Section of what a dataset defines → section of the records that use it."""


class Rechecked(NamedTuple):
    """What the rules say after an edit."""

    again: set[Ref]
    """The records about which they may say something else than before, those that are gone among them."""
    problems: list[Problem]
    """All problems of these, in reading order."""


def recheck(edit: Edit, more: Iterable[Ref] = ()) -> Rechecked:
    """Check again what an edit may have changed, and `more`."""
    alike = Alike(edit.after, edit.postings)
    again = {*_affected(edit, alike), *more}
    if not again:
        return Rechecked(again, [])
    part = _Part(edit, alike)
    for ref in (*edit.changed, *again):
        part.add(ref)
    for ref in again:
        part.add_judged(ref)
    return Rechecked(again, [problem for problem in check(part.dataset(again)) if judged(problem) in again])


def judged(problem: Problem) -> Ref:
    """Return the record that a problem is about; of a passage, its source."""
    section, _, record_id = problem.record.partition("/")
    return Ref("sources", record_id.partition("/")[0]) if section == "passages" else Ref(section, record_id)


def _affected(edit: Edit, alike: Alike) -> set[Ref]:
    """Return the records whose problems may be others than before, and those of which there are none any more."""
    store, found = edit.after, set(edit.changed)
    for ref, old in edit.changed.items():
        new = store.record(ref)
        for one in (old, new):
            found.update(alike.of(one) if one is not None else ())
        found.update(_source(passage) for passage in cited(old) ^ cited(new))
        found.update(_entities(store, _named(old) ^ _named(new)))
        found.update(_types(old) ^ _types(new))
        if old is None or new is None:  # a claim may be about the one or the other of two records
            found.update(Ref("claims", claim) for claim in store.claims_about(ref.id))
        if ref.section == "sources":
            found.update(_resting_on_changed(store, old, new))
            found.update(_upstream(store, old), _upstream(store, new))
        elif ref.section == "events":
            found.update(_following(store, ref, old, new))
    return found


def _resting_on_changed(store: Store, old: AnyRecord | None, new: AnyRecord | None) -> Iterator[Ref]:
    """Yield what rests on passages of a source that say something else than before, or are of another day."""
    if isinstance(old, Source) and isinstance(new, Source):
        for key in {**old.passages, **new.passages}:
            if old.issued != new.issued or old.passages.get(key) != new.passages.get(key):
                yield from store.resting_on(f"{old.id}/{key}")


def _upstream(store: Store, source: AnyRecord | None) -> set[Ref]:
    """Return the sources that one derives from, directly or through others."""
    waiting, found = [*source.derives_from] if isinstance(source, Source) else [], set[Ref]()
    while waiting:
        ref = Ref("sources", waiting.pop())
        known = store.record(ref)
        if isinstance(known, Source) and ref not in found:
            found.add(ref)
            waiting += known.derives_from
    return found


def _following(store: Store, ref: Ref, old: AnyRecord | None, new: AnyRecord | None) -> set[Ref]:
    """Return the events that come after one, directly or through others, where that is now of another day."""
    days = [(one.date, one.after) if isinstance(one, Event) else None for one in (old, new)]
    waiting, found = [ref.id] if days[0] != days[1] else [], set[Ref]()
    while waiting:
        after = {Ref("events", event) for event in store.followed_by(waiting.pop())} - found
        found |= after
        waiting += (one.id for one in after)
    return found


class _Part:
    """The part of a dataset in which the rules see of some records what they see in the whole."""

    def __init__(self, edit: Edit, alike: Alike) -> None:
        self._edit, self._store, self._alike = edit, edit.after, alike
        self._records: dict[Ref, AnyRecord] = {}

    def add_judged(self, ref: Ref) -> None:
        """Add what the rules compare a record with, or one that uses a kind or type, where it is there."""
        record = self._store.record(ref)
        match record:
            case None:
                self._add_one(self._of_type(ref))
                return
            case Source():
                for key in record.passages:
                    self._add_one(self._store.resting_on(f"{record.id}/{key}"))
            case Claim():
                self.add(Ref("events", record.about), *_entities(self._store, [record.about]))
            case Organisation() | Person() | Place():
                self._add_one(referring(self._edit.before, ref))
        self.add(*self._alike.of(record))

    def add(self, *refs: Ref) -> None:
        """Add records where they are there, and those without which the rules cannot read them."""
        waiting = [*refs]
        while waiting:
            ref = waiting.pop()
            record = self._store.record(ref)
            if record is None or ref in self._records:
                continue
            self._records[ref] = record
            waiting += map(_source, cited(record))
            if isinstance(record, Event):
                waiting += (Ref("events", other) for other in record.after)
            if isinstance(record, Source):
                waiting += (Ref("sources", other) for other in record.derives_from)

    def _add_one(self, refs: Iterable[Ref]) -> None:
        """Add the first record that the edit left as it was; those that it changed are there."""
        self.add(*islice((ref for ref in refs if ref not in self._edit.changed), 1))

    def _of_type(self, ref: Ref) -> Iterator[Ref]:
        """Yield the records of a kind of event or a type of relation."""
        if ref.section in _USED_BY:
            postings = self._edit.postings
            found = map(postings.refs.__getitem__, postings.facet(SECTION[ref.section].field, ref.id))
            yield from (one for one in found if one.section == _USED_BY[ref.section])

    def dataset(self, judged: set[Ref]) -> Dataset:
        """Return the part in the order of the files, with the places of passages and values of those to be judged."""
        store, places = self._store, dict[tuple[str, str], Location]()
        types: Any = {section: dict(getattr(store, section)) for section in _USED_BY}
        kinds = (Ref(section, key) for section in _USED_BY for key in types[section])
        inside = (Ref(*key) for ref in self._records.keys() & judged for key in part_keys(self._records[ref]))
        for key in (*self._records, *kinds, *inside):
            place = store.location(key)
            if place is not None:
                places[key] = place
        order = {path: number for number, path in enumerate(self._edit.paths)}

        def in_files(ref: Ref) -> tuple[int, int, int]:
            at = places[ref]
            return order[at.file], at.line, at.column

        sections: Any = {section: {} for section in SECTIONS}
        for ref in sorted(self._records, key=in_files):
            sections[ref.section][ref.id] = self._records[ref]
        return Dataset(root=Path(), about=store.about, locations=places, **types, **sections)


def _source(passage: PassageKey) -> Ref:
    return Ref("sources", passage.partition("/")[0])


def _types(record: AnyRecord | None) -> set[Ref]:
    """Return the kind of an event, the type of a relation."""
    match record:
        case Event() if record.kind:
            return {Ref("kinds", record.kind)}
        case Relation():
            return {Ref("relation_types", record.type)}
        case _:
            return set()


def _named(record: AnyRecord | None) -> set[str]:
    """Return the ids of the entities that a record names."""
    found = set(searchable_text.named_entities(record)) if record is not None else set[str]()
    if isinstance(record, Organisation):
        found.add(record.place)
    if isinstance(record, Place):
        found.add(record.within)
    return found - {""}


def _entities(store: Store, ids: Iterable[str]) -> list[Ref]:
    return [Ref(entity.section, entity.id) for entity in map(store.entity, ids) if entity is not None]
