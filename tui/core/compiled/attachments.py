"""What is attached to a record, read from a compiled file: ids and item numbers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import msgspec
from pyroaring import BitMap

from tui.core.compiled.rows import CompiledRows
from tui.core.model.records import PassageKey

KEPT = 2048
"""Number of answers that are cached, of each kind."""


class Attachments:
    """The references of one dataset, turned round: what cites, names or repeats a record."""

    def __init__(self, rows: CompiledRows) -> None:
        self._rows = rows
        self.ids = lru_cache(maxsize=KEPT)(self._read_ids)
        self._resting = lru_cache(maxsize=KEPT)(self._read_resting)

    def _read_ids(self, kind: str, key: str) -> tuple[str, ...]:
        """Return the ids attached to a record; `kind` is the name of the method of the store that answers it."""
        body = self._rows.value("SELECT value FROM attached WHERE kind = ? AND key = ?", kind, key)
        return tuple(msgspec.msgpack.decode(body)) if body else ()

    def resting_on(self, passage: PassageKey) -> tuple[int, ...]:
        """Return the numbers of the records that rest on a passage."""
        source, _, key = passage.partition("/")
        return self._resting(source).get(key, ())

    def _read_resting(self, source: str) -> Mapping[str, tuple[int, ...]]:
        body = self._rows.value("SELECT value FROM attached WHERE kind = 'resting_on' AND key = ?", source)
        return msgspec.msgpack.decode(body, type=dict[str, tuple[int, ...]]) if body else {}

    def of_entity(self, field: str, entity_id: str, numbers: range) -> BitMap:
        """Return those of `numbers` that are counted under an entity; `field` is the one that names it in a query."""
        items = self._rows.value("SELECT items FROM facet WHERE field = ? AND value = ?", field, entity_id)
        return BitMap.deserialize(items) & BitMap(numbers) if items else BitMap()
