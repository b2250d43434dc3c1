"""`letapis find QUERY`: the records that match, for people on a terminal and for programs in a pipe."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from tui.cli.common import Statuses, chosen_format, talk, with_links, write
from tui.cli.querying import Asked, QueryCommand, nothing_found, query_options
from tui.core.dates import edtf
from tui.core.index import report_time
from tui.core.model.records import date_of
from tui.core.model.sections import SECTION
from tui.core.query import date_readings
from tui.core.text.display import shown
from tui.exchange.exporters.selection import Selection
from tui.exchange.formats import FORMATS

if TYPE_CHECKING:
    from tui.core.index.index import Index, Result


@click.command("find", cls=QueryCommand)
@query_options(
    ["table", "lines", "tsv", "jsonl", "csv"],
    "Default: a table on a terminal, with --plain a line of words for each record; in a pipe, lines with tabs (type, "
    "id, date, name).",
)
@click.option("--limit", type=click.IntRange(min=0), help="At most so many records.")
def find_command(asked: Asked, format_: str | None, limit: int | None) -> int:
    """Print the records that match QUERY: events first, by the calendar.

    \b
    Examples:
      letapis find kind:law
      letapis find 'date:2020-08-09..2020-08-12 -kind:letter'
      letapis find is:disputed --format jsonl
    """
    index, result, chosen = asked.index, asked.result, asked.selection
    printed = replace(chosen, refs=chosen.refs[:limit])
    if not chosen.refs:
        talk(nothing_found(index, result))
        return Statuses.NOTHING
    _print(printed, chosen_format(format_, drawn="table"))
    if len(printed.refs) < len(chosen.refs):
        talk(f"{len(printed.refs)} of {len(chosen.refs)} records")
    _talk_of_report_time(index, result)
    _talk_of_readings(result)
    respelled = sum(index.postings.numbers[ref] in result.respelled for ref in chosen.refs)
    if respelled:
        talk(f"{respelled} of {len(chosen.refs)} by another spelling of a name")
    return Statuses.FINE


def _talk_of_report_time(index: Index, result: Result) -> None:
    """Say what `known:` leaves out: what appeared since, and what rests on sources that nobody can date."""
    at = report_time.as_of(index.postings, result.query)
    if at is not None:
        from tui.present.banner import as_known, said  # few queries ask for a report time

        talk(said(as_known(index.store, at, report_time.split(index, at, result.query), marked=False)))


def _talk_of_readings(result: Result) -> None:
    """Say how many events both readings of a date give, where they differ."""
    if result.must != result.may:
        other = date_readings.in_words(result.count, result.must, result.may)
        talk(f"{result.count} of {result.total} events, {other} (date! asks what must be in a time, date what may)")


def _print(selection: Selection, format_: str) -> None:
    if format_ == "table":
        _print_table(selection)
    elif format_ == "lines":
        _print_lines(selection)
    elif format_ == "tsv":
        write(_tsv(selection))
    else:
        write(FORMATS[format_].write(selection))


def _tsv(selection: Selection) -> Iterator[str]:
    """Yield a line for each record: type, id, date as EDTF and name, with tabs between them."""
    store = selection.store
    for ref in selection.refs:
        cells = (SECTION[ref.section].singular, ref.id, date_of(store.record(ref)), store.name(ref))
        yield "\t".join(shown(cell) for cell in cells) + "\n"


def _print_lines(selection: Selection) -> None:
    from tui.present.plain import in_one_line

    write(f"{in_one_line(selection.store, ref)}\n" for ref in selection.refs)


def _print_table(selection: Selection) -> None:
    """Print a table, drawn by rich, which no other output needs. No text is read as markup."""
    from rich import box
    from rich.console import Console
    from rich.style import Style
    from rich.table import Table
    from rich.text import Text

    from tui.present.source.citations import web_address

    store, links = selection.store, with_links()
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column("Date", justify="right", no_wrap=True, style="dim")
    table.add_column("What", overflow="fold", ratio=1)
    table.add_column("Sources", justify="right")
    table.add_column("Id", overflow="fold", style="dim")
    for ref in selection.refs:
        date = date_of(store.record(ref))
        sources = {citation.source for citation in store.citations(ref)}
        name = shown(store.name(ref))
        table.add_row(
            Text(edtf.parse(date).display if date else ""),
            Text(
                name if ref.section == "events" else f"{name}  ({SECTION[ref.section].singular})",
                Style(link=web_address(store, ref) or None) if links else "",
            ),
            Text(str(len(sources)) if sources and ref.section != "sources" else ""),
            Text(ref.id),
        )
    console = Console(highlight=False, markup=False)
    with console.capture() as capture:
        console.print(table)
    write([capture.get()])
