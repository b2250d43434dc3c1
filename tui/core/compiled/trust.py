"""Which compiled files are known to be intact: a note beside each, which holds until somebody writes the file.

A file that is noted is shown at once and checked behind the first rows, since a disk may lose what was written well.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from tui.core.compiled import layout

ENDING = ".intact"
"""Of the names of notes."""


def note(path: Path) -> None:
    """Note that the compiled file at `path`, as it is now, is intact: it has just been written or checked."""
    with contextlib.suppress(OSError):  # without the note, it is checked before it is used
        path.with_suffix(ENDING).write_text(_told(path), encoding="ascii")


def is_noted(path: Path) -> bool:
    """Whether the compiled file at `path` was intact when it was last written or checked, and nobody wrote it since."""
    try:
        return path.with_suffix(ENDING).read_text(encoding="ascii") == _told(path)
    except (OSError, ValueError):
        return False


def _told(path: Path) -> str:
    return " ".join(map(str, layout.identity(path.stat())))
