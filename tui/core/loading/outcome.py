"""The result of loading a folder, and records cached from an earlier load."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol, TypeAlias

from tui.core.loading.files import File
from tui.core.loading.fingerprints import Fingerprint, digest
from tui.core.model.dataset import Dataset, Location
from tui.core.model.problem import Problem
from tui.core.model.records import AnyRecord
from tui.core.model.sections import SECTIONS


class CachedRecord(NamedTuple):
    """A record that was read before, and its places."""

    section: str
    record: AnyRecord
    place: Location
    parts: dict[tuple[str, str], Location]
    """Places of its passages or values, with the keys of `Dataset.locations`."""


class RecordCache(Protocol):
    """Records of files that were read before and had no faults."""

    def records(self, file: File) -> Sequence[CachedRecord] | None:
        """Return the records of an unchanged file that holds nothing else; None where it must be read.

        They are as written in the file, none of them changed because of another file.
        """


class FileCache:
    """Records that one load took from a cache, kept by file for the load after it."""

    def __init__(self) -> None:
        self._cached: dict[str, tuple[str, Sequence[CachedRecord]]] = {}
        """Path → SHA-256 of the file, its records."""

    def add(self, path: str, sha256: str, known: Sequence[CachedRecord]) -> None:
        """Cache the records of a file."""
        self._cached[path] = sha256, known

    def forget(self, paths: Iterable[str]) -> bool:
        """Forget cached records; return whether any were cached."""
        before = len(self._cached)
        for path in paths:
            self._cached.pop(path, None)
        return len(self._cached) < before

    def records(self, file: File) -> Sequence[CachedRecord] | None:
        """Return the cached records of a file; None where it is not cached, or has changed."""
        sha256, known = self._cached.get(file.path, ("", ()))
        return known if sha256 == digest(file.raw) else None


Progress: TypeAlias = Callable[[int, int], None]
"""Called with how much of a step is done and how much there is: bytes that are read, else records."""


class Loaded(NamedTuple):
    """The result of loading a folder."""

    dataset: Dataset
    problems: tuple[Problem, ...]
    walked: tuple[Problem, ...]
    """Problems with names of files and folders, and reasons why files were not read."""
    fingerprints: tuple[Fingerprint, ...]
    """Fingerprints of the files that could be read."""

    def in_files(self, paths: Collection[str]) -> Iterator[AnyRecord]:
        """Yield the records of these files."""
        for (section, record_id), where in self.dataset.locations.items():
            if where.file in paths and section in SECTIONS:
                yield getattr(self.dataset, section)[record_id]
