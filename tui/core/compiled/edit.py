"""What is other in the files of a dataset than in its compiled file, found without reading what did not change.

An edit is small where the same records stand in the same files, at the same places of the calendar, attached to the
same others; after any other, everything is compiled anew.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from tui.core.compiled.cached_records import CompiledRecords
from tui.core.compiled.postings import CompiledPostings
from tui.core.compiled.rows import CompiledRows
from tui.core.compiled.sound import is_sound
from tui.core.compiled.store import CompiledStore
from tui.core.index.facets import date_bounds
from tui.core.loading import files, loader
from tui.core.loading.fingerprints import Fingerprint, same
from tui.core.loading.outcome import CachedRecord
from tui.core.model.problem import Problem
from tui.core.model.records import (
    AnyRecord,
    Claim,
    Event,
    Named,
    PassageKey,
    Place,
    Ref,
    Relation,
    Source,
)
from tui.core.model.sections import ENTITY_SECTIONS, SECTION
from tui.core.store.related import referring

MOST_BYTES = 8_000_000
"""Of all changed files of a small edit."""
MOST_RECORDS = 5_000
"""Records that are found by something else after it, those that name a changed entity among them."""


class Unfit(Exception):  # noqa: N818
    """The edit is not one that is followed: there are errors before or after it, or it is not a small one."""


class Edit:
    """The records of the changed files, before and after."""

    def __init__(
        self,
        rows: CompiledRows,
        folder: Path,
        instead: Mapping[str, bytes] = MappingProxyType({}),
        most: int = sys.maxsize,
    ) -> None:
        """Find what changed in `folder` since it was compiled.

        `instead` maps paths in the dataset to contents used in place of the files, which need not exist; `most` is how
        many bytes are read at most.

        Raises:
            Unfit: something in it is at fault, or it is larger.
        """
        self.rows = rows
        self.stamps = rows.meta("fingerprints", list[Fingerprint])
        self.before = CompiledStore(rows)
        self.postings = CompiledPostings(rows, self.before)
        self.paths = self._paths(folder, instead)
        """All files of the dataset as it is now, in the order in which they are read."""
        known = {stamp.path: stamp for stamp in self.stamps}
        changed = [path for path in self.paths if path in instead or not _is_same(folder, path, known.get(path))]
        self.changed_paths = (*changed, *(known.keys() - set(self.paths)))
        """Files that differ, those that are gone among them."""
        self.files = self._read(folder, changed, instead, most)
        """The files that differ, as they are now."""
        was = CompiledRecords(rows).in_files(self.changed_paths)
        self.was = {Ref(one.section, one.record.id): one for one in was}
        """All records of these files, as they were."""
        self.records = self._records(folder)
        """All records of these files, as they are now."""
        edited: dict[Ref, CachedRecord | None] = {**dict.fromkeys(self.was), **self.records}
        self.after = CompiledStore(rows, edited)
        both = ((ref, self.was[ref].record if ref in self.was else None) for ref in edited)
        self.changed = {ref: old for ref, old in both if old != self.after.record(ref)}
        """The records that differ, as they were; None for one that is new."""
        self._require_sound()

    def _paths(self, folder: Path, instead: Mapping[str, bytes]) -> list[str]:
        now: list[Problem] = []
        found = files.paths(folder, now)
        sound = self.rows.meta("errors", int) == 0 and all(stamp.plain for stamp in self.stamps[1:])
        if not sound or now:
            raise Unfit
        return [*found, *sorted(instead.keys() - found)]

    def _read(self, folder: Path, paths: list[str], instead: Mapping[str, bytes], most: int) -> list[files.File]:
        if sum(files.size(folder, path) for path in paths) > most:
            raise Unfit
        now: list[Problem] = []
        read = list(files.contents(folder, paths, now, instead))
        if now:
            raise Unfit
        return read

    def _records(self, folder: Path) -> dict[Ref, CachedRecord]:
        found: dict[Ref, CachedRecord] = {}
        for file in self.files:
            now = loader.read_alone(folder, file)
            if now is None:
                raise Unfit
            for one in now:
                if found.setdefault(Ref(one.section, one.record.id), one) is not one:
                    raise Unfit
        return found

    def _require_sound(self) -> None:
        """Require that the changed records refer to what is there, and nothing to what is gone."""
        after, opens_at = self.after, Ref("events", self.after.about.opens_at)
        left: dict[Ref, None] = dict.fromkeys(self.changed)
        for ref, old in self.changed.items():
            now = after.record(ref)
            if old is None and self._is_taken(ref):
                raise Unfit
            if now is None:
                left |= dict.fromkeys(referring(self.before, ref))
                if ref == opens_at:
                    raise Unfit
            elif isinstance(old, Source) and isinstance(now, Source):
                for key in old.passages.keys() - now.passages.keys():
                    left |= dict.fromkeys(self.before.resting_on(f"{ref.id}/{key}"))
        if not all(is_sound(after, record) for record in map(after.record, left) if record is not None):
            raise Unfit

    def _is_taken(self, ref: Ref) -> bool:
        """Whether another record has the id of one that is new: organisations, people and places share theirs."""
        if self.before.record(ref) is not None:
            return True
        shared = ENTITY_SECTIONS if ref.section in ENTITY_SECTIONS else ()
        return any(self.after.record(Ref(one, ref.id)) is not None for one in shared if one != ref.section)

    def touched(self) -> set[Ref]:
        """Return the records that may be found by something else: those that differ, and those found by them.

        Raises:
            Unfit: they are many.
        """
        found = set(self.changed)
        for ref, old in self.changed.items():
            now = self.after.record(ref)
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


def small_edit(rows: CompiledRows, folder: Path) -> Edit:
    """Return what changed in `folder` since it was compiled.

    Raises:
        Unfit: it is not a small edit.
    """
    edit = Edit(rows, folder, most=MOST_BYTES)
    if edit.paths != [stamp.path for stamp in edit.stamps]:
        raise Unfit
    for path in edit.changed_paths:
        if _arranged(edit.was, path) != _arranged(edit.records, path):
            raise Unfit
    for ref, old in edit.changed.items():
        if old is None or _kept(old) != _kept(edit.records[ref].record):
            raise Unfit
    return edit


def cited(record: AnyRecord | None) -> set[PassageKey]:
    """Return the passages that a record rests on; none for a source."""
    return set() if record is None or isinstance(record, Source) else {one.passage for one in record.evidence}


def _is_same(folder: Path, path: str, known: Fingerprint | None) -> bool:
    return known is not None and same(f"{folder}/{path}", known)


def _arranged(records: Mapping[Ref, CachedRecord], path: str) -> tuple[set[str], list[Ref]]:
    """Return the ids of a file's events, which are numbered by the calendar, and its other records in their order."""
    refs = [ref for ref, one in records.items() if one.place.file == path]
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
