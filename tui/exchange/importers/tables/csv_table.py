"""Import CSV as people have it: any delimiter, with lines above the headings, ragged, and in many languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from tui.exchange.importers.content import Content, Options
from tui.exchange.importers.incoming import Incoming
from tui.exchange.importers.tables import headings
from tui.exchange.importers.tables.cells import DELIMITERS, rows
from tui.exchange.importers.tables.records import records
from tui.exchange.importers.tables.table import Table, columns_of, usable

_ABOVE = 15
"""Rows among which the headings are looked for."""
_RULE = re.compile(r"\s*:?-{3,}:?\s*")
_UNCLOSED = "a quotation mark is not closed, or not at the end of its cell: the cell is taken as it stands"


class _Start(NamedTuple):
    """Where the headings of a table are, if a delimiter is the right one."""

    known: int
    """How many headings are known."""
    width: int
    delimiter: str
    row: int
    """Index of the row with the headings."""


def read(content: Content, options: Options) -> Incoming:
    """Return the records of a table.

    Raises:
        ValueError: no headings say which column has titles and which has dates.
    """
    return records(_table(content, options), options)


def _table(content: Content, options: Options) -> Table:
    text, told = content.text.removeprefix("\ufeff"), ""
    first, _, rest = text.partition("\n")
    if len(first.strip()) == 5 and first.startswith("sep="):
        text, told = rest, first[4]
    start = _start(text, options, told)
    delimiter = DELIMITERS.get(start.delimiter, f"“{start.delimiter}”")
    table = Table([], (), f"a table, separated by {delimiter}, in {content.encoding_name}")
    lost = table.losses
    lines = rows(text, start.delimiter, lambda number, cell: lost.add("text", _UNCLOSED, f"row {number}", cell))
    for number in range(start.row):
        if above := " ".join(filter(None, map(str.strip, next(lines)))):
            lost.add("text", "a line above the headings is no part of the table", f"row {number + 1}", above)
    table.columns = columns_of(next(lines, []), options.columns, table)
    table.rows = ((f"row {number}", cells) for number, cells in enumerate(lines, start.row + 2) if not _is_rule(cells))
    return usable(table)


def _is_rule(cells: list[str]) -> bool:
    """Whether a row is the rule below the headings of a table in Markdown."""
    return len(cells) > 2 and all(_RULE.fullmatch(cell) for cell in cells[1:-1])


def _start(text: str, options: Options, delimiter: str) -> _Start:
    """Return the delimiter and the row of headings with which most headings are known, in the widest table."""
    found = [start for each in ([delimiter] if delimiter else DELIMITERS) for start in _starts(text, each, options)]
    if not found:
        raise ValueError("it has no rows")
    return max(found, key=lambda start: (start.known, start.width if not start.row else 0, -start.row))


def _starts(text: str, delimiter: str, options: Options) -> Iterator[_Start]:
    mapped = {" ".join(heading.split()).casefold() for heading in options.columns}
    for number, cells in enumerate(islice(rows(text, delimiter), _ABOVE)):
        names = [" ".join(cell.split()) for cell in cells]
        known = sum(name.casefold() in mapped or headings.guess(name) is not None for name in names if name)
        if known or not number:
            yield _Start(known, len(names), delimiter, number)
