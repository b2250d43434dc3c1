"""Records in compressed blocks: records that stand side by side in the calendar are written and read together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

import msgspec

from tui.core.compiled.layout import Damaged
from tui.core.compiled.rows import CompiledRows, packed, unpacked

SIZE = 1 << 15
"""Bytes of records from which on a block is full: smaller ones compress less, larger ones take longer to read."""
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


def written(entries: Iterable[Entry]) -> Iterator[tuple[int, bytes]]:
    """Yield the blocks of all records in the order of their numbers: the first number in each, and its bytes."""
    encode, block, first, size = msgspec.msgpack.Encoder().encode, list[Entry](), 0, 0
    for entry in entries:
        block.append(entry)
        size += len(entry.body)
        if size >= SIZE:
            yield first, packed(encode(block))
            first, size = first + len(block), 0
            block.clear()
    if block:
        yield first, packed(encode(block))


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
