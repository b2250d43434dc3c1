"""How the cursor goes through the lanes: pure functions from a spot to the next one."""

from __future__ import annotations

from pyroaring import BitMap

from tui.core.dates.scale import around
from tui.core.index.day_moves import rank
from tui.core.index.index import Index
from tui.core.index.lane_board import Board, LaneSpot
from tui.core.index.lanes import By, lanes_of
from tui.core.model.records import Ref

_BY: dict[str, By] = {"organisations": "org", "people": "person", "sources": "source"}


def begin(index: Index, events: BitMap, at: Ref | None, like: tuple[By, int] | None = None) -> tuple[Board, LaneSpot]:
    """Return the lanes of `events`, and the spot of a record: of an event, of what has a row, or on the densest days.

    Rows and level are those of `like` where it is given, but what has a row is shown among its like.
    """
    by = _BY.get(at.section) if at else None
    board = Board(index, events, by or (like[0] if like else "org"), like[1] if like else 2)
    if not board.lanes:
        return board, LaneSpot(0, 1)
    number = index.number(at.id) if at is not None and at.section == "events" else None
    if number is not None and number in events:
        return board, on(board, number)
    if by and at is not None:
        row = next((row for row, lane in enumerate(board.lanes) if lane.value == at.id), 0)
        return board, _on(board, row, _in_densest(board, board.lanes[row].events))
    return board, on(board, _in_densest(board, events))


def _in_densest(board: Board, events: BitMap) -> int:
    """Return the first of some events that is on the densest days, or the first of all where none is."""
    first, last = board.densest()
    at = rank(events, board.first_number(first))
    return events[at] if at < len(events) and board.day(events[at]) <= last else events.min()


def at_day(board: Board, row: int, day: int) -> LaneSpot:
    """Return the spot in a row on the column of a day: on the event there that is on that day, or begins there."""
    row = max(0, min(row, len(board.lanes) - 1))
    slot = board.scale.slot_of(day)
    low, high = board.numbers(slot)
    bin_ = board.scale.slots[slot].bin
    events = board.lanes[row].events
    if events.range_cardinality(low, high):
        wanted = min(rank(events, board.first_number(day)), rank(events, high) - 1)
        return _on(board, row, events[max(wanted, rank(events, low))])
    day = max(bin_.first, min(day, bin_.last))
    _, going = board.at(row, slot)
    return LaneSpot(row, day, going[-1] if going else None)


def on(board: Board, number: int, row: int = 0) -> LaneSpot:
    """Return the spot of an event, in the row nearest to `row` that has it."""
    found = min(lanes_of(board.index, number, board.lanes), key=lambda at: abs(at - row), default=row)
    return _on(board, found, number)


def to_row(board: Board, spot: LaneSpot, row: int) -> LaneSpot:
    """Return the spot in another row, at the same time."""
    return at_day(board, row, spot.day)


def to_column(board: Board, spot: LaneSpot, by: int) -> LaneSpot:
    """Return the spot so many columns on; the ends are the first and the last."""
    slots = board.scale.slots
    slot = max(0, min(board.scale.slot_of(spot.day) + by, len(slots) - 1))
    return at_day(board, spot.row, slots[slot].bin.first) if slots else spot


def to_event(board: Board, spot: LaneSpot, by: int) -> LaneSpot:
    """Return the spot on the next event of the row, or on the one before."""
    events = board.lanes[spot.row].events
    if spot.number is not None and spot.number in events:
        at = rank(events, spot.number) + by
    else:
        at = rank(events, board.first_number(spot.day)) - (by < 0)
    return _on(board, spot.row, events[at]) if 0 <= at < len(events) else spot


def to_day(board: Board, spot: LaneSpot, by: int) -> LaneSpot:
    """Return the spot on the next day with events, or on the one before; in this row where it has one."""
    number = _beyond(board, spot.day, spot.day, by)
    return spot if number is None else _within(board, spot.row, board.day(number), board.day(number))


def to_month(board: Board, spot: LaneSpot, by: int) -> LaneSpot:
    """Return the spot on the first event of the next month with events, or of the one before."""
    month = around(spot.day, "month")
    number = _beyond(board, month.first, month.last, by)
    if number is None:
        return spot
    found = around(board.day(number), "month")
    return _within(board, spot.row, found.first, found.last)


def _beyond(board: Board, first: int, last: int, by: int) -> int | None:
    """Return the first event after the day `last`, or the last one before the day `first`."""
    at = (
        rank(board.events, board.first_number(last + 1))
        if by > 0
        else rank(board.events, board.first_number(first)) - 1
    )
    return board.events[at] if 0 <= at < len(board.events) else None


def _within(board: Board, row: int, first: int, last: int) -> LaneSpot:
    """Return the spot on the first event from one day to another: in this row, or in the nearest that has it."""
    low, high = board.first_number(first), board.first_number(last + 1)
    events = board.lanes[row].events
    if events.range_cardinality(low, high):
        return _on(board, row, events[rank(events, low)])
    return on(board, board.events[rank(board.events, low)], row)


def _on(board: Board, row: int, number: int) -> LaneSpot:
    return LaneSpot(row, board.day(number), number)
