"""Where the parts of the explorer are: what the stylesheets say, for what is drawn before they are read."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from msgspec import Struct

TWO_FROM, THREE_FROM = 80, 120
"""Columns of a terminal in which two and three panes fit."""
SHORT_FROM, TALL_FROM, LOFTY_FROM = 14, 24, 34
"""Lines from which the tabs and the filter, the overview and the first steps, and all of the overview are shown."""


class Arrangement(Struct, frozen=True):
    """Places of the first pane and of the lines at the left edges of the others, in cells from 0."""

    width: int
    top: int
    """The line of the headings."""
    rows: int
    """The first line of the list."""
    end: int
    """The line behind the last one of the panes."""
    edges: tuple[int, ...]
    """Columns of the lines between the panes."""

    @property
    def first(self) -> int:
        """Columns of the first pane."""
        return self.edges[0] if self.edges else self.width

    @property
    def height(self) -> int:
        """How many rows are seen."""
        return max(0, self.end - self.rows)


def arrangement(width: int, height: int, shares: Sequence[float], *, steps: bool) -> Arrangement:
    """Return where the parts are in a terminal of that size; `steps` is whether the first steps are to be told."""
    overview = 5 if height >= LOFTY_FROM else 3 if height >= TALL_FROM else 0
    top = 1 + overview
    below = (1 if height >= SHORT_FROM else 0) + 1 + (2 if steps and height >= TALL_FROM else 0)
    shown = shares[: 3 if width >= THREE_FROM else 2 if width >= TWO_FROM else 1]
    unit = Fraction(width) / sum(map(Fraction, shown))
    edges = tuple(int(sum(map(Fraction, shown[:at])) * unit) for at in range(1, len(shown)))
    return Arrangement(width, top, top + (2 if height >= SHORT_FROM else 1), max(top, height - below), edges)
