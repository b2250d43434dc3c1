"""What stands above the columns of the comparison: the days, and the heads of the columns in view."""

from __future__ import annotations

from tui.present.bars import Part
from tui.present.compare import grid as compare_grid
from tui.present.compare.columns import Comparison
from tui.present.compare.grid import Grid, Line
from tui.present.page import Layout
from tui.theme import roles
from tui.widgets.bar import Bar
from tui.widgets.page_canvas import PageCanvas


class CompareHeads(PageCanvas, can_focus=False):
    """The heads of the columns in view."""

    LOOKS = roles.COMPARISON
    MARGIN = 0

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Draw `lines`."""
        self.layout_of_page = Layout(lines, (), {}, ())
        self.repaint()


class CompareTitle(Bar):
    """The days compared, and how much is told of them."""

    made: tuple[Comparison, Grid, tuple[str, ...]] | None = None

    def show(self, comparison: Comparison, grid: Grid, filtered: tuple[str, ...]) -> None:
        """Say what is compared; `filtered` are the terms of the filter in force, safe to draw."""
        self.made = (comparison, grid, filtered)
        self.refresh()

    def parts(self, width: int) -> tuple[Part, ...]:
        """Return what to draw in `width` cells."""
        return compare_grid.title(*self.made, width) if self.made else ()
