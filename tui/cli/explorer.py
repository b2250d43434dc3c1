"""Build the explorer with the user's settings, while its compiled file is checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from msgspec.structs import replace

from tui.cli.first_rows import User, draw_first_rows
from tui.core.opening import check_ahead, open_compiled
from tui.environment import Environment, read_environment, set_frame_rate
from tui.keys.keymap import put_in_force
from tui.notebook.keeper import Notebook
from tui.notebook.learned import FILE_NAME, Learned
from tui.notebook.pane_shares import PaneShares
from tui.notebook.settings import Settings, read_settings
from tui.screens.early_input import EarlyInput

if TYPE_CHECKING:
    from tui.app import LetapisApp
    from tui.screens.explorer.opening import Start

DRAWINGS = 240
"""Drawings a second at most: with Textual's 60, a change waits up to 17 ms to be drawn, and the pages again.

Nothing is drawn while nothing changes.
"""


def explorer(folder: Path, early: EarlyInput, **start: Unpack[Start]) -> LetapisApp:
    """Return the application over the dataset in `folder`, ready to run; `early` is what the terminal has sent."""
    environment = read_environment()
    start["cache_folder"] = environment.cache
    if not start.get("fresh"):
        start["checking"] = check_ahead(folder, environment.cache)
    settings, wrong = _settings(environment)
    kept = environment.folder("data")
    learned, shares = Learned(kept / FILE_NAME), PaneShares(kept / "pane-widths.txt")
    if not start.get("fresh") and not environment.is_served:
        early.read()
        user = User(settings, kept / "notebooks", shares.now, steps=bool(learned.left))
        start["found"] = open_compiled(folder, environment.cache, start.get("documents"), start.get("checking"))
        if start["found"] is not None:
            ground = environment.ground or early.sieve.ground or "dark"
            draw_first_rows(start["found"], user, start.get("query", ""), start.get("at", ""), ground)
    set_frame_rate(DRAWINGS)
    from tui.app import LetapisApp  # after the keys and the environment that its widgets are made of
    from tui.theme.catalogue import Catalogue

    early.read()
    themes = Catalogue(environment.themes, environment.ground or early.sieve.ground or "dark")
    wrong = (*themes.wrong(settings.theme), *wrong)
    notebook = Notebook(kept / "notebooks")
    file = environment.settings_file
    return LetapisApp(
        folder,
        notebook=notebook,
        settings=settings,
        settings_file=file,
        themes=themes,
        wrong=wrong,
        learned=learned,
        shares=shares,
        early=early,
        **start,
    )


def _settings(environment: Environment) -> tuple[Settings, tuple[str, ...]]:
    """Return the user's settings, and what is wrong with them; put their keys in force."""
    settings, wrong = read_settings(environment.settings_file)
    if settings.keys:
        wrong += put_in_force(settings.keys)
    return replace(settings, environment=environment), wrong
