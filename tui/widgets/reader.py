"""The pane in which a source is read: only the lines around the view are laid out."""

from __future__ import annotations

from typing import ClassVar

from msgspec.structs import replace
from textual import events
from textual.binding import BindingType

from tui.core.model.records import PassageKey
from tui.widgets.bindings import bindings
from tui.widgets.page_canvas import PageCanvas
from tui.widgets.page_cursor import LineMarks, PageCursor
from tui.widgets.passage_cursor import PassageCursor


class Reader(PageCanvas):
    """Shows a source; n and N go from passage to passage."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("reader", dispatched=True)]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.cursor = PageCursor(self)
        self.passage = PassageCursor(self, self.cursor)
        self._commands = self.cursor.commands(self.passage.step)

    @property
    def key(self) -> PassageKey:
        """The passage at which the user is."""
        return self.passage.key

    @property
    def extent(self) -> tuple[int, int]:
        """First and last line of the excerpt at which the user is; -1 and -1 where there is none."""
        return self.passage.excerpt

    def lay_out(self) -> None:
        """Lay out what is in view for the width that the pane has now."""
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
        return replace(marks, sign="▌" if first <= at <= last else marks.sign, passage=self.key)

    # scrolling

    def scroll_to_line(self, line: int) -> None:
        """Put `line` at the top, once what is around it is laid out."""
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
