"""What all tests need."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for each test: nobody's notebook or settings are read or changed."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("LETAPIS_HOME", str(folder))
    return folder
