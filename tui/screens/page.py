"""A page on the full screen: the reader's frame, and overviews of the whole dataset."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from tui.commands import hints, key_name
from tui.core.model import Ref
from tui.core.text import shown
from tui.messages import LinkOpened, TermPicked
from tui.present.page import Page
from tui.widgets.bindings import bindings
from tui.widgets.page_view import PageView


class PageScreen(Screen[Ref | None]):
    """Shows a page; comes back with the record that was opened from it, or with None."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("reader")]

    def __init__(self, title: str, page: Page) -> None:
        super().__init__()
        self._title = title
        self._page = page

    def compose(self) -> ComposeResult:
        """Yield heading, page and footer."""
        yield Static(Content(shown(self._title)), id="reader-heading", markup=False)
        yield self.make_view()
        yield Static(Content(self._footer()), id="reader-footer", markup=False)

    def make_view(self) -> PageView:
        """Return the widget that shows the page."""
        return PageView(id="reader")

    def on_mount(self) -> None:
        """Show the page."""
        view = self.query_one(PageView)
        view.show(self._page)
        view.focus()

    def retitle(self, title: str) -> None:
        """Write another heading."""
        self.query_one("#reader-heading", Static).update(Content(shown(title)), layout=False)

    @staticmethod
    def _footer() -> str:
        own = [(command.shown_keys.split()[0], command.label) for command in hints("reader")]
        keys = [("n N", "next, previous"), *own, (key_name("escape"), "back")]
        return "   ".join(f"{key} {label}" for key, label in keys)

    @on(LinkOpened)
    def _opened(self, message: LinkOpened) -> None:
        message.stop()
        self.dismiss(message.link.ref)

    @on(TermPicked)
    def _picked(self, message: TermPicked) -> None:
        """Filtering belongs to the main screen: nothing is narrowed here."""
        message.stop()

    def action_leave(self) -> None:
        """Back to where the page was opened."""
        self.dismiss(None)

    def action_go_back(self) -> None:
        """Back to where the page was opened."""
        self.dismiss(None)
