"""`letapis export`: records in a format that other tools read."""

from __future__ import annotations

import gc
from pathlib import Path

import click
from msgspec.structs import replace

from tui.cli.common import Statuses, dataset_folder, on_terminal, talk, write
from tui.cli.losses import loss_options, tell_losses
from tui.cli.output_files import refuse, write_output
from tui.cli.progress import ProgressBar
from tui.cli.querying import Asked, QueryCommand, query_options
from tui.core.index.lanes import NAMES, By
from tui.exchange.formats import FORMATS

_FORMATS_HELP = "\b\nFormats:\n" + "\n".join(f"  {entry.name:<12} {entry.title}" for entry in FORMATS.values())


@click.command("export", cls=QueryCommand, epilog=_FORMATS_HELP)
@query_options(FORMATS, "Default: by the ending of --output, else jsonl.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File to write; - or none: standard output.",
)
@click.option(
    "--lanes",
    type=click.Choice(list(NAMES)),
    default="org",
    show_default=True,
    help="Drawings: what each lane represents.",
)
@loss_options
def export_command(
    asked: Asked, format_: str | None, output: Path | None, lanes: By, report: Path | None, force: bool, strict: bool
) -> int:
    """Write the records that match QUERY, or all of them."""
    refuse(output, report, force=force, dataset=dataset_folder(click.get_current_context()))
    chosen = replace(asked.selection, lanes=lanes)
    chosen.store.expect(len(chosen.refs))
    gc.disable()  # the collector would find nothing in all that is kept
    to_stdout = output is None or str(output) == "-"
    chosen_format = FORMATS[format_ or _by_ending(output)]
    with ProgressBar() as progress:
        if not (to_stdout and on_terminal()):
            chosen = replace(chosen, report=lambda share: progress.show("writing", share))
        if output is None or to_stdout:
            write(chosen_format.write(chosen))
        else:
            write_output(output, chosen_format.encoded(chosen), force=force)
    if not to_stdout:
        talk(f"{len(chosen.refs)} records in {output}")
    lost = tell_losses(chosen.losses, report, force=force, strict=strict)
    return lost if chosen.refs else Statuses.NOTHING


def _by_ending(output: Path | None) -> str:
    """Return the format with the ending of a file; jsonl where no format has it."""
    ending = output.suffix.lstrip(".") if output else ""
    return next((entry.name for entry in FORMATS.values() if ending in (entry.ending, entry.name)), "jsonl")
