"""JSON Lines: one whole record a line."""

from __future__ import annotations

from collections.abc import Iterator

from tui.exchange.exporters.escape import json_line
from tui.exchange.exporters.holding import Holding
from tui.exchange.exporters.selection import Selection
from tui.exchange.exporters.to_dict import to_dict

_ENTITY = "name names.* summary evidence.* note"
HOLDING = Holding(
    "JSON Lines",
    {
        "events": """title date date_from order after kind involves.* place origin destination moved.* summary
            evidence.* note""",
        "organisations": f"{_ENTITY} kind founded founded_from dissolved dissolved_from place",
        "people": f"{_ENTITY} role",
        "places": f"{_ENTITY} within",
        "sources": """title type publisher authors.literal issued issued_from accessed url archived language summary
            derives_from held note passages.section passages.paragraph passages.gist passages.quote passages.prefix
            passages.suffix passages.note""",
        "claims": "about question measure scope values.* contradiction note",
        "relations": "from type to role start start_from end end_from as_of as_of_from summary evidence.* note",
    },
)


def write(selection: Selection) -> Iterator[str]:
    """Yield one line for each record, with its `type`, its `id` and the words that it rests on."""
    selection.tell(HOLDING)
    for ref in selection.tracked(selection.refs):
        yield json_line(to_dict(selection.store, ref)) + "\n"
