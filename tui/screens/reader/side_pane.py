"""The pane beside a text: the record that led there, one of its passages, or the outline."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Vertical

from tui.core.index.highlight import Marks
from tui.core.index.report_time import AsOf
from tui.core.model.records import PassageKey, Ref
from tui.core.store.base import Store
from tui.present.bars import Tab
from tui.present.cards.card import card
from tui.present.page import Page
from tui.present.source.parts import Reading
from tui.present.source.side_pages import MODES, Mode, outline_page, passage_page
from tui.widgets.bar import Heading
from tui.widgets.page_view import PageView

COMMANDS: dict[Mode, str] = {mode: f"beside_{mode}" for mode in MODES}
"""What the pane can show → the command that shows it."""


class SidePane(Vertical):
    """Shows one of three pages about the passage at which the user is."""

    def __init__(
        self,
        store: Store,
        *,
        came_from: Ref | None,
        marks: Marks | None,
        as_of: AsOf | None,
        annotate: Callable[[Page, Ref], Page],
        to_match: Callable[[int], None],
    ) -> None:
        """`came_from` is the record that led here; `annotate` adds bookmark and note to the page of a record.

        `to_match` goes to the next passage of the text (1) or the previous one (-1).
        """
        super().__init__(id="side-pane")
        self._marks = marks
        self.renew(store, came_from, as_of)
        self._annotate = annotate
        self._outlined: Reading | None = None
        """The text whose outline the page is; None while it is another page."""
        self._shown: tuple[Mode, PassageKey] | None = None
        """What the page is of: while it stays, the page stays where it is scrolled to."""
        self.mode: Mode = "record" if came_from is not None else "passage"
        self.heading = Heading(id="beside-heading", classes="heading")
        self.page = PageView(id="beside", to_match=to_match)

    def compose(self) -> ComposeResult:
        """Yield the heading and the page."""
        yield self.heading
        yield self.page

    def renew(self, store: Store, came_from: Ref | None, as_of: AsOf | None) -> None:
        """Show the records of `store` from the next page on; `came_from` and `as_of` are as at the beginning."""
        self._store, self._came_from, self._as_of = store, came_from, as_of

    def has(self, mode: Mode) -> bool:
        """Whether there is something to show in a mode."""
        return mode != "record" or self._came_from is not None

    def show(self, reading: Reading, key: PassageKey, mode: Mode | None = None) -> None:
        """Show what belongs to the passage `key` of a text, in another mode if one is given."""
        self.mode = mode or self.mode
        if not self.has(self.mode):
            self.mode = "passage"
        reset, self._shown = (self.mode, key) != self._shown, (self.mode, key)
        modes = (mode for mode in MODES if self.has(mode))
        self.heading.show(tuple(Tab(MODES[mode], COMMANDS[mode], here=mode == self.mode) for mode in modes))
        if self.mode == "record" and self._came_from is not None:
            page = card(self._store, self._came_from, marks=self._marks, at=self._as_of)
            self.page.show(self._annotate(page, self._came_from), reset=reset)
        elif self.mode == "outline" and self._outlined is reading:
            self.page.cursor.to_anchor(key)
        elif self.mode == "outline":
            source = key.partition("/")[0]
            self.page.show(outline_page(self._store, source, reading), anchor=key)
        else:
            page = passage_page(self._store, key, reading, marks=self._marks)
            self.page.show(self._annotate(page, Ref("passages", key)), reset=reset)
        self._outlined = reading if self.mode == "outline" else None
