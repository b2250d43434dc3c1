"""A dataset made by `letapis import`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tui.cli.main import run
from tui.core.loading import loader
from tui.core.model.dataset import Dataset
from tui.core.model.problem import Severity


def imported(folder: Path, name: str, content: Any, *options: str) -> Dataset:
    """Import a file with this text, or with this value as JSON; assert that the new dataset loads without errors."""
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    (folder / name).write_text(text, encoding="utf-8")
    assert run(["import", str(folder / name), str(folder / "new"), *options]) == 0
    dataset, problems = loader.load(folder / "new")
    assert [problem for problem in problems if problem.severity is Severity.ERROR] == []
    return dataset
