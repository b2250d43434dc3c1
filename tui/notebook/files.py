"""Files that are never half-written: a new one takes the old one's place in one step, one process at a time."""

from __future__ import annotations

import errno
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PATIENCE = 3.0
"""Seconds for which another process may hold the lock; each needs a few milliseconds."""


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Keep other processes from changing `file` meanwhile; its folder is made where it is missing.

    The system lets go of the lock when a process ends, however it ends.

    Raises:
        OSError: the folder cannot be written, or another process keeps the lock for longer than `PATIENCE`.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(file.with_name(f".{file.name}.lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        _lock(handle, file)
        yield
    finally:
        os.close(handle)


def _lock(handle: int, file: Path) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise OSError(errno.EBUSY, "another Letapis is writing it", str(file)) from None
            time.sleep(0.01)
        else:
            return


def replace_file(file: Path, data: bytes) -> None:
    """Write `data` as the whole of `file`: whatever happens, it holds either what it held or `data`.

    To be called under the lock: what an earlier attempt has left behind is written over.

    Raises:
        OSError: it cannot be written; the file is as it was.
    """
    target = file.resolve()  # a link stays a link
    draft = target.with_name(f".{target.name}.new")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        with open(handle, "wb") as stream:  # noqa: PTH123 - a handle has no path
            stream.write(data)
            stream.flush()
            os.fsync(handle)
        draft.replace(target)
    except OSError:
        with suppress(OSError):
            draft.unlink()
        raise
    _settle(target.parent)


def _settle(folder: Path) -> None:
    """Have the change of name itself reach the disk, where the system can be asked for that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def set_aside(file: Path) -> Path:
    """Give a damaged file another name, which no file has, and return it; to be called under the lock.

    Raises:
        OSError: it cannot be renamed.
    """
    number = 1
    while (aside := file.with_name(f"{file.stem}.damaged-{number}{file.suffix}")).exists():
        number += 1
    file.rename(aside)
    return aside
