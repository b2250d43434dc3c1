"""Moves as a table: from where, to where, who, when, how many, and who says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal, NamedTuple, TypeAlias

from pyroaring import BitMap

from tui.core.dates import edtf
from tui.core.index.day_groups import calendar
from tui.core.index.index import Index
from tui.core.model.records import EntityId, Event, Ref
from tui.core.store.related import short_name
from tui.core.text import folding
from tui.core.text.display import cells, cut, shown
from tui.core.text.numbers import figure, plain_unit
from tui.present.cards.event import amounts
from tui.present.cards.parts import CardWriter, joined, plural, term_of
from tui.present.page import Block, Link, Page, Role, Span, say

MoveOrder: TypeAlias = Literal["date", "origin", "destination", "who", "number", "voices"]
ORDERS: dict[MoveOrder, str] = {
    "date": "date",
    "origin": "where from",
    "destination": "where to",
    "who": "who",
    "number": "how many, most first",
    "voices": "who says so",
}
"""Order of the table → in words."""
MOST = 1000
"""Moves that are listed: the first ones in the order."""
WIDE = 116
"""Cells from which each move has one line."""
_GAP = 2
_HANG = 2
_UNKNOWN = "?"


class _Move(NamedTuple):
    """The cells of one move; raw texts."""

    event: Event
    date: str
    origin: str
    destination: str
    who: str
    number: str
    told: str


_TITLES = ("When", "From", "To", "Who", "How many", "Told by")
_COLUMNS: tuple[MoveOrder, ...] = ("date", "origin", "destination", "who", "number", "voices")
_WIDEST = (26, 18, 18, 30, 40)
"""Cells of each column but the last one, at most."""


def moves_of(index: Index, events: BitMap) -> BitMap:
    """Return those of some events, by their numbers, that lead from a place or to one."""
    return events & index.postings.facet("has", "move")


def moves_page(writer: CardWriter, index: Index, moves: BitMap, order: MoveOrder, width: int) -> Page:
    """Return moves (numbers of events) as a table of `width` cells: one line each, or two where it is narrow.

    Each row is one link, to the event, and its block is named by the event's id.
    """
    found = [_move(writer, index.event_id(number)) for number in _by_calendar(index, moves)]
    found.sort(key=_KEYS[order])
    listed = found[:MOST]
    if not listed:
        return Page((Block((say("No listed event is a move from a place or to one", "muted"),)),))
    rows = _wide(writer, listed, order, width) if width >= WIDE else _narrow(writer, listed)
    more = f"and {len(found) - MOST:,} more" if len(found) > MOST else ""
    return Page((*rows, *([Block((say(more, "muted"),))] if more else [])))


def _by_calendar(index: Index, moves: BitMap) -> list[int]:
    days = calendar(index).days
    return sorted(moves, key=lambda number: (days[number] is None, days[number] or 0))


def _move(writer: CardWriter, event_id: str) -> _Move:
    store = writer.store
    event = store.event(event_id)
    who = event.involves[0].entity if event.involves else ""
    sources = dict.fromkeys(citation.source for citation in event.evidence)
    return _Move(
        event,
        date=edtf.parse(event.date).display,
        origin=_named(writer, event.origin),
        destination=_named(writer, event.destination),
        who=_named(writer, who),
        number=amounts(event),
        told=", ".join(short_name(store, source, 24) for source in sources),
    )


def _named(writer: CardWriter, entity: EntityId) -> str:
    return writer.store.name(writer.store.entity_ref(entity)) if entity else ""


def _text_key(attribute: str) -> Callable[[_Move], Any]:
    """Return a key that sorts by one cell, empty ones last."""
    return lambda move: (not getattr(move, attribute), folding.fold(getattr(move, attribute)))


def _number_key(move: _Move) -> Any:
    """Sort by what is counted, and within it the greatest number first; those without a number come last."""
    found = [
        (plain_unit(one.unit), -number.high)
        for one in move.event.moved
        if (number := figure(one.value, one.unit)) is not None
    ]
    return (not found, min(found, key=lambda pair: pair[1], default=("", 0.0)))


_KEYS: dict[MoveOrder, Callable[[_Move], Any]] = {
    "date": lambda move: 0,  # as they come
    "origin": _text_key("origin"),
    "destination": _text_key("destination"),
    "who": _text_key("who"),
    "number": _number_key,
    "voices": _text_key("told"),
}


def _link(move: _Move) -> Link:
    ref = Ref("events", move.event.id)
    return Link(ref, term_of(ref))


def _later(writer: CardWriter, move: _Move) -> tuple[Span, ...]:
    return writer.later(citation.source for citation in move.event.evidence)


def _wide(writer: CardWriter, moves: Sequence[_Move], order: MoveOrder, width: int) -> Iterable[Block]:
    texts = [_cells(move) for move in moves]
    natural = [max(cells(text) for text in column) for column in zip(_TITLES, *texts, strict=True)]
    widths = [min(size, most) for size, most in zip(natural, _WIDEST, strict=False)]
    left = width - _HANG - sum(widths) - _GAP * len(widths)
    for at, size in enumerate(natural[:-1]):  # what would be cut takes what the last column does not need
        more = max(0, min(size - widths[at], left - natural[-1]))
        widths[at], left = widths[at] + more, left - more
    widths.append(max(12, left))
    roles: list[Role] = ["heading" if one == order else "label" for one in _COLUMNS]
    yield Block(tuple(_row(_TITLES, widths, roles, None)), hang=_HANG, keep=True)
    for move, row in zip(moves, texts, strict=True):
        look: list[Role] = ["muted", "gist", "gist", "gist", "heading", "muted"]
        spans = (*_row(row, widths, look, _link(move)), *_later(writer, move))
        yield Block(spans, hang=_HANG, keep=True, anchor=move.event.id)


def _cells(move: _Move) -> tuple[str, ...]:
    ends = (shown(move.origin) or _UNKNOWN, shown(move.destination) or _UNKNOWN)
    return (shown(move.date), *ends, shown(move.who), shown(move.number), shown(move.told))


def _row(texts: Sequence[str], widths: Sequence[int], roles: Sequence[Role], link: Link | None) -> Iterable[Span]:
    for at, (text, size, role) in enumerate(zip(texts, widths, roles, strict=True), 1):
        short = cut(text, size)
        yield Span(short if at == len(texts) else short + " " * (size - cells(short) + _GAP), role, link)


def _narrow(writer: CardWriter, moves: Sequence[_Move]) -> Iterable[Block]:
    width = max(cells(shown(move.date)) for move in moves)
    for move in moves:
        link = _link(move)
        date, _, _, who, number, told = _cells(move)
        label = Span(" " * (width - cells(date)) + date, "muted")
        ends = (("from ", move.origin), ("to ", move.destination))
        parts = [
            part for lead, end in ends if end for part in (Span(lead, "muted", link), say(f"{end} ", "gist", link))
        ]
        first = [*parts, *([Span(f" {number}", "heading", link)] if number else [])]
        yield Block((*first, *_later(writer, move)), label=label, hang=width + _GAP, anchor=move.event.id)
        said = joined([(Span(who, "gist"),), (Span(told, "muted"),)], " · ")
        yield Block(said, hang=width + _GAP)


def in_words(count: int, order: MoveOrder) -> str:
    """Return how many moves are listed and in which order."""
    return f"{plural(count, 'move')} · by {ORDERS[order]}"
