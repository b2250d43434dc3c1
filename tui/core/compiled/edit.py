"""A small edit of a dataset: what it changed, found without reading what it did not change.

An edit is small where the same records stand in the same files, at the same places of the calendar, attached to the
same others; after any other, everything is compiled anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tui.core.compiled.cached_records import CompiledRecords
from tui.core.compiled.postings import CompiledPostings
from tui.core.compiled.rows import CompiledRows
from tui.core.compiled.store import CompiledStore
from tui.core.index.facets import date_bounds
from tui.core.loading import files, loader
from tui.core.loading.fingerprints import Fingerprint, same
from tui.core.loading.outcome import CachedRecord
from tui.core.model.problem import Problem
from tui.core.model.records import (
    AnyRecord,
    Citation,
    Claim,
    Event,
    Named,
    Organisation,
    Place,
    Ref,
    Relation,
    Source,
)
from tui.core.model.sections import SECTION
from tui.core.store.base import Store

MOST_BYTES = 8_000_000
"""Of all changed files."""
MOST_RECORDS = 5_000
"""Records that are found by something else after it, those that name a changed entity among them."""


class Unfit(Exception):  # noqa: N818
    """The edit is not a small one."""


class Edit:
    """The records of the changed files, before and after."""

    def __init__(self, rows: CompiledRows, folder: Path) -> None:
        """Find what changed in `folder` since it was compiled.

        Raises:
            Unfit: it is not a small edit.
        """
        self.rows = rows
        self.stamps = rows.meta("fingerprints", list[Fingerprint])
        self.before = CompiledStore(rows)
        self.postings = CompiledPostings(rows, self.before)
        self.files = self._changed_files(folder)
        """Number of a file → the file, of those that changed."""
        known, old = CompiledRecords(rows), dict[Ref, AnyRecord]()
        self.records: dict[Ref, CachedRecord] = {}
        """All records of these files, as they are now."""
        for file in self.files.values():
            was, now = [one.record for one in known.in_files([file.path])], loader.read_alone(folder, file)
            if now is None or _arranged(was) != _arranged(one.record for one in now):
                raise Unfit
            old |= {Ref(record.section, record.id): record for record in was}
            self.records |= {Ref(one.section, one.record.id): one for one in now}
        self.after = CompiledStore(rows, self.records)
        self.changed = {ref: record for ref, record in old.items() if record != self.records[ref].record}
        """The records that differ, as they were."""
        for ref, record in self.changed.items():
            edited = self.records[ref].record
            if _kept(record) != _kept(edited) or not _is_sound(self.after, edited):
                raise Unfit

    def _changed_files(self, folder: Path) -> dict[int, files.File]:
        now: list[Problem] = []
        sound = self.rows.meta("errors", int) == 0 and all(stamp.plain for stamp in self.stamps[1:])
        if not sound or files.paths(folder, now) != [stamp.path for stamp in self.stamps] or now:
            raise Unfit
        changed = [number for number, at in enumerate(self.stamps) if not same(f"{folder}/{at.path}", at)]
        paths = [self.stamps[number].path for number in changed]
        if sum(files.size(folder, path) for path in paths) > MOST_BYTES:
            raise Unfit
        read = dict(zip(changed, files.contents(folder, paths, now), strict=False))
        if now:
            raise Unfit
        return read

    def touched(self) -> set[Ref]:
        """Return the records that may be found by something else: those that differ, and those found by them.

        Raises:
            Unfit: they are many.
        """
        found = set(self.changed)
        for ref, old in self.changed.items():
            now = self.records[ref].record
            if isinstance(old, Source) and isinstance(now, Source):
                if old.title != now.title:
                    found.update(self._counted_under("source", ref.id))
                for key in (key for key in old.passages if old.passages[key] != now.passages[key]):
                    found.update(self.before.resting_on(f"{ref.id}/{key}"))
            elif isinstance(old, Claim):
                found.update([Ref("events", old.about)] if self.before.record(Ref("events", old.about)) else [])
            elif isinstance(old, Named) and isinstance(now, Named) and old.spellings != now.spellings:
                found.update(self._counted_under(SECTION[ref.section].field, ref.id))
            if len(found) > MOST_RECORDS:
                raise Unfit
        return found

    def _counted_under(self, field: str, value: str) -> Iterable[Ref]:
        return map(self.postings.refs.__getitem__, self.postings.facet(field, value)[: MOST_RECORDS + 1])


def cited(record: AnyRecord) -> tuple[Citation, ...]:
    """Return what a record rests on; nothing for a source."""
    return () if isinstance(record, Source) else record.evidence


def _arranged(records: Iterable[AnyRecord]) -> tuple[set[str], list[Ref]]:
    """Return the ids of the events, which are numbered by the calendar, and the other records in their order."""
    refs = [Ref(record.section, record.id) for record in records]
    return {ref.id for ref in refs if ref.section == "events"}, [ref for ref in refs if ref.section != "events"]


def _kept(record: AnyRecord) -> tuple[object, ...]:
    """Return what a small edit leaves as it was: what gives a record its number and what is attached to it."""
    match record:
        case Event():
            kept: tuple[object, ...] = (record.date, record.order, record.after, record.kind)
        case Source():
            kept = (record.derives_from, record.publisher, record.held, [*record.passages])
        case Relation():
            kept = (record.type,)
        case Claim():
            kept = (record.about, [value.said_by for value in record.values])
        case Place():
            kept = (record.within,)
        case _:
            kept = ()
    return (date_bounds(record), date_bounds(record, outer=True), *kept)


def _is_sound(store: Store, record: AnyRecord) -> bool:
    """Whether everything that a record refers to is there, and it cites no passage twice."""
    entities: list[str] = []
    places: list[str] = []
    match record:
        case Event():
            entities, places = [part.entity for part in record.involves], [*record.places]
        case Relation():
            entities = [record.source, record.target]
        case Organisation():
            places = [record.place] if record.place else []
    together = [value.evidence for value in record.values] if isinstance(record, Claim) else [cited(record)]
    passages = [[citation.passage for citation in evidence] for evidence in together]
    return (
        all(store.entity(entity) for entity in entities)
        and all(store.record(Ref("places", place)) for place in places)
        and all(len(set(keys)) == len(keys) and all(_is_passage(store, key) for key in keys) for keys in passages)
    )


def _is_passage(store: Store, key: str) -> bool:
    source, _, passage = key.partition("/")
    known = store.sources.get(source)
    return known is not None and passage in known.passages
