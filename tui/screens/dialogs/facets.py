"""Facets: what events shall have and what they shall not, several values at once, each with live counts."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tui.core.index.index import Index
from tui.core.query.facet_picks import Pick, taken_apart
from tui.core.query.tree import Query
from tui.core.text.display import cells, cut
from tui.present.cards.parts import plural
from tui.present.facets import Facet, Facets, FacetValue, facets, is_known
from tui.widgets.bindings import bindings
from tui.widgets.key_hints import KeyHints, hint_text
from tui.widgets.line_input import LineInput
from tui.widgets.marked_list import MarkedList


class FacetsScreen(ModalScreen[Query | None]):
    """Shows the values to filter by; comes back with the whole filter as it was picked, or with None."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("dialog"), *bindings("facets")]

    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]

    def __init__(self, index: Index, wanted: Query) -> None:
        """Take the filter as it is; of it, what the facets know stands picked."""
        super().__init__()
        self._index = index
        self._before = self._picks = taken_apart(wanted, lambda field, value: is_known(index, field, value))
        self._first = self._picks
        """What stands first of each facet: picked before its values were listed, so that no row moves when picked."""
        self._rows: list[FacetValue | None] = []
        """The value in each row; None for headings."""

    def compose(self) -> ComposeResult:
        """Make the count, the input and the list."""
        with Vertical(classes="dialog tall"):
            yield Static("", classes="dialog-title", markup=False)
            yield LineInput("type to find a value", longest=200)
            yield MarkedList(compact=True, markup=False)
            yield KeyHints()

    def on_mount(self) -> None:
        """List everything."""
        self._list()
        self.query_one(Input).focus()

    @property
    def value(self) -> FacetValue | None:
        """The value under the cursor."""
        at = self.query_one(OptionList).highlighted
        return self._rows[at] if at is not None and at < len(self._rows) else None

    def _list(self, keep: Pick | None = None) -> None:
        """List what can be picked, the cursor on the value to keep, else on the first."""
        found = facets(self._index, self._picks, self.query_one(Input).value, self._first)
        self._entitle(found)
        options = self.query_one(OptionList)
        width = max(20, options.size.width or 60)
        made: list[Option] = []
        self._rows = []
        for facet in found.facets:
            self._rows += [None, *facet.values]
            made.append(Option(_heading(facet), disabled=True))
            made += [Option(_row(value, width)) for value in facet.values]
        options.clear_options()
        options.add_options(made)
        picks = [value.pick if value else None for value in self._rows]
        first = next((at for at, pick in enumerate(picks) if pick), None)
        options.highlighted = picks.index(keep) if keep in picks and keep is not None else first
        self.call_after_refresh(self._reveal, first)

    def _reveal(self, first: int | None) -> None:
        """Show the value under the cursor once the list has its height; with the first one, the heading above it."""
        options = self.query_one(OptionList)
        if options.highlighted == first:
            options.scroll_home(animate=False)
        else:
            options.scroll_to_highlight()

    def _entitle(self, found: Facets) -> None:
        count = plural(found.total, "event") if found.count == found.total else f"{found.count} of {found.total} events"
        self.query_one(".dialog-title", Static).update(Content(f"Filter by   {count}"))

    def on_resize(self) -> None:
        """Fit the rows to the width."""
        value = self.value
        self._list(value.pick if value else None)
        foot = hint_text((("pick", "with"), ("shut_out", "without"), ("choose", "filter"), ("close", "close")))
        if cells(foot) > self.query_one(Input).size.width:
            foot = hint_text((("pick", "+"), ("shut_out", "-"), ("choose", "ok"), ("close", "")), gap=2)
        self.query_one(KeyHints).show(("", foot.lstrip()))

    # picking

    def action_pick(self) -> None:
        """Ask for the value under the cursor, or no longer."""
        self._pick(shut=False)

    def action_shut_out(self) -> None:
        """Shut out the value under the cursor, or no longer."""
        self._pick(shut=True)

    def _pick(self, *, shut: bool) -> None:
        value = self.value
        if value is not None:
            self._picks = self._picks.shut(value.pick) if shut else self._picks.ask(value.pick)
            self._list(value.pick)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._first = self._picks
        self._list()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_choose()

    def action_choose(self) -> None:
        """Filter by what is picked; where nothing was, by the value under the cursor."""
        value = self.value
        if self._picks == self._before and value is not None:
            self._picks = self._picks.ask(value.pick)
        self.dismiss(self._picks.query)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._pick(shut=False)

    def action_list_down(self) -> None:
        """Mark the next value, while the input keeps the focus."""
        self.query_one(MarkedList).action_cursor_down()

    def action_list_up(self) -> None:
        """Mark the previous value."""
        self.query_one(MarkedList).action_cursor_up()

    def action_list_page_down(self) -> None:
        """Mark the value a page down."""
        self.query_one(MarkedList).action_page_down()

    def action_list_page_up(self) -> None:
        """Mark the value a page up."""
        self.query_one(MarkedList).action_page_up()

    def action_close(self) -> None:
        """Close, and leave the filter as it was."""
        self.dismiss(None)


def _heading(facet: Facet) -> Content:
    more = f"   {facet.more:,} more: type to find them" if facet.more else ""
    return Content.assemble((f" {facet.title}", "bold $accent"), (more, "$foreground 60%"))


def _row(value: FacetValue, width: int) -> Content:
    """Return a value with the sign of how it is picked and its count at the right."""
    sign = "+" if value.asked else "-" if value.shut_out else " "
    count = f"{value.count:,}"
    name = cut(value.name, max(4, width - cells(count) - 10))
    gap = " " * max(1, width - cells(name) - cells(count) - 7)
    look = "bold" if value.asked else "strike" if value.shut_out else ""
    return Content.assemble((f"   {sign} ", "bold $accent"), (name, look), f"{gap}", (count, "$foreground 60%"))
