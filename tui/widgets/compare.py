"""The comparison in a pane: a cursor goes from entry to entry and from source to source."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from tui.core.query.day_window import Comparing
from tui.present.compare import grid as compare_grid
from tui.present.compare.columns import Comparison
from tui.present.compare.grid import AccountPlace, Grid
from tui.present.page import Layout
from tui.present.signs import signs
from tui.theme import roles
from tui.widgets.bindings import bindings
from tui.widgets.page_canvas import PageCanvas
from tui.widgets.scrolling import moves


class CompareGrid(PageCanvas):
    """Shows a comparison; it is given one by `show` and posts what the reader opened."""

    LOOKS = roles.COMPARISON
    MARGIN = 0
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("compare", dispatched=True)]

    class Opened(Message):
        """The entry under the cursor is to be opened."""

        def __init__(self, place: AccountPlace) -> None:
            super().__init__()
            self.place = place

    class LaidOut(Message):
        """Other columns are in view, or the same ones in another width."""

        def __init__(self, grid: Grid) -> None:
            super().__init__()
            self.grid = grid

    def __init__(self, *, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(name=name, id=id, classes=classes)
        self._comparison: Comparison | None = None
        self._grid = Grid()
        self._left = 0
        self._at = 0
        self._wanted: Comparing | None = None
        self._signs = signs()
        self._commands = {
            **moves(self._step, self._scroll_by, height=lambda: self.size.height, lines=lambda: len(self.lines)),
            "next_source": lambda: self._sideways(1),
            "previous_source": lambda: self._sideways(-1),
            "next_match": lambda: self._to_stop(1),
            "previous_match": lambda: self._to_stop(-1),
            "open": self._open,
        }

    # what the screen asks for

    def show_comparison(self, comparison: Comparison, at: Comparing) -> None:
        """Show a comparison with the cursor on an event, or where that is not told on the first entry."""
        self._comparison = comparison
        self._wanted = at
        self.lay_out()

    @property
    def place(self) -> AccountPlace | None:
        """The entry under the cursor."""
        places = self._grid.places
        return places[self._at] if 0 <= self._at < len(places) else None

    @property
    def grid(self) -> Grid:
        """The lines as they are laid out now."""
        return self._grid

    # laying out

    def lay_out(self) -> None:
        """Lay out the columns that fit the width, the cursor staying on its entry."""
        super().lay_out()
        width = self.size.width
        if self._comparison is None or not width:
            return
        standing = self._wanted or self._standing()
        column = self._column_of(standing)
        self._bring_column(column, width)
        self._put_grid(compare_grid.grid(self._comparison, self._left, width, self._signs))
        self._stand(column, standing.event)
        if self._wanted is not None and self.place is not None:
            self.scroll_to_line(max(0, self.place.first - self.size.height // 3))
            self._wanted = None
        elif self.place is not None:
            self._show_place()

    def _put_grid(self, grid: Grid) -> None:
        self._grid = grid
        self._left = grid.left
        matches = tuple(at for at, line in enumerate(grid.lines) if any(span.match for span in line))
        self.layout_of_page = Layout(grid.lines, (), {}, matches)
        self.virtual_size = Size(self.size.width, len(grid.lines))
        self.repaint()
        self.post_message(self.LaidOut(grid))

    def _standing(self) -> Comparing:
        assert self._comparison is not None  # noqa: S101 - laid out only once there is one
        place = self.place
        if place is None:
            return Comparing(self._comparison.days)
        return Comparing(self._comparison.days, place.entry.source, place.entry.event.id)

    def _column_of(self, at: Comparing) -> int:
        """Return the column in which to stand: that of the source, else the first that tells of the event."""
        assert self._comparison is not None  # noqa: S101 - laid out only once there is one
        numbers = {column.source: number for number, column in enumerate(self._comparison.columns)}
        if at.source in numbers:
            return numbers[at.source]
        for band in self._comparison.bands:
            for row in band.rows:
                for source, entries in row.cells.items():
                    if any(entry.event.id == at.event for entry in entries):
                        return numbers[source]
        return 0

    def _bring_column(self, column: int, width: int) -> None:
        assert self._comparison is not None  # noqa: S101 - laid out only once there is one
        shown = compare_grid.fitting(width, len(self._comparison.columns))
        if column < self._left:
            self._left = column
        elif column >= self._left + shown:
            self._left = column - shown + 1

    def _stand(self, column: int, event: str) -> None:
        """Put the cursor on the event in a column, else on the first entry of the column."""
        inside = [at for at, place in enumerate(self._grid.places) if place.column == column]
        same = [at for at in inside if self._grid.places[at].entry.event.id == event]
        self._at = (same or inside or [0])[0]

    # drawing

    def draw_line(self, at: int) -> Strip:
        """Draw a line, with a mark beside the entry under the cursor."""
        strip = super().draw_line(at)
        place = self.place
        if place is None or not place.first <= at <= place.last or at >= len(self.lines):
            return strip
        edge = 0 if place.titled and at == place.first else self._grid.edges[place.column - self._grid.left][0]
        mark = Strip([Segment(self._signs.cursor, self._look("mark"))])
        return Strip.join([strip.crop(0, edge), mark, strip.crop(edge + 1)])

    # the cursor

    def _go(self, at: int) -> None:
        self._at = at
        self._show_place()
        self.repaint()

    def _show_place(self) -> None:
        """Scroll as little as needed to see the entry, at least its beginning, and the heading just above it."""
        place = self.place
        if place is not None:
            above = max(0, place.first - 1)
            self.reveal(above, min(place.last, above + max(1, self.size.height) - 1))

    def _step(self, by: int) -> None:
        """Go to the next entry of the column once the end of this one is in view; until then scroll a line."""
        place = self.place
        top, bottom = self.seen
        if place is None or (place.last > bottom if by > 0 else place.first < top):
            self.scroll_lines(by)
            return
        inside = [at for at, other in enumerate(self._grid.places) if other.column == place.column]
        wanted = inside.index(self._at) + by
        if 0 <= wanted < len(inside):
            self._go(inside[wanted])
        else:
            self.scroll_lines(by)

    def _scroll_by(self, count: int) -> None:
        """Scroll, and put the cursor on an entry of its column that is in view then."""
        self.scroll_lines(count)
        place = self.place
        top, bottom = self.seen
        if place is None or (place.first <= bottom and place.last >= top):
            return
        near = [
            (abs(other.first - top), at) for at, other in enumerate(self._grid.places) if other.column == place.column
        ]
        self._at = min(near)[1]
        self.repaint()

    def _sideways(self, by: int) -> None:
        """Go to the nearest entry of the next column, which is brought into view."""
        place, comparison = self.place, self._comparison
        if place is None or comparison is None or not 0 <= place.column + by < len(comparison.columns):
            return
        column = place.column + by
        before = self._left
        self._bring_column(column, self.size.width)
        if self._left != before:
            self._put_grid(compare_grid.grid(comparison, self._left, self.size.width, self._signs))
        near = [
            (other.entry.event != place.entry.event, abs(other.first - place.first), at)
            for at, other in enumerate(self._grid.places)
            if other.column == column
        ]
        self._go(min(near)[2])

    def _to_stop(self, by: int) -> None:
        """Go to the next entry that holds what the filter looks for, or where it looks for no words, told only here."""
        places = self._grid.places
        matches = self.layout_of_page.matches
        if matches:
            stops = [at for at, place in enumerate(places) if any(place.first <= n <= place.last for n in matches)]
        else:
            stops = [at for at, place in enumerate(places) if not place.titled]
        later = [at for at in stops if at > self._at] if by > 0 else [at for at in stops if at < self._at][::-1]
        if stops:
            self._go(later[0] if later else stops[0 if by > 0 else -1])

    # what happens to it

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the entry that was clicked; open it when it is there already."""
        if self.text_selection is not None:
            return
        line = self.scroll_offset.y + event.y
        for at, place in enumerate(self._grid.places):
            edge, size = self._grid.edges[place.column - self._grid.left]
            if place.first <= line <= place.last and edge <= event.x < edge + size:
                if at == self._at:
                    self._open()
                else:
                    self._go(at)
                return

    def _open(self) -> None:
        if self.place is not None:
            self.post_message(self.Opened(self.place))
