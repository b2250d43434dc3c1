"""What all commands share: options, the folders of a dataset, exit statuses, and messages on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from tui.core.errors import QueryError, UseError
from tui.core.text.display import cells, shown
from tui.environment import read_environment
from tui.paths import default_dataset

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
        "130 interrupted. Standard output is data, standard error is talk."
    )


def talk(text: str) -> None:
    """Print a message to the user on standard error: standard output is for data."""
    print(shown(text, lines=True), file=sys.stderr, flush=True)  # noqa: T201


def write(pieces: Iterable[str]) -> None:
    """Write data to standard output as it comes, always as UTF-8 and with the line ends that it has."""
    stream = sys.stdout.buffer
    for piece in pieces:
        stream.write(piece.encode("utf-8", "backslashreplace"))
    stream.flush()


def on_terminal() -> bool:
    """Whether somebody reads standard output as it comes."""
    return sys.stdout.isatty()


def in_colour() -> bool:
    """Whether what is printed may be coloured: on a terminal that can, unless NO_COLOR says otherwise."""
    return on_terminal() and read_environment().has_colour


def dataset_options(command: _F) -> _F:
    """Add `--dataset` and `--documents`, which every command takes."""
    folder = click.Path(path_type=Path)
    for option in (
        click.option("--documents", type=folder, metavar="DIR", help="Folder with the full texts of the sources."),
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
    return default_dataset()


def documents_folder(ctx: click.Context, documents: Path | None, dataset: Path) -> Path | None:
    """Return the folder of the documents: that which was named, else the dataset's own, else None.

    Raises:
        UseError: the folder that was named is none.
    """
    chosen = inherited(ctx, "documents", documents)
    if chosen is not None and not Path(chosen).is_dir():
        raise UseError(f"there is no folder {chosen}")
    if chosen is not None:
        return Path(chosen)
    own = dataset / "documents"
    return own if own.is_dir() else None


def explained(error: QueryError, text: str) -> str:
    """Return a query's error in a few lines, with a caret under the place where one is known."""
    lines = [shown(error.message)]
    if error.end:
        before, there = shown(text[: error.start]), shown(text[error.start : error.end])
        lines += [f"  {shown(text)}", f"  {' ' * cells(before)}{'^' * max(1, cells(there))}"]
    if error.suggestion:
        lines.append(f"  try: {shown(error.suggestion)}")
    return "\n".join(lines)


def reader_gone(status: int = Statuses.FINE) -> int:
    """Return `status`; what is still buffered goes nowhere, since nobody reads on (`head` has had enough)."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, sys.stdout.fileno())
    os.close(devnull)
    return status
