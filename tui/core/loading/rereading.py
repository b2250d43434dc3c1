"""Read files again for the places in a record: as it is written it is forgotten once it is converted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import chain
from pathlib import Path

from tui.core.loading import files
from tui.core.loading.report import Raw
from tui.core.loading.yaml_faults import Position, Unreadable
from tui.core.loading.yaml_pieces import pieces
from tui.core.loading.yaml_values import Map, placeholder
from tui.core.model.dataset import Location

MOST = 20
"""How often one file is read again: references are checked section by section. Then a record has one place."""


class Rereading:
    """The records as they are written; one piece of one file is kept at a time."""

    def __init__(self, folder: Path, instead: Mapping[str, bytes], places: Mapping[tuple[str, str], Location]) -> None:
        """`instead` maps paths to contents used in place of the files."""
        self._folder, self._instead, self._places = folder, instead, places
        self._path, self._piece = "", Map()
        self._pieces: Iterator[Map] = iter(())
        self._times = Counter[str]()

    def raw(self, section: str, record_id: str) -> Raw:
        """Return a record as it is written; with its own place alone where its file changed meanwhile."""
        place = self._places[section, record_id]
        mark = Position(place.line, place.column)
        node = self._find(place.file, section, record_id)
        return Raw(section, record_id, placeholder(mark) if node is None else node, place.file, mark)

    def _find(self, path: str, section: str, record_id: str) -> Map | None:
        """Look in the rest of the file, then from its beginning."""
        for again in (False, True):
            if again or path != self._path:
                self._begin(path)
            with suppress(Unreadable):
                for piece in chain((self._piece,), self._pieces):
                    self._piece = piece
                    records = piece.get(section)
                    node = records.get(record_id) if isinstance(records, Map) else None
                    if isinstance(node, Map):
                        return node
        return None

    def _begin(self, path: str) -> None:
        self._times[path] += 1
        self._path, self._piece = path, Map()
        self._pieces = self._read(path) if self._times[path] <= MOST else iter(())

    def _read(self, path: str) -> Iterator[Map]:
        for file in files.contents(self._folder, [path], [], self._instead):
            yield from pieces(file.raw, [])
