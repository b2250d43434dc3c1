"""What the commands share: options, exit statuses, opening a dataset, and talk on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from tui.core.model import Dataset
    from tui.core.problem import Problem

_F = TypeVar("_F", bound=Callable[..., Any])


class Statuses:
    """Exit statuses; those of grep where there is a likeness."""

    FINE = 0
    NOTHING = 1
    """Nothing was found; the check found errors."""
    USAGE = 2
    """The command line, the query or the dataset cannot be used; no terminal for the explorer."""
    INTERRUPTED = 130
    HELP = (
        "Exit status: 0 fine; 1 nothing found, or the check found errors (with --strict, warnings too); "
        "2 a command line, query or dataset that cannot be used, or no terminal for the explorer; "
        "130 interrupted."
    )


class UseError(Exception):
    """An error of use: one or more lines for standard error, and the exit status."""

    def __init__(self, message: str, status: int = Statuses.USAGE) -> None:
        super().__init__(message)
        self.status = status


def talk(text: str) -> None:
    """Say something to the reader on standard error: standard output is for data."""
    print(text, file=sys.stderr, flush=True)  # noqa: T201


def dataset_options(command: _F) -> _F:
    """Add `--dataset` and `--documents`, which every command takes."""
    folder = click.Path(path_type=Path)
    for option in (
        click.option(
            "--documents", type=folder, metavar="DIR", help="Folder with the full texts of the sources."
        ),
        click.option("-d", "--dataset", type=folder, metavar="DIR", help="Folder of the dataset."),
    ):
        command = option(command)
    return command


def inherited(ctx: click.Context, name: str, value: Any) -> Any:
    """Return an option's value, or that which was given before the command's name."""
    if value:
        return value
    return (ctx.obj or {}).get(name)


def dataset_folder(ctx: click.Context, dataset: Path | None) -> Path:
    """Return the folder to open: that which was named, else that of the shipped dataset."""
    chosen = inherited(ctx, "dataset", dataset)
    if chosen is not None:
        return Path(chosen)
    from tui.paths import default_dataset

    return default_dataset()


def read(folder: Path) -> tuple[Dataset, tuple[Problem, ...]]:
    """Return the dataset in `folder` and the problems found on the way.

    Raises:
        UseError: the folder is no dataset.
    """
    from tui.core import loader  # type: ignore[attr-defined,unused-ignore]

    try:
        return loader.load(folder)  # type: ignore[no-any-return,unused-ignore]
    except loader.NotADataset as error:
        raise UseError(f"{error.message}") from None
