"""The layout of a compiled file, and the checksum that shows that it is intact."""

from __future__ import annotations

import os
import sqlite3
import zlib
from io import FileIO
from pathlib import Path
from typing import TypeAlias

from tui.core.atomic_file import open_file
from tui.core.model.sections import SECTIONS

FORMAT = 21
"""Goes up whenever what is written changes; a file with another number is rebuilt."""
APPLICATION = 0x4C455441
"""SQLite's `application_id` of our files: "LETA"."""
IDS_IN_CHUNK = 1024
"""Ids that are read at once."""
PROBLEMS_IN_PART = 1024
"""Problems of a file that are read at once."""
SECTION_NUMBERS = {section: number for number, section in enumerate(SECTIONS)}

SCHEMA = """
    CREATE TABLE meta(key TEXT PRIMARY KEY, value BLOB);
    CREATE TABLE block(first INTEGER PRIMARY KEY, body BLOB);
    CREATE TABLE problem(file TEXT, part INTEGER, body BLOB, count INTEGER, PRIMARY KEY(file, part));
    CREATE TABLE file(number INTEGER PRIMARY KEY, items BLOB);
    CREATE TABLE called(id TEXT, section INTEGER, number INTEGER, PRIMARY KEY(id, section)) WITHOUT ROWID;
    CREATE TABLE ids(section INTEGER, chunk INTEGER, body BLOB, PRIMARY KEY(section, chunk)) WITHOUT ROWID;
    CREATE TABLE attached(kind TEXT, key TEXT, value BLOB, PRIMARY KEY(kind, key));
    CREATE TABLE term(term TEXT PRIMARY KEY, items BLOB);
    CREATE TABLE prefix(prefix TEXT PRIMARY KEY, items BLOB);
    CREATE TABLE passage(number INTEGER PRIMARY KEY, items BLOB);
    CREATE TABLE facet(field TEXT, value TEXT, items BLOB, PRIMARY KEY(field, value));
"""
"""Tables with long values have a ROWID: without, SQLite wastes most of the last page of each."""

_SEAL = b"LETAPIS\x01"
_BLOCK = 1 << 22
"""Bytes that are read at once."""

Identity: TypeAlias = tuple[int, int, int, int, int]
"""Device, number, size and times of a file."""


class Damaged(sqlite3.DatabaseError):
    """The compiled file is not what was written."""


def seal(path: Path) -> None:
    """Append the checksum of what was written (CRC-32, 4 bytes) and a mark (8 bytes); SQLite passes over them."""
    with path.open("r+b", buffering=0) as file:
        total = _checksum(file, os.fstat(file.fileno()).st_size)
        file.seek(0, os.SEEK_END)
        file.write(total.to_bytes(4, "big") + _SEAL)
        os.fsync(file.fileno())


def require_whole(path: Path) -> Identity:
    """Require that the file is as it was sealed (2.5 GB/s); return the identity of the file.

    Raises:
        Damaged: it is not.
        OSError: it cannot be read.
    """
    with open_file(path) as file:
        status = os.fstat(file.fileno())
        size = status.st_size - len(_SEAL) - 4
        if size < 0:
            raise Damaged("the compiled file is cut off")
        total = _checksum(file, size)
        if file.read() != total.to_bytes(4, "big") + _SEAL:
            raise Damaged("the compiled file is damaged")
        return identity(status)


def identity(status: os.stat_result) -> Identity:
    """Return values that distinguish a file and its contents from every other file."""
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def _checksum(file: FileIO, size: int) -> int:
    """Return the checksum of the first `size` bytes of a file just opened; the file is then positioned after them."""
    # large blocks, because the interpreter's lock is taken between them
    total, left, block = 0, size, memoryview(bytearray(min(_BLOCK, size)))
    while left:
        held = file.readinto(block[:left])
        if not held:
            raise Damaged("the compiled file is cut off")
        total = zlib.crc32(block[:held], total)
        left -= held
    return total


def program() -> int:
    """Return a number that changes with the code of the core: files compiled by other code are not used."""
    core = Path(__file__).parent.parent
    total = FORMAT
    for place in (core, *sorted(path for path in core.iterdir() if path.is_dir())):
        with os.scandir(place) as entries:
            for entry in sorted((e for e in entries if e.name.endswith(".py")), key=lambda e: e.name):
                status = entry.stat()
                told = f"{entry.name} {status.st_size} {status.st_mtime_ns}"
                total = zlib.crc32(told.encode(), total)
    return total
