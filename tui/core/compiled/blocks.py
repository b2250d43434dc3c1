"""Records in compressed blocks: records that stand side by side in the calendar are written and read together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from typing import Any

import msgspec

from tui.core.compiled.layout import Damaged
from tui.core.compiled.rows import CompiledRows, packed, unpacked
from tui.core.model.dataset import Location, part_keys
from tui.core.model.records import AnyRecord

SIZE = 1 << 15
"""Bytes of records from which on a block is full: smaller ones compress less, larger ones take longer to read."""
_encode = msgspec.msgpack.Encoder().encode

KEPT = 48
"""Blocks that are cached, of those read last."""


class Entry(msgspec.Struct, array_like=True, gc=False):
    """A record as it is kept."""

    body: msgspec.Raw
    """The record in MessagePack."""
    file: int
    """Number of its file; -1 where that is not known."""
    line: int
    column: int
    parts: tuple[int, ...]
    """Line and column of each of its passages or values in turn, in the record's order."""


def entry(record: AnyRecord, place: Location | None, places: Mapping[Any, Location], files: Mapping[str, int]) -> Entry:
    """Return a record as it is kept.

    Args:
        record: the record.
        place: its place; None where that is not known.
        places: those of its passages or values, by the keys of `Dataset.locations`.
        files: number of each file.
    """
    body = msgspec.Raw(_encode(record))
    if place is None:
        return Entry(body, -1, 0, 0, ())
    inside = [places[key] for key in part_keys(record)]
    spots = tuple(chain.from_iterable((part.line, part.column) for part in inside))
    return Entry(body, files[place.file], place.line, place.column, spots)


def renewed(block: bytes, entries: Mapping[int, Entry]) -> bytes | None:
    """Return a block with some records, by their place in it, replaced; None where they are the same.

    Raises:
        Damaged: the block is not what was written.
    """
    known = msgspec.msgpack.decode(unpacked(block, "a block"), type=list[Entry])
    before = [*known]
    for at, one in entries.items():
        known[at] = one
    return None if _encode(known) == _encode(before) else packed(_encode(known))


def written(entries: Iterable[msgspec.Raw]) -> Iterator[tuple[int, bytes]]:
    """Yield the blocks of all records in the order of their numbers: the first number in each, and its bytes.

    Each entry is an `Entry` in MessagePack.
    """
    block, first, size = list[msgspec.Raw](), 0, 0
    for one in entries:
        block.append(one)
        size += len(one)
        if size >= SIZE:
            yield first, packed(_encode(block))
            first, size = first + len(block), 0
            block.clear()
    if block:
        yield first, packed(_encode(block))


class Blocks:
    """Reads the records of a compiled file by their number."""

    def __init__(self, rows: CompiledRows) -> None:
        self._rows = rows
        self._decoder = msgspec.msgpack.Decoder(list[Entry])
        self._block = lru_cache(maxsize=KEPT)(self._read)
        self._last: tuple[int, list[Entry]] = (0, [])

    def entry(self, number: int) -> Entry:
        """Return the record with a number, 0-based.

        Raises:
            Damaged: there is none, or its block is not what was written.
        """
        first, block = self._last
        if not 0 <= number - first < len(block):
            first = self._rows.value("SELECT max(first) FROM block WHERE first <= ?", number)
            block = self._block(first)
            self._last = first, block
        try:
            return block[number - first]
        except IndexError:
            raise Damaged(f"the compiled file lacks record {number}") from None

    def _read(self, first: int) -> list[Entry]:
        block = self._rows.value("SELECT body FROM block WHERE first = ?", first)
        try:
            return self._decoder.decode(unpacked(block, f"block {first}"))
        except msgspec.MsgspecError as error:
            raise Damaged(f"block {first} of the compiled file: {error}") from None
