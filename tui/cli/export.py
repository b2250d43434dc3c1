"""`letapis export`: records in a format that other tools read."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TextIO

import click
from msgspec.structs import replace

from tui.cli.common import Statuses, dataset_folder, on_terminal, talk, write
from tui.cli.losses import loss_options, tell_losses
from tui.cli.output_files import refuse, write_output
from tui.cli.progress import ProgressBar
from tui.cli.querying import Asked, QueryCommand, query_options
from tui.core.index.lanes import NAMES, By
from tui.exchange.dossier.citing import PLAIN, SHIPPED
from tui.exchange.exporters.selection import Selection, Sender
from tui.exchange.formats import FORMATS
from tui.session.dossier import in_kept_order, notes_of, sent

_FORMATS_HELP = "\b\nFormats:\n" + "\n".join(f"  {entry.name:<12} {entry.title}" for entry in FORMATS.values())


class ExportCommand(QueryCommand):
    """A command with a query, before which the name of a format may stand."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read `html kind:law` as `--format html kind:law`; behind `--` the word would be searched for."""
        all_words = "--" in args
        rest = super().parse_args(ctx, args)
        query = ctx.params["query"]
        if query and query[0] in FORMATS and not ctx.params["format_"] and not all_words:
            ctx.params |= {"format_": query[0], "query": query[1:]}
        return rest


@click.command("export", cls=ExportCommand, epilog=_FORMATS_HELP)
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
@click.option("--title", default="", help="Dossiers: their title. Default: that of the dataset.")
@click.option(
    "--from", "sender_name", default="", metavar="NAME", help="Dossiers: whose introduction and notes they have."
)
@click.option(
    "--introduction",
    type=click.File("r", encoding="utf-8"),
    help="Dossiers: a file with your introduction; an empty line between paragraphs.",
)
@click.option(
    "--order",
    type=click.Choice(["date", "kept"]),
    default="date",
    show_default=True,
    help="Dossiers: by kind and date, or as you kept the records.",
)
@click.option(
    "--citations",
    default=PLAIN,
    show_default=True,
    metavar="STYLE",
    help=f"Dossiers: how sources are cited: {PLAIN}, {', '.join(SHIPPED)}, or a file with a style in CSL.",
)
@click.option("--no-notes", is_flag=True, help="Dossiers: without your notes.")
@loss_options
def export_command(
    asked: Asked,
    format_: str | None,
    output: Path | None,
    lanes: By,
    title: str,
    sender_name: str,
    introduction: TextIO | None,
    order: str,
    citations: str,
    no_notes: bool,
    report: Path | None,
    force: bool,
    strict: bool,
) -> int:
    """Write the records that match QUERY, or all of them.

    The name of a format may stand first: letapis export html kind:law. Behind -- it is a word to search for.
    """
    refuse(output, report, force=force, dataset=dataset_folder(click.get_current_context()))
    chosen = replace(asked.selection, lanes=lanes)
    chosen.store.expect(len(chosen.refs))
    gc.disable()  # the collector would find nothing in all that is kept
    to_stdout = output is None or str(output) == "-"
    chosen_format = FORMATS[format_ or _by_ending(output)]
    if chosen_format.is_dossier:
        if not chosen.refs:  # it would say that nothing is disputed
            talk("No record matches: there is nothing to make a dossier of.")
            return 1
        words = introduction.read() if introduction else ""
        sender = Sender(title, words, style=citations, own_order=order == "kept", name=sender_name)
        chosen = _dossier(chosen, asked, sender, with_notes=not no_notes)
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


def _dossier(chosen: Selection, asked: Asked, sender: Sender, *, with_notes: bool) -> Selection:
    """Return what a dossier is made of; say how many of the user's notes are in it."""
    if with_notes:
        sender = replace(sender, notes=notes_of(asked.book()))
        count = len(sender.notes.keys() & set(chosen.refs))
        if count:
            talk(f"{count} of your notes in it: --no-notes leaves them out")
    if sender.own_order:
        chosen = in_kept_order(chosen, asked.book())
    return sent(chosen, asked.opened, sender)


def _by_ending(output: Path | None) -> str:
    """Return the format with the ending of a file; jsonl where no format has it."""
    ending = output.suffix.lstrip(".") if output else ""
    return next((entry.name for entry in FORMATS.values() if ending in (entry.ending, entry.name)), "jsonl")
