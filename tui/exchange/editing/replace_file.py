"""A file gets new contents in one step, unless somebody changed it meanwhile: then theirs stay."""

from __future__ import annotations

import contextlib
import ctypes
import glob
import os
import secrets
import sys
import time
from collections.abc import Iterator
from pathlib import Path

STALE = 3600
"""Seconds after which a draft is nobody's any more."""
_AT_FDCWD = -100
_EXCHANGE = 2
"""`RENAME_EXCHANGE` of Linux: two names change their files in one step."""


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder among all who ask in this way; wait for the one who has it."""
    try:
        from fcntl import LOCK_EX, flock
    except ImportError:  # pragma: no cover - a system without such locks
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # a network drive may know no locks: the contents are looked at in any case
            flock(handle, LOCK_EX)
        yield
    finally:
        os.close(handle)


def replace(path: Path, before: bytes | None, after: bytes) -> bool:
    """Let `path` hold `after` if it holds `before` (None: if it is not there); return whether it did.

    Whoever reads it finds the one or the other whole, also after a kill or a power failure. What is written to it
    by others up to the step itself is not lost: their file is put back.

    Raises:
        OSError: it cannot be written; nothing is changed.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    _sweep(path)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        _write(draft, after, like=path if before is not None else None)
        if before is None:
            return _put_new(draft, path)
        if path.read_bytes() != before:
            return False
        return _swap(draft, path, before)
    finally:
        draft.unlink(missing_ok=True)
        _sync(path.parent)


def _sweep(path: Path) -> None:
    """Take away drafts of the file that a kill left behind; those of today's others are younger."""
    for left in path.parent.glob(f".{glob.escape(path.name)}.*.new"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > STALE:
                left.unlink()


def _write(path: Path, raw: bytes, like: Path | None) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    with open(handle, "wb") as file:  # noqa: PTH123 - it is a descriptor
        file.write(raw)
        file.flush()
        os.fsync(handle)
    if like is not None:
        path.chmod(like.stat().st_mode & 0o7777)


def _put_new(draft: Path, path: Path) -> bool:
    """Give the draft its name, unless there is such a file by now."""
    try:
        os.link(draft, path)
    except FileExistsError:
        return False
    return True


def _swap(draft: Path, path: Path, before: bytes) -> bool:
    """Put the draft in the place of the file, and the file back where it was another one by then."""
    if not _exchange(draft, path):
        draft.replace(path)
        return True
    if draft.read_bytes() == before:
        return True
    _exchange(draft, path)  # somebody saved in between
    return False


def _exchange(one: Path, other: Path) -> bool:
    """Let two names change their files in one step; False where the system knows no such step."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        step = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    return bool(step(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _EXCHANGE) == 0)


def _sync(folder: Path) -> None:
    """Let the new name survive a power failure too, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
