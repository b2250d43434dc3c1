"""Write a compiled file, completely or not at all."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import msgspec

from tui.core.compiled import cache, columns, layout
from tui.core.index.memory import MemoryPostings
from tui.core.loading.outcome import Loaded, Progress
from tui.core.model.dataset import Dataset
from tui.core.model.problem import Problem, Severity
from tui.core.store.memory import MemoryStore

HEAVY = 40
"""A prefix of more terms than this has its union stored; so has every prefix of one or two letters."""

TermsFile: TypeAlias = Callable[[], Path]
"""Waits for what `write_terms_and_ties` writes, and gives the file in which it is."""

_encode = msgspec.msgpack.Encoder().encode
_QUICK = "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536; PRAGMA page_size=8192;"
"""Safe, because a file that is not complete is deleted."""


def write(
    target: Path,
    loaded: Loaded,
    store: MemoryStore,
    postings: MemoryPostings,
    problems: Iterable[Problem],
    progress: Progress = lambda *_: None,
    terms_file: TermsFile | None = None,
) -> None:
    """Write the compiled file at `target`; several processes may do so at once, and the last one stays.

    Args:
        target: where.
        loaded: what was read.
        store: its store.
        postings: its postings.
        problems: all that is wrong with it.
        progress: called with the numbers of records written and of all records.
        terms_file: waits for the file that `write_terms_and_ties` wrote in another process, if there is one.

    Raises:
        OSError: the file cannot be written; nothing is left behind.
    """
    path = cache.scratch(target)
    try:
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as db:
            db.executescript(_QUICK + layout.SCHEMA)
            _fill(db, loaded, store, postings, tuple(problems), progress)
            if terms_file is None:
                _write_terms_and_ties(db, store, postings)
            else:
                _copy_from(db, terms_file())
        layout.seal(path)
        path.replace(target)
    except sqlite3.Error as error:
        raise OSError(f"the compiled dataset cannot be written: {error}") from error
    finally:
        path.unlink(missing_ok=True)


def _fill(
    db: sqlite3.Connection,
    loaded: Loaded,
    store: MemoryStore,
    postings: MemoryPostings,
    problems: tuple[Problem, ...],
    progress: Progress,
) -> None:
    db.execute(f"PRAGMA application_id={layout.APPLICATION}")
    db.execute(f"PRAGMA user_version={layout.FORMAT}")
    db.execute("BEGIN")
    dataset = loaded.dataset
    files = {fingerprint.path: number for number, fingerprint in enumerate(loaded.fingerprints)}
    db.executemany("INSERT INTO record VALUES (?,?,?,?,?,?)", _records(dataset, store, postings, files, progress))
    db.executemany("INSERT INTO place VALUES (?,?,?,?,?)", _places(dataset, files))
    facets = sorted(postings.facets.items())
    db.executemany("INSERT INTO facet VALUES (?,?,?)", ((f, v, items.serialize()) for (f, v), items in facets))
    db.executemany("INSERT INTO meta VALUES (?,?)", _meta(loaded, store, postings, problems))
    db.executemany("INSERT INTO meta VALUES (?,?)", columns.written(store, postings))
    db.execute("COMMIT")


def write_terms_and_ties(path: Path, store: MemoryStore, postings: MemoryPostings) -> None:
    """Write to a separate file what needs no facets: the terms of `postings`, the ids and the links."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.executescript(_QUICK + layout.SCHEMA)
        _write_terms_and_ties(db, store, postings)


_COPIED = ("called", "ids", "tie", "term", "prefix")
"""Tables that `write_terms_and_ties` fills."""


def _write_terms_and_ties(db: sqlite3.Connection, store: MemoryStore, postings: MemoryPostings) -> None:
    terms = postings.terms
    db.execute("BEGIN")
    called = sorted((ref.id, layout.SECTION_NUMBERS[ref.section], n) for n, ref in enumerate(postings.refs))
    db.executemany("INSERT INTO called VALUES (?,?,?)", called)
    db.executemany("INSERT INTO ids VALUES (?,?,?)", _ids(store))
    db.executemany("INSERT INTO tie VALUES (?,?,?)", _ties(store))
    db.executemany("INSERT INTO term VALUES (?,?)", ((term, terms[term].serialize()) for term in postings.ordered))
    db.executemany("INSERT INTO prefix VALUES (?,?)", _prefixes(postings))
    db.execute("COMMIT")


def _copy_from(db: sqlite3.Connection, path: Path) -> None:
    db.execute("ATTACH ? AS other", (str(path),))
    for table in _COPIED:
        db.execute(f"INSERT INTO {table} SELECT * FROM other.{table}")  # noqa: S608 - our own names
    db.execute("DETACH other")


def _records(
    dataset: Dataset, store: MemoryStore, postings: MemoryPostings, files: dict[str, int], progress: Progress
) -> Iterator[tuple[int, int, bytes, int, int, int]]:
    total = len(postings.refs)
    for number, ref in enumerate(postings.refs):
        where = dataset.locations.get((ref.section, ref.id))
        place = (files[where.file], where.line, where.column) if where else (-1, 0, 0)
        yield (number, layout.SECTION_NUMBERS[ref.section], _encode(store.record(ref)), *place)
        if number % 2000 == 0:
            progress(number, total)


def _ids(store: MemoryStore) -> Iterator[tuple[int, int, bytes]]:
    for section, number in layout.SECTION_NUMBERS.items():
        ids = store.ids(section)
        for chunk, start in enumerate(range(0, len(ids), layout.IDS_IN_CHUNK)):
            yield (number, chunk, _encode(ids[start : start + layout.IDS_IN_CHUNK]))


def _places(dataset: Dataset, files: dict[str, int]) -> Iterator[tuple[str, str, int, int, int]]:
    """Yield the locations of everything that is not a record: passages, values, kinds."""
    for (kind, record_id), where in dataset.locations.items():
        if kind not in layout.SECTION_NUMBERS:
            yield (kind, record_id, files[where.file], where.line, where.column)


def _ties(store: MemoryStore) -> Iterator[tuple[str, str, bytes]]:
    for kind, ties in store.ties().items():
        for key, tied in ties.items():
            yield (kind, key, _encode(list(tied)))


def _prefixes(postings: MemoryPostings) -> Iterator[tuple[str, bytes]]:
    """Yield the union of every prefix that is short or has many terms."""
    counts: dict[str, int] = {}
    for term in postings.ordered:
        for size in range(1, len(term) + 1):
            counts[term[:size]] = counts.get(term[:size], 0) + 1
    for prefix in sorted(p for p, count in counts.items() if len(p) <= 2 or count > HEAVY):
        yield (prefix, postings.starting_with(prefix).serialize())


def _meta(
    loaded: Loaded, store: MemoryStore, postings: MemoryPostings, problems: tuple[Problem, ...]
) -> Iterator[tuple[str, bytes]]:
    dataset = loaded.dataset
    written: dict[str, Any] = {
        "about": dataset.about,
        "kinds": dataset.kinds,
        "relation_types": dataset.relation_types,
        "voice_of": dict(store.voice_of),
        "publishers": dict(store.publishers),
        "program": layout.program(),
        "root": str(dataset.root.resolve()),
        "fingerprints": loaded.fingerprints,
        "walked": loaded.walked,
        "found": loaded.problems,
        "problems": problems,
        "dense_from": postings.dense_from or 0,
        "errors": sum(problem.severity is Severity.ERROR for problem in loaded.problems),
    }
    for key, value in written.items():
        yield (key, _encode(value))
    for section, number in layout.SECTION_NUMBERS.items():
        yield (f"count:{number}", _encode(len(getattr(dataset, section))))
    yield ("dated", postings.dated.serialize())
