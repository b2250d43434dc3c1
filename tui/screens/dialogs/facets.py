"""Filter by facets: values to include or exclude, several at once, each with a live count."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from tui.core.index.index import Index
from tui.core.query.facet_picks import Pick, taken_apart
from tui.core.query.tree import Query
from tui.core.text.display import cells, cut
from tui.keys.keymap import key
from tui.present.cards.parts import plural
from tui.present.facets import Facet, FacetValue, facets, is_known
from tui.present.signs import signs
from tui.screens.dialogs.dialog import Dialog, Picker, row_width
from tui.screens.stack import leave
from tui.widgets.bindings import bindings
from tui.widgets.key_hints import hint_text

AIRY = 24
"""Lines of a screen from which on a blank line precedes a heading."""
RESTS = 0.025
"""Seconds without a key after which what is out of view is listed too."""


class FacetsScreen(Dialog[Query]):
    """Shows the values to filter by; comes back with the whole filter as it was picked."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("facets", dispatched=True)]

    def __init__(self, index: Index, wanted: Query) -> None:
        """Take the filter in force; the terms of it that the facets offer are picked."""
        super().__init__()
        self._index = index
        self._before = self._picks = taken_apart(wanted, lambda field, value: is_known(index, field, value))
        self._first = self._picks
        """What comes first in each facet: picked before its values were listed, so that no row moves when picked."""
        self._facets: Iterator[Facet] = iter(())
        """Those that are not listed yet."""
        self._rows: list[FacetValue | None] = []
        """The value in each row; None for headings."""
        self._title = Static(classes="dialog-title", markup=False)
        self._picker = Picker(
            self._title,
            chosen=self._choose,
            clicked=self._ask,
            typed=self._type,
            hint="type to find a value",
            unfound=f"no value is called so: {key('close')}, then {key('edit_filter')} finds words in the texts",
        )
        self.commands |= {**self._picker.commands(), "pick": self._ask, "shut_out": self._shut_out}

    def compose(self) -> ComposeResult:
        """Make the list."""
        yield self._picker

    def on_mount(self) -> None:
        """List every value."""
        self._list()

    @property
    def value(self) -> FacetValue | None:
        """The value under the cursor."""
        at = self._picker.at
        return self._rows[at] if at is not None and at < len(self._rows) else None

    def _list(self, keep: Pick | None = None) -> None:
        """List what can be picked, the cursor on the value to keep, else on the first.

        What does not fit on the screen is listed when no other key comes.
        """
        self._facets = facets(self._index, self._picks, self._picker.line.value, self._first)
        count, total = len(self._index.events(self._picks.query)), self._index.postings.events
        said = plural(total, "event") if count == total else f"{count} of {total} events"
        self._title.update(Content(f"Filter by   {said}"))
        self._rows = []
        options = self._next(self.app.size.height, keep)
        picks = [value.pick if value else None for value in self._rows]
        first = next((at for at, pick in enumerate(picks) if pick), None)
        self._picker.show(options, picks.index(keep) if keep in picks and keep is not None else first)
        self.call_after_refresh(self._reveal, first)
        self.set_timer(RESTS, partial(self._list_rest, self._facets))

    def _list_rest(self, rest: Iterator[Facet]) -> None:
        """List the other facets, unless others have been asked for meanwhile."""
        if rest is self._facets and (options := self._next()):
            self._picker.list.add_options(options)

    def _next(self, lines: int | None = None, keep: Pick | None = None) -> list[Option]:
        """Return the rows of the next facets: of all, or until there are so many and one with the value to keep."""
        width, options = max(20, row_width(self.app.size)), list[Option]()
        for facet in self._facets:
            self._rows += [None, *facet.values]
            airy = self.app.size.height >= AIRY and len(self._rows) > len(facet.values) + 1
            options.append(Option(_heading(facet, airy=airy), disabled=True))
            options += [Option(_row(value, width)) for value in facet.values]
            if any(value.pick == keep for value in facet.values):
                keep = None
            if lines is not None and len(options) >= lines and keep is None:
                break
        return options

    def _reveal(self, first: int | None) -> None:
        """Show the value under the cursor once the list has its height; with the first one, the heading above it."""
        options = self._picker.list
        if options.highlighted == first:
            options.scroll_home(animate=False)
        else:
            options.scroll_to_highlight()

    def on_resize(self) -> None:
        """Fit the rows to the width."""
        value = self.value
        self._list(value.pick if value else None)
        hints = self._picker.foot
        full = ("pick", "with"), ("shut_out", "without"), ("choose", "filter"), ("close", "close")
        if cells(hint_text(full)) <= self._picker.line.size.width:
            hints.show(*full)
        else:
            both = ("pick", signs().picked), ("shut_out", signs().shut_out)
            hints.show(*both, ("choose", "ok"), ("close", "close"))

    def _type(self, text: str) -> None:
        del text
        self._first = self._picks
        self._list()

    def _ask(self, at: int | None = None) -> None:
        """Include only events with the value in row `at`, else under the cursor, or no longer."""
        value = self.value if at is None else self._rows[at]
        if value is not None:
            self._picks = self._picks.ask(value.pick)
            self._list(value.pick)

    def _shut_out(self) -> None:
        """Exclude events with the value under the cursor, or no longer."""
        if (value := self.value) is not None:
            self._picks = self._picks.shut(value.pick)
            self._list(value.pick)

    def _choose(self, at: int | None) -> None:
        """Filter by what is picked; where nothing was, by the value under the cursor."""
        del at
        value = self.value
        if self._picks == self._before and value is not None:
            self._picks = self._picks.ask(value.pick)
        leave(self, self._picks.query)


def _heading(facet: Facet, *, airy: bool) -> Content:
    number = "" if facet.more is None else f"{facet.more:,} "
    more = "" if facet.more == 0 else f"   {number}more: type to find them"
    blank = "\n" if airy else ""
    return Content.assemble((f"{blank}  {facet.title.upper()}", "bold $muted"), (more, "$muted"))


def _row(value: FacetValue, width: int) -> Content:
    """Return a value with the sign of how it is picked and its count at the right."""
    sign = signs().picked if value.asked else signs().shut_out if value.shut_out else " "
    count = f"{value.count:,}"
    name = cut(value.name, max(4, width - cells(count) - 10))
    gap = " " * max(1, width - cells(name) - cells(count) - 7)
    look = "bold" if value.asked else "strike" if value.shut_out else ""
    return Content.assemble((f"   {sign} ", "bold $accent"), (name, look), f"{gap}", (count, "$muted"))
