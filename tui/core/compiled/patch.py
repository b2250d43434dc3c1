"""Bring a compiled file up to date after a small edit: what did not change is copied, and not read."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
from pyroaring import BitMap

from tui.core.compiled import blocks, cache, columns, phrases
from tui.core.compiled.edit import Edit, Unfit, cited, small_edit
from tui.core.compiled.recheck import judged, recheck
from tui.core.compiled.rows import packed, problems_of, unpacked
from tui.core.compiled.write import packed_problems
from tui.core.index import one_item, runs
from tui.core.loading.fingerprints import fingerprint
from tui.core.model.problems import in_reading_order
from tui.core.model.records import Named, Ref, Source
from tui.core.model.sections import ENTITY_SECTIONS
from tui.core.store.base import Store

_encode = msgspec.msgpack.Encoder().encode


def patch(target: Path, folder: Path) -> bool:
    """Bring the compiled file `target` of `folder` up to date; return whether that could be done.

    Raises:
        OSError: the file cannot be written; the one that was there stays.
    """
    rows = cache.whole(target, folder)
    if rows is None:
        return False
    path = cache.scratch(target)
    try:
        with contextlib.closing(rows):
            edit = small_edit(rows, folder)
            shutil.copyfile(target, path)
            with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as db:
                db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;")
                db.execute("BEGIN")
                _Patch(db, edit).write()
                db.execute("COMMIT")
        cache.put(path, target)
    except Unfit:
        return False
    except sqlite3.Error as error:
        raise OSError(f"the compiled dataset cannot be written: {error}") from error
    finally:
        path.unlink(missing_ok=True)
    return True


class _Patch:
    """Writes what an edit changes into a copy of the compiled file."""

    def __init__(self, db: sqlite3.Connection, edit: Edit) -> None:
        self._db, self._edit = db, edit
        self._numbers = edit.postings.numbers
        self._touched = edit.touched()
        self._runs = phrases.PhraseChanges(db)

    def write(self) -> None:
        """Write all of it."""
        self._write_blocks()
        self._write_terms()
        self._write_facets()
        self._write_resting()
        self._write_runs()
        self._drop_orders_by_name()
        self._write_problems()
        self._write_fingerprints()

    def _write_blocks(self) -> None:
        files = {stamp.path: number for number, stamp in enumerate(self._edit.stamps)}
        changed: dict[int, dict[int, blocks.Entry]] = defaultdict(dict)
        for ref, known in self._edit.records.items():
            number = self._numbers[ref]
            first = self._value("SELECT max(first) FROM block WHERE first <= ?", number)
            changed[first][number - first] = blocks.entry(known.record, known.place, known.parts, files)
        for first, entries in changed.items():
            body = self._value("SELECT body FROM block WHERE first = ?", first)
            renewed = blocks.renewed(body, entries)
            if renewed is not None:
                self._db.execute("UPDATE block SET body = ? WHERE first = ?", (renewed, first))

    def _found_by(
        self, of_one: Callable[[Store, Ref], set[Any]], more: Callable[[set[Any]], set[Any]] = set
    ) -> Iterator[tuple[Any, BitMap, BitMap]]:
        """Yield each key that finds other touched records than before: the key, records lost, records gained."""
        lost: dict[Any, BitMap] = defaultdict(BitMap)
        gained: dict[Any, BitMap] = defaultdict(BitMap)
        for ref in self._touched:
            was, now = (more(of_one(store, ref)) for store in (self._edit.before, self._edit.after))
            for key in was - now:
                lost[key].add(self._numbers[ref])
            for key in now - was:
                gained[key].add(self._numbers[ref])
        for key in lost.keys() | gained.keys():
            yield key, lost[key], gained[key]

    def _write_terms(self) -> None:
        for term, lost, gained in self._found_by(one_item.terms):
            known = self._value("SELECT items FROM term WHERE term = ?", term)
            items = ((BitMap.deserialize(known) if known else BitMap()) - lost) | gained
            self._replace("term", {"term": term}, items and items.serialize())
        for prefix, lost, gained in self._found_by(one_item.terms, _prefixes):
            known = self._value("SELECT items FROM prefix WHERE prefix = ?", prefix)
            if known or len(prefix) <= 2:  # of others, the terms are united when they are asked for
                items = ((BitMap.deserialize(unpacked(known, prefix)) if known else BitMap()) - lost) | gained
                self._replace("prefix", {"prefix": prefix}, items and packed(items.serialize()))

    def _write_facets(self) -> None:
        for (field, value), lost, gained in self._found_by(one_item.facets):
            known = self._value("SELECT items FROM facet WHERE field = ? AND value = ?", field, value)
            items = ((BitMap.deserialize(known) if known else BitMap()) - lost) | gained
            self._replace("facet", {"field": field, "value": value}, items and items.serialize())
            self._drop(*columns.by_facet(field))

    def _write_resting(self) -> None:
        refs = self._edit.postings.refs
        for ref, old in self._edit.changed.items():
            was, now = (cited(one) for one in (old, self._edit.after.record(ref)))
            for source, _, key in (passage.partition("/") for passage in was ^ now):
                body = self._value("SELECT value FROM attached WHERE kind = 'resting_on' AND key = ?", source)
                resting = msgspec.msgpack.decode(body, type=dict[str, list[int]]) if body else {}
                numbers = {*resting.pop(key, ())} ^ {self._numbers[ref]}
                if numbers:
                    resting[key] = sorted(numbers, key=lambda number: _place_among_attached(refs[number], number))
                self._replace("attached", {"kind": "resting_on", "key": source}, resting and _encode(resting))
                own = self._numbers[Ref("sources", source)]
                passage = self._runs.first_passage(own) + [*self._edit.after.sources[source].passages].index(key)
                self._runs.set_items(passage, [own, *resting.get(key, ())])

    def _write_runs(self) -> None:
        """Write what phrases are looked for in."""
        before, after = self._edit.before, self._edit.after
        for ref in self._touched:
            number, was, now = self._numbers[ref], before.record(ref), after.record(ref)
            self._runs.replace(number, *(runs.of_record(store, ref) for store in (before, after)))
            if isinstance(was, Named) and isinstance(now, Named):
                names = (runs.of_names(one.spellings) for one in (was, now))
                self._runs.replace(runs.number_of_names(number), *names)
            elif isinstance(was, Source) and isinstance(now, Source) and was.passages != now.passages:
                for at, key in enumerate(now.passages, self._runs.first_passage(number)):
                    self._runs.replace(at, *(runs.of_passage(one.passages[key]) for one in (was, now)))

    def _drop_orders_by_name(self) -> None:
        for ref in self._touched:
            if self._edit.before.name(ref) != self._edit.after.name(ref):
                self._drop(*columns.by_name(ref.section))

    def _drop(self, *orders: str) -> None:
        """Drop orders that have changed; each is worked out when it is asked for."""
        self._db.executemany("DELETE FROM meta WHERE key = ?", [(key,) for key in orders])

    def _write_problems(self) -> None:
        edit = self._edit
        moved = problems_of(edit.rows, edit.changed_paths)
        again, found = recheck(edit, map(judged, moved))
        files = {place.file for ref in again if (place := edit.after.location(ref)) is not None}
        kept = [problem for problem in problems_of(edit.rows, files) if judged(problem) not in again]
        self._db.executemany("DELETE FROM problem WHERE file = ?", [(path,) for path in files])
        self._db.executemany("INSERT INTO problem VALUES (?,?,?,?)", packed_problems(in_reading_order([*kept, *found])))

    def _write_fingerprints(self) -> None:
        renewed = {file.path: fingerprint(file, plain=True) for file in self._edit.files}
        stamps = [renewed.get(stamp.path, stamp) for stamp in self._edit.stamps]
        self._replace("meta", {"key": "fingerprints"}, packed(_encode(stamps)))

    def _replace(self, table: str, key: dict[str, str], value: object) -> None:
        """Put a row in the place of the one with its key; without a value, remove that."""
        where = " AND ".join(f"{column} = ?" for column in key)
        self._db.execute(f"DELETE FROM {table} WHERE {where}", [*key.values()])  # noqa: S608 - our own names
        if value:
            marks = ",".join("?" * (len(key) + 1))
            self._db.execute(f"INSERT INTO {table} VALUES ({marks})", [*key.values(), value])  # noqa: S608

    def _value(self, statement: str, *arguments: object) -> Any:
        row = self._db.execute(statement, arguments).fetchone()
        return row[0] if row else None


def _place_among_attached(ref: Ref, number: int) -> tuple[bool, bool, int]:
    """Return what records that rest on a passage are sorted by: events, relations, claims, entities."""
    return ref.section in ENTITY_SECTIONS, ref.section == "claims", number


def _prefixes(terms: set[str]) -> set[str]:
    return {term[:size] for term in terms for size in range(1, len(term) + 1)}
