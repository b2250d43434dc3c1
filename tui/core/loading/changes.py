"""What is other in a dataset that was read again: the records that were added, changed and removed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from msgspec import Struct

from tui.core.loading.fingerprints import Fingerprint
from tui.core.model.problem import Problem
from tui.core.model.records import AnyRecord, Ref


class FilesRead(Protocol):
    """The files of a dataset as they were read, and their records."""

    @property
    def fingerprints(self) -> Sequence[Fingerprint]:
        """The fingerprints of the files that could be read."""

    @property
    def walked(self) -> Sequence[Problem]:
        """Problems with names of files and folders, and reasons why files were not read."""

    def in_files(self, paths: Collection[str]) -> Iterable[AnyRecord]:
        """Return the records of these files."""


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
    was = {Ref(record.section, record.id): record for record in before.in_files(paths)}
    now = {Ref(record.section, record.id): record for record in after.in_files(paths)}
    return Changes(
        frozenset(now.keys() - was.keys()),
        frozenset(ref for ref in now.keys() & was.keys() if now[ref] != was[ref]),
        frozenset(was.keys() - now.keys()),
        frozenset(paths),
    )
