"""The result of loading a folder, and records cached from an earlier load."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol, TypeAlias

from msgspec import Struct

from tui.core.loading.files import File
from tui.core.loading.fingerprints import Fingerprint
from tui.core.model.dataset import About, Dataset, EventKind, Location, RelationType, part_keys
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


Progress: TypeAlias = Callable[[int, int], None]
"""Called with how much of a step is done and how much there is: bytes that are read, else records or rules."""


class DatasetHead(Struct, frozen=True):
    """What dataset.yaml says of the dataset as a whole."""

    about: About
    kinds: dict[str, EventKind]
    relation_types: dict[str, RelationType]


class Kept(Struct, frozen=True):
    """What was kept from an earlier reading, because the files are at fault."""

    files: tuple[Problem, ...] = ()
    """Why each of the files could not be read whose records were kept, one problem a file."""
    records: int = 0
    """How many records with a fault were kept, of files that could be read."""
    whole: bool = False
    """Whether the whole dataset was kept, because reading it again takes long."""

    def __bool__(self) -> bool:
        return bool(self.files or self.records)


class FilesRead(Protocol):
    """The files of a dataset as they were read, and their records."""

    @property
    def fingerprints(self) -> Sequence[Fingerprint]:
        """The fingerprints of the files that could be read."""

    @property
    def walked(self) -> Sequence[Problem]:
        """Problems with names of files and folders, and reasons why files were not read."""

    @property
    def head(self) -> DatasetHead:
        """What dataset.yaml says."""

    def in_files(self, paths: Collection[str]) -> Iterable[CachedRecord]:
        """Return the records of these files, references without a target left out."""


class Loaded(NamedTuple):
    """The result of loading a folder."""

    dataset: Dataset
    problems: Collection[Problem]
    """In reading order: a tuple, or very many `Problems`."""
    walked: tuple[Problem, ...]
    """Problems with names of files and folders, and reasons why files were not read."""
    fingerprints: tuple[Fingerprint, ...]
    """Fingerprints of the files that could be read."""

    kept: Kept = Kept()
    """What is shown as it was read before, because the files are now at fault."""

    @property
    def head(self) -> DatasetHead:
        """What dataset.yaml says."""
        return DatasetHead(self.dataset.about, self.dataset.kinds, self.dataset.relation_types)

    def in_files(self, paths: Collection[str]) -> Iterator[CachedRecord]:
        """Yield the records of these files."""
        where = self.dataset.locations
        for (section, record_id), place in where.items():
            if place.file in paths and section in SECTIONS:
                record = getattr(self.dataset, section)[record_id]
                yield CachedRecord(section, record, place, {key: where[key] for key in part_keys(record)})
