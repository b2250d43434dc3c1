"""`letapis new DIR`: make a dataset without problems, with its first document if there is one."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from tui.cli.common import in_plain, shared_options, talk
from tui.cli.open import open_command
from tui.core.atomic_file import create_file
from tui.core.errors import EditError, UseError
from tui.exchange.editing.document import NewDocument, read_document, typed_path
from tui.exchange.editing.template import files
from tui.exchange.editing.writing import write


@click.command("new")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", default="", help="Title of the dataset; else it is asked for, or is the folder's name.")
@click.option(
    "--document",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Its first document: a text, or a page saved by the browser. On a terminal the reader opens on it.",
)
@shared_options
@click.pass_context
def new_command(ctx: click.Context, folder: Path, title: str, document: Path | None) -> int:
    """Make a dataset in DIR, with comments that show how to fill it, and open its first document.

    \b
    Examples:
      letapis new chronicle
      letapis new chronicle --title "The week the cables went quiet" --document gazette.html
    """
    _need_empty(folder)
    asks = sys.stdin.isatty() and sys.stderr.isatty() and not in_plain()
    if asks and not title:
        title = click.prompt("Title of the dataset", default=folder.resolve().name, err=True)
        if document is None:
            typed = click.prompt("First document (a file; Enter for none)", default="", show_default=False, err=True)
            document = typed_path(typed) if typed.strip() else None
    first = _read(document) if document is not None else None
    write_files(folder, files(title or folder.resolve().name))
    if first is None:
        talk(f"A new dataset is in {folder}. Fill its files, then: letapis check -d {folder}")
        return 0
    try:
        plan = write(folder, lambda workspace: first.plan(first.given, "documents", workspace))
    except EditError as error:
        raise UseError(f"the dataset is in {folder}, without the document: {error}") from None
    source = plan.subject.id if plan.subject is not None else ""
    talk(f"A new dataset is in {folder}, with the source {source}.")
    if not asks:
        return 0
    ctx.ensure_object(dict)["at"] = f"{source}/"
    return int(ctx.invoke(open_command, folder=folder) or 0)


def _read(path: Path) -> NewDocument:
    try:
        return read_document(path)
    except EditError as error:
        raise UseError(f"{error}; nothing was written") from None


def _need_empty(folder: Path) -> None:
    try:
        if folder.exists() and any(folder.iterdir()):
            raise UseError(f"{folder} is not empty; nothing was written")
    except OSError as error:
        raise UseError(f"cannot write {folder}: {error.strerror}") from None


def write_files(folder: Path, texts: Mapping[str, str]) -> None:
    """Write the files of a new dataset; existing files are never changed.

    Raises:
        UseError: the folder is not empty, or cannot be written.
    """
    _need_empty(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            create_file(folder / name, text.encode())
    except OSError as error:
        raise UseError(f"cannot write {folder}: {error.strerror}") from None
