"""Errors of use are one family, and each is one sentence on standard error with exit status 2."""

import re
from pathlib import Path

import pytest

from tui.cli import main
from tui.core import errors
from tui.core.errors import Cancelled, FieldError, LetapisError, NewerNotebookError, NotADataset, QueryError

ROOT = Path(__file__).parents[2]
INTERNAL = {"Damaged", "Flawed", "Unreadable", "_Refused", "Unfit", "Unsound"}
"""Exceptions that do not leave their package: of compiling, of a YAML file, of a file that is not read."""
SAMPLES = {
    NotADataset: NotADataset("Not a dataset", "why"),
    QueryError: QueryError("why", 0, 1),
    Cancelled: Cancelled(),
    NewerNotebookError: NewerNotebookError(),
    FieldError: FieldError("date", "why"),
}


def test_exceptions_are_declared_in_one_module() -> None:
    declares = re.compile(r"^ *class (\w+)\([^)]*(?:Error|Exception)\b", re.MULTILINE)
    paths = [path for path in (ROOT / "tui").rglob("*.py") if path.name != "errors.py"]
    assert {name for path in paths for name in declares.findall(path.read_text(encoding="utf-8"))} == INTERNAL


def test_the_command_line_shows_every_one_of_them(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    family = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, LetapisError)]
    assert len(family) > 5
    for kind in family:
        error = SAMPLES[kind] if kind in SAMPLES else kind("why")

        def fail(*_: object, error: LetapisError = error, **__: object) -> None:
            raise error

        monkeypatch.setattr(main.letapis, "main", fail)
        assert main.run([]) == 2
        assert capsys.readouterr() == ("", f"letapis: {error.message}\n")


def test_an_error_of_a_query_says_where_it_is() -> None:
    error = QueryError("why", 3, 7, "better")
    assert (error.message, error.start, error.end, error.suggestion) == ("why", 3, 7, "better")
