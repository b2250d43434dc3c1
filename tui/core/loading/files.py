"""Find the files of a dataset and read their text."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from tui.core.model.problem import Problem, Severity

MAX_BYTES = 128 << 20
"""In one file."""
MAX_FILES = 20_000
_AT_ONCE = 1 << 20
"""Bytes that are decoded at once."""
UNREAD = frozenset(("encoding", "link", "too-large", "too-many-files", "unreadable-file"))
"""Rules for files that were not read, whose records are therefore unknown."""
_MEND = "Check that you may read it."
_DOCUMENTS = "documents"
"""Folder of full texts, which hold no records."""


def paths(folder: Path, problems: list[Problem]) -> list[str]:
    """Return the YAML files of a dataset, relative and with forward slashes: dataset.yaml, then sorted by path.

    What is found but not read is added to `problems`.
    """
    found: list[str] = []

    def unreadable(error: OSError) -> None:
        path = os.path.relpath(error.filename or folder, folder)
        problems.append(_problem(path, "unreadable-file", f"The folder cannot be read: {error.strerror}.", _MEND))

    start = os.fspath(folder)
    for here, folders, files in os.walk(start, onerror=unreadable):
        above = "" if here == start else f"{Path(here).relative_to(folder).as_posix()}/"
        for name in sorted(folders):
            if (Path(here) / name).is_symlink():
                message = "A link to a folder is not followed."
                problems.append(_problem(f"{above}{name}", "link", message, "Copy the folder here."))
        folders[:] = [f for f in folders if not f.startswith(".") and (above or f != _DOCUMENTS)]
        for name in files:  # thousands of files: no objects for them
            path = f"{above}{name}"
            if name.endswith(".yaml") and not name.startswith("."):
                found.append(path)
            elif name.lower().endswith((".yaml", ".yml")) and not (name.endswith(".yaml") and name.startswith(".")):
                message = "This file is not read: its name does not end in `.yaml`."
                problems.append(_problem(path, "file-name", message, "Rename it.", severity=Severity.WARNING))
    found.sort(key=lambda path: (path != "dataset.yaml", path))
    if len(found) > MAX_FILES:
        message = f"More than {MAX_FILES:,} files; the rest is not read."
        problems.append(_problem(found[MAX_FILES], "too-many-files", message))
    return found[:MAX_FILES]


def is_of_dataset(path: Path, folder: Path) -> bool:
    """Whether `path` is, or would be, a file of the dataset in `folder`: one that is read, or one of its documents.

    So is another name of such a file (a hard link).
    """
    real, root = Path(path).resolve(), Path(folder).resolve()
    if _is_within(real, root):
        return True
    try:
        status = real.stat()
        names = (Path(here, name) for here, _, files in os.walk(root) for name in files) if status.st_nlink > 1 else ()
        return any(_is_within(name, root) and os.path.samestat(status, name.stat()) for name in names)
    except OSError:  # it is not there
        return False


def _is_within(real: Path, root: Path) -> bool:
    """Whether a name is one of a file that is read in the dataset in `root`."""
    return real.is_relative_to(root) and (
        real.suffix.lower() in (".yaml", ".yml") or real.is_relative_to(root / _DOCUMENTS)
    )


class File(NamedTuple):
    """A file that was read."""

    path: str
    """Relative to the dataset's folder, with forward slashes."""
    raw: bytes
    """Its content, which is UTF-8, perhaps with a mark of the byte order."""
    status: os.stat_result
    """Its status when it was opened."""


def size(folder: Path, path: str) -> int:
    """Return how many bytes a file of a dataset has; 0 where that is unknown."""
    try:
        return (folder / path).stat().st_size
    except OSError:
        return 0


def contents(
    folder: Path, paths: Iterable[str], problems: list[Problem], instead: Mapping[str, bytes] = MappingProxyType({})
) -> Iterator[File]:
    """Yield each of the files `paths`; those that cannot be read are added to `problems`.

    `instead` maps paths to contents used in place of the file, which need not exist.
    """
    root = os.path.realpath(folder)
    for path in paths:
        try:
            drafted = instead.get(path)
            raw, status = _read(f"{root}/{path}", root) if drafted is None else (drafted, os.stat(root))  # noqa: PTH116
            _require_utf8(raw)
            yield File(path, raw, status)
        except _Refused as refused:
            problems.append(_problem(path, *refused.args))
        except OSError as error:
            problems.append(_problem(path, "unreadable-file", f"Cannot be read: {error.strerror}.", _MEND))


class _Refused(Exception):  # noqa: N818
    """A file that is not read: rule, message, mend, line, column."""


def _read(path: str, root: str) -> tuple[bytes, os.stat_result]:
    """Read a regular file inside the dataset; no link that leads out, no pipe, nothing huge."""
    real = os.path.realpath(path)
    if os.path.commonpath([real, root]) != root:
        raise _Refused("link", "The file is a link that leads out of the dataset.", "Copy the file here.")
    # not blocking, since a pipe without a writer would keep the loader waiting for ever
    descriptor = os.open(real, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0))
    with open(descriptor, "rb") as file:  # noqa: PTH123 - it is a descriptor
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise _Refused("unreadable-file", "Not a regular file.", "Take it out of the dataset.")
        raw = file.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        mend = "Make several files of it."
        raise _Refused("too-large", f"Larger than {MAX_BYTES >> 20} MB.", mend)
    return raw, status


def _require_utf8(raw: bytes) -> None:
    """Refuse what is not UTF-8, with the place of the first byte at fault; little of it is decoded at once."""
    if raw.isascii():
        return
    start = 0
    try:
        while start < len(raw):
            end = start + _AT_ONCE
            while raw[end : end + 1] and raw[end] & 0xC0 == 0x80 and end < start + _AT_ONCE + 4:  # within a character
                end += 1
            raw[start:end].decode()
            start = end
    except UnicodeDecodeError as error:
        at = start + error.start
        before = raw[:at]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode()) + 1
        if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise _Refused("encoding", "The file is UTF-16.", "Save it as UTF-8.", 1, 1) from None
        message = f"The byte 0x{raw[at]:02X} is not UTF-8."
        mend = "Save the file as UTF-8; it may be in Windows-1251 or Latin-1 now."
        raise _Refused("encoding", message, mend, line, column) from None


def _problem(
    path: str,
    rule: str,
    message: str,
    mend: str = "",
    line: int = 0,
    column: int = 0,
    *,
    severity: Severity = Severity.ERROR,
) -> Problem:
    return Problem(rule=rule, message=message, mend=mend, file=path, line=line, column=column, severity=severity)
