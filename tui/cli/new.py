"""`letapis new DIR`: make an empty dataset without problems, with comments that show the format."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from tui.cli.common import shared_options, talk
from tui.core.atomic_file import create_file
from tui.core.errors import UseError
from tui.exchange.editing.template import files


@click.command("new")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", default="", help="Title of the dataset; else the folder's name.")
@shared_options
def new_command(folder: Path, title: str) -> None:
    """Make an empty dataset in DIR, with comments that show how to fill it."""
    write_files(folder, files(title or folder.resolve().name))
    talk(f"A new dataset is in {folder}. Fill its files, then: letapis check -d {folder}")


def write_files(folder: Path, texts: Mapping[str, str]) -> None:
    """Write the files of a new dataset; existing files are never changed.

    Raises:
        UseError: the folder is not empty, or cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise UseError(f"{folder} is not empty; nothing was written")
        for name, text in texts.items():
            create_file(folder / name, text.encode())
    except OSError as error:
        raise UseError(f"cannot write {folder}: {error.strerror}") from None
