"""What the commands share: options, exit statuses, opening a dataset, and talk on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tui.core.errors import QueryError, UseError

if TYPE_CHECKING:
    from tui.core.index.index import Index, Result
    from tui.core.index.user_marks import Own
    from tui.core.model.dataset import Dataset
    from tui.core.model.problem import Problem
    from tui.core.model.records import Ref


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
    """Say something to the reader on standard error: standard output is for data."""
    from tui.core.text.display import shown

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
    return on_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


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
    from tui.paths import default_dataset

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


def read(folder: Path) -> tuple[Dataset, tuple[Problem, ...]]:
    """Return the dataset in `folder` and the problems found on the way.

    Raises:
        NotADataset: the folder is no dataset.
    """
    from tui.core.loading import loader

    return loader.load(folder)


def opened_index(ctx: click.Context, dataset: Path | None, documents: Path | None) -> Index:
    """Return what answers queries over the dataset asked for; says so where some of it is left out.

    Where a large one has to be compiled first, a terminal is told how far it is.

    Raises:
        NotADataset: the folder is no dataset.
        UseError: the folder of the documents is none.
    """
    folder = dataset_folder(ctx, dataset)
    texts = documents_folder(ctx, documents, folder)
    from tui.cli.progress import Progress
    from tui.core.opening import Wait, open_dataset

    with Progress() as progress:
        opened = open_dataset(folder, texts, wait=Wait(progress.tell, Event()))
    unkept = opened.keep()
    if unkept:
        talk(f"letapis: the compiled dataset cannot be kept ({unkept}); it is read from its files each time")
    if opened.errors:
        what = "1 error" if opened.errors == 1 else f"{opened.errors} errors"
        talk(f"letapis: {what} in the data; what is unsound is left out: letapis check -d {folder}")
    opened.index.ask_for_own(_own(folder))
    return opened.index


def _own(folder: Path) -> Own:
    """Return what tells which records of a dataset the reader has bookmarked, and written notes on."""

    @cache
    def notebook() -> Own:
        from tui.notebook.own import own_on_disk  # most queries do not ask for it
        from tui.paths import user_folder

        return own_on_disk(user_folder("data") / "notebooks", folder, lambda text: talk(f"letapis: {text}"))

    def own(value: str) -> Iterable[Ref]:
        return notebook()(value)

    return own


def run_query(index: Index, text: str) -> Result:
    """Return what `text` gives.

    Raises:
        UseError: the text is no query; says where and what would do.
    """
    from tui.core.query import parser

    try:
        return index.run(parser.parse(text))
    except QueryError as error:
        raise UseError(explained(error, text)) from None


def explained(error: QueryError, text: str) -> str:
    """Return a query's error in a few lines, with a caret under the place where one is known."""
    from tui.core.text.display import cells, shown

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
