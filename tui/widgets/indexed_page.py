"""A page with its index beside it: the page follows the index, and the index the page."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from tui.core.model.records import Ref
from tui.messages import DaysSeen, MatchReached, RowHighlighted, RowOpened, RowsDrawn, StepMissed
from tui.present.page import Page
from tui.present.page_index import PageIndex, part_ref
from tui.widgets.bindings import bindings
from tui.widgets.page_view import PageView
from tui.widgets.timeline import Timeline


class IndexedPage(Horizontal):
    """Shows a page; the stylesheet says where there is room for its index."""

    BINDINGS: ClassVar[list[BindingType]] = [
        one for one in bindings("page", dispatched=True) if isinstance(one, Binding) and one.id == "outline_beside"
    ]

    def __init__(self, *, page: str) -> None:
        """`page` is the id of the page."""
        super().__init__()
        self.page = PageView(id=page)
        self.index = Timeline(classes="page-index")
        self.has_parts = False
        """Whether the page has parts, that an index can list."""
        self._unlisted: tuple[Page, Ref | None] | None = None
        """The page whose parts the index does not list yet, and where its cursor is wanted."""

    def compose(self) -> ComposeResult:
        """Yield the index and the page."""
        yield from (self.index, self.page)

    def on_mount(self) -> None:
        """Let the index follow the page."""
        self.watch(self.page, "scroll_y", self._follow, init=False)

    def show(self, page: Page, *, anchor: str = "", reset: bool = True) -> None:
        """Show `page`, from its top unless `reset` is False, or from the part called `anchor`."""
        self.has_parts = any(block.anchor for block in page.blocks)
        self.set_class(not self.has_parts, "-whole")
        self.page.show(page, anchor=anchor, reset=reset)
        self._unlisted = page, part_ref(anchor) if anchor else None if reset else self.index.cursor
        self._list()

    @property
    def has_index(self) -> bool:
        """Whether the index is shown, and lists anything."""
        return self.index.display and bool(self.index.rows.records)

    def action_run_command(self, name: str) -> None:
        """Go from the page to its index, or back."""
        del name
        if self.has_index:
            (self.page if self.index.has_focus else self.index).focus()

    def on_resize(self) -> None:
        """List the parts of the page where there is room now."""
        self._list()

    def _list(self) -> None:
        """List the parts of the page, if the index is shown: else that would lay the screen out for nothing."""
        if self._unlisted is not None and self.index.display:
            (page, cursor), self._unlisted = self._unlisted, None
            self.index.show(PageIndex(page), cursor)

    def _follow(self) -> None:
        """Put the cursor of the index on the part that is at the top of the page."""
        if self.index.display and self.index.rows.records and not self.index.has_focus:
            top, anchors = self.page.scroll_offset.y + 1, self.page.layout_of_page.anchors
            above = [anchor for anchor, line in anchors.items() if line <= top]
            first = self.index.rows.record_ref(0)
            self.index.move_to(part_ref(above[-1]) if above else first)

    @on(RowHighlighted)
    def _part_highlighted(self, message: RowHighlighted) -> None:
        message.stop()
        if self.index.has_focus and not self.page.cursor.to_anchor(message.ref.id):
            self.page.scroll_to_line(0)

    @on(RowOpened)
    def _part_opened(self, message: RowOpened) -> None:
        message.stop()
        self.page.focus()

    @on(RowsDrawn)
    @on(DaysSeen)
    def _drawn(self, message: RowsDrawn | DaysSeen) -> None:
        message.stop()

    @on(MatchReached)
    @on(StepMissed)
    def _stepped(self, message: MatchReached | StepMissed) -> None:
        """The parts are no matches, and have no days."""
        if self.index.has_focus:
            message.stop()
