"""What the files of a dataset were like when it was compiled, and whether they still are."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from tui.core.loading import files
from tui.core.model.problem import Problem

RACE = 2_000_000_000
"""Nanoseconds: clocks of file systems are coarse, so a file that was written this shortly before it was read may
have been written once more with the same times; its content decides."""


class Stamp(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A file of the dataset, as it was when it was read."""

    path: str
    """Relative to the folder, with forward slashes."""
    size: int
    written: int
    """`st_mtime_ns` of the file."""
    changed: int
    """`st_ctime_ns` of the file: it moves even where somebody sets the other back."""
    read: int
    """When it was read, in nanoseconds since the epoch."""
    sha256: str
    plain: bool
    """Whether it holds nothing but records that are compiled as they are written, so that they may be taken."""

    def fits(self, status: os.stat_result) -> bool:
        """Whether a file with this status is surely the one that was read."""
        same = (self.size, self.written, self.changed) == (status.st_size, status.st_mtime_ns, status.st_ctime_ns)
        return same and max(self.written, self.changed) + RACE < self.read


def stamp(file: files.File, *, plain: bool) -> Stamp:
    """Return the stamp of a file that was just read."""
    status = file.status
    times = (status.st_mtime_ns, status.st_ctime_ns, time.time_ns())
    return Stamp(file.path, len(file.raw), *times, digest(file.raw), plain)


def digest(raw: bytes) -> str:
    """Return the SHA-256 of `raw` in hexadecimal digits."""
    from hashlib import sha256

    return sha256(raw).hexdigest()


def unchanged(folder: Path, stamps: Sequence[Stamp], walked: Sequence[Problem]) -> bool:
    """Whether the files of `folder` are those of `stamps`: by their status, and where that is in doubt by content.

    Args:
        folder: the dataset.
        stamps: what was read.
        walked: what was wrong with its folders and with the names of its files then, and why some were not read.
    """
    now: list[Problem] = []
    found, read = files.paths(folder, now), {known.path for known in stamps}
    unread = [path for path in found if path not in read]
    if len(found) - len(unread) != len(stamps) or any(True for _ in files.contents(folder, unread, now)):
        return False
    if now != list(walked):
        return False
    return all(_same(f"{folder}/{known.path}", known) for known in stamps)


def _same(path: str, known: Stamp) -> bool:
    try:
        status = os.stat(path)  # noqa: PTH116 - thousands of files: no objects for them
        if known.fits(status):
            return True
        if status.st_size != known.size:
            return False
        with open(path, "rb") as file:  # noqa: PTH123
            return digest(file.read()) == known.sha256
    except OSError:
        return False
