"""The cache of compiled files: where they are, and which of them are valid."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import sys
import tempfile
import time
import zlib
from pathlib import Path

from tui.core.compiled import layout
from tui.core.compiled.checking import Checking
from tui.core.compiled.rows import CompiledRows
from tui.core.loading.fingerprints import Fingerprint, unchanged
from tui.core.model.problem import Problem

VARIABLE = "LETAPIS_CACHE"
"""Environment variable: the folder for compiled files, or "off" for none."""
UNUSED = 90 * 24 * 3600
"""Seconds after which an unused compiled file is removed."""


def folder() -> Path | None:
    """Return the folder in which compiled files are kept; None where the user wants none.

    LETAPIS_CACHE comes first, then the `cache` in LETAPIS_HOME, then where the system keeps caches.
    """
    chosen = os.environ.get(VARIABLE, "")
    if chosen.casefold() == "off":
        return None
    if chosen:
        return Path(chosen)
    if home := os.environ.get("LETAPIS_HOME", ""):
        return Path(home) / "cache"
    return _own() / "letapis"


def _own() -> Path:
    """Return the user's folder for caches."""
    system: str = sys.platform
    if system == "linux":  # as `platformdirs` has it, without the 6 ms of its import
        return Path(os.environ.get("XDG_CACHE_HOME", "").strip() or Path.home() / ".cache")
    from platformdirs import user_cache_path

    return user_cache_path()


def path_of(dataset: Path) -> Path | None:
    """Return the path of the compiled file of a dataset, whether or not it exists; None if there is no cache."""
    kept = folder()
    if kept is None:
        return None
    real = os.path.realpath(dataset)
    name = "".join(sign if sign.isalnum() else "-" for sign in Path(real).name)[:40]
    return kept / f"{name}-{zlib.crc32(os.fsencode(real)):08x}-{len(real)}.letapis"


def opened(path: Path, dataset: Path, checking: Checking | None = None) -> CompiledRows | None:
    """Open the compiled file at `path` if it is intact, ours and up to date with `dataset`; else return None.

    `checking` is a check of the file that has begun already.
    """
    rows = whole(path, dataset, checking)
    if rows is None:
        return None
    try:
        if unchanged(dataset, rows.meta("stamps", list[Fingerprint]), rows.meta("walked", list[Problem])):
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


def scratch(target: Path) -> Path:
    """Return the path of a new, empty file beside `target`, to be renamed when it is complete.

    Raises:
        OSError: it cannot be created.
    """
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
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
    for pattern, age in (("*.letapis", UNUSED), (".compiling-*", 24 * 3600)):
        for path in kept.glob(pattern):
            try:
                status = path.stat()
                if now - max(status.st_atime, status.st_mtime) > age:
                    path.unlink()
            except OSError:  # not ours, or gone
                continue
