"""`letapis ties A B`: how two organisations, people or places are tied; `letapis ties A`: who is tied to one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli.common import (
    Statuses,
    as_typed,
    dataset_folder,
    explained,
    format_option,
    in_plain,
    shared_options,
    talk,
    write,
)
from tui.cli.losses import loss_options, tell_losses
from tui.cli.output_files import refuse, write_output
from tui.cli.querying import opened_index
from tui.core.errors import DateError, QueryError, UseError
from tui.core.index.names import Closeness
from tui.core.model.records import EntityId, Ref
from tui.core.model.sections import ENTITY_SECTIONS, TYING_SECTIONS
from tui.core.query import parser
from tui.core.text.display import shown
from tui.core.ties.chains import Chain, ways
from tui.environment import read_environment
from tui.exchange.exporters.escape import json_text
from tui.exchange.formats import as_utf8
from tui.exchange.losses import Losses
from tui.present.page import Page, lay_out
from tui.present.plain import page_lines
from tui.present.signs import use_signs
from tui.session.ties import Question, answered, drawn, graph_of

if TYPE_CHECKING:
    from tui.core.index.index import Index

_LOOKED_AT = 20
"""Records with a name like the one typed, of which the first entity is meant."""


@click.command("ties")
@click.argument("first", metavar="A")
@click.argument("last", metavar="[B]", default="")
@click.option(
    "--by", "kinds", multiple=True, type=click.Choice(TYING_SECTIONS), help="Only ties by these; may be given again."
)
@click.option("--on", "date", metavar="DATE", default="", help="As things stood at the end of DATE (EDTF).")
@click.option("--filter", "query", metavar="QUERY", default="", help="Only ties by records that match QUERY.")
@click.option(
    "--svg",
    "drawing",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Draw them there (SVG), or - for standard output, instead of printing them.",
)
@format_option(["text", "json"], "The ties as the explorer shows them, or JSON.", "text")
@loss_options
@shared_options
@click.pass_context
def ties_command(
    ctx: click.Context,
    first: str,
    last: str,
    kinds: tuple[str, ...],
    date: str,
    query: str,
    drawing: Path | None,
    format_: str,
    report: Path | None,
    force: bool,
    strict: bool,
) -> int:
    """Print the shortest chains of ties between two names, or all that is tied to one.

    A and B are names, in any spelling, or ids. Two are tied by a relation, an event that both are part of, or what
    the one has said of the other. --svg draws the same on pages to print.

    \b
    Examples:
      letapis ties PandaDoc Tsepkalo
      letapis ties pandadoc tsepkalo --by relations --on 2020-08
      letapis ties pandadoc --svg ties.svg
    """
    refuse(drawing, report, force=force, dataset=dataset_folder(ctx))
    index = opened_index(ctx)
    typed_query = as_typed(query)
    ends = [_entity(index, as_typed(name)) for name in (first, last) if name]
    in_order = tuple(kind for kind in TYING_SECTIONS if kind in kinds or not kinds)
    question = Question(ends[0], ends[1] if last else "", in_order, date, filtered=bool(query))
    try:
        wanted = parser.parse(typed_query)
        graph = graph_of(question, index, wanted)
    except DateError as error:
        raise UseError(f"--on: {error}") from None
    except QueryError as error:
        raise UseError(explained(error, typed_query)) from None
    found = ways(graph, index.store, *ends) if last else None
    chained = [*found.chains, *found.reported] if found else []
    around = [] if last else [*graph.around(ends[0])]
    status = Statuses.FINE if chained or around else Statuses.NOTHING
    if drawing is not None:
        losses = Losses()
        pieces = drawn(question, index, wanted, losses)
        if str(drawing) == "-":
            write(pieces)
        else:
            write_output(drawing, as_utf8(pieces), force=force)
            talk(f"drawn in {drawing}")
        return tell_losses(losses, report, force=force, strict=strict) or status
    if format_ == "json":
        tied = [{"id": one, "records": [*map(_id, graph.between(ends[0], one))]} for one in around]
        write([json_text({"chains": [*map(_as_dict, chained)]} if last else {"tied": tied})])
    else:
        use_signs(ascii_only=read_environment().is_ascii())
        write(f"{line}\n" for line in _lines(index, answered(question, index, wanted)))
    return status


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
            {"from": tie.near, "to": tie.far, "voices": tie.voices, "records": [*map(_id, tie.records)]}
            for tie in chain.ties
        ],
    }


def _id(ref: Ref) -> str:
    return f"{ref.section}/{ref.id}"
