"""Moves on the full screen: a table that can be sorted, under the filter or of the whole dataset."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from tui.core.index.index import Index
from tui.core.index.report_time import AsOf
from tui.core.query import tree
from tui.core.query.tree import Everything, Query
from tui.core.text.display import shown
from tui.keys.commands import Command, hints
from tui.present.banner import AsKnown
from tui.present.cards.parts import CardWriter
from tui.present.moves import ORDERS, SLIM, MoveOrder, in_words, moves_of, moves_table
from tui.screens.dialogs.go_to import find_name
from tui.screens.full_page import FRAME, FullPageScreen, MakeReader
from tui.screens.stack import leave
from tui.widgets.bar import PartsLine, show_banner
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
        self._count = 0
        self.filtered = not isinstance(wanted, Everything)
        self._heading = Static("From where to where", id="reader-heading", markup=False)
        self._conditions = Static(id="ties-by", markup=False)
        self._columns, self._page = PartsLine(id="columns"), PageView(id="reader", rows=True)
        self._commands |= {
            "find_name": lambda: find_name(self, self._index.store, self._index.names, partial(leave, self)),
            "sort_moves": self._sort,
            "suspend_filter": self._switch_filter,
            "go_to_excerpt": self._read,
        }

    def compose(self) -> ComposeResult:
        """Yield heading, what is listed, the names of the columns, the rows and the footer."""
        yield from (self._heading, self._conditions, self._columns, self._page, self.footer)

    def on_mount(self) -> None:
        """Show what can be done, and the banner if there is one."""
        show_banner(self, self._standing)
        self.watch(self._page, "scroll_y", self._tell, init=False)
        self._page.focus()

    def on_resize(self, event: Resize) -> None:
        """Fit the table to the width."""
        self._show(event.size.width, self._here())

    def _show(self, width: int, at: str = "") -> None:
        """Show the moves, from the top or with the cursor on the event `at`."""
        everything = self._index.postings.facet("section", "events")
        events = self._index.run(self._wanted).events if self.filtered else everything
        moves = moves_of(self._index, events)
        self._count = len(moves)
        writer = CardWriter(self._index.store, at=self._at)
        table = moves_table(writer, self._index, moves, self.order, width - FRAME)
        self._columns.show(table.columns)
        self.set_class(bool(table.columns), "-columns")
        self._page.show(table.page, anchor=at)
        self.footer.show(self._hints())
        self._tell()
        self.call_after_refresh(self._tell)

    def _hints(self) -> tuple[Command, ...]:
        """Return the commands that do something here."""
        useless = {"suspend_filter"} if isinstance(self._wanted, Everything) else set()
        useless |= set() if self._count else {"open", "go_to_excerpt", "sort_moves", "filter_by"}
        label = "all" if self.filtered else "put back"
        commands = (replace(one, label=label) if one.id == "suspend_filter" else one for one in hints("moves"))
        return tuple(one for one in commands if one.id not in useless)

    def _tell(self) -> None:
        """Say what is listed, in which order, and where not all of it is in view, which rows are."""
        top, bottom = self._page.seen
        starts = list(self._page.layout_of_page.anchors.values())
        seen = [number for number, line in enumerate(starts, 1) if top <= line <= bottom]
        told = self.size.width >= SLIM and seen and len(seen) < len(starts)
        rows = f"rows {seen[0]}–{seen[-1]} of {len(starts)}" if told else ""
        said = [in_words(self._count, self.order), rows, f"under the filter {self._wanted}" if self.filtered else ""]
        self._conditions.update(Content(shown(" · ".join(filter(None, said)))))

    def _here(self) -> str:
        """Return the id of the event under the cursor; empty where there is none."""
        link = self._page.link
        return link.ref.id if link is not None else ""

    def _sort(self) -> None:
        orders = tuple(ORDERS)
        self.order = orders[(orders.index(self.order) + 1) % len(orders)]
        self._show(self.size.width)

    def _take_term(self, term: Query) -> None:
        """List only the moves that have a value too."""
        terms = tree.terms(self._wanted) if self.filtered else ()
        self._wanted, self.filtered = tree.joined((*(one for one in terms if one != term), term)), True
        self._show(self.size.width, self._here())

    def _switch_filter(self) -> None:
        if isinstance(self._wanted, Everything):
            self.footer.say("There is no filter")
        else:
            self.filtered = not self.filtered
            self._show(self.size.width, self._here())

    def _read(self) -> None:
        self._read_first(self._index.store, self._page.link, self._reader)
