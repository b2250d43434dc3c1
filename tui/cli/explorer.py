"""Build the explorer with the user's settings, while its dataset is being compared with what was compiled."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tui.core.opening import check_ahead
from tui.environment import Environment, read_environment
from tui.keys.keymap import put_in_force
from tui.notebook.keeper import Notebook
from tui.notebook.settings import NAME, Settings, read_settings

if TYPE_CHECKING:
    from tui.app import LetapisApp

DRAWINGS = "240"
"""At most so many in a second: with Textual's 60 what a key changes waits up to 17 ms to be drawn, and the pages again.

Nothing is drawn while nothing changes.
"""


def explorer(where: Path, *, query: str, at: str, documents: Path | None, fresh: bool) -> LetapisApp:
    """Return the application, ready to run.

    Args:
        where: the dataset's folder.
        query: the filter to open with; empty for none.
        at: the id of the record to open at; empty for the first.
        documents: the folder of the full texts; None for the dataset's own.
        fresh: whether all files are read anew, whatever was compiled before.
    """
    checking = None if fresh else check_ahead(where)
    environment = read_environment()
    settings, wrong = _settings(environment)
    os.environ.setdefault("TEXTUAL_FPS", DRAWINGS)  # Textual reads it when it is imported
    from tui.app import LetapisApp  # after the keys and the environment that its widgets are made of

    return LetapisApp(
        where,
        query=query,
        at=at,
        documents=documents,
        fresh=fresh,
        notebook=Notebook(environment.folder("data") / "notebooks"),
        settings=settings,
        wrong=wrong,
        checking=checking,
    )


def _settings(environment: Environment) -> tuple[Settings, tuple[str, ...]]:
    """Return the user's settings, and what is wrong with them; put their keys in force."""
    settings, wrong = read_settings(environment.folder("config") / NAME)
    if settings.keys:
        wrong += put_in_force(settings.keys)
    return replace(settings, environment=environment), wrong
