"""Open a dataset for a command and run a query on it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import click

from tui.cli.common import dataset_folder, documents_folder, explained, talk
from tui.cli.progress import ProgressBar
from tui.core.errors import QueryError, UseError
from tui.core.opening import Wait, open_dataset
from tui.core.query import parser
from tui.environment import read_environment

if TYPE_CHECKING:
    from tui.core.index.index import Index, Result
    from tui.core.index.user_marks import Own
    from tui.core.model.records import Ref


def opened_index(ctx: click.Context, dataset: Path | None, documents: Path | None) -> Index:
    """Return what answers queries over the dataset asked for; says so where some of it is left out.

    Where a large one has to be compiled first, a terminal is told how far it is.

    Raises:
        NotADataset: the folder is no dataset.
        UseError: the folder of the documents is none.
    """
    folder = dataset_folder(ctx, dataset)
    texts = documents_folder(ctx, documents, folder)
    with ProgressBar() as progress:
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
    """Return what tells which records of a dataset the user has bookmarked, and written notes on."""

    @cache
    def notebook() -> Own:
        from tui.notebook.own import own_on_disk  # few queries ask for user marks

        notebooks = read_environment().folder("data") / "notebooks"
        return own_on_disk(notebooks, folder, lambda text: talk(f"letapis: {text}"))

    def own(value: str) -> Iterable[Ref]:
        return notebook()(value)

    return own


def run_query(index: Index, text: str) -> Result:
    """Return what `text` gives.

    Raises:
        UseError: the text is no query; says where and what would do.
    """
    try:
        return index.run(parser.parse(text))
    except QueryError as error:
        raise UseError(explained(error, text)) from None
