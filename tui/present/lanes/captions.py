"""The lines around the lanes: the heading, the line of the cursor, the legend of the signs."""

from __future__ import annotations

from collections.abc import Iterator, Set

from tui.core.dates import edtf
from tui.core.index.day_moves import rank
from tui.core.index.lane_board import LEVELS, Board, LaneSpot
from tui.core.index.lanes import NAMES
from tui.core.text.display import cells, cut, cut_at_word, shown
from tui.present.bars import Part
from tui.present.lanes.axis import name
from tui.present.lanes.cells import DIGIT, kinds_of
from tui.present.legend import explained, legend_lines
from tui.present.signs import kind_signs, signs


def heading(board: Board, counted: str, filtered: str, width: int) -> tuple[Part, ...]:
    """Return the first line: what the rows are, how close one looks, how many events there are, and the filter.

    `counted` is "7 of 118 events"; `filtered` is the filter in force, raw text, or empty.
    """
    left = [Part(" "), Part("Lanes", "name")]
    rows = Part(f"  {len(board.lanes)} {NAMES[board.by]}", "plain")
    if board.lanes:
        room = width - _size(left) - cells(rows.text) - 3
        if cells(counted) > room:
            counted = counted.removesuffix(" events")
        left += [rows] if cells(counted) <= room else []
    right = [Part(counted, "strong"), Part(" ")]
    room = width - _size(left) - _size(right) - 4
    if filtered and room >= 8:
        right.insert(1, Part(f" · {cut(shown(filtered), room - 1)}", "muted"))
    for text in (", by first appearance", f"   a column a {LEVELS[board.level].unit}"):
        if board.lanes and _size(left) + cells(text) + _size(right) + 2 <= width:
            left.append(Part(text, "muted"))
    return (*left, Part(" " * max(1, width - _size(left) - _size(right))), *right)


def cursor_line(board: Board, spot: LaneSpot, width: int) -> tuple[Part, ...]:
    """Return the line of the cursor: the date, what happened, and which of how many; empty without lanes."""
    slot = board.scale.slot_of(spot.day) if board.scale.slots else None
    if slot is None:
        return ()
    if spot.number is None:
        time = name(board.scale.slots[slot].bin)
        nothing = "nothing here in this row"
        return (Part(" "), Part(time, "name"), Part(f"  {cut(nothing, width - cells(time) - 4)}", "muted"))
    event = board.index.store.event(board.index.event_id(spot.number))
    date = edtf.parse(event.date).display
    began, going = board.at(spot.row, slot)
    at = going.index(spot.number) + began if spot.number in going else _place(board, spot, slot)
    total = began + len(going)
    aside = f"  {at + 1} of {total} here " if total > 1 else " "
    room = width - cells(date) - cells(aside) - 4
    title = shown(event.title)
    text = cut_at_word(title, room) if room > 0 else ""
    gap = " " * max(0, width - cells(date) - cells(text) - cells(aside) - 3)
    return (Part(" "), Part(date, "name"), Part("  "), Part(text), Part(gap), Part(aside, "muted"))


def following(board: Board, spot: LaneSpot, width: int, count: int) -> tuple[tuple[Part, ...], ...]:
    """Return `count` lines of what comes next in the row; empty ones at its end."""
    if not board.lanes:
        return ((),) * count
    events = board.lanes[spot.row].events
    at = rank(events, board.first_number(spot.day) if spot.number is None else spot.number + 1)
    found = [board.index.store.event(board.index.event_id(number)) for number in events[at : at + count]]
    when = [edtf.parse(event.date).display for event in found]
    room = max(map(cells, when), default=0)
    texts = [
        f" {date}{' ' * (room - cells(date))}  {cut_at_word(shown(event.title), width - room - 4)}"
        for date, event in zip(when, found, strict=True)
    ]
    return (*((Part(text, "muted"),) for text in texts), *((),) * (count - len(texts)))


def _place(board: Board, spot: LaneSpot, slot: int) -> int:
    events = board.lanes[spot.row].events
    return rank(events, spot.number or 0) - rank(events, board.numbers(slot)[0])


_COUNTS = "2, 9+"
"""An example of the figures that stand for several events."""


def legend(board: Board, width: int, most: int, *, drawn: Set[str]) -> tuple[tuple[Part, ...], ...]:
    """Return the signs that are `drawn`, always in one order, in at most so many lines of `width` cells."""
    return legend_lines((one for sign, one in _signs(board) if sign in drawn), width, most)


def _signs(board: Board) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield signs with what the legend says of them: how sure a time is, the kinds on the board, figures, others."""
    kinds, drawn = board.index.store.kinds, kind_signs(board.index.store.kinds)
    here = kinds_of(board)
    own = {one.example: one for one in explained("lanes")}
    sure = {signs().span: signs().span, signs().maybe * 3: signs().maybe, signs().about * 2: signs().about}
    yield from ((sign, own[example]) for example, sign in (*sure.items(), (signs().rough, signs().rough)))
    if board.by != "kind":  # a row of a kind begins with its sign and name
        yield from ((drawn[kind], (drawn[kind], shown(kinds[kind].title))) for kind in here if kind)
    if "" in here:
        yield signs().event, own[signs().event]
    yield DIGIT, (_COUNTS, "number of events")
    yield from ((sign, own[sign]) for sign in (signs().many, signs().shared, signs().left_out))


def _size(parts: list[Part]) -> int:
    return sum(cells(part.text) for part in parts)
