"""No test reads or writes the reader's own files: compiled datasets are kept by those tests that say where.

Nor does one test draw with the signs that another one chose.
"""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest
from hypothesis import settings

from tui.notebook.learned import FILE_NAME, FIRST
from tui.present.signs import Signs, signs, use_signs

os.environ["LETAPIS_CACHE"] = "off"

# how long an example takes says more of the machine than of the code
settings.register_profile("quick", deadline=None, max_examples=40)
settings.register_profile("full", deadline=None, max_examples=200)


def pytest_configure(config: pytest.Config) -> None:
    """Try fewer examples where the slow tests are left out."""
    if not config.getoption("--hypothesis-profile"):
        settings.load_profile("quick" if config.option.markexpr == "not slow" else "full")


def pytest_collection_finish() -> None:
    """Look for garbage less often, and never among what was imported: that takes a tenth of the time of the flows."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for each test, of a user who knows the first keys: nobody's own is read or changed."""
    folder = tmp_path_factory.mktemp("home")
    (folder / "data").mkdir()
    (folder / "data" / FILE_NAME).write_text("\n".join(FIRST))
    monkeypatch.setenv("LETAPIS_HOME", str(folder))
    use_signs(ascii_only=False)
    return folder


@pytest.fixture(params=[False, True], ids=["unicode", "ascii"])
def drawn(request: pytest.FixtureRequest, home: Path) -> Signs:
    """Each set of signs in turn, in force for the test."""
    del home  # which puts all signs in force, comes first
    use_signs(ascii_only=request.param)
    return signs()
