"""The gutter beside a source: the places of its excerpts, the current one, and the part in view."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

from msgspec import Struct

from tui.present.signs import signs
from tui.present.source.parts import Stop

GutterMark: TypeAlias = Literal["none", "excerpt", "several", "doubtful", "current"]

_RANK: dict[GutterMark, int] = {"none": 0, "excerpt": 1, "several": 2, "doubtful": 3, "current": 4}
"""Of several excerpts on one line, the highest is seen."""


class Gutter(Struct, frozen=True):
    """What a gutter shows, whatever its height."""

    length: int = 1
    """The place behind the last one on the scale of the source."""
    stops: tuple[Stop, ...] = ()
    current: str = ""
    """Key of the current passage."""
    view: tuple[int, int] = (0, 0)
    """First and last place in view."""


class Cell(Struct, frozen=True):
    """A line of the gutter."""

    rail: str
    mark: str
    sort: GutterMark
    seen: bool
    """Whether that part of the source is in view."""


def column(gutter: Gutter, height: int) -> tuple[Cell, ...]:
    """Return the lines of a gutter from top to bottom: the whole source in `height` lines."""
    sorts: list[GutterMark] = ["none"] * height
    for stop in gutter.stops:
        if 0 <= stop.place < gutter.length and height:
            at = line_of(gutter, stop.place, height)
            both = sorts[at], _sort(stop, gutter.current)
            sorts[at] = "several" if both == ("excerpt", "excerpt") else max(both, key=_RANK.__getitem__)
    first, last = (line_of(gutter, place, height) for place in gutter.view)
    drawn = signs()
    marks: dict[GutterMark, str] = {
        "none": " ",
        "excerpt": drawn.one_excerpt,
        "several": drawn.several,
        "doubtful": drawn.doubtful,
        "current": drawn.standing,
    }
    rails = ((at, first <= at <= last) for at in range(height))
    return tuple(Cell(drawn.rail_seen if seen else drawn.rail, marks[sorts[at]], sorts[at], seen) for at, seen in rails)


def line_of(gutter: Gutter, place: int, height: int) -> int:
    """Return the line of the gutter, 0-based, of a place."""
    return max(0, min(height - 1, max(0, place) * height // gutter.length))


def picked(gutter: Gutter, line: int, height: int) -> Stop | int:
    """Return the target of a click on a line of the gutter: an excerpt there, else a place."""
    here = [stop for stop in _placed(gutter) if line_of(gutter, stop.place, height) == line]
    return here[0] if here else line * gutter.length // max(1, height)


def _placed(gutter: Gutter) -> Iterable[Stop]:
    return (stop for stop in gutter.stops if 0 <= stop.place < gutter.length)


def _sort(stop: Stop, current: str) -> GutterMark:
    if stop.key == current:
        return "current"
    return "doubtful" if stop.doubtful else "excerpt"
