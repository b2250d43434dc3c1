"""Compile a dataset record by record: what stays in memory is what numbers the records and attaches them.

The records are read in several processes and kept on disk, numbered, and written; then all else is worked out from the
file that is being written, as a store answers from it.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import accumulate, chain
from pathlib import Path
from typing import Any, TypeAlias, cast

import msgspec
from pyroaring import BitMap

from tui.core.checks.check import findings
from tui.core.compiled import blocks, cache, columns, layout, phrases
from tui.core.compiled.fork_writer import processes, writing_in_fork
from tui.core.compiled.links import Links
from tui.core.compiled.postings import Numbers
from tui.core.compiled.rows import CompiledRows, PackedProblems, packed
from tui.core.compiled.spool import EventHead, Spool, Unsound
from tui.core.compiled.store import MOST_KEPT, CompiledStore
from tui.core.compiled.write import QUICK, facts, packed_ids, packed_problems, prefixes
from tui.core.dates import edtf
from tui.core.dates.edtf import DateError
from tui.core.dates.sequence import by_calendar
from tui.core.index.build import SearchableTexts, build, passages, words
from tui.core.index.memory import MemoryPostings
from tui.core.loading import loader
from tui.core.loading.fingerprints import Fingerprint
from tui.core.loading.outcome import Loaded
from tui.core.model.dataset import About, Dataset, EventKind, LeftOut, Location, RelationType
from tui.core.model.problem import Problem
from tui.core.model.problems import in_reading_order
from tui.core.model.records import AnyRecord, Event, Ref
from tui.core.model.sections import ENTITY_SECTIONS, SECTIONS
from tui.core.store import accounts
from tui.core.store.base import Store

StepProgress: TypeAlias = Callable[[str, int, int], None]
"""Called with what is being done ("reading", "indexing"), how much of it is done, and how much there is:
bytes where it is reading, else records."""

_encode = msgspec.msgpack.Encoder().encode
_GATHERED = sorted(SECTIONS, key=lambda name: (name == "sources", name in ENTITY_SECTIONS, name == "claims"))
"""Sections in the order in which a store attaches their records to passages."""


def compile_streaming(target: Path, folder: Path, progress: StepProgress, *, fresh: bool = True) -> None:
    """Compile the dataset in `folder` to `target`; unless `fresh`, unchanged files are taken from what is there.

    Raises:
        Unsound: something in it is at fault; nothing is written.
        OSError: the file cannot be written; nothing is left behind.
    """
    head, stamp = loader.read_head(folder) or _unsound()
    earlier = None if fresh else cache.whole(target, folder)
    if earlier is not None:
        earlier.close()

    def fill(spool: Spool) -> Loaded:
        spool.read(lambda *far: progress("reading", *far))
        return Loaded(head, (), (), (stamp, *spool.stamps))

    _compile(target, folder, progress, None if earlier is None else target, fill)


def compile_flawed(target: Path, folder: Path, read: Callable[[], Loaded], progress: StepProgress) -> None:
    """Compile what the loader leaves of a dataset with faults: it reads that into memory, in a process of its own.

    Raises:
        OSError: the file cannot be written; nothing is left behind.
    """

    def fill(spool: Spool) -> Loaded:
        def hold(where: Path) -> None:
            where.write_bytes(_encode(_Flawed.of(read(), spool)))

        with writing_in_fork(hold, target) as written:
            file = cache.scratch(target) if written is None else written()
            if written is None:
                hold(file)
            found = msgspec.msgpack.decode(file.read_bytes(), type=_Flawed)
            file.unlink(missing_ok=True)
        spool.take_held(found.records)
        return found.loaded(folder)

    _compile(target, folder, progress, None, fill)


class _Flawed(msgspec.Struct):
    """A dataset with faults, without its records, as one process tells another."""

    about: About
    kinds: dict[str, EventKind]
    relation_types: dict[str, RelationType]
    places: list[tuple[str, str, Location]]
    """Those of kinds and types."""
    left_out: LeftOut
    problems: list[tuple[str, int, bytes, int]]
    walked: tuple[Problem, ...]
    fingerprints: tuple[Fingerprint, ...]
    records: bytes

    @classmethod
    def of(cls, loaded: Loaded, spool: Spool) -> _Flawed:
        """Return what was loaded, which is used up: its records are in `spool`."""
        one = loaded.dataset
        types = [(section, key) for section in ("kinds", "relation_types") for key in getattr(one, section)]
        return cls(
            one.about,
            one.kinds,
            one.relation_types,
            [(*key, one.locations[key]) for key in types],
            one.left_out,
            [*packed_problems(loaded.problems)],
            loaded.walked,
            loaded.fingerprints,
            spool.hold(loaded),
        )

    def loaded(self, folder: Path) -> Loaded:
        """Return it without its records."""
        head = Dataset(
            root=folder,
            about=self.about,
            kinds=self.kinds,
            relation_types=self.relation_types,
            locations={(section, key): place for section, key, place in self.places},
            left_out=self.left_out,
        )
        return Loaded(head, PackedProblems(self.problems), self.walked, self.fingerprints)


def _compile(
    target: Path, folder: Path, progress: StepProgress, earlier: Path | None, fill: Callable[[Spool], Loaded]
) -> None:
    """Compile the records that `fill` puts into a spool; it returns all else."""
    path, records = cache.scratch(target), cache.scratch(target)
    try:
        with Spool(folder, path, processes(), earlier) as spool:
            loaded = fill(spool)
            links = _write_records(path, spool, loaded)
            shutil.copyfile(path, records)  # what is read, while the other is written: it must not change meanwhile
            with contextlib.closing(CompiledRows(records)) as rows:
                _write_rest(path, records, spool, rows, links, loaded, lambda *far: progress("indexing", *far))
        cache.put(path, target)
    except sqlite3.Error as error:
        raise OSError(f"the compiled dataset cannot be written: {error}") from error
    finally:
        path.unlink(missing_ok=True)
        records.unlink(missing_ok=True)


def _unsound() -> Any:
    raise Unsound


def _write_records(path: Path, spool: Spool, loaded: Loaded) -> Links:
    """Number all records and write them; return what is attached to each."""
    order = {section: range(len(spool.ids[section])) for section in SECTIONS}
    calendar = _by_calendar(spool.events)
    ids: dict[str, Sequence[str]] = {**spool.ids, "events": [spool.ids["events"][at] for at in calendar]}
    firsts = dict(zip(SECTIONS, accumulate((len(ids[section]) for section in SECTIONS), initial=0), strict=False))
    numbers = {name: {key: at for at, key in enumerate(ids[name], firsts[name])} for name in SECTIONS}
    if any(len(numbers[section]) != len(ids[section]) for section in SECTIONS):
        raise Unsound
    opens_at = loaded.dataset.about.opens_at
    if opens_at and opens_at not in numbers["events"]:
        try:
            edtf.parse(opens_at)
        except DateError:
            raise Unsound from None
    links = Links(numbers, spool.sources, loaded.dataset.kinds, loaded.dataset.relation_types)
    every: dict[str, Sequence[int]] = {**order, "events": calendar}

    def write(where: Path) -> None:
        with contextlib.closing(sqlite3.connect(where, isolation_level=None)) as db:
            db.executescript(QUICK + layout.SCHEMA)
            _fill(db, spool, loaded, every, ids, numbers)

    with writing_in_fork(write, path) as written:
        for section in _GATHERED:
            links.gather(enumerate(spool.records(section, every[section]), firsts[section]))
        links.settle()
        if written is None:
            write(path)
        else:
            written().replace(path)
    spool.forget_heads()
    return links


def _fill(
    db: sqlite3.Connection,
    spool: Spool,
    loaded: Loaded,
    every: Mapping[str, Sequence[int]],
    ids: Mapping[str, Sequence[str]],
    numbers: Mapping[str, Mapping[str, int]],
) -> None:
    """Write all records and their ids, and what is known of the dataset as a whole."""
    db.execute("BEGIN")
    db.execute(f"PRAGMA application_id={layout.APPLICATION}")
    db.execute(f"PRAGMA user_version={layout.FORMAT}")
    entries = chain.from_iterable(spool.entries(section, every[section]) for section in SECTIONS)
    db.executemany("INSERT INTO block VALUES (?,?)", blocks.written(entries))
    items: dict[int, list[int]] = defaultdict(list)
    for section in SECTIONS:
        for number, at in zip(numbers[section].values(), every[section], strict=True):
            items[spool.files[section][at]].append(number)
    db.executemany("INSERT INTO file VALUES (?,?)", ((file, BitMap(own).serialize()) for file, own in items.items()))
    called = ((key, layout.SECTION_NUMBERS[name], number) for name in SECTIONS for key, number in numbers[name].items())
    db.executemany("INSERT INTO called VALUES (?,?,?)", sorted(called))
    db.executemany("INSERT INTO ids VALUES (?,?,?)", packed_ids(ids))
    heads = {source.id: source for source in spool.sources}
    known = {
        "voice_of": accounts.voice_of(cast("Any", heads)),
        "publishers": accounts.publishers(cast("Any", heads.values())),
        **{f"count:{number}": len(ids[section]) for section, number in layout.SECTION_NUMBERS.items()},
    }
    kept = chain(facts(loaded), known.items())
    db.executemany("INSERT INTO meta VALUES (?,?)", ((key, packed(_encode(value))) for key, value in kept))
    db.execute("COMMIT")


def _by_calendar(events: Sequence[EventHead]) -> list[int]:
    """Return the places of the events in the order of the files, in the order of the calendar."""
    places = {event.id: at for at, event in enumerate(events)}
    after = {event.id: event.after for event in events if event.after}
    if not all(other in places for others in after.values() for other in others):
        raise Unsound
    try:
        TopologicalSorter(after).prepare()
    except CycleError:
        raise Unsound from None

    def get(event_id: str) -> Event:
        return cast("Event", events[places[event_id]])

    return [places[event.id] for event in by_calendar(cast("Sequence[Event]", events), get)]


class _Numbered:
    """The numbers of all records, for the index that is made of them."""

    def __init__(self, store: CompiledStore, links: Links) -> None:
        self.store: Store = store
        self.refs: Sequence[Ref] = store.refs
        self.events = len(store.event_ids)
        self.number, self.attached, self.resting = links.number, links.attached, links.resting


def _write_rest(
    path: Path,
    records: Path,
    spool: Spool,
    rows: CompiledRows,
    links: Links,
    loaded: Loaded,
    progress: Callable[[int, int], None],
) -> None:
    def write_apart(where: Path) -> None:
        """Write the facets and the problems: both ask for dates, as texts do not."""
        with contextlib.closing(CompiledRows(records)) as own:
            store = CompiledStore(own, links=links)
            store.expect(len(store.refs))
            with contextlib.closing(sqlite3.connect(where, isolation_level=None)) as db:
                db.executescript(QUICK + ("" if where == path else layout.SCHEMA))
                db.execute("BEGIN")
                numbered = _Numbered(store, links)
                postings = build(store, numbered=numbered)
                postings.numbers = Numbers(store, store.refs)
                _write_facets(db, store, postings)
                _write_attached(db, links)
                phrases.write_passages(db, passages(numbered))
                broken = findings(_whole(loaded.dataset, store, spool))
                problems = in_reading_order(chain(loaded.problems, broken))
                db.executemany("INSERT INTO problem VALUES (?,?,?,?)", packed_problems(problems))
                db.execute("COMMIT")

    with writing_in_fork(write_apart, path) as other_file:
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as db:
            db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;")
            store = CompiledStore(rows, links=links)
            _write_texts(db, SearchableTexts(store, _Numbered(store, links), progress))
        if other_file is None:
            write_apart(path)
        else:
            _copy(path, other_file())


def _write_facets(db: sqlite3.Connection, store: Store, postings: MemoryPostings) -> None:
    facets = sorted(postings.facets.items())
    db.executemany("INSERT INTO facet VALUES (?,?,?)", ((f, v, items.serialize()) for (f, v), items in facets))
    more = [("dated", postings.dated.serialize()), ("dense_from", _encode(postings.dense_from or 0))]
    kept = chain(columns.written(store, postings), more)
    db.executemany("INSERT INTO meta VALUES (?,?)", ((key, packed(value)) for key, value in kept))


def _write_attached(db: sqlite3.Connection, links: Links) -> None:
    attached = ((kind, key, _encode(ids)) for kind, own in links.by_name.items() for key, ids in own.items())
    db.executemany("INSERT INTO attached VALUES (?,?,?)", attached)
    resting = (("resting_on", source, _encode(used)) for source, used in links.used())
    db.executemany("INSERT INTO attached VALUES (?,?,?)", resting)


def _write_texts(db: sqlite3.Connection, texts: SearchableTexts) -> None:
    phrases.write(db, texts.runs())
    made = words(texts)
    terms = made.terms
    db.execute("BEGIN")
    db.executemany("INSERT INTO term VALUES (?,?)", ((term, terms[term].serialize()) for term in made.ordered))
    db.executemany("INSERT INTO prefix VALUES (?,?)", prefixes(made))
    db.execute("COMMIT")


def _copy(path: Path, other: Path) -> None:
    """Copy what `write_apart` wrote in another process."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;")
        db.execute("ATTACH ? AS other", (str(other),))
        for table in ("meta", "facet", "attached", "passage", "problem"):
            db.execute(f"INSERT INTO {table} SELECT * FROM other.{table}")  # noqa: S608 - our own names


def _whole(head: Dataset, store: CompiledStore, spool: Spool) -> Dataset:
    """Return the dataset that the rules look through; `head` is what dataset.yaml says."""
    sections: Any = {section: _Section(store, spool, section) for section in SECTIONS}
    return msgspec.structs.replace(head, locations=cast("Any", _Locations(store, head.locations)), **sections)


class _Section(Mapping[str, Any]):
    """The records of one section by their ids, in the order of the files; each is read when it is asked for."""

    def __init__(self, store: CompiledStore, spool: Spool, section: str) -> None:
        self._store, self._spool, self._section = store, spool, section

    def __getitem__(self, record_id: str) -> AnyRecord:
        record = self._store.record(Ref(self._section, record_id))
        if record is None:
            raise KeyError(record_id)
        return record

    def __contains__(self, record_id: object) -> bool:
        return self._store.number(Ref(self._section, cast("str", record_id))) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self._spool.ids[self._section])

    def __len__(self) -> int:
        return len(self._spool.ids[self._section])

    def values(self) -> Any:
        """Return all records in turn; those that are too many to be kept are read anew."""
        if len(self._store.refs) <= MOST_KEPT:
            return map(self.__getitem__, self)
        return self._spool.records(self._section, range(len(self)))

    def items(self) -> Any:
        """Return all ids and records in turn, each read once."""
        return zip(self, self.values(), strict=True)


class _Locations(Mapping[tuple[str, str], Location]):
    """Section and id → place in the files."""

    def __init__(self, store: CompiledStore, types: Mapping[tuple[str, str], Location]) -> None:
        self._store, self._types = store, types

    def __getitem__(self, key: tuple[str, str]) -> Location:
        place = self._types.get(key) or self._store.location(Ref(*key))
        if place is None:
            raise KeyError(key)
        return place

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._types)

    def __len__(self) -> int:
        return len(self._types)
