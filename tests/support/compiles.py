"""What the tests of compiled datasets share."""

from __future__ import annotations

from pathlib import Path

from tui.core.compiled import cache
from tui.core.opening import Opened, open_dataset


def compiled(folder: Path) -> Opened:
    """Compile a dataset, and open what was compiled."""
    assert open_dataset(folder).keep() == ""
    target = cache.path_of(folder)
    assert target is not None
    assert target.exists()
    found = open_dataset(folder)
    assert type(found.store).__name__ == "CompiledStore"
    return found


def is_compiled(folder: Path) -> bool:
    """Say whether what is compiled of a dataset is used."""
    return type(open_dataset(folder).store).__name__ == "CompiledStore"
