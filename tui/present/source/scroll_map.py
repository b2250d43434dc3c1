"""Map lines of a source to places on its scale and back, to keep the view when the layout changes."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from tui.present.source.lazy_lines import LazyLines
from tui.present.source.parts import part_at


class _Mark(NamedTuple):
    """A line of a part whose place is known."""

    line: int
    place: int


def place_at(laid: LazyLines, line: int) -> float:
    """Return the place of a line, interpolated between the places that are known."""
    part, at = laid.find(line)
    for top, bottom in _stretches(laid, part):
        if at < bottom.line:
            return top.place + (at - top.line) * (bottom.place - top.place) / max(1, bottom.line - top.line)
    return float(laid.reading.begins(part))


def line_at(laid: LazyLines, place: float) -> int:
    """Return the line of a place; it is an estimate until `reach` has laid out the lines around it."""
    part = part_at(laid.reading, int(place // 1))
    for top, bottom in _stretches(laid, part):
        if place < bottom.place:
            way = (place - top.place) / (bottom.place - top.place)
            return laid.line(part, top.line + round(way * (bottom.line - top.line)))
    return laid.line(part, 0)


def _stretches(laid: LazyLines, part: int) -> list[tuple[_Mark, _Mark]]:
    """Return where each stretch of a part begins and ends, from one known place to the next."""
    begins = laid.reading.begins(part)
    ends = max(begins + 1, laid.reading.begins(part + 1))
    known = [_Mark(line, place) for line, place in laid.places(part) if begins < place < ends and line > 0]
    return list(pairwise([_Mark(0, begins), *known, _Mark(laid.height(part), ends)]))
