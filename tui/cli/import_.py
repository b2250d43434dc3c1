"""`letapis import FILE DIR`: make a new dataset from the file of another tool."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from tui.cli.common import shared_options, talk
from tui.cli.losses import loss_options, tell_losses
from tui.cli.new import write_files
from tui.core.errors import UseError
from tui.core.model.sections import SECTION
from tui.exchange.importers import annotations as read_annotations
from tui.exchange.importers import csl, ftm, table, timelinejs
from tui.exchange.importers.incoming import Incoming, files


@click.command("import")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "format_",
    type=click.Choice(["csv", "csl", "timelinejs", "ftm", "annotations"]),
    help="Default: csv for .csv and .tsv; for JSON, guessed from its keys.",
)
@click.option("--title", default="", help="Title of the dataset.")
@loss_options
@shared_options
def import_command(file: Path, folder: Path, format_: str | None, title: str, report: Path | None, strict: bool) -> int:
    """Make a dataset in DIR from FILE.

    FILE is a table of events (CSV), TimelineJS, sources as CSL-JSON, FollowTheMoney, or highlights as Web
    Annotations, which become the passages of their pages. What cannot be taken over is counted, and letapis check
    lists what is still missing.
    """
    try:
        incoming = _read(file.read_text(encoding="utf-8-sig"), format_ or _by_ending(file))
    except OSError as error:
        raise UseError(f"cannot read {file}: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        raise UseError(f"{file} cannot be taken over: {error}") from None
    if not incoming.sections:
        raise UseError(f"nothing in {file} could be taken over; " + "; ".join([*incoming.losses.summary()][:3]))
    write_files(folder, files(incoming, title or incoming.title or file.stem))
    status = tell_losses(incoming.losses, report, strict=strict)
    talk(f"{_counted(incoming)} in {folder}. Next: letapis check -d {folder}")
    return status


def _counted(incoming: Incoming) -> str:
    """Return how many records of each section came in, and how many passages."""
    counts = [(section, len(records)) for section, records in incoming.sections.items()]
    passages = sum(len(source.get("passages", ())) for source in incoming.sections.get("sources", {}).values())
    if passages:
        counts.append(("passages", passages))
    return ", ".join(SECTION[section].counted(number) for section, number in counts)


def _by_ending(file: Path) -> str:
    return "csv" if file.suffix.lower() in (".csv", ".tsv", ".txt") else "json"


def _read(text: str, format_: str) -> Incoming:
    if format_ == "csv":
        return table.read(text)
    value = _json(text)
    readers = {
        "annotations": read_annotations.read,
        "csl": csl.read,
        "ftm": ftm.read,
        "timelinejs": timelinejs.read,
    }
    return readers[_looks_like(value) if format_ == "json" else format_](value)


def _json(text: str) -> Any:
    """Return the value of a JSON text, or the list of the values of its lines.

    Raises:
        ValueError: it is neither.
    """
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        if not error.msg.startswith("Extra data"):
            raise
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def _looks_like(value: Any) -> str:
    """Return the format that has such keys.

    Raises:
        ValueError: none has.
    """
    first = value[0] if isinstance(value, list) and value else value
    keys = set(first) if isinstance(first, dict) else set()
    if {"schema", "properties"} <= keys or keys & {"results", "entities"}:
        return "ftm"
    if keys & {"target", "items", "first", "rows", "annotations", "@graph"}:
        return "annotations"
    if isinstance(value, list) or "events" in keys:
        return "csl" if isinstance(value, list) else "timelinejs"
    raise ValueError("it looks like none of the formats that can be taken over")
