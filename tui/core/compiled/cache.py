"""The cache of compiled files: where they are, and which of them are valid."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
import zlib
from pathlib import Path

from tui.core.compiled import layout, trust
from tui.core.compiled.checking import Checking
from tui.core.compiled.rows import CompiledRows
from tui.core.loading.fingerprints import Fingerprint, unchanged
from tui.core.model.problem import Problem

UNUSED = 90 * 24 * 3600
"""Seconds after which an unused compiled file is removed."""


def path_of(dataset: Path, folder: Path) -> Path:
    """Return the path of the compiled file of a dataset in `folder`, whether or not it exists."""
    real = os.path.realpath(dataset)
    name = "".join(sign if sign.isalnum() else "-" for sign in Path(real).name)[:40]
    return folder / f"{name}-{zlib.crc32(os.fsencode(real)):08x}-{len(real)}.letapis"


def opened(path: Path, dataset: Path, checking: Checking | None = None) -> CompiledRows | None:
    """Open the compiled file at `path` if it is intact, ours and up to date with `dataset`; else return None.

    `checking` is a check of the file that has begun already.
    """
    return _current(whole(path, dataset, checking), dataset)


def _current(rows: CompiledRows | None, dataset: Path) -> CompiledRows | None:
    if rows is None:
        return None
    try:
        if unchanged(dataset, rows.meta("fingerprints", list[Fingerprint]), rows.meta("walked", list[Problem])):
            return rows
    except (sqlite3.Error, OSError):
        pass
    rows.close()
    return None


def whole(path: Path, dataset: Path, checking: Checking | None = None) -> CompiledRows | None:
    """Open the compiled file at `path` if it is intact, ours and of `dataset`, up to date or not; else return None."""
    try:
        if checking is None:
            layout.require_whole(path)
        else:
            checking.require_whole(path)
    except (OSError, sqlite3.Error):
        return None
    return _ours(path, dataset)


def _ours(path: Path, dataset: Path) -> CompiledRows | None:
    try:
        rows = CompiledRows(path)
    except (OSError, sqlite3.Error):
        return None
    try:
        ours = rows.meta("program", int) == layout.program()
        if ours and rows.meta("root", str) == os.path.realpath(dataset):
            return rows
    except sqlite3.Error:
        pass
    rows.close()
    return None


def put(path: Path, target: Path) -> None:
    """Seal the complete file `path`, and put it in the place of `target`.

    Raises:
        OSError: it cannot be written.
    """
    layout.seal(path)
    path.replace(target)
    trust.note(target)


def open_trusted(path: Path, dataset: Path) -> CompiledRows | None:
    """Open the compiled file at `path` as `opened` does, but by the note that it is intact, without reading all of it.

    Whoever uses it checks it behind what is shown first.
    """
    return _current(_ours(path, dataset), dataset) if trust.is_noted(path) else None


def scratch(target: Path) -> Path:
    """Return the path of a new, empty file beside `target`, to be renamed when it is complete.

    Raises:
        OSError: it cannot be created.
    """
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    import tempfile  # most openings compile nothing

    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".compiling-{os.getpid()}-")
    os.close(handle)
    return Path(name)


def clear(kept: Path, process: int) -> None:
    """Remove the incomplete files of a process that was killed."""
    for path in kept.glob(f".compiling-{process}-*"):
        with contextlib.suppress(OSError):
            path.unlink()


def tidy(kept: Path) -> None:
    """Remove files that have not been opened for long, and incomplete files of processes that were killed."""
    now = time.time()
    for pattern, age in (("*.letapis", UNUSED), (f"*{trust.ENDING}", UNUSED), (".compiling-*", 24 * 3600)):
        for path in kept.glob(pattern):
            try:
                status = path.stat()
                if now - max(status.st_atime, status.st_mtime) > age:
                    path.unlink()
            except OSError:  # not ours, or gone
                continue
