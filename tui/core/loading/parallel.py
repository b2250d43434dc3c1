"""Parse files in other processes: parsing is most of the work of a compile, and each file is parsed by itself.

The result is an `outcome.RecordCache`, which the loader uses as it uses a compiled dataset. A file with any fault is
left to the loader, which reports it.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from types import TracebackType
from typing import TypeAlias

import msgspec

from tui.core.loading import files, loader
from tui.core.loading.fingerprints import digest
from tui.core.loading.outcome import CachedRecord
from tui.core.model.dataset import Location
from tui.core.model.problem import Problem
from tui.core.model.sections import decoder

LARGEST = 4_000_000
"""Bytes of a file whose records come from another process all at once; the loader reads a larger one in pieces."""
Read: TypeAlias = tuple[str, list[tuple[str, bytes, int, int, list[tuple[str, str, int, int]]]]]
"""SHA-256 of a file; its records: section, MessagePack, line, column, places of its passages or values."""


class ParallelReader:
    """Context manager that parses the files of a dataset in `processes` (2 or more) other processes."""

    def __init__(self, folder: Path, processes: int) -> None:
        # one thread here and nothing open: forking is safe, and starts at once
        method = "fork" if "fork" in get_all_start_methods() else "spawn"
        self._pool = ProcessPoolExecutor(processes, get_context(method))
        self._reading: dict[str, Future[Read | None]] = {
            path: self._pool.submit(_read, folder, path)
            for path in files.paths(folder, [])
            if files.size(folder, path) <= LARGEST
        }

    def __enter__(self) -> ParallelReader:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._pool.shutdown(cancel_futures=True)

    def records(self, file: files.File) -> Sequence[CachedRecord] | None:
        """Return the records of a file without faults that holds nothing else; None where it must be read here."""
        reading = self._reading.pop(file.path, None)
        found = reading.result() if reading else None
        if found is None or found[0] != digest(file.raw):
            return None
        return [
            CachedRecord(
                section,
                decoder(section).decode(body),
                Location(file.path, line, column),
                {(kind, key): Location(file.path, *place) for kind, key, *place in parts},
            )
            for section, body, line, column, parts in found[1]
        ]


def _read(folder: Path, path: str) -> Read | None:
    problems: list[Problem] = []
    encode = msgspec.msgpack.Encoder().encode
    for file in files.contents(folder, [path], problems):
        known = loader.read_alone(folder, file)
        if known is None:
            return None
        return digest(file.raw), [
            (
                section,
                encode(record),
                place.line,
                place.column,
                [(*key, where.line, where.column) for key, where in parts.items()],
            )
            for section, record, place, parts in known
        ]
    return None
