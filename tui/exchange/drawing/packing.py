"""Pack the signs and titles of a lane of the drawing into lines that do not overlap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tui.core.dates import edtf
from tui.core.model.records import Event
from tui.core.text.display import cells, cut_at_word, shown
from tui.exchange.drawing.lanes_chart import ChartRow, EventMark

WIDTH = 297
"""Page width; this module uses mm."""
EDGE = 12
NAMES_END = 66
"""Right edge of the names; time begins here."""
CELL = 2.6
LETTER = 0.6
"""Average width of a letter, relative to its size."""
COLUMNS = int((WIDTH - EDGE - NAMES_END) / CELL)
SIGN, WORDS = 2.9, 2.2
"""Font sizes of signs and titles."""
MOST_LETTERS = 44
"""Limit of a title."""
MOST_LINES = 24
"""Limit of a lane; events that do not fit are counted on the last line."""


class Item(NamedTuple):
    """A sign, or a count in a circle, and the title at its right."""

    x: float
    events: tuple[Event, ...]
    sign: str
    """Safe to show; empty for several events."""
    words: str
    """Safe to show."""


Line = list[Item]


def packed(row: ChartRow, kinds: Mapping[str, str]) -> list[Line]:
    """Return the lines of a lane, at least one; `kinds` is the sign of each kind, raw."""
    lines: list[Line] = []
    ends: list[float] = []
    rest: list[EventMark] = []
    for mark in row.marks:
        x = x_of(mark.x)
        for number, event in enumerate(mark.events):
            at = next((at for at, end in enumerate(ends) if end <= x), len(ends))
            if at == len(ends):
                if at >= MOST_LINES - 1:  # no line has space left here
                    rest.append(mark._replace(events=mark.events[number:]))
                    break
                lines.append([])
                ends.append(0)
            item = _item(mark, event, kinds)
            lines[at].append(item)
            ends[at] = x + wide(item) + 2
    return [*lines, _counted(rest, kinds)] if rest else lines or [[]]


def x_of(cell: float) -> float:
    """Return where a cell of the scale begins."""
    return NAMES_END + cell * CELL


def radius(count: int) -> float:
    """Return the radius of the circle around a figure."""
    return 1.3 + 0.45 * (len(str(count)) - 1)


def wide(item: Item) -> float:
    """Return how wide an item is."""
    return sign_width(item) + (0.7 + cells(item.words) * WORDS * LETTER if item.words else 0)


def sign_width(item: Item) -> float:
    """Return how wide the sign of an item is."""
    return cells(item.sign) * SIGN * 0.85 if item.sign else 2 * radius(len(item.events))


def fitted(text: str, room: float, size: float) -> str:
    """Cut text that is safe to show to a width of about `room`."""
    return cut_at_word(text, int(room / (size * LETTER))) if room > 0 else ""


def _item(mark: EventMark, event: Event, kinds: Mapping[str, str]) -> Item:
    item = Item(x_of(mark.x), (event,), _sign(event, kinds), "")
    room = WIDTH - EDGE - item.x - sign_width(item) - 1
    words = fitted(cut_at_word(shown(event.title), MOST_LETTERS), room, WORDS)
    return item._replace(words=words if cells(words) >= 6 or words == shown(event.title) else "")


def _sign(event: Event, kinds: Mapping[str, str]) -> str:
    """Return the sign of an event's kind, with ~ where its date is not sure."""
    found = edtf.parse(event.date)
    return ("~" if found.approximate or found.uncertain else "") + (shown(kinds.get(event.kind, "")) or "◆")


def _counted(marks: Sequence[EventMark], kinds: Mapping[str, str]) -> Line:
    """Return counts for marks; those that would overlap are one."""
    found: Line = []
    for mark in marks:
        sign = _sign(mark.events[0], kinds) if len(mark.events) == 1 else ""
        item = Item(x_of(mark.x), mark.events, sign, "")
        if found and found[-1].x + sign_width(found[-1]) > item.x:
            last = found.pop()
            item = last._replace(events=last.events + item.events, sign="")
        found.append(item)
    return found
