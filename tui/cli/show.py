"""`letapis show ID`: one record, with the words that it rests on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from tui.cli.common import as_typed, format_option, in_plain, shared_options, with_links, write
from tui.cli.links import linked
from tui.cli.querying import opened_index
from tui.core.errors import UseError
from tui.core.model.records import Ref
from tui.core.model.sections import SECTIONS
from tui.core.text.display import shown
from tui.core.text.suggest import did_you_mean
from tui.environment import read_environment
from tui.exchange.exporters.escape import json_text
from tui.exchange.exporters.markdown_entry import entry
from tui.exchange.exporters.to_dict import to_dict
from tui.present.cards.card import card
from tui.present.page import Span, lay_out
from tui.present.plain import card_lines, evidence_lines
from tui.present.signs import use_signs
from tui.present.source.citations import web_address
from tui.present.source.evidence import CITATION, excerpts

if TYPE_CHECKING:
    from tui.core.store.base import Store


@click.command("show")
@click.argument("record_id", metavar="ID")
@format_option(["text", "md", "json"], "The card as the explorer shows it, Markdown, or JSON.", "text")
@shared_options
@click.pass_context
def show_command(ctx: click.Context, record_id: str, format_: str) -> None:
    """Print one record and its evidence.

    ID is that of a record, SECTION/ID where two sections have one id, or SOURCE/PASSAGE.
    """
    store = opened_index(ctx).store
    record_id = as_typed(record_id)
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
    if in_plain():
        evidence = evidence_lines(store, ref) if ref.section != "passages" else ()
        write(f"{line}\n" for line in (*card_lines(store, ref), *evidence))
        return
    write(f"{line}\n" for line in _text(store, ref, min(80, shutil.get_terminal_size().columns), links=with_links()))


def _text(store: Store, ref: Ref, width: int, *, links: bool) -> Iterator[str]:
    """Yield the lines of a record's card and of the excerpts that are its evidence.

    With `links`, the title, each name of a source and each excerpt lead to a web page.
    """
    pages = [card(store, ref), excerpts(store, ref, 0)] if ref.section != "passages" else [card(store, ref)]
    for number, page in enumerate(pages):
        if number:
            yield ""
        layout = lay_out(page, width)
        passages = {line: Ref("passages", anchor.removeprefix(CITATION)) for anchor, line in layout.anchors.items()}
        about = ref
        for at, line in enumerate(layout.lines):
            about = passages.get(at, about) if number else ref
            yield "".join(_linked(store, about, span) if links else span.text for span in line).rstrip()


def _linked(store: Store, about: Ref, span: Span) -> str:
    """Return the text of a span, as a link where it is a source's name, or title or excerpt of the record `about`."""
    if span.role in ("title", "quote"):
        return linked(span.text, web_address(store, about))
    if span.link and span.link.ref.section == "sources":
        return linked(span.text, web_address(store, span.link.ref))
    return span.text
