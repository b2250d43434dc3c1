"""Read the files of a dataset in several processes, and keep their records on disk.

Only what numbers the records stays in memory, so that a dataset may be far larger than the memory. A file with any
fault ends it: the loader, which reports faults, reads all files into memory, and what it leaves is kept on disk.
"""

from __future__ import annotations

import mmap
import os
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import BinaryIO

import msgspec

from tui.core.compiled.blocks import Entry, entry
from tui.core.compiled.cached_records import CompiledRecords
from tui.core.compiled.rows import CompiledRows
from tui.core.loading import files, loader
from tui.core.loading.fingerprints import Fingerprint, fingerprint
from tui.core.loading.outcome import Loaded, Progress
from tui.core.model.problem import Problem
from tui.core.model.records import AnyRecord, Event, Source
from tui.core.model.sections import SECTIONS, decoder

_FREED_AFTER = 16_384
"""Records that are read before their pages are released."""
_encode = msgspec.msgpack.Encoder().encode
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
    """Records that a process has kept."""

    spool: str
    """Path of the file that holds its entries, one after the other."""
    offset: int
    """Where the first of them begins; those of a section are together."""
    ids: dict[str, list[str]] = {}
    """Section → ids, in the order of the file."""
    lengths: dict[str, list[int]] = {}
    """Section → bytes of the entries."""
    events: list[EventHead] = []
    sources: list[SourceHead] = []

    def add(self, section: str, record: AnyRecord, length: int) -> None:
        """Add a record of which the entry was written."""
        self.ids.setdefault(section, []).append(record.id)
        self.lengths.setdefault(section, []).append(length)
        match record:
            case Event():
                self.events.append(EventHead(record.id, record.date, record.order, record.after))
            case Source():
                passages = tuple(record.passages)
                self.sources.append(SourceHead(record.id, record.derives_from, record.publisher, record.held, passages))


class Spool:
    """Where the records of all files are, in the order of the files; as a context manager, it removes what it wrote."""

    def __init__(self, folder: Path, beside: Path, processes: int, earlier: Path | None = None) -> None:
        """Take a dataset, a file beside which the records are kept, how many processes read, and a compiled file.

        The records of files that are unchanged since that was compiled are taken from it.
        """
        self._folder, self._beside, self._processes, self._earlier = folder, beside, processes, earlier
        self._held = beside.with_name(f"{_prefix(beside, os.getpid())}held")
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
        decoder = msgspec.msgpack.Decoder(tuple[Fingerprint, _Part])
        with ProcessPoolExecutor(self._processes, get_context("fork")) as pool:
            for number, found in enumerate(_ahead(pool, self._folder, self._beside, self._earlier, paths), 1):
                if found is None:
                    pool.shutdown(cancel_futures=True)
                    raise Unsound
                stamp, part = decoder.decode(found)
                self._take(part, {section: [number] * len(ids) for section, ids in part.ids.items()})
                self.stamps.append(stamp)
                progress(done := done + stamp.size, total)

    def hold(self, loaded: Loaded) -> bytes:
        """Keep the records of a dataset that was read, which is used up; return what `take_held` needs."""
        dataset, where = loaded.dataset, loaded.dataset.locations
        files = {stamp.path: number for number, stamp in enumerate(loaded.fingerprints)}
        with self._held.open("wb") as out:
            made = _Part(str(self._held), 0)
            numbers: dict[str, list[int]] = {}
            for section in SECTIONS:
                records: dict[str, AnyRecord] = getattr(dataset, section)
                for record_id in list(records):
                    record, place = records.pop(record_id), where[section, record_id]
                    made.add(section, record, _written(out, entry(record, place, where, files)))
                    numbers.setdefault(section, []).append(files[place.file])
        return _encode((made, numbers))

    def take_held(self, held: bytes) -> None:
        """Take the records that were kept, perhaps by another process, as `hold` says."""
        part, numbers = msgspec.msgpack.decode(held, type=tuple[_Part, dict[str, list[int]]])
        self._take(part, numbers)

    def _take(self, part: _Part, numbers: Mapping[str, Sequence[int]]) -> None:
        """Take records; `numbers` has the number of the file of each of them, by section."""
        spool = self._spools.setdefault(part.spool, len(self._spools))
        offset = part.offset
        for section, ids in part.ids.items():
            lengths = part.lengths[section]
            self.ids[section] += [event.id for event in part.events] if section == "events" else ids
            self.files[section].extend(numbers[section])
            in_spool, offsets, sizes = self._places[section]
            in_spool.extend([spool] * len(ids))
            sizes.extend(lengths)
            for length in lengths:
                offsets.append(offset)
                offset += length
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
    spool = beside.with_name(f"{_prefix(beside, os.getppid())}{os.getpid()}")
    for file in files.contents(folder, [path], problems):
        known = _known(earlier).records(file) if earlier else None
        by_section = None if known is None else sorted(known, key=lambda one: one.section)
        with spool.open("ab") as out:
            made = _Part(str(spool), out.tell())
            try:
                for section, record, place, parts in by_section or loader.records_alone(folder, file):
                    made.add(section, record, _written(out, entry(record, place, parts, {path: number})))
            except loader.Flawed:
                return None
        return _encode((fingerprint(file, plain=True), made))
    return None


def _written(out: BinaryIO, made: Entry) -> int:
    """Write an entry; return its length in bytes."""
    return out.write(_encode(made))
