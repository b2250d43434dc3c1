"""What stays on screen of a file that is broken: its records as they were when they were last read without fault."""

from __future__ import annotations

from collections.abc import Iterable

from tui.core.loading.outcome import CachedRecord, DatasetHead, FilesRead


class LastGood:
    """The records of an earlier reading, by file; each file is read when it is asked for."""

    def __init__(self, files_read: FilesRead) -> None:
        self._read = files_read
        self._files: dict[str, dict[tuple[str, str], CachedRecord]] = {}

    @property
    def head(self) -> DatasetHead:
        """What dataset.yaml said."""
        return self._read.head

    def of_file(self, path: str) -> Iterable[CachedRecord]:
        """Return the records of a file."""
        return self._of_file(path).values()

    def record(self, path: str, key: tuple[str, str]) -> CachedRecord | None:
        """Return the record of a file with this section and id, None where it was not in that file."""
        return self._of_file(path).get(key)

    def _of_file(self, path: str) -> dict[tuple[str, str], CachedRecord]:
        if path not in self._files:
            self._files[path] = {(one.section, one.record.id): one for one in self._read.in_files([path])}
        return self._files[path]
