"""The sets of the index, read from a compiled file on demand."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from pyroaring import BitMap

from tui.core.compiled import columns
from tui.core.compiled.phrases import Phrases
from tui.core.compiled.rows import CompiledRows, unpacked
from tui.core.compiled.store import CompiledStore, Refs
from tui.core.index.calendar import Calendar
from tui.core.index.postings import Order, Postings
from tui.core.index.report_days import perhaps_told, surely_told
from tui.core.model.records import Ref
from tui.core.model.sections import SECTIONS

KEPT = 2048
"""Number of sets that are cached."""

_EMPTY = BitMap()
_LAST = "\U0010ffff"


class CompiledPostings(Postings):
    """The sets of one dataset."""

    def __init__(self, rows: CompiledRows, store: CompiledStore) -> None:
        self._rows = rows
        self.events = len(store.event_ids)
        self.refs = store.refs
        self.numbers = Numbers(store, self.refs)
        self._phrases = Phrases(rows, self)
        self._facet = lru_cache(maxsize=KEPT)(self._read_facet)
        self._word = lru_cache(maxsize=KEPT)(self._read_word)
        self._prefix = lru_cache(maxsize=KEPT)(self._read_prefix)
        self._listing = lru_cache(maxsize=16)(self._read_listing)
        self._in_order = lru_cache(maxsize=4)(self._read_in_order)
        self._values = lru_cache(maxsize=64)(self._read_values)

    @cached_property
    def starts(self) -> array[int]:
        """First day of each item."""
        return columns.read(self._rows, "starts", "i")

    @cached_property
    def ends(self) -> array[int]:
        """Last day of each item."""
        return columns.read(self._rows, "ends", "i")

    @cached_property
    def dated(self) -> BitMap:
        """Items that have a date of their own."""
        return BitMap.deserialize(self._rows.raw("dated"))

    @cached_property
    def calendar(self) -> Calendar:
        """On which days events sort."""
        return columns.calendar(self._rows)

    @cached_property
    def dense_from(self) -> int | None:
        """First of the days in a row in which events are densest."""
        return self._rows.meta("dense_from", int) or None

    def order(self, by: str) -> Order | None:
        """Return the order `by`, a value of `sort:` other than the calendar's; None where it has to be worked out."""
        return columns.order(self._rows, by)

    def listing(self, section: str, by: str) -> Sequence[int] | None:
        """Return all records of a section other than events, in an order of its list; None where it has to be made."""
        return self._listing(section, by)

    def _read_listing(self, section: str, by: str) -> Sequence[int] | None:
        if not columns.has(self._rows, f"listing:{section}:{by}"):
            return None
        return columns.read(self._rows, f"listing:{section}:{by}", "I")

    def in_order(self, name: str) -> tuple[Sequence[int], Sequence[int]]:
        """Return the items by the "starts" or "ends" that they may mean, or by when they were told; and the days."""
        return self._in_order(name)

    def _read_in_order(self, name: str) -> tuple[Sequence[int], Sequence[int]]:
        if not columns.has(self._rows, f"{name}:items"):
            return (surely_told if name == "told" else perhaps_told)(self)
        return columns.read(self._rows, f"{name}:items", "I"), columns.read(self._rows, f"{name}:days", "i")

    def ids_from(self, beginning: str, most: int) -> list[Ref]:
        """Return the records whose id begins so, by their id, at most so many."""
        asked = "SELECT id, section FROM called WHERE id >= ? AND id < ? ORDER BY id, section LIMIT ?"
        found = self._rows.all(asked, beginning, beginning + _LAST, most)
        return [Ref(SECTIONS[section], record_id) for record_id, section in found]

    def values(self, field: str) -> Sequence[str]:
        """Return the values that records have in a field, sorted."""
        return self._values(field)

    def facet(self, field: str, value: str) -> BitMap:
        """Return the items with this value."""
        return self._facet(field, value)

    def each(self, field: str) -> Iterator[tuple[str, BitMap]]:
        """Yield every value that records have in a field, sorted, with the items that have it."""
        found = self._rows.all("SELECT value, items FROM facet WHERE field = ? ORDER BY value", field)
        return ((value, BitMap.deserialize(items)) for value, items in found)

    def word(self, word: str) -> BitMap:
        """Return the items that have exactly this term."""
        return self._word(word)

    def phrase(self, words: Sequence[str], *, open_end: bool) -> BitMap | None:
        """Return the items with these folded words one after the other, the last perhaps the beginning of one."""
        return self._phrases.find(words, open_end=open_end) if self._phrases.is_there else None

    def starting_with(self, prefix: str) -> BitMap:
        """Return the items that have a term which starts with `prefix`."""
        return self._prefix(prefix)

    def prepare(self) -> None:
        """Nothing needs to be made."""

    def _read_values(self, field: str) -> list[str]:
        return [value for (value,) in self._rows.all("SELECT value FROM facet WHERE field = ?", field)]

    def _read_facet(self, field: str, value: str) -> BitMap:
        return _set(self._rows.value("SELECT items FROM facet WHERE field = ? AND value = ?", field, value))

    def _read_word(self, word: str) -> BitMap:
        return _set(self._rows.value("SELECT items FROM term WHERE term = ?", word))

    def _read_prefix(self, prefix: str) -> BitMap:
        united = self._rows.value("SELECT items FROM prefix WHERE prefix = ?", prefix)
        if united is not None:
            return BitMap.deserialize(unpacked(united, f"prefix {prefix}"))
        found = self._rows.all("SELECT items FROM term WHERE term >= ? AND term < ?", prefix, prefix + _LAST)
        return BitMap.union(_EMPTY, *(BitMap.deserialize(items) for (items,) in found))


def _set(items: bytes | None) -> BitMap:
    return _EMPTY if items is None else BitMap.deserialize(items)


class Numbers(Mapping[Ref, int]):
    """Record → item number."""

    def __init__(self, store: CompiledStore, refs: Refs) -> None:
        self._refs = refs
        self._find = lru_cache(maxsize=4 * KEPT)(store.number)

    def __getitem__(self, ref: Ref) -> int:
        number = self._find(ref)
        if number is None:
            raise KeyError(ref)
        return number

    def __iter__(self) -> Iterator[Ref]:
        return iter(self._refs)

    def __len__(self) -> int:
        return len(self._refs)
