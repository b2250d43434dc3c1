"""A dataset made by `letapis import`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tui.cli.main import run
from tui.core.loading import loader
from tui.core.model.dataset import Dataset
from tui.core.model.problem import Severity


def imported(folder: Path, name: str, content: Any, *options: str) -> Dataset:
    """Import a file with this text or these bytes, or this value as JSON; assert that what is made has no errors."""
    if not isinstance(content, str | bytes):
        content = json.dumps(content)
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    assert run(["import", str(folder / name), str(folder / "new"), *options]) == 0
    dataset, problems = loader.load(folder / "new")
    assert [problem for problem in problems if problem.severity is Severity.ERROR] == []
    return dataset


def refused(tmp_path: Path, name: str, text: str, capsys: pytest.CaptureFixture[str]) -> bool:
    """Import a file with a text; return whether that is refused in one line and leaves nothing behind."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    status, said = run(["import", str(tmp_path / name), str(tmp_path / "new")]), capsys.readouterr()
    one_line = said.err.startswith("letapis: ") and said.err.count("\n") == 1
    return (status, said.out, one_line, (tmp_path / "new").exists()) == (2, "", True, False)
