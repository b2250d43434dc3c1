"""Read rows of a compiled file: one connection, its queries, and the check of what they return."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from tui.core.compiled.layout import APPLICATION, FORMAT, Damaged
from tui.core.model.problem import Problem

T = TypeVar("T")
_LEVEL = 3
"""Of zlib's levels, the one beyond which texts become hardly smaller."""


def packed(raw: bytes) -> bytes:
    """Return bytes compressed, with a checksum."""
    return zlib.compress(raw, _LEVEL)


def unpacked(value: object, name: str) -> bytes:
    """Return what was packed.

    Raises:
        Damaged: it is not what was written; `name` says what of the compiled file it is.
    """
    try:
        return zlib.decompress(value)  # type: ignore[arg-type]
    except (TypeError, zlib.error) as error:
        raise Damaged(f"{name} of the compiled file: {error}") from None


def problems_of(rows: CompiledRows, files: Iterable[str] | None = None) -> Iterator[Problem]:
    """Yield the problems in some files, or all problems of the dataset, in reading order.

    Raises:
        Damaged: they are not what was written.
    """
    decoder = msgspec.msgpack.Decoder(list[Problem])
    chosen = "" if files is None else " WHERE file = ?"
    for path in [()] if files is None else [(file,) for file in sorted(files)]:
        for file, body in rows.all(f"SELECT file, body FROM problem{chosen} ORDER BY file, part", *path):  # noqa: S608 - our own words
            try:
                yield from decoder.decode(unpacked(body, file))
            except msgspec.MsgspecError as error:
                raise Damaged(f"problems of the compiled file: {error}") from None


class PackedProblems(Collection[Problem]):
    """Problems in reading order as the rows of a compiled file, which take little memory."""

    def __init__(self, rows: Sequence[tuple[str, int, bytes, int]]) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return sum(count for *_, count in self._rows)

    def __contains__(self, problem: object) -> bool:
        return any(one == problem for one in self)

    def __iter__(self) -> Iterator[Problem]:
        decoder = msgspec.msgpack.Decoder(list[Problem])
        for file, _, body, _ in self._rows:
            yield from decoder.decode(unpacked(body, file))


class CompiledRows:
    """An open compiled file, read only. To be used by one thread at a time."""

    def __init__(self, path: Path) -> None:
        """Open the file.

        Raises:
            sqlite3.DatabaseError: it is not a compiled file, or has another format.
        """
        if not path.is_file():  # a pipe would keep SQLite waiting
            raise Damaged("the compiled file is no file, or is not there")
        # immutable: a compiled file is replaced, never written to
        address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._db = sqlite3.connect(address, uri=True, check_same_thread=False, isolation_level=None)
        kind, version = self.value("PRAGMA application_id"), self.value("PRAGMA user_version")
        if (kind, version) != (APPLICATION, FORMAT):
            self.close()
            raise Damaged("the compiled file is of another program or format")

    def value(self, statement: str, *arguments: object) -> Any:
        """Return the first column of the first row, None where there is no row."""
        row = self._execute(statement, arguments).fetchone()
        return row[0] if row else None

    def row(self, statement: str, *arguments: object) -> tuple[Any, ...] | None:
        """Return the first row, None where there is none."""
        found: tuple[Any, ...] | None = self._execute(statement, arguments).fetchone()
        return found

    def all(self, statement: str, *arguments: object) -> list[tuple[Any, ...]]:
        """Return all rows."""
        return self._execute(statement, arguments).fetchall()

    def _execute(self, statement: str, arguments: tuple[object, ...]) -> sqlite3.Cursor:
        try:
            return self._db.execute(statement, arguments)
        except UnicodeEncodeError:  # bytes of a command line that are not UTF-8 stand in no row
            return self._db.execute("SELECT 1 WHERE 0")

    def raw(self, key: str) -> bytes:
        """Return the bytes of a key of `meta`.

        Raises:
            Damaged: there is no such key, or its bytes are not what was written.
        """
        found = self.value("SELECT value FROM meta WHERE key = ?", key)
        if found is None:
            raise Damaged(f"the compiled file lacks {key}")
        return unpacked(found, key)

    def meta(self, key: str, kind: type[T]) -> T:
        """Return the value of a key of `meta`, decoded as `kind`.

        Raises:
            Damaged: there is none.
        """
        try:
            return msgspec.msgpack.decode(self.raw(key), type=kind)
        except msgspec.MsgspecError as error:
            raise Damaged(f"{key} of the compiled file: {error}") from None

    def close(self) -> None:
        """Close the file."""
        self._db.close()
