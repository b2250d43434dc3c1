"""Many problems: few stay in memory, and very many are in a file of their own, which ends with them."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

from tui.core.model.problem import Problem, Severity

MANY = 10_000
"""Problems that are kept in memory: 3 MB."""

_GRAVITY = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
_COLUMNS = "file, line, column, gravity, rule, message, mend, record"
_Row: TypeAlias = tuple[bytes, int, int, int, bytes, bytes, bytes, bytes]
"""A problem by what orders it. Bytes, because a name of a file, or a text, need not be sound Unicode."""


class Problems(Collection[Problem]):
    """Problems by file, line and column, the worse first at one place; each of them once."""

    def __init__(self, found: Iterable[Problem] = ()) -> None:
        self.added = 0
        """How many were added, one that was added twice counted twice."""
        self._latest: list[_Row] = []
        self._file: sqlite3.Connection | None = None
        self.files: set[str] = set()
        """The files that they are in."""
        self.extend(found)

    def add(self, problem: Problem) -> None:
        """Add one.

        Raises:
            OSError: the disk is full.
        """
        self.added += 1
        self.files.add(problem.file)
        self._latest.append(_row(problem))
        if len(self._latest) >= MANY:
            self._put_away()

    @property
    def are_many(self) -> bool:
        """Whether there are so many that what follows from them is not looked at."""
        return self.added > MANY

    def extend(self, found: Iterable[Problem]) -> None:
        """Add some."""
        for problem in found:
            self.add(problem)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, problem: object) -> bool:
        return any(one == problem for one in self)

    def __iter__(self) -> Iterator[Problem]:
        """Yield them.

        Raises:
            OSError: the disk is full.
        """
        before = None
        for row in sorted(self._latest) if self._file is None else self._kept(self._file):
            if row != before:
                yield _problem(row)
            before = row

    def _kept(self, file: sqlite3.Connection) -> Iterator[_Row]:
        self._put_away()
        with _as_os_error():
            yield from file.execute("SELECT * FROM problem ORDER BY 1, 2, 3, 4, 5, 6, 7, 8")

    def _put_away(self) -> None:
        with _as_os_error():
            if self._file is None:
                # without a name it is a temporary file, which SQLite deletes; another thread may read it
                self._file = sqlite3.connect("", isolation_level=None, check_same_thread=False)
                self._file.execute(f"CREATE TABLE problem({_COLUMNS})")
            self._file.execute("BEGIN")
            self._file.executemany("INSERT INTO problem VALUES (?,?,?,?,?,?,?,?)", self._latest)
            self._file.execute("COMMIT")
        self._latest = []


@contextmanager
def _as_os_error() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise OSError(f"so many problems cannot be kept: {error}") from error


def in_reading_order(found: Iterable[Problem]) -> Collection[Problem]:
    """Return problems in the order of `Problems`, each of them once; a tuple where they are not very many."""
    problems = found if isinstance(found, Problems) else Problems(found)
    return problems if problems.are_many else tuple(problems)


def _row(problem: Problem) -> _Row:
    file, rule, message, mend, record = (
        text.encode("utf-8", "surrogatepass")
        for text in (problem.file, problem.rule, problem.message, problem.mend, problem.record)
    )
    return file, problem.line, problem.column, _GRAVITY.index(problem.severity), rule, message, mend, record


def _problem(row: _Row) -> Problem:
    file, line, column, gravity, *texts = row
    rule, message, mend, record = (text.decode("utf-8", "surrogatepass") for text in texts)
    return Problem(
        rule=rule,
        message=message,
        mend=mend,
        file=file.decode("utf-8", "surrogatepass"),
        line=line,
        column=column,
        record=record,
        severity=_GRAVITY[gravity],
    )
