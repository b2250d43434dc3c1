"""Moves on the full screen: a table that can be sorted, under the filter or of the whole dataset."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from tui.core.index.index import Index
from tui.core.index.report_time import AsOf
from tui.core.query.tree import Everything, Query
from tui.core.text.display import shown
from tui.keys.commands import hints
from tui.present.banner import AsKnown
from tui.present.cards.parts import CardWriter
from tui.present.moves import ORDERS, MoveOrder, in_words, moves_of, moves_page
from tui.screens.full_page import FullPageScreen, MakeReader
from tui.widgets.bar import show_banner
from tui.widgets.bindings import bindings
from tui.widgets.page_view import PageView


class MovesScreen(FullPageScreen):
    """Shows moves; comes back with the event or the term that was picked, or with None."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("moves", dispatched=True)]

    def __init__(
        self, index: Index, wanted: Query, *, at: AsOf | None, standing: AsKnown | None, reader: MakeReader
    ) -> None:
        """Take the filter in force, the day that it asks about, the banner that names it, and what makes a reader."""
        super().__init__()
        self._index, self._wanted, self._at, self._standing, self._reader = index, wanted, at, standing, reader
        self.order: MoveOrder = "date"
        self.filtered = not isinstance(wanted, Everything)
        self._heading = Static("From where to where", id="reader-heading", markup=False)
        self._conditions = Static(id="ties-by", markup=False)
        self._page = PageView(id="reader")
        self._commands |= {
            "sort_moves": self._sort,
            "suspend_filter": self._switch_filter,
            "go_to_excerpt": self._read,
        }

    def compose(self) -> ComposeResult:
        """Yield heading, what is listed, table and footer."""
        yield from (self._heading, self._conditions, self._page, self.footer)

    def on_mount(self) -> None:
        """Show what can be done, and the banner if there is one."""
        self.footer.show(hints("moves"))
        show_banner(self, self._standing)
        self._page.focus()

    def on_resize(self, event: Resize) -> None:
        """Fit the table to the width."""
        self._show(event.size.width, self._here())

    def _show(self, width: int, at: str = "") -> None:
        """Show the moves, from the top or with the cursor on the event `at`."""
        everything = self._index.postings.facet("section", "events")
        events = self._index.run(self._wanted).events if self.filtered else everything
        moves = moves_of(self._index, events)
        said = [in_words(len(moves), self.order), f"under the filter {self._wanted}" if self.filtered else ""]
        self._conditions.update(Content(shown(" · ".join(filter(None, said)))))
        writer = CardWriter(self._index.store, at=self._at)
        self._page.show(moves_page(writer, self._index, moves, self.order, width - _FRAME), anchor=at)

    def _here(self) -> str:
        """Return the id of the event under the cursor; empty where there is none."""
        link = self._page.link
        return link.ref.id if link is not None else ""

    def _sort(self) -> None:
        orders = tuple(ORDERS)
        self.order = orders[(orders.index(self.order) + 1) % len(orders)]
        self._show(self.size.width)

    def _switch_filter(self) -> None:
        if isinstance(self._wanted, Everything):
            self.footer.say("There is no filter")
        else:
            self.filtered = not self.filtered
            self._show(self.size.width, self._here())

    def _read(self) -> None:
        self._read_first(self._index.store, self._page.link, self._reader)


_FRAME = 4
"""Cells that the margins and the scroll bar of the page take."""
