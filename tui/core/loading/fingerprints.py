"""Fingerprints of a dataset's files, by which a compiled dataset is found to be current or not."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from tui.core.loading import files
from tui.core.model.problem import Problem

RACE = 2_000_000_000
"""Nanoseconds. File systems have coarse clocks: a file that was written less than this before it was read may have been
written again with the same times, so its content is compared."""


class Fingerprint(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Size, times and hash of a file when it was read."""

    path: str
    """Relative to the folder, with forward slashes."""
    size: int
    written: int
    """`st_mtime_ns` of the file."""
    changed: int
    """`st_ctime_ns` of the file, which changes even where `st_mtime_ns` is set back."""
    read: int
    """When it was read, in nanoseconds since the epoch."""
    sha256: str
    plain: bool
    """Whether it holds nothing but records that are compiled as written, so that they can be reused."""

    def fits(self, status: os.stat_result) -> bool:
        """Whether a file with this status certainly has the content that was read."""
        same = (self.size, self.written, self.changed) == (status.st_size, status.st_mtime_ns, status.st_ctime_ns)
        return same and max(self.written, self.changed) + RACE < self.read


def fingerprint(file: files.File, *, plain: bool) -> Fingerprint:
    """Return the fingerprint of a file that was just read."""
    status = file.status
    times = (status.st_mtime_ns, status.st_ctime_ns, time.time_ns())
    return Fingerprint(file.path, len(file.raw), *times, digest(file.raw), plain)


def digest(raw: bytes) -> str:
    """Return the SHA-256 of `raw` in hexadecimal digits."""
    from hashlib import sha256

    return sha256(raw).hexdigest()


def state(fingerprints: Sequence[Fingerprint]) -> str:
    """Return one hash for all files: the SHA-256 of what `sha256sum` prints of them, by path."""
    lines = sorted((stamp.path, f"{stamp.sha256}  {stamp.path}\n") for stamp in fingerprints)
    return digest("".join(line for _, line in lines).encode("utf-8", "surrogateescape"))


def unchanged(folder: Path, fingerprints: Sequence[Fingerprint], walked: Sequence[Problem]) -> bool:
    """Whether the files of `folder` still fit: by their status, and where that leaves doubt by content.

    Args:
        folder: the dataset.
        fingerprints: of the files that were read.
        walked: problems with names of files and folders, and reasons why files were not read, as found then.
    """
    now: list[Problem] = []
    found, read = files.paths(folder, now), {known.path for known in fingerprints}
    unread = [path for path in found if path not in read]
    if len(found) - len(unread) != len(fingerprints) or any(True for _ in files.contents(folder, unread, now)):
        return False
    if now != list(walked):
        return False
    return all(same(f"{folder}/{known.path}", known) for known in fingerprints)


def same(path: str, known: Fingerprint) -> bool:
    """Whether the file at `path` has the content that was read."""
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
