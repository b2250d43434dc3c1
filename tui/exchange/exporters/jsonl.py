"""JSON Lines: one whole record a line."""

from __future__ import annotations

from collections.abc import Iterator

from tui.exchange.exporters.escape import json_line
from tui.exchange.exporters.selection import Selection
from tui.exchange.exporters.to_dict import to_dict


def write(selection: Selection) -> Iterator[str]:
    """Yield one line for each record, with its `type`, its `id` and the words that it rests on."""
    for ref in selection.tracked(selection.refs):
        yield json_line(to_dict(selection.store, ref)) + "\n"
