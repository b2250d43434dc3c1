"""Figures as dots on one scale, ranges as bars."""

from __future__ import annotations

from typing import NamedTuple

from tui.core.text.display import cells
from tui.core.text.numbers import Figure, unit_behind
from tui.present.signs import signs

CELLS = 28
"""Cells of the scale on which a figure is drawn as a dot."""


class Dots(NamedTuple):
    """A strip in three pieces: the line before, the dot or the range, the line behind."""

    before: str
    own: str
    behind: str


def dots(number: Figure | None, low: float, high: float, *, hollow: bool = False, width: int = CELLS) -> Dots | None:
    """Return where a figure, or a range, lies between `low` and `high`.

    None for no figure, or one that lies outside; `hollow` is for a computed figure.
    """
    if number is None or high <= low or number.low < low or number.high > high:
        return None
    first, last = (round((end - low) / (high - low) * (width - 1)) for end in number)
    line, dot = signs().rule, signs().computed if hollow else signs().figure
    between = signs().between * (last - first - 1)
    own = dot if first == last else f"{dot}{between}{dot}"
    return Dots(line * first, own, line * (width - 1 - last))


def axis(low: float, high: float, unit: str, width: int = CELLS) -> str:
    """Return the ends of the scale, below the ends of the strip where there is room: "5            6.5 %"."""
    left, right = f"{low:,.12g}", f"{high:,.12g}"
    unit = f" {unit_behind(right, unit)}" if unit else ""
    return f"{left}{' ' * max(2, width - cells(left) - cells(right))}{right}{unit}"
