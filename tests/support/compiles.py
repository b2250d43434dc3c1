"""What the tests of compiled datasets share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tui.core.compiled import cache
from tui.core.opening import Opened, open_dataset


def kept_in(folder: Path) -> Path:
    """Return the cache of a dataset that tests copy: beside it."""
    return folder.parent / "cache"


def target_of(folder: Path) -> Path:
    """Return the path of its compiled file."""
    return cache.path_of(folder, kept_in(folder))


def reopened(folder: Path, **how: Any) -> Opened:
    """Open it with its cache."""
    return open_dataset(folder, cache_folder=kept_in(folder), **how)


def compiled(folder: Path, cache_folder: Path | None = None) -> Opened:
    """Compile a dataset, and open what was compiled."""
    kept = cache_folder or kept_in(folder)
    assert open_dataset(folder, cache_folder=kept).keep() == ""
    assert cache.path_of(folder, kept).exists()
    found = open_dataset(folder, cache_folder=kept)
    assert type(found.store).__name__ == "CompiledStore"
    return found


def is_compiled(folder: Path) -> bool:
    """Say whether what is compiled of a dataset is used."""
    return type(reopened(folder).store).__name__ == "CompiledStore"
