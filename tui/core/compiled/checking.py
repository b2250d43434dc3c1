"""Check that a compiled file is intact, in a thread: this takes most of the time of opening a large one."""

from __future__ import annotations

import os
import threading
from pathlib import Path

from tui.core.compiled import layout, trust


class Checking:
    """A check of one file in a thread, which rarely holds the interpreter's lock.

    It begins at once, but for a file that is noted as intact: that is read when somebody asks, behind the first rows.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._found: layout.Identity | Exception | None = None
        self._thread = threading.Thread(target=self._check, name="check", daemon=True)
        self._beginning = threading.Lock()
        if not trust.is_noted(path):
            self._begin()

    def _begin(self) -> None:
        with self._beginning:
            if self._thread.ident is None:
                self._thread.start()

    def _wait(self, patience: float | None = None) -> None:
        self._begin()
        self._thread.join(patience)

    def _check(self) -> None:
        try:
            self._found = layout.require_whole(self._path)
        except Exception as error:
            self._found = error

    def done(self, patience: float) -> bool:
        """Whether the check is finished, or finishes within `patience` seconds."""
        self._wait(patience)
        return not self._thread.is_alive()

    def is_intact(self) -> bool:
        """Wait for the end of the check; whether the file was intact, which is then noted."""
        self._wait()
        if isinstance(self._found, tuple) and not trust.is_noted(self._path):
            trust.note(self._path)
        return isinstance(self._found, tuple)

    def require_whole(self, path: Path) -> None:
        """Require that the file that is at `path` now is intact.

        The result of the check counts if it is the same file; another one is read here.

        Raises:
            Damaged: it is not.
            OSError: it cannot be read.
        """
        self._wait()
        if path == self._path and isinstance(self._found, Exception):
            raise self._found
        if path != self._path or self._found != layout.identity(os.stat(path)):  # noqa: PTH116
            layout.require_whole(path)
