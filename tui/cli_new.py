"""`letapis new DIR`: an empty dataset that checks clean, with comments that teach the format."""

from __future__ import annotations

from pathlib import Path

import click

from tui.cli_common import UseError, dataset_options, talk


@click.command("new")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", default="", help="Title of the dataset; else the folder's name.")
@dataset_options
def new_command(folder: Path, title: str, dataset: Path | None, documents: Path | None) -> None:
    """Make an empty dataset in DIR, with comments that say how to fill it."""
    from tui.core.text import shown
    from tui.exchange.template import files

    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise UseError(f"letapis: {shown(str(folder))} is not empty; nothing was written")
        for name, text in files(title or folder.resolve().name).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UseError(f"letapis: cannot write {shown(str(folder))}: {error.strerror}") from None
    talk(f"A new dataset is in {shown(str(folder))}. Fill its files, then: letapis check -d {shown(str(folder))}")
