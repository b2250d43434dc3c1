"""Change several files of a dataset together: all of them or none, never over the changes of others.

Changes of several files are noted in a journal before the first of them is written. Whoever opens the dataset, or
writes there, after a kill completes what the journal says, or takes it back.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import msgspec

from tui.core.atomic_file import locked, remove_if_unchanged, replace_if_unchanged, write_file

PATIENCE = 60
"""Seconds to wait for others of Letapis that write into the same dataset."""
JOURNAL = ".letapis-journal"
"""File in the dataset's folder that is there while several files are written."""


class FileChange(NamedTuple):
    """What a file held, and what it is to hold."""

    path: str
    """In the dataset's folder, with forward slashes; a document may be elsewhere, at an absolute path."""
    before: bytes | None
    """None for a file that is not there."""
    after: bytes | None
    """None for a file that is to be removed."""

    @property
    def is_of_records(self) -> bool:
        """Whether the file holds records; else it is a document."""
        return self.path.endswith(".yaml") and not Path(self.path).is_absolute()


def recover(folder: Path) -> None:
    """Complete or take back what a killed process left half written; most often there is nothing to do.

    Raises:
        OSError: it cannot be written.
    """
    if (folder / JOURNAL).exists():
        with locked(folder, patience=PATIENCE):
            recover_locked(folder)


def apply(folder: Path, changes: tuple[FileChange, ...]) -> bool:
    """Write changes, all of them or none; return whether they were."""
    if len(changes) < 2:
        return all(_step(folder, one) for one in changes)
    write_file(folder / JOURNAL, msgspec.json.encode(changes), mode=0o600)
    for at, one in enumerate(changes):
        if not _step(folder, one):
            for done in reversed(changes[:at]):
                _step(folder, FileChange(done.path, done.after, done.before))
            (folder / JOURNAL).unlink()
            return False
    (folder / JOURNAL).unlink()
    return True


def _step(folder: Path, change: FileChange) -> bool:
    path = folder / change.path
    if change.after is None:
        return change.before is None or remove_if_unchanged(path, change.before)
    return replace_if_unchanged(path, change.before, change.after)


def recover_locked(folder: Path) -> None:
    """Do what `recover` does, for one who has the lock."""
    journal = folder / JOURNAL
    if not journal.exists():
        return
    try:
        changes = msgspec.json.decode(journal.read_bytes(), type=tuple[FileChange, ...])
    except msgspec.DecodeError:  # none of ours
        return
    there = [held(folder / one.path) for one in changes]
    if all(now in (one.before, one.after) for now, one in zip(there, changes, strict=True)):
        forward = changes
    else:  # somebody has mended one of the files meanwhile: the others go back to what they held
        forward = tuple(FileChange(one.path, one.after, one.before) for one in changes)
    for one in forward:
        _step(folder, one)
    journal.unlink()


def held(path: Path) -> bytes | None:
    """Return what a file holds; None where it is not there."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
