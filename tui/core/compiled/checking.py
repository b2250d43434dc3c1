"""The check that a compiled file is whole, beside other work: it is most of opening a large one."""

from __future__ import annotations

import os
import threading
from pathlib import Path

from tui.core.compiled import layout


class Checking:
    """Checks one file in a thread, which needs the lock of the interpreter for a few moments only."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._found: layout.Identity | Exception | None = None
        self._thread = threading.Thread(target=self._check, name="check", daemon=True)
        self._thread.start()

    def _check(self) -> None:
        try:
            self._found = layout.require_whole(self._path)
        except Exception as error:
            self._found = error

    def done(self, patience: float) -> bool:
        """Whether the check has come to its end, or does so within `patience` seconds."""
        self._thread.join(patience)
        return not self._thread.is_alive()

    def require_whole(self, path: Path) -> None:
        """See that the file that stands at `path` now is whole.

        What was checked counts where it is that very file; another one is read here.

        Raises:
            Damaged: it is not.
            OSError: it cannot be read.
        """
        self._thread.join()
        if path == self._path and isinstance(self._found, Exception):
            raise self._found
        if path != self._path or self._found != layout.identity(os.stat(path)):  # noqa: PTH116
            layout.require_whole(path)
