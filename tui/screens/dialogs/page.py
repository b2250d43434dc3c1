"""A page on the full screen: an overview of the whole dataset."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from tui.core.model.records import Ref
from tui.core.query.tree import Query
from tui.core.text.display import shown
from tui.keys.commands import hints
from tui.messages import LinkOpened, TermMissing, TermPicked
from tui.present.banner import AsKnown
from tui.present.page import Page
from tui.screens.stack import leave, run
from tui.session.picking import no_filter
from tui.widgets.bar import Footer, show_banner
from tui.widgets.bindings import bindings
from tui.widgets.indexed_page import IndexedPage

WIDE = 120
"""Columns from which an index has room beside the page."""


class PageScreen(Screen[Ref | Query | None]):
    """Shows a page; comes back with the record or the term that was picked on it, or with None."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("reader", dispatched=True)]

    def __init__(self, title: str, page: Page, anchor: str = "", standing: AsKnown | None = None) -> None:
        """Take a title (raw), a page to show from the line called `anchor`, and the state that the banner names."""
        super().__init__()
        self._title, self._page, self._anchor, self._standing = title, page, anchor, standing
        self._body, self._footer = IndexedPage(page="reader"), Footer()

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

    @on(LinkOpened)
    def _opened(self, message: LinkOpened) -> None:
        message.stop()
        leave(self, message.link.ref)

    @on(TermPicked)
    def _picked(self, message: TermPicked) -> None:
        message.stop()
        leave(self, message.term)

    @on(TermMissing)
    def _missed(self, message: TermMissing) -> None:
        message.stop()
        self._footer.say(no_filter(message.what))

    def action_run_command(self, name: str) -> None:
        """Go back to where the page was opened, by either of the commands that do."""
        run(self, dict.fromkeys(("leave", "go_back"), partial(leave, self)), name)
