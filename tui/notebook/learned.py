"""Which of the first keys the user has used already: one small file for all datasets."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from tui.core.atomic_file import read_file, write_file

FILE_NAME = "first-steps.txt"
FIRST = frozenset({"edit_filter", "go_to_excerpt", "copy", "disputed"})
"""The commands that a new user tries first."""


class Learned:
    """The commands that the user has still to try; without a file there are none."""

    def __init__(self, file: Path | None = None) -> None:
        """Read which commands were used before."""
        self._file = file
        self.left = FIRST if file is not None else frozenset[str]()
        """Ids of the commands that were not used yet."""
        if file is not None:
            with suppress(OSError, UnicodeDecodeError):
                self.left = FIRST - {*read_file(file).decode().split()}
        self._kept = self.left

    def use(self, *commands: str) -> bool:
        """Remember that commands were used; return whether one of them was new."""
        before, self.left = self.left, self.left.difference(commands)
        return self.left != before

    def keep(self) -> None:
        """Write down what was used, if that is more than before."""
        if self._file is None or self.left == self._kept:
            return
        with suppress(OSError):  # then the user is told once more
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_file(self._file, "\n".join(sorted(FIRST - self.left)).encode() + b"\n")
            self._kept = self.left
