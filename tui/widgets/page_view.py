"""A page in a pane: a cursor goes through its links, and what is opened or picked is posted."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import BindingType

from tui.present.page import Link, Page, lay_out
from tui.widgets.bindings import bindings
from tui.widgets.page_canvas import PageCanvas
from tui.widgets.page_cursor import EMPTY, LineMarks, PageCursor


class PageView(PageCanvas):
    """Shows a page; it is given one by `show` and posts what the user opened or picked."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("page", dispatched=True)]

    def __init__(self, *, id: str | None = None, to_match: Callable[[int], None] | None = None) -> None:  # noqa: A002
        """Take what goes to the next match (1) or the previous one (-1), where that is not on this page."""
        super().__init__(id=id)
        self._page = Page()
        self.cursor = PageCursor(self)
        self._commands = self.cursor.commands(to_match)

    def show(self, page: Page, *, anchor: str = "", reset: bool = True) -> None:
        """Show `page`, from its top unless `reset` is False, or from the line called `anchor`."""
        self._page = page
        if reset:
            self.cursor.reset()
        self.cursor.anchor = anchor
        self.lay_out()
        if anchor:
            self.cursor.to_anchor(anchor)
        elif reset:
            self.scroll_to_line(0)

    @property
    def link(self) -> Link | None:
        """The link under the cursor."""
        return self.cursor.link

    def lay_out(self) -> None:
        """Lay out the page for the width that the pane has now."""
        super().lay_out()
        width = self.size.width
        self.cursor.put(lay_out(self._page, max(1, width - 2 * self.MARGIN)) if width else EMPTY)

    def resized(self) -> None:
        """Lay the page out again in another width, from the part asked for until the user moves."""
        other = self.size.width != self._width
        super().resized()
        if other:
            self.cursor.to_anchor(self.cursor.anchor)

    def marks(self, at: int) -> LineMarks:
        """Mark the link under the cursor, while the pane has the focus."""
        return self.cursor.marks(at) if self.has_focus else LineMarks()

    def on_focus(self) -> None:
        """Show the cursor, on a link that can be seen."""
        self.cursor.into_view()

    def on_click(self, event: events.Click) -> None:
        """Open the link that was clicked, unless the mouse selected text."""
        if self.text_selection is None:
            self.cursor.click(event.x, self.scroll_offset.y + event.y)
