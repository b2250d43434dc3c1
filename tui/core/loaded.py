"""What comes of reading a folder, and what a reading may know from the one before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol, TypeAlias

from tui.core.dataset import Dataset, Where
from tui.core.files import File
from tui.core.model import AnyRecord
from tui.core.problem import Problem
from tui.core.stamps import Stamp


class Known(NamedTuple):
    """A record as it was read before."""

    section: str
    record: AnyRecord
    place: Where
    parts: dict[tuple[str, str], Where]
    """Where its passages or values stand, as in `Dataset.where`."""


class Earlier(Protocol):
    """What is known of a dataset from the last time that it was read, when nothing was wrong with it."""

    def records(self, file: File) -> Sequence[Known] | None:
        """Return the records of a file that holds nothing else and is as it was; None where it is to be read."""


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
