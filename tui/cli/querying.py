"""Options of the commands that take a query, and the dataset and the records that they give."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, partial, wraps
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

import click
from click import Command as ClickCommand
from msgspec import Struct

from tui.cli.common import as_typed, dataset_folder, documents_folder, explained, format_option, shared_options, talk
from tui.cli.progress import ProgressBar
from tui.core.errors import QueryError, UseError
from tui.core.model.sections import SECTIONS
from tui.core.opening import Opened, Wait, open_dataset
from tui.core.query import parser
from tui.core.query.plain_dates import as_dates
from tui.core.query.tree import NOT_SEARCHABLE, is_searchable
from tui.core.text.display import shown
from tui.environment import read_environment
from tui.exchange.exporters.selection import Selection, select

if TYPE_CHECKING:
    from tui.core.index.index import Index, Result
    from tui.notebook.book import Book


_NEGATED = re.compile(r'-(?:[A-Za-z]+!?:|[("]|\w{2,}|--+\Z)')
"""An argument that is a negated term and no option: `-kind:law`, `-"two words"`, `-letter`."""


class QueryCommand(ClickCommand):
    """A command whose arguments are a query, in which a term may begin with a minus."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the negated terms behind `--`, so that they are not read as options."""
        cut = args.index("--") if "--" in args else len(args)
        own, rest = args[:cut], args[cut + 1 :]
        terms = [word for word in own if _NEGATED.match(word)]
        if terms:
            args = [*(word for word in own if word not in terms), "--", *terms, *rest]
        return super().parse_args(ctx, args)


class Asked(Struct, frozen=True):
    """The records that a command's query and options select."""

    opened: Opened
    book: Callable[[], Book]
    """Returns what the user keeps of the dataset."""
    index: Index
    result: Result
    selection: Selection


def query_options(formats: Iterable[str], formats_help: str) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Add a query and the options that select records; the command receives an `Asked`, then its own parameters."""

    def decorate(command: Callable[..., int]) -> Callable[..., int]:
        @click.argument("query", nargs=-1)
        @format_option(formats, formats_help)
        @click.option(
            "--section",
            "sections",
            multiple=True,
            type=click.Choice(SECTIONS),
            help="Only records of this section; may be given again.",
        )
        @click.option("--raw", is_flag=True, help="Tables: keep cells as they are, also those that look like formulas.")
        @shared_options
        @wraps(command)
        def run(query: tuple[str, ...], sections: tuple[str, ...], *, raw: bool, **own: Any) -> int:
            opened, book = _opened(click.get_current_context())
            index = opened.index
            result = run_query(index, as_typed(" ".join(query)))
            return command(
                Asked(opened, book, index, result, select(index, result, sections or SECTIONS, raw=raw)), **own
            )

        return run

    return decorate  # fmt: skip


def opened_index(ctx: click.Context) -> Index:
    """Return the index of the dataset that was asked for; report on standard error what is left out of it.

    A terminal shows the progress of compiling a large dataset.

    Raises:
        NotADataset: the folder is not a dataset.
        UseError: the folder of the documents does not exist.
    """
    return _opened(ctx)[0].index


def _opened(ctx: click.Context) -> tuple[Opened, Callable[[], Book]]:
    """Open the dataset that was asked for, as `opened_index` does; return it, and what gives the user's book of it."""
    folder = dataset_folder(ctx)
    texts = documents_folder(ctx, folder)
    with ProgressBar() as progress:
        wait = Wait(progress.show_step, Event())
        opened = open_dataset(folder, texts, cache_folder=read_environment().cache, wait=wait)
    unkept = opened.keep()
    if unkept:
        talk(f"letapis: the compiled dataset cannot be kept ({unkept}); it is read from its files each time")
    if opened.errors:
        what = "1 error" if opened.errors == 1 else f"{opened.errors} errors"
        talk(f"letapis: {what} in the data; faulty records are left out: letapis check -d {folder}")
    book = cache(partial(_book, folder))
    opened.index.ask_for_own(lambda value: book().marked(value))
    return opened, book


def _book(dataset: Path) -> Book:
    """Read what the user keeps of a dataset."""
    from tui.notebook.on_disk import read_reported  # few queries ask for user marks

    notebooks = read_environment().folder("data") / "notebooks"
    return read_reported(notebooks, dataset, lambda text: talk(f"letapis: {text}"))


def run_query(index: Index, text: str) -> Result:
    """Return the result of a query.

    Raises:
        UseError: the text is not a query; the message shows where, and what would be one.
    """
    try:
        return index.run(parser.parse(text))
    except QueryError as error:
        raise UseError(explained(error, text)) from None


def nothing_found(index: Index, result: Result) -> str:
    """Say that nothing was found, and which term to leave out, or to write as a date, to find how much."""
    if not is_searchable(result.query):
        return f"Nothing found: {NOT_SEARCHABLE}."
    advice = [
        f"  without {shown(str(part))}: {count} event{'' if count == 1 else 's'}"
        for part, count in index.loosened(result.query)
        if count
    ]
    if (dated := as_dates(result.query)) is not None and (count := len(index.events(dated))):
        advice.append(f"  with {shown(str(dated))}: {count} event{'' if count == 1 else 's'}")
    return "\n".join(["Nothing found.", *advice])
