"""Choose a dataset to open: one opened before, one that Letapis ships with, or any folder whose path is typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from tui.paths import resource_dir
from tui.screens.dialogs.choose import Choice, ChoosingScreen

MARK = "dataset.yaml"
"""The file that marks a folder as a dataset."""
MOST_FOLDERS = 50
"""Folders that are offered for a path that is typed."""


def datasets_screen(recent: Sequence[tuple[Path, str]], current: Path) -> ChoosingScreen[Path]:
    """Return the dialog that comes back with the folder of a dataset.

    `recent` are folders and titles of the datasets opened before, the latest first; `current` is the one open now.
    """
    seen = {folder for folder, _ in recent} | {current.resolve()}
    shipped = [(folder, "ships with Letapis") for folder in _within(resource_dir("data")) if folder not in seen]
    return ChoosingScreen(
        "Open a dataset",
        [_choice(folder, title) for folder, title in (*recent, *shipped)],
        name="datasets",
        hints=(("choose", "open"), ("close", "close"), ("", "a path finds any other folder")),
        typed=lambda text: [_choice(folder) for folder in folders(text)] if text.startswith(("/", "~", ".")) else [],
    )


def _choice(folder: Path, title: str = "") -> Choice[Path]:
    return Choice(folder, title or folder.name, str(folder))


def folders(typed: str) -> Sequence[Path]:
    """Return the datasets that a path may mean: the folder itself, those in it, and those that its name begins."""
    try:
        path = Path(typed).expanduser()
        own = [path] if (path / MARK).is_file() else []
        beginning = "" if typed.endswith("/") else path.name
        around = path if typed.endswith("/") else path.parent
        found = dict.fromkeys([*own, *_within(around, beginning), *_within(path)])
    except (OSError, RuntimeError, ValueError):  # no such home, a NUL: nothing is meant
        return ()
    return tuple(folder.resolve() for folder in found)[:MOST_FOLDERS]


def _within(folder: Path, beginning: str = "") -> Iterable[Path]:
    """Return the datasets directly in a folder, by name."""
    if not folder.is_dir():
        return []
    inner = sorted(path for path in folder.iterdir() if path.name.startswith(beginning))
    return [path for path in inner if (path / MARK).is_file()]
