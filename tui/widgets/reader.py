"""The pane in which a source is read, the cursor on its passages, and the gutter beside it."""

from __future__ import annotations

from typing import ClassVar

from msgspec.structs import replace
from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.strip import Strip
from textual.widget import Widget

from tui.core.model.records import PassageKey
from tui.messages import Posted
from tui.present.signs import signs
from tui.present.source.gutter import Cell, Gutter, column, picked
from tui.present.source.lazy_lines import LazyLines, line_at, place_at
from tui.present.source.offsets import paragraph_of, paragraph_with
from tui.present.source.parts import Reading, stop_of
from tui.present.source.selected import Selected, begun, begun_near
from tui.theme import roles
from tui.widgets.bindings import bindings
from tui.widgets.page_canvas import EMPTY, LineMarks, PageCanvas
from tui.widgets.page_view import PageCursor
from tui.widgets.styles import Looks


class PassageReached(Posted):
    """The user is at another passage."""

    key: PassageKey


class ViewMoved(Posted):
    """Another part of the source is in view: from one place to another, on the scale of the source."""

    first: float
    last: float


class PassageCursor:
    """Goes from passage to passage of a source, of which only the lines around the view are laid out."""

    def __init__(self, view: PageCanvas, links: PageCursor) -> None:
        """Take the pane, and the cursor on the links in its lines."""
        self._view, self._links = view, links
        self.key: PassageKey = ""
        """The passage at which the user is; empty at none."""
        self._reading: Reading | None = None
        self._lines: LazyLines | None = None
        """The lines at the width of the pane; None before there is a width."""
        self._ends: tuple[tuple[int, int], tuple[int, int]] | None = None
        """Part and line of the beginning and the end of the excerpt."""
        self._landed = False
        self._row, self._place = -1, -1.0
        """The row of the pane in which the excerpt begins, -1 out of view; and the place of the first line in view."""

    # what to show

    def read(self, reading: Reading, key: PassageKey) -> None:
        """Show a source at the passage `key`, or at its top where that has no place in it."""
        self._reading, self.key, self._landed = reading, key, False
        self._links.reset()
        self._view.lay_out()
        self.land()

    def take(self, reading: Reading) -> None:
        """Show the same source with more of its excerpts found; the lines in view stay in view."""
        self._reading = reading
        self.resize(other_width=True)

    def resize(self, *, other_width: bool) -> None:
        """Keep the lines in view after the pane was resized."""
        row, place = self._row, self._place
        untouched = self._lines is None or (not self._landed and self._view.seen[0] == 0)
        if other_width or self._lines is None:
            self._view.lay_out()
        if untouched:
            self.land()
        elif row >= 0 and self._ends is not None:
            self._show_excerpt(row)
        else:
            self._view.scroll_to_line(self._line_of(place))
            self._links.into_view()

    def lay_out(self, width: int) -> None:
        """Lay out the source in lines of `width` cells; no lines before there is a width."""
        self._lines, self._ends = None, None
        if self._reading is None or width <= 0:
            self._view.put(EMPTY)
            return
        self._lines = LazyLines(self._reading, width)
        self._find_excerpt()
        self.reach(0)

    # lines

    def reach(self, line: int) -> int:
        """Lay out the parts around `line`, and return its new number. The cursor stays on its link."""
        if self._lines is None:
            return line
        held = self._lines.link_at(self._links.at)
        line = self._lines.reach(line, self._height)
        self._links.put(self._lines.near(), self._lines.number_of(*held) if held else 0)
        return line

    def reach_top(self, line: int) -> int:
        """Lay out what is in view where `line` is at the top, or the end of the source; return that line."""
        if self._lines is None:
            return line
        last = len(self._lines) - self._height
        reached = self.reach(max(0, min(line, last)))
        return reached if line < last else max(0, len(self._lines) - self._height)

    @property
    def _height(self) -> int:
        top, bottom = self._view.seen
        return bottom - top + 1

    @property
    def excerpt(self) -> tuple[int, int]:
        """First and last line of the excerpt; -1 and -1 where there is none."""
        if self._ends is None or self._lines is None:
            return -1, -1
        return self._lines.line(*self._ends[0]), self._lines.line(*self._ends[1])

    def _find_excerpt(self) -> None:
        stop = stop_of(self._reading, self.key) if self._reading is not None else None
        if stop is not None and self._lines is not None:
            self._ends = self._lines.extent(stop.part, stop.link)

    @property
    def lines(self) -> LazyLines | None:
        """The lines at the width of the pane; None before there is a width."""
        return self._lines

    # moving

    def reach_place(self, place: int) -> None:
        """Lay out the parts around a place of the source."""
        self._line_of(place)

    def go_to(self, key: PassageKey) -> bool:
        """Go to the passage `key`; False where it has no place in what is shown."""
        self.key = key
        self._landed = False
        return self.land()

    def land(self) -> bool:
        """Go to where the passage is; False where it has no place, or there is no layout yet."""
        if self._lines is None:
            return False
        self._find_excerpt()
        if self._ends is None:
            self.moved()
            return False
        self._landed = True
        self._show_excerpt(self._height // 4)
        self._view.post_message(PassageReached(self.key))
        return True

    def step(self, by: int) -> None:
        """Go to the next passage (1) or the previous one (-1)."""
        keys = [stop.key for stop in self._reading.stops] if self._reading is not None else []
        if self.key in keys:
            self.go_to(keys[(keys.index(self.key) + by) % len(keys)])
        elif keys:
            self.go_to(keys[0 if by > 0 else -1])

    def go_to_place(self, place: float) -> None:
        """Bring a place of the source into view."""
        self._view.scroll_to_line(self._line_of(place) - self._height // 3)
        self._links.into_view()

    def _line_of(self, place: float) -> int:
        """Lay out the parts around a place and return its line."""
        if self._lines is None:
            return 0
        self.reach(line_at(self._lines, place))
        return line_at(self._lines, place)

    def _show_excerpt(self, row: int) -> None:
        """Scroll so that the excerpt begins in `row` of the pane, higher where it would not fit below."""
        self.reach(self.excerpt[0])
        first, last = self.excerpt
        self._view.scroll_to_line(first - max(0, min(row, self._height - (last - first + 1))))
        first = self.excerpt[0]
        links = enumerate(self._links.links)
        self._links.at = next(
            (at for at, (link, begins, _) in links if begins == first and link.ref.section == "passages"),
            self._links.at,
        )
        self._view.repaint()

    def moved(self) -> None:
        """Store the places in view, and post them as ViewMoved."""
        if self._lines is None:
            return
        top, bottom = self._view.seen
        first, _ = self.excerpt
        self._row, self._place = first - top if top <= first <= bottom else -1, place_at(self._lines, top)
        last = place_at(self._lines, min(bottom, len(self._lines) - 1))
        self._view.post_message(ViewMoved(self._place, last))


class SelectedWords:
    """Marks the words that are selected in a text, and finds words by the lines that show them."""

    def __init__(self, view: PageCanvas, passage: PassageCursor) -> None:
        self._view, self._passage = view, passage
        self._marked: dict[tuple[int, int], tuple[int, int]] = {}
        """Part and line there → first column of the selected words, and the one behind them."""
        self._last = -1
        """Offset of what was selected last, where the next selection begins if it is in view."""

    def begin(self, text: str) -> Selected | None:
        """Return what the mouse selected, else the word that was selected last, else the first one of a paragraph.

        That is the paragraph of the excerpt at which the user is, else the first one in view.
        """
        mouse, margin = self._view.text_selection, self._view.MARGIN
        if mouse is not None and mouse.start is not None and mouse.end is not None:
            first, last = (
                self._offset(text, one.y, one.x - by) for one, by in ((mouse.start, margin), (mouse.end, margin + 1))
            )
            found = begun(text, first) if first >= 0 else None
            return replace(found, anchor=found.cursor).moved(max(first, last), extend=True) if found else None
        top, bottom = self._view.seen
        seen = [offset for line in range(top, bottom + 1) if (offset := self._offset(text, line, 0)) >= 0]
        if seen and seen[0] <= self._last <= seen[-1]:
            return begun(text, self._last)
        first, _ = self._passage.excerpt
        return begun_near(text, self._offset(text, first, 0) if top <= first <= bottom else -1, seen)

    def show(self, selected: Selected | None) -> None:
        """Mark other words, and bring the cursor among them into view; None marks nothing."""
        self._marked = {}
        lines = self._passage.lines
        if selected is not None and lines is not None:
            span, here = selected.span, selected.cursor.start
            self._last = span.end
            self._reveal(selected.text, here)
            at = span.start
            while at < span.end and (paragraph := paragraph_with(lines, selected.text, at)) is not None:
                for line, *columns in paragraph.columns(span.start, span.end):
                    self._marked[paragraph.part, line] = columns[0], columns[1]
                at = max(at, paragraph.offsets[-1]) + 1
                while at < span.end and selected.text[at].isspace():
                    at += 1
        self._view.repaint()

    def extent(self, line: int) -> tuple[int, int] | None:
        """Return the first column of the selected words in a line, and the one behind them; None without any."""
        lines = self._passage.lines
        return self._marked.get(lines.find(line)) if self._marked and lines is not None else None

    def beside(self, text: str, offset: int, by: int) -> int:
        """Return an offset in the line of the text below (1) or above (-1) that of another one."""
        place = self._place(text, offset)
        if place is None or (lines := self._passage.lines) is None:
            return offset
        line, column = place
        for other in range(line + by, len(lines) if by > 0 else -1, by):
            if (found := self._offset(text, other, column)) >= 0:
                return found
        return offset

    def _reveal(self, text: str, offset: int) -> None:
        self._passage.reach_place(offset)
        place = self._place(text, offset)
        if place is not None:
            self._view.reveal(place[0], place[0])

    def _place(self, text: str, offset: int) -> tuple[int, int] | None:
        """Return the line that shows an offset, and its column there."""
        lines = self._passage.lines
        paragraph = paragraph_with(lines, text, offset) if lines is not None else None
        if lines is None or paragraph is None:
            return None
        found = next(paragraph.columns(offset, offset + 1), None)
        return (lines.line(paragraph.part, found[0]), found[1]) if found else None

    def _offset(self, text: str, line: int, column: int) -> int:
        """Return the offset of what a line shows at a column; -1 for a line that is not of the text."""
        lines = self._passage.lines
        if lines is None or not 0 <= line < len(lines):
            return -1
        paragraph = paragraph_of(lines, text, line)
        return paragraph.offset(lines.find(line)[1], column) if paragraph is not None else -1


class Reader(PageCanvas):
    """Shows a source; n and N go from passage to passage."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("reader", dispatched=True)]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.cursor = PageCursor(self)
        self.passage = PassageCursor(self, self.cursor)
        self.words = SelectedWords(self, self.passage)
        self._commands = self.cursor.commands(self.passage.step)

    @property
    def key(self) -> PassageKey:
        """The passage at which the user is."""
        return self.passage.key

    def draw_line(self, at: int) -> Strip:
        """Draw a line, and in it the words that are selected."""
        strip, extent = super().draw_line(at), self.words.extent(at)
        return strip if extent is None else self.selected_part(strip, at, *(column + self.MARGIN for column in extent))

    @property
    def extent(self) -> tuple[int, int]:
        """First and last line of the excerpt at which the user is; -1 and -1 where there is none."""
        return self.passage.excerpt

    def lay_out(self) -> None:
        """Lay out the lines in view for the current width."""
        super().lay_out()
        self.passage.lay_out(self.size.width - 2 * self.MARGIN)

    def resized(self) -> None:
        """Lay the lines out again in another width; what was in view stays in view."""
        self._strips.clear()
        self.passage.resize(other_width=self.size.width != self._width)

    def marks(self, at: int) -> LineMarks:
        """Mark the lines of the current excerpt, and the link under the cursor while the pane has the focus."""
        marks = self.cursor.marks(at) if self.has_focus else LineMarks()
        first, last = self.extent
        return replace(marks, sign=signs().cursor if first <= at <= last else marks.sign, passage=self.key)

    # scrolling

    def scroll_to_line(self, line: int) -> None:
        """Lay out the parts around `line`, and put it at the top."""
        super().scroll_to_line(self.passage.reach_top(line))
        self.passage.moved()

    def reveal(self, first: int, last: int) -> None:
        """Scroll as little as needed to see lines `first` to `last`."""
        top, bottom = self.seen
        if first < top:
            self.scroll_to_line(first)
        elif last > bottom:
            self.scroll_to_line(min(first, last - (bottom - top)))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Lay out what comes into view, also where the wheel of the mouse brings it."""
        super().watch_scroll_y(old_value, new_value)
        if round(new_value) != round(old_value):
            self.call_later(self._settle)

    def _settle(self) -> None:
        before = self.scroll_offset.y
        after = self.passage.reach(before)
        if after != before:
            super().scroll_to_line(after)
        self.passage.moved()

    def on_focus(self) -> None:
        """Show the cursor, on a link that can be seen."""
        self.cursor.into_view()

    def on_click(self, event: events.Click) -> None:
        """Open the link that was clicked, unless the mouse selected text."""
        if self.text_selection is None:
            self.cursor.click(event.x, self.scroll_offset.y + event.y)


class GutterView(Widget):
    """Shows a gutter; a click posts the excerpt there, or the place in the text."""

    ALLOW_SELECT: ClassVar[bool] = False

    class Picked(Posted):
        """A line of the gutter was clicked: the passage there, or only a place in the source."""

        key: PassageKey
        place: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._gutter = Gutter()
        self._cells: tuple[Cell, ...] = ()
        self._look = Looks(self, roles.GUTTER)

    @property
    def value(self) -> Gutter:
        """What is shown."""
        return self._gutter

    def show(self, gutter: Gutter) -> None:
        """Show `gutter`."""
        if gutter != self._gutter:
            self._gutter = gutter
            self._cells = ()
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw a line: the rail, brighter where the text is in view, and the mark of an excerpt."""
        if len(self._cells) != self.size.height:
            self._cells = column(self._gutter, self.size.height)
        if y >= len(self._cells):
            return Strip.blank(self.size.width)
        cell = self._cells[y]
        rail = self._look("seen" if cell.seen else "rail")
        mark = rail if cell.sort == "none" else self._look(cell.sort)
        return Strip([Segment(cell.rail, rail), Segment(cell.mark, mark)]).adjust_cell_length(self.size.width, rail)

    def notify_style_update(self) -> None:
        """Forget the colours of before."""
        super().notify_style_update()
        self._look.forget()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Post the excerpt or the place that was clicked."""
        found = picked(self._gutter, event.y, self.size.height)
        if isinstance(found, int):
            self.post_message(self.Picked("", found))
        else:
            self.post_message(self.Picked(found.key, found.place))
