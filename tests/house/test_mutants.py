"""`make mutants` plants the faults that it says, in the code alone, and runs the tests that mirror the module."""

from __future__ import annotations

import ast

import pytest

from tests import mutants

SOURCE = '''
"""A module's docstring is left alone."""
from typing import TYPE_CHECKING, Literal
Mode = Literal["on", "off"]
if TYPE_CHECKING:
    import ast

def first(rows: "list[str]", start: int = 1) -> "str":
    """So is a function's."""
    if not rows or start < 0:
        raise IndexError("no rows")
    for row in rows:
        if row:
            break
    return row
'''


def test_faults_are_planted_in_code_and_nowhere_else() -> None:
    found = mutants.mutants("tui/core/x.py", SOURCE)
    assert [(fault.line, fault.change) for fault in found] == [
        (8, "1 → 2"),
        (8, "1 → 0"),
        (10, "not rows or start < 0 → not rows and start < 0"),
        (10, "not rows → rows"),
        (10, "start < 0 → start <= 0"),
        (10, "start < 0 → start >= 0"),
        (10, "start < 0 → start < 1"),
        (10, "start < 0 → start < -1"),
        (11, "raise IndexError('no rows') → pass"),
        (11, "IndexError('no rows') → IndexError('')"),
        (13, "if row → if not row"),
        (14, "break → continue"),
        (15, "return row → return None"),
    ]
    whole = ast.unparse(ast.parse(SOURCE))
    assert len({fault.text for fault in found} | {whole}) == len(found) + 1


def test_a_module_is_judged_by_its_own_tests_and_those_of_its_folder() -> None:
    assert mutants.mirrored("tui/core/dates/edtf.py") == ("tests/core/dates/test_edtf.py", "tests/core/dates")
    assert mutants.mirrored("tui/session/none_such.py") == ("tests/session",)
    assert mutants.mirrored("tui/core/errors.py")[0] == "tests/core/test_errors.py"


def test_a_draw_can_be_repeated() -> None:
    draws = [mutants.drawn("tui/core/text/s", 5, seed) for seed in (7, 7, 8)]
    assert draws[0] == draws[1] != draws[2]
    assert all(fault.path.startswith("tui/core/text/s") for fault in draws[0])


def test_every_equivalent_mutant_is_still_there() -> None:
    known = mutants.equivalents()
    there = {
        fault.key
        for path in sorted({path for path, _ in known})
        for fault in mutants.mutants(path, (mutants.ROOT / path).read_text(encoding="utf-8"))
    }
    assert set(known) - there == set()


@pytest.mark.slow
def test_a_fault_that_no_test_sees_is_printed(capfd, monkeypatch) -> None:
    monkeypatch.setattr("sys.argv", ["mutants", "--only", "tui/core/text/display.py", "--count", "2", "--seed", "1"])
    assert mutants.main() in (0, 1)
    assert "in all" in capfd.readouterr().out
