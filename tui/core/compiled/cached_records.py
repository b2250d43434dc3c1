"""Take the records of unchanged files from a compiled file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

import msgspec

from tui.core.compiled.rows import CompiledRows
from tui.core.loading.files import File
from tui.core.loading.fingerprints import Fingerprint, digest
from tui.core.loading.outcome import CachedRecord
from tui.core.model.dataset import Location
from tui.core.model.problem import Problem
from tui.core.model.records import AnyRecord
from tui.core.model.sections import SECTION, SECTIONS


class CompiledRecords:
    """The records of a dataset as they were when it was compiled; see `outcome.RecordCache`."""

    def __init__(self, rows: CompiledRows) -> None:
        self.fingerprints = rows.meta("fingerprints", list[Fingerprint])
        self.walked = rows.meta("walked", list[Problem])
        self._fingerprints = {stamp.path: (number, stamp) for number, stamp in enumerate(self.fingerprints)}
        self._rows = rows
        self._decoders = {section: msgspec.msgpack.Decoder(SECTION[section].type) for section in SECTIONS}

    def records(self, file: File) -> list[CachedRecord] | None:
        """Return the records of a file that holds only records and is unchanged; None if it has to be read."""
        number, stamp = self._fingerprints.get(file.path, (0, None))
        if stamp is None or not stamp.plain or len(file.raw) != stamp.size or digest(file.raw) != stamp.sha256:
            return None
        return list(self._of_file(number, file.path))

    def in_files(self, paths: Collection[str]) -> Iterator[AnyRecord]:
        """Yield the records of these files."""
        for path in self._fingerprints.keys() & set(paths):
            yield from (known.record for known in self._of_file(self._fingerprints[path][0], path))

    def _of_file(self, number: int, path: str) -> Iterator[CachedRecord]:
        parts: dict[tuple[str, str], dict[tuple[str, str], Location]] = defaultdict(dict)
        for kind, key, line, column in self._rows.all("SELECT kind, id, line, col FROM place WHERE file = ?", number):
            above = ({"passages": "sources", "values": "claims"}.get(kind, ""), key.partition("/")[0])
            parts[above][kind, key] = Location(path, line, column)
        asked = "SELECT section, body, line, col FROM record WHERE file = ? ORDER BY line, col"
        for section_number, body, line, column in self._rows.all(asked, number):
            section = SECTIONS[section_number]
            record = self._decoders[section].decode(body)
            yield CachedRecord(section, record, Location(path, line, column), parts[section, record.id])
