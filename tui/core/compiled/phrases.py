"""Phrases in a compiled file: SQLite's full-text index over runs of words (see `runs`), which holds no text itself.

A record's own run has the number of the record, the run of an entity's names a negative one, and runs of passages come
after those of all records.
"""

from __future__ import annotations

import sqlite3
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property

from pyroaring import BitMap

from tui.core.compiled.rows import CompiledRows
from tui.core.index import runs
from tui.core.index.postings import Postings
from tui.core.model.sections import SECTION

SCHEMA = """
    CREATE VIRTUAL TABLE phrase USING fts5(words, content='', columnsize=0, tokenize='ascii');
"""
"""Folded words are in small letters: the tokenizer cuts them at blanks, and changes nothing."""
_GATHERED = 1 << 24
"""Bytes that SQLite gathers before it writes a part of the index: parts that it has to merge take time and room."""
_ALL, _OF_PASSAGES = (
    "SELECT rowid FROM phrase WHERE phrase MATCH ? AND rowid < ?",
    "SELECT items FROM phrase JOIN passage ON number = phrase.rowid WHERE phrase MATCH ? AND phrase.rowid >= ?",
)


def write(db: sqlite3.Connection, numbered_runs: Iterable[tuple[int, str]]) -> None:
    """Write all runs; nothing where SQLite was built without its full-text index."""
    try:
        db.executescript(SCHEMA)
    except sqlite3.OperationalError:
        return
    db.execute("INSERT INTO phrase(phrase, rank) VALUES ('hashsize', ?)", (_GATHERED,))
    db.execute("BEGIN")
    db.executemany("INSERT INTO phrase(rowid, words) VALUES (?,?)", numbered_runs)
    db.execute("COMMIT")


def write_passages(db: sqlite3.Connection, passages: Iterable[tuple[int, Sequence[int]]]) -> None:
    """Write what is found by each passage: its source first, then the records that rest on it."""
    items = ((number, array("I", items).tobytes()) for number, items in passages)
    db.executemany("INSERT INTO passage VALUES (?,?)", items)


class PhraseChanges:
    """Changes runs in a compiled file that is open for writing; does nothing where it has none."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._is_there = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'phrase'").fetchone() is not None

    def replace(self, number: int, was: str, now: str) -> None:
        """Replace a run; the old text has to be given, as the index does not keep it."""
        if self._is_there and was != now:
            self._db.execute("INSERT INTO phrase(phrase, rowid, words) VALUES ('delete',?,?)", (number, was))
            self._db.execute("INSERT INTO phrase(rowid, words) VALUES (?,?)", (number, now))

    def set_items(self, number: int, items: Sequence[int]) -> None:
        """Set the records that are found by a passage, the source first."""
        if self._is_there:
            body = array("I", items).tobytes()
            self._db.execute("UPDATE passage SET items = ? WHERE number = ?", (body, number))

    def first_passage(self, source: int) -> int:
        """Return the number of a source's first passage, given the source's; passages are numbered by source."""
        row = self._db.execute("SELECT min(number), max(number) FROM passage").fetchone() if self._is_there else None
        low, high = row if row and row[0] is not None else (0, -1)
        return bisect_left(range(high + 1), source, lo=low, key=self._source) if high >= low else 0

    def _source(self, passage: int) -> int:
        (items,) = self._db.execute("SELECT items FROM passage WHERE number = ?", (passage,)).fetchone()
        return int(array("I", items)[0])


class Phrases:
    """Finds phrases in one compiled file."""

    def __init__(self, rows: CompiledRows, postings: Postings) -> None:
        self._rows, self._postings = rows, postings

    @cached_property
    def is_there(self) -> bool:
        """Whether there is an index of phrases."""
        return self._rows.value("SELECT 1 FROM sqlite_master WHERE name = 'phrase'") is not None

    def find(self, words: Sequence[str], *, open_end: bool) -> BitMap:
        """Return the items with these folded words one after the other; the last may be the beginning of one."""
        refs, facet = self._postings.refs, self._postings.facet
        wanted = f'"{" ".join(words)}"{" *" if open_end else ""}'
        numbers = [number for (number,) in self._rows.all(_ALL, wanted, len(refs))]
        first = bisect_right(numbers, -1)
        found = array("I")
        for (items,) in self._rows.all(_OF_PASSAGES, wanted, len(refs)):
            found.frombytes(items)
        named = (refs[runs.number_of_names(number)] for number in numbers[:first])
        return BitMap.union(
            BitMap(numbers[first:]), BitMap(found), *(facet(SECTION[ref.section].field, ref.id) for ref in named)
        )
