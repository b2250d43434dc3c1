"""A problem: where it is, and in which order problems are read."""

from __future__ import annotations

import random

from tui.core.model.problem import Problem, Severity, in_reading_order


def test_a_problem_is_placed_as_far_as_its_place_is_known() -> None:
    places = [Problem(rule="r", message="m", **where).place for where in (  # type: ignore[arg-type]
        {"file": "a.yaml", "line": 3, "column": 1}, {"file": "a.yaml", "line": 3}, {"file": "a.yaml"}, {},
    )]  # fmt: skip
    assert places == ["a.yaml:3:1", "a.yaml:3", "a.yaml", "dataset"]


def test_without_more_said_a_problem_is_an_error_of_the_dataset() -> None:
    assert Problem(rule="r", message="m") == Problem(
        rule="r", message="m", mend="", file="", line=0, column=0, record="", severity=Severity.ERROR
    )
    assert [severity.value for severity in Severity] == ["error", "warning", "note"]


def test_problems_are_read_by_place_the_worse_first_then_by_rule_and_message() -> None:
    rows = [
        *(("a", 1, 1, Severity.ERROR, "r", "m"), ("a", 1, 1, Severity.ERROR, "r", "n")),
        *(("a", 1, 1, Severity.ERROR, "s", "a"), ("a", 1, 1, Severity.WARNING, "a", "a")),
        *(("a", 1, 1, Severity.NOTE, "a", "a"), ("a", 1, 2, Severity.NOTE, "a", "a")),
        *(("a", 2, 1, Severity.ERROR, "a", "a"), ("b", 0, 0, Severity.ERROR, "a", "a")),
    ]
    names = ("file", "line", "column", "severity", "rule", "message")
    problems = [Problem(**dict(zip(names, row, strict=True))) for row in rows]  # type: ignore[arg-type]
    assert in_reading_order(random.Random(1).sample(problems, len(problems))) == problems
    assert in_reading_order(reversed(problems)) == problems
    assert in_reading_order([*problems, *problems]) == problems
