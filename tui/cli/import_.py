"""`letapis import FILE DIR`: make a new dataset from the file of another tool."""

from __future__ import annotations

import re
import sys
from itertools import islice
from pathlib import Path
from typing import Literal

import click

from tui.cli.common import shared_options, talk, write
from tui.cli.losses import loss_options, tell_losses
from tui.cli.new import write_files
from tui.cli.output_files import refuse
from tui.core.errors import UseError
from tui.core.model.sections import SECTION
from tui.exchange.importers.content import Options
from tui.exchange.importers.formats import FORMATS, read
from tui.exchange.importers.incoming import Incoming, files
from tui.exchange.importers.preview import preview
from tui.exchange.importers.tables.headings import ROLES

_STANDARD_INPUT = "-"
MAX_BYTES = 64 << 20
"""Of a file that is imported: all that comes of it is in memory."""


def _columns(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """Return heading → name of what its column becomes, as `--map` says."""
    names = "|".join(sorted(ROLES, key=len, reverse=True))
    found: dict[str, str] = {}
    for each in given:
        for part in re.split(rf",\s*(?=(?:{names})\s*=)", each):
            name, _sign, heading = part.partition("=")
            if name.strip() not in ROLES or not heading.strip():
                raise click.BadParameter(f"“{part}” is not NAME=HEADING; the names are: {', '.join(ROLES)}")
            found[heading.strip()] = name.strip()
    return found


@click.command("import")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path), required=False)
@click.option("--from", "format_", type=click.Choice(list(FORMATS)), help="Default: what the file's content shows.")
@click.option("--title", default="", help="Title of the dataset.")
@click.option(
    "--map",
    "columns",
    multiple=True,
    callback=_columns,
    metavar="NAME=HEADING",
    help="What columns of a table become, where their headings do not say it: title=Was,date=Am.",
)
@click.option("--dates", type=click.Choice(["dmy", "mdy"]), help="Whether 3/4/2011 is 3 April or 4 March.")
@click.option("--encoding", default="", metavar="NAME", help="Default: UTF-8 or UTF-16, else what its letters show.")
@click.option("--preview", "only_preview", is_flag=True, help="Show what would become of it, and write nothing.")
@loss_options
@shared_options
def import_command(
    file: Path,
    folder: Path | None,
    format_: str | None,
    title: str,
    columns: dict[str, str],
    dates: Literal["dmy", "mdy"] | None,
    encoding: str,
    only_preview: bool,
    report: Path | None,
    force: bool,
    strict: bool,
) -> int:
    """Make a dataset in DIR from FILE; `-` is standard input.

    FILE is a table of events (CSV in any encoding and language, or a list of objects in JSON), TimelineJS, the
    sources of a reference manager (CSL-JSON, Zotero, BibTeX, biblatex, RIS), FollowTheMoney, or highlights as Web
    Annotations, which become the passages of their pages; also Markwhen, iCalendar and our own JSON Lines. Which of
    them it is, its content shows. What cannot be taken over is counted, and letapis check lists what is still missing.
    """
    if folder is None and not only_preview:
        raise UseError("say in which folder the new dataset is to be: letapis import FILE DIR")
    refuse(report, force=force)
    name = "standard input" if str(file) == _STANDARD_INPUT else str(file)
    try:
        incoming = read(_bytes(file), Options(dates, encoding, columns), format_ or "")
    except OSError as error:
        raise UseError(f"cannot read {name}: {error.strerror}") from None
    except ValueError as error:
        raise UseError(f"{name} cannot be taken over: {error}") from None
    if not incoming.sections:
        why = "; ".join(islice(incoming.losses.summary(), 3)) or "it has headings, and no rows below them"
        raise UseError(f"nothing in {name} could be taken over: {why}")
    texts = files(incoming, title or incoming.title or ("" if str(file) == _STANDARD_INPUT else file.stem))
    if only_preview or folder is None:
        write(preview(incoming))
    else:
        write_files(folder, texts)
    for notice in incoming.notices:
        talk(f"note: {notice}")
    status = tell_losses(incoming.losses, report, force=force, strict=strict)
    if only_preview:
        talk("Nothing was written.")
    else:
        talk(f"{_counted(incoming)} in {folder}. Next: letapis check -d {folder}")
    return status


def _bytes(file: Path) -> bytes:
    """Return what is to be imported.

    Raises:
        OSError: it cannot be read.
        ValueError: it is too large.
    """
    if str(file) == _STANDARD_INPUT:
        raw = sys.stdin.buffer.read(MAX_BYTES + 1)
    else:
        with file.open("rb") as opened:
            raw = opened.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise ValueError(f"it has more than {MAX_BYTES >> 20} MB: make several files of it")
    return raw


def _counted(incoming: Incoming) -> str:
    """Return how many records of each section came in, and how many passages."""
    counts = [(section, len(records)) for section, records in incoming.sections.items()]
    passages = sum(len(source.get("passages", ())) for source in incoming.sections.get("sources", {}).values())
    if passages:
        counts.append(("passages", passages))
    return ", ".join(SECTION[section].counted(number) for section, number in counts)
