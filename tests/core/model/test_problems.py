"""Many problems: in which order they are read, and that they take no memory."""

from __future__ import annotations

import random

import pytest

from tui.core.model import problems as module
from tui.core.model.problem import Problem, Severity
from tui.core.model.problems import in_reading_order


def test_problems_are_read_by_place_the_worse_first_then_by_rule_and_message(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        *(("a", 1, 1, Severity.ERROR, "r", "m"), ("a", 1, 1, Severity.ERROR, "r", "n")),
        *(("a", 1, 1, Severity.ERROR, "s", "a"), ("a", 1, 1, Severity.WARNING, "a", "a")),
        *(("a", 1, 1, Severity.NOTE, "a", "a"), ("a", 1, 2, Severity.NOTE, "a", "a")),
        *(("a", 2, 1, Severity.ERROR, "a", "a"), ("b", 0, 0, Severity.ERROR, "a", "a")),
    ]
    names = ("file", "line", "column", "severity", "rule", "message")
    problems = [Problem(**dict(zip(names, row, strict=True))) for row in rows]  # type: ignore[arg-type]
    for many in (100, 3):
        monkeypatch.setattr(module, "MANY", many)
        for given in (random.Random(1).sample(problems, len(problems)), reversed(problems), [*problems, *problems]):
            found = in_reading_order(given)
            assert [*found] == [*found] == problems
            assert len(found) == len(problems)
            assert (problems[0] in found, Problem(rule="r", message="m") in found) == (True, False)
            assert isinstance(found, tuple) == (many == 100)
