"""Read the files of a dataset in several processes, and keep their records on disk.

Only what numbers the records stays in memory, so that a dataset may be far larger than the memory. A file with any
fault ends it: the loader, which reports faults, reads all files into memory.
"""

from __future__ import annotations

import mmap
import os
from array import array
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import msgspec

from tui.core.compiled.blocks import Entry, entry
from tui.core.compiled.cached_records import CompiledRecords
from tui.core.compiled.rows import CompiledRows
from tui.core.loading import files, loader
from tui.core.loading.fingerprints import Fingerprint, fingerprint
from tui.core.loading.outcome import Progress
from tui.core.model.problem import Problem
from tui.core.model.records import AnyRecord, Event, Source
from tui.core.model.sections import SECTIONS, decoder

_FREED_AFTER = 16_384
"""Records that are read before their pages are released."""
_AHEAD = 64
"""Files that are given to the processes before the first one's records are taken."""


class Unsound(Exception):  # noqa: N818
    """Something in the dataset is at fault, or cannot be compiled record by record."""


class EventHead(msgspec.Struct, frozen=True, gc=False):
    """What decides an event's place in the calendar; see `records.Event`."""

    id: str
    date: str
    order: int
    after: tuple[str, ...]


class SourceHead(msgspec.Struct, frozen=True):
    """What other records are checked against in a source; see `records.Source`."""

    id: str
    derives_from: tuple[str, ...]
    publisher: str
    held: str
    passages: tuple[str, ...]


class _Part(msgspec.Struct):
    """The records of one file, as a process read them."""

    stamp: Fingerprint
    spool: str
    """Path of the file that holds its entries, one after the other."""
    offset: int
    ids: dict[str, list[str]]
    """Section → ids, in the order of the file."""
    lengths: dict[str, list[int]]
    """Section → bytes of the entries."""
    events: list[EventHead]
    sources: list[SourceHead]


class Spool:
    """Where the records of all files are, in the order of the files; as a context manager, it removes what it wrote."""

    def __init__(self, folder: Path, beside: Path, processes: int, earlier: Path | None = None) -> None:
        """Take a dataset, a file beside which the records are kept, how many processes read, and a compiled file.

        The records of files that are unchanged since that was compiled are taken from it.
        """
        self._folder, self._beside, self._processes, self._earlier = folder, beside, processes, earlier
        self._spools: dict[str, int] = {}
        self._maps: list[mmap.mmap] = []
        self.stamps: list[Fingerprint] = []
        """The fingerprints of all files, without that of dataset.yaml."""
        self.ids: dict[str, list[str]] = {section: [] for section in SECTIONS}
        self.files: dict[str, array[int]] = {section: array("I") for section in SECTIONS}
        """Section → number of each record's file."""
        self._places: dict[str, tuple[array[int], array[int], array[int]]] = {
            section: (array("I"), array("Q"), array("I")) for section in SECTIONS
        }
        self.events: list[EventHead] = []
        self.sources: list[SourceHead] = []

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *_: object) -> None:
        for at in self._maps:
            at.close()
        for path in self._beside.parent.glob(f"{_prefix(self._beside, os.getpid())}*"):
            path.unlink()

    def read(self, progress: Progress) -> None:
        """Read all files but dataset.yaml.

        Raises:
            Unsound: something in them is at fault.
        """
        walked: list[Problem] = []
        paths = files.paths(self._folder, walked)[1:]
        if walked:
            raise Unsound
        total, done = sum(files.size(self._folder, path) for path in paths), 0
        decoder = msgspec.msgpack.Decoder(_Part)
        with ProcessPoolExecutor(self._processes, get_context("fork")) as pool:
            for number, found in enumerate(_ahead(pool, self._folder, self._beside, self._earlier, paths), 1):
                if found is None:
                    pool.shutdown(cancel_futures=True)
                    raise Unsound
                part = decoder.decode(found)
                self._take(number, part)
                progress(done := done + part.stamp.size, total)

    def _take(self, number: int, part: _Part) -> None:
        spool = self._spools.setdefault(part.spool, len(self._spools))
        offset = part.offset
        for section, ids in part.ids.items():
            lengths = part.lengths[section]
            self.ids[section] += [event.id for event in part.events] if section == "events" else ids
            self.files[section].extend([number] * len(ids))
            in_spool, offsets, sizes = self._places[section]
            in_spool.extend([spool] * len(ids))
            sizes.extend(lengths)
            for length in lengths:
                offsets.append(offset)
                offset += length
        self.stamps.append(part.stamp)
        self.events += part.events
        self.sources += part.sources

    def forget_heads(self) -> None:
        """Free the memory of `events` and `sources`."""
        self.events, self.sources = [], []

    def records(self, section: str, order: Iterable[int]) -> Iterator[AnyRecord]:
        """Yield a section's records, which are asked for by their places in the order of the files."""
        entry_of, record_of = msgspec.msgpack.Decoder(Entry), decoder(section)
        return (record_of.decode(entry_of.decode(one).body) for one in self.entries(section, order))

    def entries(self, section: str, order: Iterable[int]) -> Iterator[msgspec.Raw]:
        """Yield a section's records as they are kept."""
        if not self._maps:
            for path in self._spools:
                with open(path, "rb") as file:  # noqa: PTH123
                    self._maps.append(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        in_spool, offsets, sizes = self._places[section]
        for count, at in enumerate(order, 1):
            if count % _FREED_AFTER == 0:
                self._free()
            offset = offsets[at]
            yield msgspec.Raw(self._maps[in_spool[at]][offset : offset + sizes[at]])
        self._free()

    def _free(self) -> None:
        """Release the pages that were read, which would count as memory of this process."""
        if hasattr(mmap, "MADV_DONTNEED"):  # not on every system
            for at in self._maps:
                at.madvise(mmap.MADV_DONTNEED)


def _ahead(
    pool: ProcessPoolExecutor, folder: Path, beside: Path, earlier: Path | None, paths: list[str]
) -> Iterator[bytes | None]:
    """Yield what the processes read, in the order of the files, a bounded number of them ahead."""
    waiting = []
    for number, path in enumerate(paths, 1):
        waiting.append(pool.submit(_read, folder, beside, earlier, number, path))
        if len(waiting) >= _AHEAD:
            yield waiting.pop(0).result()
    for reading in waiting:
        yield reading.result()


def _prefix(beside: Path, process: int) -> str:
    """Return how the names of spools begin, as `cache.clear` knows what a process leaves."""
    return f".compiling-{process}-spool-{beside.stem[:8]}-"


@cache
def _known(earlier: Path) -> CompiledRecords:
    """Return the records of a compiled file, which is opened once in a process."""
    return CompiledRecords(CompiledRows(earlier))


def _read(folder: Path, beside: Path, earlier: Path | None, number: int, path: str) -> bytes | None:
    """Read one file in a process of its own; None where anything is at fault."""
    problems: list[Problem] = []
    encode: Callable[[object], bytes] = msgspec.msgpack.Encoder().encode
    spool = beside.with_name(f"{_prefix(beside, os.getppid())}{os.getpid()}")
    for file in files.contents(folder, [path], problems):
        known = _known(earlier).records(file) if earlier else None
        known = loader.read_alone(folder, file) if known is None else known
        if known is None:
            return None
        ids: dict[str, list[str]] = {}
        lengths: dict[str, list[int]] = {}
        bodies: dict[str, list[bytes]] = {}
        for section, record, place, parts in known:
            body = encode(entry(record, place, parts, {path: number}))
            ids.setdefault(section, []).append(record.id)
            lengths.setdefault(section, []).append(len(body))
            bodies.setdefault(section, []).append(body)
        with spool.open("ab") as out:
            offset = out.tell()
            for own in bodies.values():
                out.writelines(own)
        records = [one.record for one in known]
        return encode(
            _Part(
                fingerprint(file, plain=True),
                str(spool),
                offset,
                ids,
                lengths,
                [EventHead(one.id, one.date, one.order, one.after) for one in records if isinstance(one, Event)],
                [
                    SourceHead(one.id, one.derives_from, one.publisher, one.held, tuple(one.passages))
                    for one in records
                    if isinstance(one, Source)
                ],
            )
        )
    return None
