"""`letapis ties A B`: how two organisations, people or places are tied."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click
from pyroaring import BitMap

from tui.cli.common import Statuses, as_typed, explained, format_option, in_plain, shared_options, write
from tui.cli.querying import opened_index
from tui.core.dates import edtf
from tui.core.errors import DateError, QueryError, UseError
from tui.core.index.names import Closeness
from tui.core.model.records import EntityId, Ref
from tui.core.model.sections import ENTITY_SECTIONS, TYING_SECTIONS
from tui.core.query import parser
from tui.core.text.display import shown
from tui.core.ties.chains import Chain, chains, reach
from tui.core.ties.graph import TieGraph, counted
from tui.environment import read_environment
from tui.exchange.exporters.escape import json_text
from tui.present.cards.parts import CardWriter
from tui.present.page import Page, lay_out
from tui.present.plain import page_lines
from tui.present.signs import use_signs
from tui.present.ties import apart_page, chains_page

if TYPE_CHECKING:
    from tui.core.index.index import Index

_LOOKED_AT = 20
"""Records with a name like the one typed, of which the first entity is meant."""


@click.command("ties")
@click.argument("first", metavar="A")
@click.argument("last", metavar="B")
@click.option(
    "--by", "kinds", multiple=True, type=click.Choice(TYING_SECTIONS), help="Only ties by these; may be given again."
)
@click.option("--on", "date", metavar="DATE", help="As things stood at the end of DATE (EDTF).")
@click.option("--filter", "query", metavar="QUERY", default="", help="Only ties by records that match QUERY.")
@format_option(["text", "json"], "The chains as the explorer shows them, or JSON.", "text")
@shared_options
@click.pass_context
def ties_command(
    ctx: click.Context, first: str, last: str, kinds: tuple[str, ...], date: str | None, query: str, format_: str
) -> int:
    """Print the shortest chains of ties between two names.

    A and B are names, in any spelling, or ids. Two are tied by a relation, an event that both are part of, or what
    the one has said of the other.

    \b
    Examples:
      letapis ties PandaDoc Tsepkalo
      letapis ties pandadoc tsepkalo --by relations --on 2020-08
    """
    index = opened_index(ctx)
    ends = [_entity(index, as_typed(name)) for name in (first, last)]
    graph = TieGraph(index, _counted(index, kinds or TYING_SECTIONS, as_typed(query), date))
    found = chains(graph, index.store, *ends)
    if format_ == "json":
        write([json_text({"chains": [_as_dict(chain) for chain in found]})])
    else:
        writer = CardWriter(index.store)
        use_signs(ascii_only=read_environment().is_ascii())
        page = chains_page(writer, found) if found else apart_page(writer, ends, reach(graph, index, *ends))
        write(f"{line}\n" for line in _lines(index, page))
    return Statuses.FINE if found else Statuses.NOTHING


def _entity(index: Index, name: str) -> EntityId:
    """Return the entity of that id, or the one whose name comes closest. Raises UseError where there is none."""
    if index.store.entity(name) is not None:
        return name
    hits = index.names.find(name, _LOOKED_AT)
    named = (hit.ref for hit in hits if hit.closeness < Closeness.IN_TEXT)
    found = next((ref.id for ref in named if ref.section in ENTITY_SECTIONS), None)
    if found is None:
        raise UseError(f"nobody and nothing is called {shown(name)}")
    return found


def _counted(index: Index, kinds: tuple[str, ...], query: str, date: str | None) -> BitMap:
    """Return the records that count. Raises UseError where the date is none or the query cannot be understood."""
    try:
        day = edtf.parse(date).latest if date else None
        return counted(index, kinds, parser.parse(query) if query else None, day)
    except DateError as error:
        raise UseError(f"--on: {error}") from None
    except QueryError as error:
        raise UseError(explained(error, query)) from None


def _lines(index: Index, page: Page) -> Iterator[str]:
    if in_plain():
        yield from page_lines(index.store, page)
        return
    for line in lay_out(page, min(80, shutil.get_terminal_size().columns)).lines:
        yield "".join(span.text for span in line).rstrip()


def _as_dict(chain: Chain) -> dict[str, object]:
    return {
        "voices": chain.support[0],
        "ties": [
            {"from": tie.near, "to": tie.far, "voices": tie.voices, "records": [_id(ref) for ref in tie.records]}
            for tie in chain.ties
        ],
    }


def _id(ref: Ref) -> str:
    return f"{ref.section}/{ref.id}"
