"""Where things stand in the files, read from a compiled file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from tui.core.compiled.blocks import Entry
from tui.core.compiled.rows import CompiledRows
from tui.core.loading.fingerprints import Fingerprint
from tui.core.model.dataset import Location, part_keys
from tui.core.model.records import AnyRecord, Ref


class Places:
    """The places of one dataset."""

    def __init__(self, rows: CompiledRows) -> None:
        self._rows = rows

    @cached_property
    def _files(self) -> list[str]:
        return [stamp.path for stamp in self._rows.meta("fingerprints", list[Fingerprint])]

    @cached_property
    def of_types(self) -> Mapping[tuple[str, str], Location]:
        """Section and id → place, of what is no record: kinds of events and types of relations."""
        kept = self._rows.meta("places", list[tuple[str, str, Location]])
        return {(section, key): place for section, key, place in kept}

    def of_record(self, entry: Entry) -> Location | None:
        """Return the place of a record, None where it is not known."""
        return None if entry.file < 0 else Location(self._files[entry.file], entry.line, entry.column)

    def within(self, entry: Entry, record: AnyRecord, ref: Ref) -> Location | None:
        """Return the place of a passage or value `ref` of a record, None where it is not known, or there is none."""
        keys: list[tuple[str, str]] = part_keys(record)
        if ref not in keys or entry.file < 0:
            return None
        at = 2 * keys.index(ref)
        return Location(self._files[entry.file], *entry.parts[at : at + 2])
