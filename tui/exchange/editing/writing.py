"""Write what was planned into the files of a dataset: all of it or nothing, and never over what others wrote meanwhile.

A plan of several files is noted in a journal before the first of them is written. Whoever writes there next after a
kill completes what the journal says, or takes it back.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from tui.core.atomic_file import locked, remove_if_unchanged, replace_if_unchanged, write_file
from tui.core.errors import EditError
from tui.core.loading.loader import load
from tui.exchange.editing.workspace import FileChange, Plan, Workspace, fresh_problems

ATTEMPTS = 20
"""How often a plan is made again where others change the files at the same time."""
PATIENCE = 60
"""Seconds to wait for others of Letapis that write into the same dataset."""
JOURNAL = ".letapis-journal"
"""File in the dataset's folder that is there while several files are written."""


def write(folder: Path, make: Callable[[Workspace], Plan]) -> Plan:
    """Make a plan for the files as they are now, and write it; return it.

    Raises:
        EditError: it cannot be made, or others keep changing the files; nothing was written.
    """
    try:
        with locked(folder, patience=PATIENCE):
            _recover(folder)
            for _ in range(ATTEMPTS):
                plan = make(Workspace(folder))
                if _apply(folder, plan.files):
                    return plan
    except OSError as error:
        raise EditError(f"cannot write in {folder}: {error.strerror or error}; nothing was written") from None
    raise EditError(f"others keep changing {folder}; nothing was written")


def recover(folder: Path) -> None:
    """Complete or take back what a killed process left half written; most often there is nothing to do.

    Raises:
        OSError: it cannot be written.
    """
    if (folder / JOURNAL).exists():
        with locked(folder, patience=PATIENCE):
            _recover(folder)


class History:
    """What was written in this session, to take it back and to do it again, byte for byte."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._done: list[Plan] = []
        self._undone: list[Plan] = []

    def write(self, make: Callable[[Workspace], Plan]) -> Plan:
        """Write a plan, as `write`, and remember it."""
        plan = write(self._folder, make)
        if plan.files:
            self._done.append(plan)
            self._undone.clear()
        return plan

    def undo(self) -> Plan | None:
        """Take back the last plan; return what was written for that, None where there is none to take back.

        Raises:
            EditError: somebody else has changed one of its files since, or what was added after it rests on it.
        """
        return self._step(self._done, self._undone, "taken back")

    def redo(self) -> Plan | None:
        """Do again what was taken back last. Raises EditError, as `undo`."""
        return self._step(self._undone, self._done, "done again")

    def _step(self, stack: list[Plan], other: list[Plan], word: str) -> Plan | None:
        if not stack:
            return None
        inverse = Plan(tuple(FileChange(one.path, one.after, one.before) for one in stack[-1].files), stack[-1].said)

        def make(workspace: Workspace) -> Plan:
            for one in inverse.files:
                if _held(self._folder / one.path) != one.before:
                    raise EditError(f"somebody else changed {one.path} since: it cannot be {word}")
            instead = {one.path: one.after or b"" for one in inverse.files}
            fresh_problems(self._folder, instead, *load(self._folder))
            return inverse

        plan = write(self._folder, make)
        stack.pop()
        other.append(plan)
        return plan


def _apply(folder: Path, changes: tuple[FileChange, ...]) -> bool:
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


def _recover(folder: Path) -> None:
    journal = folder / JOURNAL
    if not journal.exists():
        return
    try:
        changes = msgspec.json.decode(journal.read_bytes(), type=tuple[FileChange, ...])
    except msgspec.DecodeError:  # none of ours
        return
    held = [_held(folder / one.path) for one in changes]
    if all(now in (one.before, one.after) for now, one in zip(held, changes, strict=True)):
        forward = changes
    else:  # somebody has mended one of the files meanwhile: the others go back to what they held
        forward = tuple(FileChange(one.path, one.after, one.before) for one in changes)
    for one in forward:
        _step(folder, one)
    journal.unlink()


def _held(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
