"""Write plans into the files of a dataset, and undo them, byte for byte."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Lock

from tui.core.atomic_file import locked
from tui.core.errors import EditError
from tui.core.loading.file_changes import PATIENCE, apply, recover_locked
from tui.exchange.editing.workspace import Plan, Workspace

ATTEMPTS = 20
"""How often a plan is made again where others change the files at the same time."""


def write(folder: Path, make: Callable[[Workspace], Plan], compiled: Path | None = None) -> Plan:
    """Make a plan for the files as they are now, and write it; return it.

    Files that are unchanged since the compiled file `compiled` are not read.

    Raises:
        EditError: it cannot be made, or others keep changing the files; nothing was written.
    """
    try:
        with locked(folder, patience=PATIENCE):
            recover_locked(folder)
            for _ in range(ATTEMPTS):
                plan = make(Workspace(folder, compiled))
                if apply(folder, plan.files):
                    return plan
    except OSError as error:
        raise EditError(f"cannot write in {folder}: {error.strerror or error}; nothing was written") from None
    raise EditError(f"others keep changing {folder}; nothing was written")


class History:
    """The plans written in this session, to undo and redo byte for byte; for any thread."""

    def __init__(self, folder: Path, compiled: Path | None = None) -> None:
        self._folder, self._compiled = folder, compiled
        self._lock = Lock()
        self._done: list[Plan] = []
        self._undone: list[Plan] = []

    def write(self, make: Callable[[Workspace], Plan]) -> Plan:
        """Write a plan, as `write`, and remember it."""
        with self._lock:
            plan = write(self._folder, make, self._compiled)
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
        with self._lock:
            if not stack:
                return None
            done = stack[-1]
            plan = write(self._folder, lambda workspace: workspace.undoing(done, word), self._compiled)
            other.append(plan)
            stack.pop()
            return plan
