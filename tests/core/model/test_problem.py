"""A problem: where it is."""

from __future__ import annotations

from tui.core.model.problem import Problem, Severity


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
