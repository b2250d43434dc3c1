"""Write plans into the files of a dataset, and undo them, byte for byte."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tui.core.atomic_file import locked
from tui.core.errors import EditError
from tui.core.loading.file_changes import PATIENCE, FileChange, apply, held, recover_locked
from tui.core.loading.loader import load
from tui.exchange.editing.workspace import Plan, Workspace, fresh_problems

ATTEMPTS = 20
"""How often a plan is made again where others change the files at the same time."""


def write(folder: Path, make: Callable[[Workspace], Plan]) -> Plan:
    """Make a plan for the files as they are now, and write it; return it.

    Raises:
        EditError: it cannot be made, or others keep changing the files; nothing was written.
    """
    try:
        with locked(folder, patience=PATIENCE):
            recover_locked(folder)
            for _ in range(ATTEMPTS):
                plan = make(Workspace(folder))
                if apply(folder, plan.files):
                    return plan
    except OSError as error:
        raise EditError(f"cannot write in {folder}: {error.strerror or error}; nothing was written") from None
    raise EditError(f"others keep changing {folder}; nothing was written")


class History:
    """The plans written in this session, to undo and redo byte for byte."""

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
        """Undo the last plan; return what was written for that, None where there is none to undo.

        Raises:
            EditError: somebody else has changed one of its files since, or what was added after it rests on it.
        """
        return self._step(self._done, self._undone, "undone")

    def redo(self) -> Plan | None:
        """Redo what was undone last. Raises EditError, as `undo`."""
        return self._step(self._undone, self._done, "redone")

    def _step(self, stack: list[Plan], other: list[Plan], word: str) -> Plan | None:
        if not stack:
            return None
        inverse = Plan(tuple(FileChange(one.path, one.after, one.before) for one in stack[-1].files), stack[-1].said)

        def make(workspace: Workspace) -> Plan:
            for one in inverse.files:
                if held(self._folder / one.path) != one.before:
                    raise EditError(f"somebody else changed {one.path} since: it cannot be {word}")
            instead = {one.path: one.after or b"" for one in inverse.files if one.is_of_records}
            fresh_problems(self._folder, instead, *load(self._folder))
            return inverse

        plan = write(self._folder, make)
        stack.pop()
        other.append(plan)
        return plan
