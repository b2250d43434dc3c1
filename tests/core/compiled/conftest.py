"""A dataset to compile."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from compiles import target_of
from samples import HARBOUR


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of harbour; its cache is `compiles.kept_in`."""
    shutil.copytree(HARBOUR, tmp_path / "harbour", ignore=shutil.ignore_patterns("documents"))
    return tmp_path / "harbour"


@pytest.fixture
def target(folder: Path) -> Path:
    """The path of its compiled file, which is not there yet."""
    return target_of(folder)
