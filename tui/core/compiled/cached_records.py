"""Take the records of unchanged files from a compiled file."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pyroaring import BitMap

from tui.core.compiled.blocks import Blocks
from tui.core.compiled.rows import CompiledRows
from tui.core.compiled.store import CompiledStore
from tui.core.loading.files import File
from tui.core.loading.fingerprints import Fingerprint, digest
from tui.core.loading.outcome import CachedRecord, DatasetHead
from tui.core.model.dataset import Location, part_keys
from tui.core.model.problem import Problem
from tui.core.model.sections import decoder


class CompiledRecords:
    """The records of a dataset as they were when it was compiled; see `outcome.RecordCache`."""

    def __init__(self, rows: CompiledRows) -> None:
        self.fingerprints = rows.meta("fingerprints", list[Fingerprint])
        self.walked = rows.meta("walked", list[Problem])
        self._fingerprints = {stamp.path: (number, stamp) for number, stamp in enumerate(self.fingerprints)}
        self._rows, self._blocks = rows, Blocks(rows)
        self._refs = CompiledStore(rows).refs

    def records(self, file: File) -> list[CachedRecord] | None:
        """Return the records of a file that holds only records and is unchanged; None if it has to be read."""
        number, stamp = self._fingerprints.get(file.path, (0, None))
        if stamp is None or not stamp.plain or len(file.raw) != stamp.size or digest(file.raw) != stamp.sha256:
            return None
        return list(self._of_file(number, file.path))

    @property
    def head(self) -> DatasetHead:
        """What dataset.yaml says."""
        store = CompiledStore(self._rows)
        return DatasetHead(store.about, dict(store.kinds), dict(store.relation_types))

    def in_files(self, paths: Collection[str]) -> Iterator[CachedRecord]:
        """Yield the records of these files."""
        for path in self._fingerprints.keys() & set(paths):
            yield from self._of_file(self._fingerprints[path][0], path)

    def _of_file(self, number: int, path: str) -> Iterator[CachedRecord]:
        items = self._rows.value("SELECT items FROM file WHERE number = ?", number)
        found = [(item, self._blocks.entry(item)) for item in BitMap.deserialize(items)] if items else []
        for item, entry in sorted(found, key=lambda pair: (pair[1].line, pair[1].column)):
            section = self._refs[item].section
            record = decoder(section).decode(entry.body)
            places = zip(entry.parts[::2], entry.parts[1::2], strict=True)
            known = {key: Location(path, *place) for key, place in zip(part_keys(record), places, strict=True)}
            yield CachedRecord(section, record, Location(path, entry.line, entry.column), known)
