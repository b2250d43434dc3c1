"""Moves as a table: from where, to where, who, when, how many, and who says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Literal, NamedTuple, TypeAlias

from msgspec.structs import replace
from pyroaring import BitMap

from tui.core.dates import edtf
from tui.core.index.day_groups import calendar
from tui.core.index.index import Index
from tui.core.model.records import EntityId, Event, Ref
from tui.core.query.tree import Field, Query
from tui.core.store.related import short_name
from tui.core.text import folding
from tui.core.text.display import cells, shown
from tui.core.text.numbers import figure, plain_unit
from tui.present.bars import Part
from tui.present.cards.event import amounts
from tui.present.cards.parts import CardWriter, joined, plural, term_of
from tui.present.page import Block, Link, Page, Role, Span, say, wrap

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
SLIM = 60
"""Cells below which the date has no column, but begins the line."""
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


class MovesTable(NamedTuple):
    """Moves under the names of the columns."""

    columns: tuple[Part, ...]
    """The names, the one that the table is sorted by brighter; none where there are no columns."""
    page: Page
    """A row for each move: one link, to the event; its block is named by the event's id."""


def moves_of(index: Index, events: BitMap) -> BitMap:
    """Return those of some events, by their numbers, that lead from a place or to one."""
    return events & index.postings.facet("has", "move")


def moves_table(writer: CardWriter, index: Index, moves: BitMap, order: MoveOrder, width: int) -> MovesTable:
    """Return moves (numbers of events) as a table of `width` cells: in columns, or in two lines where it is narrow.

    The term of a row is its value in the column that the table is sorted by.
    """
    found = [_move(writer, index.event_id(number)) for number in _by_calendar(index, moves)]
    found = _by_number(found) if order == "number" else sorted(found, key=_KEYS[order])
    listed = found[:MOST]
    if not listed:
        return MovesTable((), Page((Block((say("No event listed here is a move from a place or to one", "muted"),)),)))
    columns, rows = (_wide if width >= WIDE else _narrow)(writer, listed, order, width)
    if order == "number":
        rows = [*_under_units(listed, rows)]
    more = [Block((say(f"and {len(found) - MOST:,} more", "muted"),))] if len(found) > MOST else []
    return MovesTable(columns, Page((*rows, *more)))


def _under_units(moves: Sequence[_Move], rows: Iterable[Block]) -> Iterator[Block]:
    """Yield the rows of moves in order of number, under the name of what is counted."""
    groups = {move.event.id: _group(move) for move in moves}
    above = None
    for row in rows:
        if row.anchor and groups[row.anchor] != above:
            yield Block((say(groups[row.anchor], "label"),), space=int(above is not None))
            above = groups[row.anchor]
        yield row


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


class _Counted(NamedTuple):
    """The first number of a move."""

    unit: str
    most: float


def _counted(move: _Move) -> _Counted | None:
    """Return what is counted of a move, and how many; None where no number is told."""
    for one in move.event.moved:
        number = figure(one.value, one.unit)
        if number is not None:
            return _Counted(plain_unit(one.unit), number.high)
    return None


def _by_number(moves: Sequence[_Move]) -> list[_Move]:
    """Sort by number, the greatest first, each unit by itself; those without a number come last."""
    counted = {move.event.id: _counted(move) for move in moves}
    most: dict[str, float] = {}
    for one in filter(None, counted.values()):
        most[one.unit] = max(one.most, most.get(one.unit, one.most))

    def key(move: _Move) -> tuple[Any, ...]:
        one = counted[move.event.id]
        return (0, -most[one.unit], one.unit, -one.most) if one else (1, not move.number)

    return sorted(moves, key=key)


def _group(move: _Move) -> str:
    """Return the heading under which a move is listed by number (raw text)."""
    counted = _counted(move)
    if counted is not None:
        return counted.unit or "without a unit"
    return "in words" if move.number else "without a number"


_KEYS: dict[MoveOrder, Callable[[_Move], Any]] = {
    "date": lambda move: 0,  # as they come
    "origin": _text_key("origin"),
    "destination": _text_key("destination"),
    "who": _text_key("who"),
    "voices": _text_key("told"),
}


def _link(writer: CardWriter, move: _Move, order: MoveOrder) -> Link:
    event = move.event
    places = {"origin": event.origin, "destination": event.destination}
    who = event.involves[0].entity if event.involves else ""
    term: Query | None = None
    if order == "date":
        term = Field("date", event.date)
    elif order == "who" and who:
        term = term_of(writer.store.entity_ref(who))
    elif order == "voices" and event.evidence:
        term = Field("source", event.evidence[0].source)
    elif place := places.get(order):
        term = Field("place", place)
    return Link(Ref("events", event.id), term)


def _later(writer: CardWriter, move: _Move) -> tuple[Span, ...]:
    return writer.later(citation.source for citation in move.event.evidence)


def _names(order: MoveOrder, *names: tuple[MoveOrder, str]) -> tuple[Part, ...]:
    return tuple(Part(name, "strong" if own == order else "muted") for own, name in names)


def _wide(
    writer: CardWriter, moves: Sequence[_Move], order: MoveOrder, width: int
) -> tuple[tuple[Part, ...], list[Block]]:
    texts = [_cells(move) for move in moves]
    natural = [max(map(cells, column)) for column in zip(_TITLES, *texts, strict=True)]
    widths = _fitted(natural, width - _HANG - _GAP * len(natural))
    looks: tuple[Role, ...] = ("muted", "gist", "gist", "gist", "gist", "muted")
    blocks: list[Block] = []
    for move, row in zip(moves, texts, strict=True):
        link = _link(writer, move, order)
        columns = [wrap((Span(text, look, link),), size) for text, look, size in zip(row, looks, widths, strict=True)]
        for at in range(max(map(len, columns))):
            line: list[Span] = []
            for column, size in zip(columns, widths, strict=True):
                spans = column[at] if at < len(column) else ()
                blank = size + _GAP - sum(cells(span.text) for span in spans)
                line += [*spans, Span(" " * blank, link=link)]
            later = () if at else _later(writer, move)
            blocks.append(Block((*line[:-1], *later), hang=_HANG, keep=True, anchor="" if at else move.event.id))
    padded = (f"{title}{' ' * (size + _GAP - cells(title))}" for title, size in zip(_TITLES, widths, strict=True))
    return (Part(" " * (_HANG + 1)), *_names(order, *zip(_COLUMNS, padded, strict=True))), blocks


def _fitted(natural: Sequence[int], room: int) -> list[int]:
    """Return the widths of columns in `room` cells: narrow ones are whole, wide ones share what is left."""
    widths, left = [0] * len(natural), room
    for done, at in enumerate(sorted(range(len(natural)), key=natural.__getitem__)):
        widths[at] = max(1, min(natural[at], left // (len(natural) - done)))
        left -= widths[at]
    return widths


def _cells(move: _Move) -> tuple[str, ...]:
    ends = (shown(move.origin) or _UNKNOWN, shown(move.destination) or _UNKNOWN)
    return (shown(move.date), *ends, shown(move.who), shown(move.number), shown(move.told))


def _narrow(
    writer: CardWriter, moves: Sequence[_Move], order: MoveOrder, width: int
) -> tuple[tuple[Part, ...], list[Block]]:
    """Return no names of columns, and each move in two lines: when, from where to where and how many; who, told by."""
    slim, dates = width < SLIM, max(cells(shown(move.date)) for move in moves)
    hang = _HANG if slim else min(dates + _GAP, width // 2)
    blocks: list[Block] = []
    for move in moves:
        link = _link(writer, move, order)
        date, _, _, who, number, told = _cells(move)
        ends = [
            (Span(lead, "muted", link), say(end, "gist", link))
            for lead, end in (("from ", move.origin), ("to ", move.destination))
            if end
        ]
        first = [joined(ends, " "), *([(Span(number, "heading", link),)] if number else [])]
        began = [(Span(date, "muted", link),)] if slim else []
        spans = _linked((*joined([*began, *first], " " * _GAP), *_later(writer, move)), link)
        label = None if slim else Span(date, "muted", link)
        blocks.append(Block(spans, label=label, hang=hang, anchor=move.event.id))
        said = joined([(Span(who, "gist"),), (Span(told, "muted"),)], " · ")
        blocks.append(Block(_linked(said, link), hang=hang))
    return (), blocks


def _linked(spans: Iterable[Span], link: Link) -> tuple[Span, ...]:
    """Return spans that all belong to a link."""
    return tuple(replace(span, link=link) for span in spans)


def in_words(count: int, order: MoveOrder) -> str:
    """Return how many moves are listed and in which order."""
    return f"{plural(count, 'move')} · by {ORDERS[order]}"
