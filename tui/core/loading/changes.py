"""What changed in a dataset that was read again: the records that were added, changed and removed."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from msgspec import Struct

from tui.core.loading.outcome import FilesRead
from tui.core.model.records import AnyRecord, Ref


class Changes(Struct, frozen=True):
    """Records that differ in the files that differ."""

    added: frozenset[Ref] = frozenset()
    changed: frozenset[Ref] = frozenset()
    removed: frozenset[Ref] = frozenset()
    files: frozenset[str] = frozenset()
    """Paths of the files that differ, relative to the dataset."""


def between(before: FilesRead, after: FilesRead) -> Changes:
    """Return what differs; a record that moved to another file as it was has not changed."""
    old, new = ({(at.path, at.sha256) for at in files.fingerprints} for files in (before, after))
    paths = {path for path, _ in old ^ new}
    was = {Ref(record.section, record.id): record for record in _records(before, paths)}
    now = {Ref(record.section, record.id): record for record in _records(after, paths)}
    return Changes(
        frozenset(now.keys() - was.keys()),
        frozenset(ref for ref in now.keys() & was.keys() if now[ref] != was[ref]),
        frozenset(was.keys() - now.keys()),
        frozenset(paths),
    )


def _records(files: FilesRead, paths: Collection[str]) -> Iterator[AnyRecord]:
    return (known.record for known in files.in_files(paths))
