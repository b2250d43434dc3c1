"""How the user has shared the width among the panes: one small file for all datasets."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from tui.core.atomic_file import read_file, write_file

SHARES = (39.0, 35.0, 26.0)
"""Parts of the width that the panes begin with, in hundredths."""
LEAST = 14.0
"""Least part of the width that a pane has."""


class PaneShares:
    """The parts of the width that the panes have; without a file they are forgotten at the end."""

    def __init__(self, file: Path | None = None) -> None:
        """Read how the width was shared before."""
        self._file = file
        self.now = SHARES
        if file is not None:
            with suppress(OSError, ValueError):
                first, second, third = map(float, read_file(file).decode().split())
                if min(first, second, third) >= LEAST and round(first + second + third) == round(sum(SHARES)):
                    self.now = first, second, third
        self._kept = self.now

    def keep(self) -> None:
        """Write down how the width is shared, if that has changed."""
        if self._file is None or self.now == self._kept:
            return
        with suppress(OSError):  # then they are as before the next time
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_file(self._file, " ".join(f"{share:.2f}" for share in self.now).encode() + b"\n")
            self._kept = self.now
