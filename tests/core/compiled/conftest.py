"""A dataset to compile."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from samples import HARBOUR

from tui.core.compiled import cache


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of harbour, with a cache of its own."""
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))
    shutil.copytree(HARBOUR, tmp_path / "harbour", ignore=shutil.ignore_patterns("documents"))
    return tmp_path / "harbour"


@pytest.fixture
def target(folder: Path) -> Path:
    """The path of its compiled file, which is not there yet."""
    found = cache.path_of(folder)
    assert found is not None
    return found
