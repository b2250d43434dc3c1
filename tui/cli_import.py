"""`letapis import FILE DIR`: a new dataset from what another tool has written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli_common import UseError, dataset_options, talk
from tui.cli_new import write_files

if TYPE_CHECKING:
    from tui.exchange.incoming import Incoming


@click.command("import")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "format_",
    type=click.Choice(["csv", "csl", "timelinejs"]),
    help="Default: csv for .csv and .tsv; of JSON, what it looks like.",
)
@click.option("--title", default="", help="Title of the dataset.")
@dataset_options
def import_command(
    file: Path, folder: Path, format_: str | None, title: str, dataset: Path | None, documents: Path | None
) -> None:
    """Make a dataset in DIR from FILE: a table of events (CSV), TimelineJS, or sources as CSL-JSON.

    What is imported cites no passages yet; letapis check says what is still missing.
    """
    from tui.core.text import shown
    from tui.exchange.incoming import files

    try:
        incoming = _read(file.read_text(encoding="utf-8-sig"), format_ or _by_ending(file), file)
    except OSError as error:
        raise UseError(f"letapis: cannot read {file}: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        raise UseError(f"letapis: {file} cannot be taken over: {error}") from None
    if not incoming.sections:
        raise UseError(f"letapis: nothing in {file} could be taken over; " + "; ".join(incoming.left_out[:3]))
    write_files(folder, files(incoming, title or incoming.title or file.stem))
    for sentence in incoming.left_out:
        talk(f"left out: {shown(sentence)}")
    counts = ", ".join(f"{len(records)} {section}" for section, records in incoming.sections.items())
    talk(f"{counts} in {folder}. Next: letapis check -d {folder}")


def _by_ending(file: Path) -> str:
    return "csv" if file.suffix.lower() in (".csv", ".tsv", ".txt") else "json"


def _read(text: str, format_: str, file: Path) -> Incoming:
    from tui.exchange import read_csl, read_csv, read_timelinejs

    if format_ == "csv":
        return read_csv.read(text)
    value = json.loads(text)
    if format_ == "csl" or (format_ == "json" and isinstance(value, list)):
        return read_csl.read(value)
    return read_timelinejs.read(value)
