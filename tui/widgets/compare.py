"""The comparison of sources in a pane: columns of accounts with a cursor, and the lines above them."""

from __future__ import annotations

from rich.segment import Segment
from textual import events
from textual.strip import Strip

from tui.core.query.day_window import Comparing
from tui.messages import Posted
from tui.present.bars import Part
from tui.present.compare.columns import Comparison
from tui.present.compare.cursor import CompareCursor
from tui.present.compare.grid import AccountPlace, Grid, Line, title
from tui.present.page import Layout
from tui.present.signs import signs
from tui.theme import roles
from tui.widgets.bar import Bar
from tui.widgets.bindings import Commands
from tui.widgets.page_canvas import PageCanvas, room
from tui.widgets.scrolling import moves


class CompareGrid(PageCanvas):
    """Shows a comparison; posts the account that is opened."""

    LOOKS = roles.COMPARISON
    MARGIN = 0

    class Opened(Posted):
        """The account under the cursor is to be opened."""

        place: AccountPlace

    class LaidOut(Posted):
        """Other columns are in view, or the same ones in another width."""

        grid: Grid

    def __init__(self, comparison: Comparison, at: Comparing, *, id: str | None = None) -> None:  # noqa: A002
        """Show a comparison with the cursor at `at`."""
        super().__init__(id=id)
        self.cursor = CompareCursor(comparison)
        self._wanted: Comparing | None = at
        """Where to put the cursor once the columns are laid out; None to keep it where it is."""

    def commands(self) -> Commands:
        """Return what the keys do here, by the ids of the key table."""
        return {
            **moves(self._step, self._scroll_by, height=lambda: self.size.height, lines=lambda: len(self.lines)),
            "next_source": lambda: self._sideways(1),
            "previous_source": lambda: self._sideways(-1),
            "next_match": lambda: self._go(self.cursor.next_stop(1)),
            "previous_match": lambda: self._go(self.cursor.next_stop(-1)),
            "open": self._open,
        }

    def show(self, comparison: Comparison, at: Comparing) -> None:
        """Show another comparison with the cursor at `at`."""
        self.cursor.comparison, self._wanted = comparison, at
        self.lay_out()

    def lay_out(self) -> None:
        """Lay out the columns that fit the width; the cursor stays on its account."""
        super().lay_out()
        if not self.size.width:
            return
        wanted, self._wanted = self._wanted, None
        self.cursor.lay_out(wanted or self.cursor.at, room(self))
        self._put_grid()
        place = self.cursor.place
        if wanted is not None and place is not None:
            self.scroll_to_line(self.cursor.top(place, self.size.height))
        else:
            self._go(self.cursor.number)

    def _put_grid(self) -> None:
        self.put(Layout(self.cursor.grid.lines, (), {}, ()))
        self.post_message(self.LaidOut(self.cursor.grid))

    def draw_line(self, at: int) -> Strip:
        """Draw a line, with a mark beside the account under the cursor."""
        strip, cell = super().draw_line(at), self.cursor.mark(at)
        if cell is None:
            return strip
        mark = Strip([Segment(signs().cursor, self._look("mark"))])
        return Strip.join([strip.crop(0, cell), mark, _without_bar(strip.crop(cell + 1))])

    # the cursor

    def _go(self, number: int | None) -> None:
        """Put the cursor on an account, and bring it into view: its beginning at least, and the line above it."""
        if number is None:
            return
        self.cursor.number = number
        if (place := self.cursor.place) is not None:
            above = max(0, place.first - 1)
            self.reveal(above, min(place.last, above + max(1, self.size.height) - 1))
        self.repaint()

    def _step(self, by: int) -> None:
        """Go to the next account of the column once the end of this one is in view; until then scroll a line."""
        top, bottom = self.seen
        place = self.cursor.place
        ends_here = place is not None and (place.last <= bottom if by > 0 else place.first >= top)
        number = self.cursor.in_column(by) if ends_here else None
        if number is None:
            self.scroll_lines(by)
        else:
            self._go(number)

    def _scroll_by(self, count: int) -> None:
        """Scroll, and put the cursor on an account of its column that is in view then."""
        self.scroll_lines(count)
        self.cursor.number = self.cursor.in_view(*self.seen)
        self.repaint()

    def _sideways(self, by: int) -> None:
        """Go to the nearest account of the next column."""
        before = self.cursor.grid
        number = self.cursor.sideways(by, room(self))
        if self.cursor.grid is not before:
            self._put_grid()
        self._go(number)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the account that was clicked; open it when it is there already."""
        if self.text_selection is not None:
            return
        number = self.cursor.at_cell(event.x, self.scroll_offset.y + event.y)
        if number == self.cursor.number:
            self._open()
        else:
            self._go(number)

    def _open(self) -> None:
        if self.cursor.place is not None:
            self.post_message(self.Opened(self.cursor.place))


def _without_bar(strip: Strip) -> Strip:
    """Return the cells behind the mark of the cursor without the bar of a quotation that they begin with."""
    text = strip.text
    at = len(text) - len(text.lstrip())
    if not text.startswith(signs().quotation, at):
        return strip
    return Strip.join([strip.crop(0, at), Strip.blank(1), strip.crop(at + 1)])


class CompareHeads(PageCanvas, can_focus=False):
    """The heads of the columns in view."""

    LOOKS = roles.COMPARISON
    MARGIN = 0

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Draw `lines`."""
        self.layout_of_page = Layout(lines, (), {}, ())
        self.repaint()


class CompareTitle(Bar):
    """The days compared, and how many sources report them."""

    made: tuple[Comparison, Grid, tuple[str, ...]] | None = None

    def show(self, comparison: Comparison, grid: Grid, filtered: tuple[str, ...]) -> None:
        """Show the title of a comparison; `filtered` are the terms of the filter in force, safe to draw."""
        self.made = (comparison, grid, filtered)
        self.refresh()

    def parts(self, width: int) -> tuple[Part, ...]:
        """Return what to draw in `width` cells."""
        return title(*self.made, width) if self.made else ()
