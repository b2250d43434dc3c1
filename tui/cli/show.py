"""`letapis show ID`: one record, with the words that it rests on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from tui.cli.common import dataset_options, format_option, write
from tui.cli.querying import opened_index
from tui.core.errors import UseError
from tui.core.model.sections import SECTIONS
from tui.core.text.display import shown
from tui.core.text.suggest import did_you_mean
from tui.environment import read_environment
from tui.exchange.exporters.escape import json_text
from tui.exchange.exporters.markdown import entry
from tui.exchange.exporters.to_dict import to_dict
from tui.present.cards.card import card
from tui.present.page import lay_out
from tui.present.signs import use_signs
from tui.present.source.evidence import excerpts

if TYPE_CHECKING:
    from tui.core.model.records import Ref
    from tui.core.store.base import Store


@click.command("show")
@click.argument("record_id", metavar="ID")
@format_option(["text", "md", "json"], "The card as the explorer shows it, Markdown, or JSON.", "text")
@dataset_options
@click.pass_context
def show_command(ctx: click.Context, record_id: str, format_: str) -> None:
    """Print one record and its evidence.

    ID is that of a record, SECTION/ID where two sections have one id, or SOURCE/PASSAGE.
    """
    store = opened_index(ctx).store
    ref = store.find(record_id)
    if ref is None:
        known = [other for section in SECTIONS for other in store.ids(section)]
        near = did_you_mean(record_id, known)
        hint = f"; did you mean {shown(near)}?" if near else ""
        raise UseError(f"there is no record {shown(record_id)}{hint}")
    if format_ == "json":
        write([json_text(to_dict(store, ref))])
        return
    if format_ == "md":
        write(f"{line}\n" for line in entry(store, ref))
        return
    use_signs(ascii_only=read_environment().is_ascii())
    write(f"{line}\n" for line in _text(store, ref, min(80, shutil.get_terminal_size().columns)))


def _text(store: Store, ref: Ref, width: int) -> Iterator[str]:
    """Yield the lines of a record's card and of the excerpts that are its evidence."""
    pages = [card(store, ref), excerpts(store, ref, 0)] if ref.section != "passages" else [card(store, ref)]
    for number, page in enumerate(pages):
        if number:
            yield ""
        for line in lay_out(page, width).lines:
            yield "".join(span.text for span in line).rstrip()
