"""`letapis show ID`: one record, with the words that it rests on."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

import click

from tui.cli_common import UseError, dataset_folder, dataset_options, index_of, write


@click.command("show")
@click.argument("record_id", metavar="ID")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["md", "json"]),
    default="md",
    show_default=True,
    help="Text to read, or JSON.",
)
@dataset_options
@click.pass_context
def show_command(
    ctx: click.Context, record_id: str, format_: str, dataset: Path | None, documents: Path | None
) -> None:
    """Print one record and its evidence.

    ID is that of a record, SECTION/ID where two sections have one id, or SOURCE/PASSAGE.
    """
    from tui.core.text import shown
    from tui.exchange.escape import json_text
    from tui.exchange.expand import expand

    store = index_of(dataset_folder(ctx, dataset)).store
    ref = store.find(record_id)
    if ref is None:
        known = [other for section in ("events", "organisations", "people", "places", "sources", "claims",
                                       "relations") for other in store.ids(section)]  # fmt: skip
        near = get_close_matches(record_id, known, n=1, cutoff=0.55)
        hint = f"; did you mean {shown(near[0])}?" if near else ""
        raise UseError(f"letapis: there is no record {shown(record_id)}{hint}")
    if format_ == "json":
        write([json_text(expand(store, ref))])
        return
    from tui.exchange.markdown import entry

    write(f"{line}\n" for line in entry(store, ref))
