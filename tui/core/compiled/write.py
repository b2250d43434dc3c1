"""Write a compiled file, completely or not at all."""

from __future__ import annotations

import contextlib
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby, islice
from pathlib import Path
from typing import Any

import msgspec
from pyroaring import BitMap

from tui.core.compiled import blocks, cache, columns, layout, phrases
from tui.core.compiled.rows import packed
from tui.core.index.build import SearchableTexts, passages
from tui.core.index.memory import MemoryPostings
from tui.core.loading.outcome import Loaded
from tui.core.model.dataset import Dataset
from tui.core.model.problem import Problem, Severity
from tui.core.store.memory import MemoryStore

HEAVY = 40
"""A prefix of more terms than this has its union stored; so has every prefix of one or two letters."""

_encode = msgspec.msgpack.Encoder().encode
QUICK = "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536; PRAGMA page_size=4096;"
"""Safe, because a file that is not complete is deleted."""


def write(
    target: Path,
    loaded: Loaded,
    store: MemoryStore,
    postings: MemoryPostings,
    problems: Iterable[Problem],
) -> None:
    """Write the compiled file at `target`; several processes may do so at once, and the last one stays.

    Args:
        target: where.
        loaded: what was read.
        store: its store.
        postings: its postings.
        problems: all that is wrong with it.

    Raises:
        OSError: the file cannot be written; nothing is left behind.
    """
    path = cache.scratch(target)
    try:
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as db:
            db.executescript(QUICK + layout.SCHEMA)
            _fill(db, loaded, store, postings, problems)
            texts = SearchableTexts(store)
            phrases.write(db, texts.runs())
            phrases.write_passages(db, passages(texts.numbered))
            _write_terms_and_attachments(db, store, postings)
        cache.put(path, target)
    except sqlite3.Error as error:
        raise OSError(f"the compiled dataset cannot be written: {error}") from error
    finally:
        path.unlink(missing_ok=True)


def _fill(
    db: sqlite3.Connection,
    loaded: Loaded,
    store: MemoryStore,
    postings: MemoryPostings,
    problems: Iterable[Problem],
) -> None:
    db.execute(f"PRAGMA application_id={layout.APPLICATION}")
    db.execute(f"PRAGMA user_version={layout.FORMAT}")
    db.execute("BEGIN")
    dataset = loaded.dataset
    files = {fingerprint.path: number for number, fingerprint in enumerate(loaded.fingerprints)}
    entries = _entries(dataset, store, postings, files)
    db.executemany("INSERT INTO block VALUES (?,?)", blocks.written(entries))
    db.executemany("INSERT INTO file VALUES (?,?)", _items_of_files(dataset, postings, files))
    db.executemany("INSERT INTO problem VALUES (?,?,?,?)", packed_problems(problems))
    facets = sorted(postings.facets.items())
    db.executemany("INSERT INTO facet VALUES (?,?,?)", ((f, v, items.serialize()) for (f, v), items in facets))
    kept = chain(_meta(loaded, store, postings), columns.written(store, postings))
    db.executemany("INSERT INTO meta VALUES (?,?)", ((key, packed(value)) for key, value in kept))
    db.execute("COMMIT")


def _write_terms_and_attachments(db: sqlite3.Connection, store: MemoryStore, postings: MemoryPostings) -> None:
    terms = postings.terms
    db.execute("BEGIN")
    called = sorted((ref.id, layout.SECTION_NUMBERS[ref.section], n) for n, ref in enumerate(postings.refs))
    db.executemany("INSERT INTO called VALUES (?,?,?)", called)
    db.executemany(
        "INSERT INTO ids VALUES (?,?,?)",
        packed_ids({section: store.ids(section) for section in layout.SECTION_NUMBERS}),
    )
    db.executemany("INSERT INTO attached VALUES (?,?,?)", _attached(store, postings))
    db.executemany("INSERT INTO term VALUES (?,?)", ((term, terms[term].serialize()) for term in postings.ordered))
    db.executemany("INSERT INTO prefix VALUES (?,?)", prefixes(postings))
    db.execute("COMMIT")


def _entries(
    dataset: Dataset, store: MemoryStore, postings: MemoryPostings, files: dict[str, int]
) -> Iterator[msgspec.Raw]:
    where = dataset.locations
    for ref in postings.refs:
        record = store.record(ref)
        if record is not None:
            yield msgspec.Raw(_encode(blocks.entry(record, where.get(ref), where, files)))


def packed_problems(problems: Iterable[Problem]) -> Iterator[tuple[str, int, bytes, int]]:
    """Yield the problems, which are given in reading order, as rows of `problem`."""
    for path, own in groupby(problems, key=lambda problem: problem.file):
        part = 0
        while some := [*islice(own, layout.PROBLEMS_IN_PART)]:
            yield path, part, packed(_encode(some)), len(some)
            part += 1


def _items_of_files(dataset: Dataset, postings: MemoryPostings, files: dict[str, int]) -> Iterator[tuple[int, bytes]]:
    """Yield the number of each file and the items in it."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, ref in enumerate(postings.refs):
        if ref in dataset.locations:
            found[dataset.locations[ref].file].append(number)
    for path, items in found.items():
        yield files[path], BitMap(items).serialize()


def packed_ids(of: Mapping[str, Sequence[str]]) -> Iterator[tuple[int, int, bytes]]:
    """Yield the ids of each section as rows of `ids`."""
    for section, number in layout.SECTION_NUMBERS.items():
        ids = of[section]
        for chunk, start in enumerate(range(0, len(ids), layout.IDS_IN_CHUNK)):
            yield (number, chunk, packed(_encode(ids[start : start + layout.IDS_IN_CHUNK])))


def _attached(store: MemoryStore, postings: MemoryPostings) -> Iterator[tuple[str, str, bytes]]:
    for kind, attached in store.attachments().items():
        for key, ids in attached.items():
            yield (kind, key, _encode(ids))
    resting: dict[str, dict[str, list[int]]] = defaultdict(dict)
    for passage, refs in store.passages_used().items():
        source, _, key = passage.partition("/")
        resting[source][key] = [postings.numbers[ref] for ref in refs]
    for source, numbers in resting.items():
        yield ("resting_on", source, _encode(numbers))


def prefixes(postings: MemoryPostings) -> Iterator[tuple[str, bytes]]:
    """Yield the union of every prefix that is short or has many terms."""
    ordered = postings.ordered
    found = {term[:size] for term in ordered for size in (1, 2)}
    for first, last in zip(ordered, ordered[HEAVY:], strict=False):  # what they share, all terms between them share
        size = 3
        while size <= len(first) and first[:size] == last[:size]:
            found.add(first[:size])
            size += 1
    for prefix in sorted(found):
        yield (prefix, packed(postings.starting_with(prefix).serialize()))


def _meta(loaded: Loaded, store: MemoryStore, postings: MemoryPostings) -> Iterator[tuple[str, bytes]]:
    written = {**dict(facts(loaded)), "voice_of": dict(store.voice_of), "publishers": dict(store.publishers)}
    written["dense_from"] = postings.dense_from or 0
    for section, number in layout.SECTION_NUMBERS.items():
        written[f"count:{number}"] = len(getattr(loaded.dataset, section))
    for key, value in written.items():
        yield (key, _encode(value))
    yield ("dated", postings.dated.serialize())


def facts(loaded: Loaded) -> Iterator[tuple[str, Any]]:
    """Yield what is kept of the dataset as a whole, and of how it was read: keys of `meta` and values."""
    dataset = loaded.dataset
    yield "about", dataset.about
    yield "kinds", dataset.kinds
    yield "relation_types", dataset.relation_types
    yield "program", layout.program()
    yield "root", str(dataset.root.resolve())
    yield "fingerprints", loaded.fingerprints
    yield "walked", loaded.walked
    yield "errors", sum(problem.severity is Severity.ERROR for problem in loaded.problems)
    types = [(section, key) for section in ("kinds", "relation_types") for key in getattr(dataset, section)]
    yield "places", [(*key, dataset.locations[key]) for key in types]
