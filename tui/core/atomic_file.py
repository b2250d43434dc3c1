"""Read and write whole files: each keeps its old contents or gets all of its new ones, whatever happens."""

from __future__ import annotations

import contextlib
import errno
import glob
import os
import re
import stat
import sys
import time
from collections.abc import Iterable, Iterator
from io import FileIO
from pathlib import Path
from typing import BinaryIO

PATIENCE = 3.0
"""Seconds for which another process may hold a lock; a notebook takes a few milliseconds."""
STALE = 3600
"""Seconds after which a draft was left by a process that was killed."""
MOST = 64 * 1024 * 1024
"""Bytes of a file of ours, such as a notebook, that are read."""
_AT_FDCWD = -100
_EXCHANGE = 2
"""`RENAME_EXCHANGE` of Linux: two names exchange their files in one step."""
_OPEN_FILE = re.compile(r"/dev/(stdin|stdout|stderr)|/(?:dev|proc/self)/fd/(\d+)")
"""The names of the open files of this process."""
_STANDARD = {"stdin": 0, "stdout": 1, "stderr": 2}
_MOST_LINKS = 40
"""Links one behind the other that a system follows."""
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


def open_file(path: Path) -> FileIO:
    """Open a regular file to read it: a pipe would keep its reader waiting, and a device may never end.

    Raises:
        OSError: it cannot be read, or is no regular file.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_CLOEXEC", 0)
    descriptor = os.open(path, flags)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise _no_regular_file(path)
    return FileIO(descriptor, "rb")


def read_file(path: Path, most: int = MOST) -> bytes:
    """Return the contents of a regular file of `most` bytes at most.

    Raises:
        OSError: it cannot be read, is no regular file, or is larger.
    """
    with open_file(path) as file:
        if os.fstat(file.fileno()).st_size > most:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
        return file.readall()


def _no_regular_file(path: Path) -> OSError:
    return OSError(errno.EINVAL, "it is no regular file", str(path))


def write_file(
    path: Path, contents: bytes | Iterable[bytes], *, mode: int = 0o666, new: bool = False, through: bool = False
) -> None:
    """Write the whole of a file, which keeps its permissions and owner; `mode`, less the umask, is that of a new one.

    Whatever has the name keeps its nature. A link stays a link: the file that it leads to is written. A file of
    several names (hard links) is still that of all of them. With `through`, what is no regular file (a pipe, a device,
    `/dev/stdout`) is written through; it may wait for a reader. What an iterable raises is raised, and a regular file
    is as it was. With `new`, a regular file is made and never written over.

    Raises:
        FileExistsError: `new`, and there is such a file.
        OSError: it cannot be written; a regular file is as it was.
    """
    pieces = (contents,) if isinstance(contents, bytes) else contents
    status = _status(path)
    if (status is not None and not stat.S_ISREG(status.st_mode)) or _descriptor(path) is not None:
        if not through:
            raise _no_regular_file(path)
        with _stream(path) as stream:
            stream.writelines(pieces)
        return
    if new and status is not None:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    target = Path(os.path.realpath(path))
    if status is not None and not os.access(target.parent, os.W_OK):  # nothing can be made beside the file
        _write_over(target, b"".join(pieces))
        return
    draft = _draft(target)
    try:
        if not _write(draft, pieces, mode, status):
            _write_over(target, draft.read_bytes())
        elif new:
            if not _put_new(draft, target):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
        else:
            _rename(draft, target)
    finally:
        draft.unlink(missing_ok=True)
    _sync(target.parent)


def is_file(path: Path) -> bool:
    """Whether writing to `path` would replace what a regular file holds."""
    status = _status(path)
    return status is not None and stat.S_ISREG(status.st_mode) and _descriptor(path) is None


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

    What others write to it up to the last step is not lost: their file is put back. Where they write once more before
    it is, over `after`, that stays, and their first file is kept beside it as `NAME.saved`.

    Raises:
        OSError: it cannot be written; nothing is changed.
    """
    if before is None:
        return create_file(path, after)
    target = Path(os.path.realpath(path))
    draft = _draft(target)
    try:
        alike = _write(draft, (after,), 0o666, _status(target))
        replaced = target.read_bytes() == before and (not alike or _swap(draft, target, before, after))
        if replaced and not alike:
            _write_over(target, after)
    finally:
        draft.unlink(missing_ok=True)
    _sync(target.parent)
    return replaced


def remove_if_unchanged(path: Path, before: bytes) -> bool:
    """Remove a file if it holds `before`; return whether it did. What others save meanwhile is put back.

    Raises:
        OSError: it cannot be removed; nothing is changed.
    """
    target = Path(os.path.realpath(path))
    draft = _draft(target)
    if not target.is_file() or target.read_bytes() != before:
        return False
    _rename(target, draft)
    if draft.read_bytes() != before and _put_new(draft, target):
        draft.unlink(missing_ok=True)
        return False
    draft.unlink(missing_ok=True)
    _sync(target.parent)
    return True


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
    return path.with_name(f".{path.name}.{os.urandom(4).hex()}.new")


def _descriptor(path: Path) -> int | None:
    """Return the open file of this process that a name stands for (`/dev/stdout`, `/dev/fd/3`, or a link there)."""
    for _ in range(_MOST_LINKS):
        if found := _OPEN_FILE.fullmatch(str(path.absolute())):
            return _STANDARD[found[1]] if found[1] else int(found[2])
        if not path.is_symlink():
            break
        path = path.parent / path.readlink()
    return None


def _stream(path: Path) -> BinaryIO:
    """Open what is no regular file; an open file of this process goes on where it stands."""
    number = _descriptor(path)
    return path.open("wb") if number is None else os.fdopen(os.dup(number), "wb")


def _write_over(path: Path, contents: bytes) -> None:
    """Write a file in its place: one that has other names, or an owner that no new file can have."""
    before = path.read_bytes()
    try:
        _fill(path, contents)
    except OSError:
        _fill(path, before)
        raise


def _fill(path: Path, contents: bytes) -> None:
    with path.open("r+b") as stream:
        stream.write(contents)
        stream.truncate()
        stream.flush()
        os.fsync(stream.fileno())


def _write(path: Path, pieces: Iterable[bytes], mode: int, like: os.stat_result | None) -> bool:
    """Write a draft for a file; return whether it can take the place of the one that is there."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
    with open(handle, "wb") as stream:  # noqa: PTH123 - it is a descriptor
        stream.writelines(pieces)
        stream.flush()
        os.fsync(handle)
    if like is None:
        return True
    own = path.stat()
    if (own.st_uid, own.st_gid) != (like.st_uid, like.st_gid):
        try:
            os.chown(path, like.st_uid, like.st_gid)
        except (OSError, AttributeError):  # another's file, or a system without owners
            return False
    path.chmod(stat.S_IMODE(like.st_mode))
    return like.st_nlink == 1


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


def _swap(draft: Path, path: Path, before: bytes, after: bytes) -> bool:
    """Put the draft, which holds `after`, in the place of the file, and the file back where it was another by then."""
    if not _exchange(draft, path):
        _rename(draft, path)
        return True
    if draft.read_bytes() == before:
        return True
    _exchange(draft, path)  # somebody saved in between
    if draft.read_bytes() == after:
        return False
    _exchange(draft, path)  # and again, over what stood there for a moment
    kept = path.with_name(f"{path.name}.saved")
    draft.rename(kept if not kept.exists() else kept.with_name(f"{kept.name}.{os.urandom(4).hex()}"))
    return True


def _exchange(one: Path, other: Path) -> bool:
    """Let two names exchange their files in one step; False where the system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    import ctypes  # only where two write at once

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
