"""A page on the full screen: an overview of the whole dataset."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from tui.core.text.display import shown
from tui.keys.commands import hints
from tui.present.banner import AsKnown
from tui.present.page import Page
from tui.screens.full_page import FullPageScreen
from tui.widgets.bar import show_banner
from tui.widgets.bindings import bindings
from tui.widgets.indexed_page import IndexedPage

WIDE = 120
"""Columns from which an index has room beside the page."""


class PageScreen(FullPageScreen):
    """Shows a page that was made before."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("reader", dispatched=True)]

    def __init__(self, title: str, page: Page, anchor: str = "", standing: AsKnown | None = None) -> None:
        """Take a title (raw), a page to show from the line called `anchor`, and the state that the banner names."""
        super().__init__()
        self._title, self._page, self._anchor, self._standing = title, page, anchor, standing
        self._body = IndexedPage(page="reader")

    def compose(self) -> ComposeResult:
        """Yield heading, page and footer."""
        yield Static(Content(shown(self._title)), id="reader-heading", markup=False)
        yield self._body
        yield self._footer

    def on_mount(self) -> None:
        """Show the page, the banner if there is one, and in the footer what can be done."""
        self._body.show(self._page, anchor=self._anchor)
        show_banner(self, self._standing)
        self._footer.show(hints("reader"))
        has_parts = any(block.anchor for block in self._page.blocks)
        (self._body.index if has_parts and self.app.size.width >= WIDE else self._body.page).focus()

    def on_resize(self) -> None:
        """Give the focus to the page where its index has no room any more."""
        if self._body.index.has_focus and self.size.width < WIDE:
            self._body.page.focus()
