"""Write whole files: each holds either what it held or all of its new contents, whatever happens meanwhile."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import glob
import os
import secrets
import stat
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

PATIENCE = 3.0
"""Seconds for which another process may hold a lock; a notebook takes a few milliseconds."""
STALE = 3600
"""Seconds after which a draft was left by a process that was killed."""
_AT_FDCWD = -100
_EXCHANGE = 2
"""`RENAME_EXCHANGE` of Linux: two names exchange their files in one step."""
_NO_LOCKS = (errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP)
"""A network drive may know no locks; what is compared before it is replaced is safe without."""


@contextlib.contextmanager
def locked(path: Path, patience: float | None = None) -> Iterator[None]:
    """Keep other processes of Letapis out of a folder, or from changing a file, of which the folder is made.

    A folder is locked itself, a file by `.NAME.lock` beside it. The system releases the lock when a process ends,
    however it ends.

    Raises:
        OSError: the folder cannot be written, or another process holds the lock for longer than `patience` seconds.
    """
    from filelock import lock_descriptor

    if path.is_dir():
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path.with_name(f".{path.name}.lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        until = time.monotonic() + (PATIENCE if patience is None else patience)
        try:
            while not lock_descriptor(handle, blocking=False):
                if time.monotonic() > until:
                    raise OSError(errno.EBUSY, "another Letapis is writing it", str(path))
                time.sleep(0.01)
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
        yield
    finally:
        os.close(handle)


def write_file(path: Path, contents: bytes | Iterable[bytes], *, mode: int = 0o666) -> None:
    """Write the whole of a file, which keeps its permissions; `mode`, less the umask, is that of a new one.

    A link stays a link: the file that it leads to is written. What is no regular file (a pipe, a device) is written
    through. What an iterable raises is raised, and the file is as it was.

    Raises:
        OSError: it cannot be written; it is as it was.
    """
    target = Path(os.path.realpath(path))
    pieces = (contents,) if isinstance(contents, bytes) else contents
    status = _status(target)
    if status is not None and not stat.S_ISREG(status.st_mode):
        with target.open("wb") as stream:
            stream.writelines(pieces)
        return
    draft = _draft(target)
    try:
        _write(draft, pieces, mode, status)
        _rename(draft, target)
    finally:
        draft.unlink(missing_ok=True)
    _sync(target.parent)


def create_file(path: Path, contents: bytes | Iterable[bytes], *, mode: int = 0o666) -> bool:
    """Write a new file; return False, and leave all as it is, where there is one of this name. Makes its folder.

    Raises:
        OSError: it cannot be written; nothing is changed.
    """
    if os.path.lexists(path):  # saves the work that an iterable may be
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = _draft(path)
    try:
        _write(draft, (contents,) if isinstance(contents, bytes) else contents, mode, None)
        created = _put_new(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    _sync(path.parent)
    return created


def replace_if_unchanged(path: Path, before: bytes | None, after: bytes) -> bool:
    """Write `after` if the file holds `before` (None: if it is not there); return whether it did.

    What others write to it up to the last step is not lost: their file is put back.

    Raises:
        OSError: it cannot be written; nothing is changed.
    """
    if before is None:
        return create_file(path, after)
    target = Path(os.path.realpath(path))
    draft = _draft(target)
    try:
        _write(draft, (after,), 0o666, _status(target))
        replaced = target.read_bytes() == before and _swap(draft, target, before)
    finally:
        draft.unlink(missing_ok=True)
    _sync(target.parent)
    return replaced


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _draft(path: Path) -> Path:
    """Return a name for the new contents, beside the file; remove the drafts that killed processes have left."""
    for left in path.parent.glob(f".{glob.escape(path.name)}.*.new"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > STALE:
                left.unlink()
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")


def _write(path: Path, pieces: Iterable[bytes], mode: int, like: os.stat_result | None) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
    with open(handle, "wb") as stream:  # noqa: PTH123 - it is a descriptor
        stream.writelines(pieces)
        stream.flush()
        os.fsync(handle)
    if like is not None:
        path.chmod(stat.S_IMODE(like.st_mode))


def _rename(draft: Path, path: Path) -> None:
    draft.replace(path)


def _put_new(draft: Path, path: Path) -> bool:
    """Give the draft its name, unless there is such a file by now."""
    try:
        os.link(draft, path)
    except FileExistsError:
        return False
    except OSError:  # a file system without hard links: the name is taken first
        try:
            path.touch(exist_ok=False)
        except FileExistsError:
            return False
        _rename(draft, path)
    return True


def _swap(draft: Path, path: Path, before: bytes) -> bool:
    """Put the draft in the place of the file, and the file back where it was another one by then."""
    if not _exchange(draft, path):
        _rename(draft, path)
        return True
    if draft.read_bytes() == before:
        return True
    _exchange(draft, path)  # somebody saved in between
    return False


def _exchange(one: Path, other: Path) -> bool:
    """Let two names exchange their files in one step; False where the system cannot."""
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
