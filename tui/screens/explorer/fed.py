"""The screen that owns the state: opens the dataset, and feeds the panes from what the state says."""

from __future__ import annotations

from enum import Enum, auto
from functools import partial
from pathlib import Path

from msgspec.structs import replace
from textual import on
from textual.widgets import Static

from tui import messages
from tui.core.errors import QueryError
from tui.core.index.completion import completions, inline_completion
from tui.core.index.density import beginning
from tui.core.index.index import Result
from tui.core.model.records import Citation, PassageKey, Ref
from tui.core.opening import Opened
from tui.core.query import parser, tree
from tui.core.store.base import Store
from tui.notebook.settings import Settings
from tui.present.banner import Standing
from tui.present.cards.card import card
from tui.present.highlight import marker
from tui.present.page import Page
from tui.present.source.evidence import cited, excerpts
from tui.screens.explorer.opening import OpeningScreen
from tui.session import state
from tui.session.state import Spot, State
from tui.session.view import LISTED, Feeder, View, listed, opened
from tui.widgets.header import Header

EMPTY = Page()
AFTER_ROWS = 0.1
"""Seconds that what is around the list waits at most for rows to be drawn."""
STOPS = 0.025
"""Seconds without a move after which a key held down has stopped."""


class Follow(Enum):
    """When what is around the list follows it."""

    AT_ONCE = auto()
    AFTER_ROWS = auto()
    """When other rows have been drawn: they are the answer to a typed key."""
    AT_REST = auto()
    """When the list has stood for a moment: a key is held down."""


class FedScreen(OpeningScreen):
    """Runs the arrow: state → result → what to show → panes."""

    settings = Settings()
    """What the reader has set."""

    def __init__(
        self, folder: Path, *, query: str = "", at: str = "", documents: Path | None = None, fresh: bool = False
    ) -> None:
        super().__init__(folder, documents, fresh=fresh)
        self._wanted = (query, at)
        self._state = State()
        self._before_edit = Spot()
        self._feeder: Feeder | None = None
        self._view: View | None = None
        self._followed: View | None = None
        """The view that all panes show; the list and the count may be ahead of it."""
        self._fed: tuple[object, ...] = (None, None, None)
        self._carded: Ref | None = None
        self._drawn: Result | None = None
        """The result that the overview shows."""
        self._rows_drawn = False
        """Whether rows were drawn: until then nothing else is fed, so that they stand in the first drawing."""
        self.standing: Standing | None = None
        """What the banner says while `known:` is in force; pages that are opened from here bear it too."""

    @property
    def state(self) -> State:
        """Where the reader is."""
        return self._state

    @property
    def store(self) -> Store | None:
        """What is shown; None until it is opened."""
        return None if self._opened is None else self._opened.store

    def take(self, found: Opened) -> None:
        """Show a dataset that was opened; one that was opened again is shown where the reader stands in it."""
        again = self._opened is not None
        self._opened, self._checked = found, False
        self._feeder = Feeder(found.store, found.index)
        self.filter_bar.complete_from(lambda text: inline_completion(found.index, text))
        self.filter_bar.offer_from(lambda text, cursor: completions(found.index, text, cursor))
        self._fed = (None, None, None)
        if again:
            self._stay()
        else:
            self._begin(found)
        self.call_after_refresh(self._go_on)

    def _go_on(self) -> None:
        """Once the rows are drawn, feed what is around them."""
        if not self.query(Header):  # left before all of it was drawn
            return
        self._rows_drawn = True
        if self._view is not None:
            self._feed_around(self._view)
        self.call_after_refresh(self.settle)

    def _begin(self, found: Opened) -> None:
        text, at = self._wanted
        ref = found.store.find(at) if at else None
        if ref is not None and ref.section != "passages":
            self._state = replace(self.to(ref), back=())
        elif start := beginning(found.index):
            self._state = state.choose(self._state, start)
        self.filter_bar.show(text)
        if not self.try_filter(text):
            self.arrow()
        if ref is not None and ref.section != "passages" and self._view is not None and self._view.subject != ref:
            self.go(replace(self.to(ref), back=()))
        if at and ref is None:
            self.footer.say(f"Nothing here is called {at}", "warn")
        if ref is not None and ref.section == "passages":
            self.read(ref.id)

    def _stay(self) -> None:
        """Show the state again, without what is no longer there."""
        spot = self._state.spot
        if spot.opened is not None and self._opened is not None and self._opened.store.record(spot.opened) is None:
            spot = replace(spot, opened=None)
        self._state = replace(self._state, spot=spot)
        try:
            self.arrow()
        except QueryError as error:
            self.go(state.narrow(self._state, tree.Everything()))
            self.footer.say(error.message, "warn")

    def feed_head(self) -> None:
        """Write the first line of the screen."""
        if self._feeder is not None and self._view is not None and self._opened is not None:
            problems = len(self._opened.problems) if self._checked else 0
            self.query_one(Header).show(self._feeder.head(self._state, self._view, problems))

    # the arrow: state → result → present → panes

    def arrow(self, follow: Follow = Follow.AT_ONCE) -> None:
        """Show the state: the list and the count, and what is around them when `follow` says."""
        if self._feeder is None or self._opened is None:
            return
        view = self._view = self._feeder.view(self._state)
        other_rows = view.rows is not self._fed[0]
        self._feed_banner(view)
        self._feed_list(view)
        self.feed_head()
        if follow is Follow.AT_REST:
            self.set_timer(STOPS, partial(self._catch_up, view))
        elif follow is Follow.AFTER_ROWS and other_rows and self.timeline.is_on_screen:
            self.set_timer(AFTER_ROWS, partial(self._catch_up, view))  # if they are not drawn after all
        else:
            self._follow(view)

    @on(messages.RowsDrawn)
    def _rows_stand(self) -> None:
        if self._view is not None and self.query(Header):  # else the screen was left meanwhile
            self._catch_up(self._view)

    def _catch_up(self, view: View) -> None:
        """Feed what is around the list, unless that is done, or the list has gone on."""
        if view is self._view and view is not self._followed:
            self._follow(view)

    def _follow(self, view: View) -> None:
        """Feed what is around the list."""
        self._followed = view
        if self._rows_drawn:
            self._feed_around(view)
        self.arranged()
        self.filter_bar.offer()

    def _feed_banner(self, view: View) -> None:
        if view.standing is not None or self.standing is not None:
            from tui.widgets.banner import stand

            self.standing = view.standing
            stand(self, view.standing, None)

    def _feed_list(self, view: View) -> None:
        assert self._feeder is not None  # noqa: S101 - called by the arrow only
        if view.rows is not self._fed[0]:
            self.timeline.show(view.rows, view.cursor)
            nothing = self.query_one("#nothing", Static)
            nothing.display = not len(view.rows)
            if not len(view.rows):
                nothing.update(self._feeder.advice(view.result.query, view.listing), layout=False)
        if view.cursor != self.timeline.cursor and view.cursor is not None:
            self.timeline.move_to(view.cursor)
        self._fed = (view.rows, *self._fed[1:])

    def _feed_around(self, view: View) -> None:
        """Feed the overview and the pages of what is under the cursor."""
        from tui.present.overview.strip import strip  # rows come first

        assert self._feeder is not None  # noqa: S101 - called by the arrow only
        day = self._feeder.day(view.cursor)
        if view.result is self._drawn:
            self.overview.show_day(day)
        else:
            self.overview.show(strip(self._feeder.index, view.result), day)
            self._drawn = view.result
        self._feed_pages(view)

    def _feed_pages(self, view: View) -> None:
        assert self._feeder is not None  # noqa: S101 - called by the arrow only
        store = self._feeder.store
        subject = (view.result.query, view.subject)
        standing = (*subject, view.citation)
        marks = marker(view.result.query)
        if subject != self._fed[1]:
            card_of = card(store, view.subject, marks=marks, at=view.at) if view.subject else EMPTY
            page = self.page_of(card_of, view.subject) if view.subject else EMPTY
            self.details.show(page, reset=view.subject != self._carded)
            self._carded = view.subject
        if standing != self._fed[2] and not (subject == self._fed[1] and self.sources.citation == view.citation):
            found = excerpts(store, view.subject, view.citation, marks=marks, at=view.at) if view.subject else EMPTY
            self.sources.show(found)
        self._fed = (self._fed[0], subject, standing)

    def page_of(self, card: Page, ref: Ref) -> Page:
        """Return what the details show of a record, given its card."""
        del ref
        return card

    def arranged(self) -> None:
        """Write the headings: a pane that stands alone names the others, and what is selected."""
        if self._feeder is None or self._view is None:
            return
        view, alone = self._view, self.alone
        names = (LISTED[view.listing], "Details", "Sources")
        titles = (listed(view), *names[1:])
        caption = self._feeder.caption(view.subject) if alone else ""
        count = len(cited(self._feeder.store, view.subject)) if view.subject else 0
        place = f"{min(view.citation + 1, count)} of {count}" if count else ""
        asides = ("", caption, caption or place)
        for pane in (1, 2, 3):
            tabs = tuple("" if at == pane else name for at, name in enumerate(names, 1)) if alone else ()
            self.heading(pane).show(titles[pane - 1], asides[pane - 1], tabs)

    def go(self, after: State, follow: Follow = Follow.AT_ONCE) -> None:
        """Make `after` the state; say so where its filter asks for what is not there."""
        before, self._state = self._state, after
        try:
            self.arrow(follow)
        except QueryError as error:
            self._state = before
            self.footer.say(error.message, "warn")
            return
        self.footer.say()
        self.filter_bar.show(str(after.spot.query))

    def try_filter(self, text: str) -> bool:
        """Narrow by `text`; where it is no query, say why and leave what is shown as it is."""
        before = self._state
        try:
            self._state = state.narrow(self._state, parser.parse(text))
            self.arrow(Follow.AFTER_ROWS)
        except QueryError as error:
            self._state = before
            if (rest := parser.before_field(text)) is not None:  # what was typed as a word is the name of a field
                self.try_filter(rest)
            better = f" — try {error.suggestion}" if error.suggestion else ""
            self.footer.say(f"{error.message}{better}", "warn")
            self.filter_bar.offer()
            return False
        self.footer.say()
        return True

    def read(self, key: PassageKey) -> None:
        """Open the source of the passage `key` there, and come back to where it was asked for."""
        raise NotImplementedError

    def to(self, ref: Ref) -> State:
        """Return the state that shows `ref`."""
        return self._state if self._feeder is None else opened(self._feeder, self._state, ref)

    def citations(self) -> tuple[Citation, ...]:
        """Return what the record shown rests on."""
        if self._opened is None or self._view is None or self._view.subject is None:
            return ()
        return cited(self._opened.store, self._view.subject)
