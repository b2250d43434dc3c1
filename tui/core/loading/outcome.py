"""What comes of reading a folder, and what a reading may know from the one before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Protocol, TypeAlias

from tui.core.loading.files import File
from tui.core.loading.fingerprints import Stamp, digest
from tui.core.model.dataset import Dataset, Location
from tui.core.model.problem import Problem
from tui.core.model.records import AnyRecord


class Known(NamedTuple):
    """A record as it was read before."""

    section: str
    record: AnyRecord
    place: Location
    parts: dict[tuple[str, str], Location]
    """Location its passages or values stand, as in `Dataset.where`."""


class Earlier(Protocol):
    """What is known of files that were read before, in which nothing was wrong."""

    def records(self, file: File) -> Sequence[Known] | None:
        """Return the records of a file that holds nothing else and is as it was; None where it is to be read.

        They are as they are written: none was changed for what stands, or is missing, in another file.
        """


class Taken:
    """What one reading has taken of what was known, for the next one."""

    def __init__(self) -> None:
        self._held: dict[str, tuple[str, Sequence[Known]]] = {}
        """Path → SHA-256 of the file, its records."""

    def add(self, path: str, sha256: str, known: Sequence[Known]) -> None:
        """Hold the records of a file."""
        self._held[path] = sha256, known

    def drop(self, paths: Iterable[str]) -> bool:
        """Let go of some files, which are to be read; whether any was held."""
        before = len(self._held)
        for path in paths:
            self._held.pop(path, None)
        return len(self._held) < before

    def records(self, file: File) -> Sequence[Known] | None:
        """Return the records of a file that is held and is as it was."""
        sha256, known = self._held.get(file.path, ("", ()))
        return known if sha256 == digest(file.raw) else None


Progress: TypeAlias = Callable[[int, int], None]
"""Called with how many bytes have been read, and how many there are."""


class Loaded(NamedTuple):
    """What came of a folder."""

    dataset: Dataset
    problems: tuple[Problem, ...]
    walked: tuple[Problem, ...]
    """Those of them that the names of files and folders tell, and why files were not read."""
    stamps: tuple[Stamp, ...]
    """What the files were like that could be read."""
