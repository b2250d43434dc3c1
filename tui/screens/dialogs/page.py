"""A page on the full screen: the reader's frame, and overviews of the whole dataset."""

from __future__ import annotations

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
from tui.keys.commands import within
from tui.messages import LinkOpened, TermMissing, TermPicked
from tui.present.banner import AsKnown
from tui.present.page import Link, Page
from tui.session.narrowing import no_filter
from tui.widgets.banner import stand
from tui.widgets.bindings import bindings
from tui.widgets.footer import Footer
from tui.widgets.page_view import PageView

HINTS = ("open", "next_match", "previous_match", "filter_by", "leave")
"""Commands that the footer names, in order."""


class PageScreen(Screen[Ref | Query | None]):
    """Shows a page; comes back with the record or the term that was picked on it, or with None."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("reader")]

    def __init__(self, title: str, page: Page, anchor: str = "", standing: AsKnown | None = None) -> None:
        super().__init__()
        self._standing = standing
        """What the banner says, where all is shown as known at a day."""
        self._anchor = anchor
        """Where on the page to begin; empty for its top."""
        self._title = title
        self._page = page

    def compose(self) -> ComposeResult:
        """Yield heading, page and footer."""
        yield Static(Content(shown(self._title)), id="reader-heading", markup=False)
        yield self.make_view()
        yield Footer()

    def make_view(self) -> PageView:
        """Return the widget that shows the page."""
        return PageView(id="reader")

    def on_mount(self) -> None:
        """Begin."""
        self.start()

    def start(self) -> None:
        """Show the page."""
        view = self.query_one(PageView)
        view.show(self._page, anchor=self._anchor)
        self.begin(view)

    @property
    def remark(self) -> str:
        """What the banner says of this page besides the day; raw text."""
        return ""

    def begin(self, view: PageView) -> None:
        """Give the page the focus, say in the footer what can be done with it, and bear the banner, if there is one."""
        stand(self, self._standing, self.remark)
        commands = {command.id: command for command in within("reader")}
        self.query_one(Footer).show(tuple(commands[name] for name in HINTS if name in commands))
        view.focus()

    @on(LinkOpened)
    def _opened(self, message: LinkOpened) -> None:
        message.stop()
        self.follow(message.link)

    def follow(self, link: Link) -> None:
        """Go where a link leads."""
        self.dismiss(link.ref)

    @on(TermPicked)
    def _picked(self, message: TermPicked) -> None:
        message.stop()
        self.dismiss(message.term)

    @on(TermMissing)
    def _missed(self, message: TermMissing) -> None:
        message.stop()
        self.query_one(Footer).say(no_filter(message.what), "warn")

    def action_leave(self) -> None:
        """Back to where the page was opened."""
        self.dismiss(None)

    def action_go_back(self) -> None:
        """Back to where the page was opened."""
        self.dismiss(None)
