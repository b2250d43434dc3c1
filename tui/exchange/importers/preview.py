"""What an import would make: what each column becomes, and the first records as they would be written."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from tui.core.text.display import cells, cut, shown
from tui.exchange.importers.incoming import Incoming
from tui.exchange.importers.tables.headings import ROLES
from tui.exchange.importers.tables.table import ENTRY, LISTS
from tui.exchange.yaml_writer import yaml_text

_RECORDS = 5
_HEADING = 18
_BECOMES = 37
_SAMPLE = 19
"""Cells of the three parts of a line."""


def preview(incoming: Incoming) -> Iterator[str]:
    """Yield the lines of the preview, safe to show; empty columns are left out."""
    if incoming.about:
        yield f"It is {shown(incoming.about)}.\n\n"
    if incoming.columns:
        yield from _columns(incoming)
        yield f"\n{LISTS}\n\n"
    section = "events" if "events" in incoming.sections else next(iter(incoming.sections))
    records = incoming.sections[section]
    first = dict(islice(records.items(), _RECORDS))
    yield (
        f"The first {len(first)} of {len(records):,} {section}:\n\n"
        if len(records) > len(first)
        else "The records:\n\n"
    )
    yield shown(yaml_text({section: first}), lines=True)
    if not yaml_text({section: first}).endswith("\n"):
        yield "\n"


def _columns(incoming: Incoming) -> Iterator[str]:
    for column in incoming.columns:
        becomes = ROLES[column.role].becomes if column.role else "nothing"
        heading = column.heading or f"(column {column.index + 1})"
        sample = shown(column.sample.replace(ENTRY, "; "))
        yield f"  {_padded(heading, _HEADING)}  {_padded(becomes, _BECOMES)}  {cut(sample, _SAMPLE)}".rstrip() + "\n"


def _padded(text: str, width: int) -> str:
    safe = cut(shown(text), width)
    return safe + " " * (width - cells(safe))
