"""Problems by file, and the lines around a fault with the fault marked."""

from __future__ import annotations

from cases import for_each

from tui.core.model.problem import Problem, Severity
from tui.core.text.display import cells
from tui.present.problems import FaultLine, FileHeading, around, by_file, counted


def problem(file: str = "a.yaml", line: int = 2, column: int = 1, severity: Severity = Severity.ERROR) -> Problem:
    return Problem(rule="r", message="m", file=file, line=line, column=column, severity=severity)


def test_each_file_stands_once_above_its_problems() -> None:
    whole, first, second, other = problem("", 0, 0), problem(line=1), problem(line=9), problem("b.yaml")
    assert by_file([]) == ()
    assert by_file([whole, first, second, other]) == (
        FileHeading("", 1), whole, FileHeading("a.yaml", 2), first, second, FileHeading("b.yaml", 1), other
    )  # fmt: skip


def test_they_are_counted_by_how_bad_they_are() -> None:
    assert counted([]) == "No problems"
    assert counted([problem()]) == "1 error"
    found = [problem(), problem(severity=Severity.WARNING), problem(severity=Severity.WARNING)]
    assert counted(found) == "3 problems: 1 error, 2 warnings"
    assert counted(found, 3) == counted(found)
    assert counted(found, 500_000) == "500,000 problems; the first 3 are listed"


LINES = ["events:", "  a: {title: 'Two words', date: 2020-13}", "", "  # 名前: 値", "\tb: \u202ex"]


@for_each(
    row=[
        (2, "title:", "title:"),
        (2, "'Two", "'Two words'"),
        (2, "2020", "2020-13"),
        (2, "{", "{"),
        (2, "", "a: {title: 'Two words', date: 2020-13}"),  # without a column: the line as a whole
        (4, "値", "値"),
        (5, "\u202e", "<U+202E>x"),
    ]
)
def test_the_word_at_fault_is_marked_in_cells(row: tuple[int, str, str]) -> None:
    line, begins, marked = row
    column = LINES[line - 1].index(begins) + 1 if begins else 0
    found = around(LINES, 1, problem(line=line, column=column), 60)
    assert [one.number for one in found if one.mark] == [line]
    text, mark = found[line - 1].text, found[line - 1].mark
    start = cells(text[: text.index(marked)])
    assert mark == (start, start + cells(marked))


def test_a_fault_far_to_the_right_is_seen_and_one_beyond_the_end_marks_a_cell() -> None:
    long = f"  summary: {'word ' * 40}{{wrong}}"
    (found,) = around([long], 7, problem(line=7, column=long.index("wrong") + 1), 30)
    assert found.mark is not None
    assert found.text[slice(*found.mark)] == "wrong"
    assert found.text.startswith("…")
    assert cells(found.text) <= 30
    assert around(["a"], 1, problem(line=1, column=9), 30) == (FaultLine(1, "a", (1, 2)),)
    assert around(["a"], 1, problem(line=5), 30) == (FaultLine(1, "a"),)
    assert around([], 1, problem(line=5), 30) == ()
