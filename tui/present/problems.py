"""What is shown of problems: a list by file, and the lines around a fault with the fault marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import TypeAlias

from msgspec import Struct

from tui.core.model.problem import Problem, Severity
from tui.core.text.display import cells, cut, shown
from tui.present.cards.parts import plural
from tui.present.signs import signs


class FileHeading(Struct, frozen=True):
    """A file above its problems."""

    path: str
    """Relative to the dataset, raw; empty for what concerns the dataset as a whole."""
    problems: int


ProblemRow: TypeAlias = FileHeading | Problem


def by_file(problems: Sequence[Problem]) -> tuple[ProblemRow, ...]:
    """Return problems in reading order with a heading above those of each file."""
    entries: list[ProblemRow] = []
    for path, found in groupby(problems, key=lambda problem: problem.file):
        of_file = tuple(found)
        entries += [FileHeading(path, len(of_file)), *of_file]
    return tuple(entries)


def counted(problems: Sequence[Problem], total: int = 0) -> str:
    """Return how many problems there are, and how bad they are: "3 problems: 1 error, 2 warnings", "2 errors".

    Of more than `problems`, which are the first of `total`, the number is said.
    """
    if total > len(problems):
        return f"{plural(total, 'problem')}; the first {len(problems):,} are listed"
    counts = {severity: sum(one.severity is severity for one in problems) for severity in Severity}
    said = [plural(count, severity.value) for severity, count in counts.items() if count]
    if len(said) < 2:
        return said[0] if said else "No problems"
    return f"{plural(len(problems), 'problem')}: {', '.join(said)}"


class FaultLine(Struct, frozen=True):
    """A line of a file near a fault."""

    number: int
    """1-based."""
    text: str
    """Fit to be shown."""
    mark: tuple[int, int] | None = None
    """Cells at which the fault begins and ends; None on all other lines."""


def around(lines: Sequence[str], first: int, problem: Problem, width: int) -> tuple[FaultLine, ...]:
    """Return lines of a file in `width` cells, so that the fault is among what is seen.

    Args:
        lines: raw, without their ends.
        first: the number of the first of them, 1-based.
        problem: its place is marked where it is in one of the lines.
        width: at least 8.
    """
    at = problem.line - first
    mark = _mark(lines[at], problem.column) if problem.line and 0 <= at < len(lines) else None
    hidden = max(0, mark[0] - width // 2) if mark and mark[1] > width - 1 else 0
    found = []
    for number, line in enumerate(lines, first):
        text = shown(line)
        if hidden:
            text = signs().more + text[hidden + 1 :]
        found.append(FaultLine(number, cut(text, width)))
    if mark is None:
        return tuple(found)
    start, end = (cells(found[at].text[: max(0, place - hidden)]) for place in mark)
    marked = FaultLine(problem.line, found[at].text, (start, max(start + 1, end)))
    return (*found[:at], marked, *found[at + 1 :])


def _mark(line: str, column: int) -> tuple[int, int]:
    """Return the first and the last sign, as shown, of the word at a column (1-based; 0: the whole line)."""
    start = column - 1 if column else len(line) - len(line.lstrip())
    word = re.match(r"\"[^\"]*\"|'[^']*'|[^\s,{}\[\]]+|.", line[start:]) if column else None
    end = start + len(word[0]) if word else len(line) if not column else start
    begins = len(shown(line[:start]))
    return begins, begins + len(shown(line[start:end]))
