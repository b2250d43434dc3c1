"""Give the panes their part of the session's view: rows first, the pages once the rows are painted."""

from __future__ import annotations

from enum import Enum, auto
from functools import partial

from tui.core.index.index import Result
from tui.core.model.records import Ref
from tui.present.bookmarks import signs_of
from tui.present.list_tabs import list_heading
from tui.present.page import Page
from tui.present.signs import signs
from tui.present.timeline.rows import Rows
from tui.session.session import Session
from tui.session.view import View, ordered
from tui.widgets.bar import Header
from tui.widgets.filter_bar import FilterBar
from tui.widgets.overview import Overview
from tui.widgets.panes import Panes

AFTER_ROWS = 0.1
"""Seconds that the other panes wait at most for the rows to be painted."""
STOPS = 0.025
"""Seconds without a move after which a held key has stopped."""


class Follow(Enum):
    """When the other panes follow the list."""

    AT_ONCE = auto()
    AFTER_ROWS = auto()
    """Wait until the new rows are painted."""
    AT_REST = auto()
    """Wait until a held key stops."""


class Refresh:
    """Draws the view of one session; what a pane shows already is not given to it again."""

    def __init__(
        self, session: Session, header: Header, overview: Overview, panes: Panes, filter_bar: FilterBar
    ) -> None:
        self._session = session
        self._header, self._overview, self._panes, self._filter_bar = header, overview, panes, filter_bar
        self._rows: Rows | None = None
        self.followed: View | None = None
        """The view that all panes show; the list and the count may be ahead of it."""
        self._headed: View | None = None
        """The view that the headings name ahead of the panes, which follow at rest."""
        self._strip_of: Result | None = None
        self._card: Page | None = None
        self.subject: Ref | None = None
        """The record that the pages show; while it stays, they stay where they are scrolled to."""
        self._stopped = False
        self._painted = False
        """Whether rows were painted: nothing else is drawn before, so that the first drawing has them."""

    def show(self, follow: Follow) -> None:
        """Show the rows and the count, and the other panes at the time that `follow` names."""
        view = self._session.view
        other_rows = view.rows is not self._rows
        self._show_list(view)
        self.show_head()
        if follow is Follow.AT_REST:
            self.show_headings()  # at once: a match that the same key reached is said there next
            self._headed = view
            self._panes.set_timer(STOPS, partial(self._catch_up, view))
        elif follow is Follow.AFTER_ROWS and other_rows and self._panes.timeline.is_on_screen:
            self._panes.set_timer(AFTER_ROWS, partial(self._catch_up, view))  # if they are not painted after all
        else:
            self._follow(view)

    def stop(self) -> None:
        """Draw nothing more, though a timer asks for it: another dataset is shown."""
        self._stopped = True

    def show_head(self) -> None:
        """Write the first line of the screen."""
        self._header.show(self._session.head())

    def show_marks(self) -> None:
        """Draw the signs of bookmarks, notes and records just read again beside the rows."""
        edited = dict.fromkeys(self._session.edited, signs().edited)
        self._panes.timeline.show_kept(signs_of(self._session.notebook.book) | edited)

    def show_headings(self) -> None:
        """Write the heading of each pane; one with the whole width names the others, and the record selected."""
        session, view = self._session, self._session.view
        count = len(session.citations)
        place = f"{min(view.citation + 1, count)} of {count}" if count else ""
        title = list_heading(view.listing, self._panes.size.width)
        self._panes.show_headings(ordered(view), title, place, session.views.caption(view.subject), count)

    def first_rows_painted(self) -> None:
        """Show the other panes, now that the first rows are painted."""
        self._painted = True
        self._show_around(self._session.view)

    def rows_painted(self) -> None:
        """Show the other panes, unless that is done."""
        self._catch_up(self._session.view)

    def _catch_up(self, view: View) -> None:
        """Let the other panes follow, unless they have, or the list has moved on."""
        if view is self._session.view and view is not self.followed and self._panes.is_drawn and not self._stopped:
            self._follow(view)

    def _follow(self, view: View) -> None:
        self.followed = view
        if self._painted:
            self._show_around(view)
        if view is not self._headed:
            self.show_headings()
        self._headed = None
        self._filter_bar.offer()

    def _show_list(self, view: View) -> None:
        timeline = self._panes.timeline
        timeline.as_known = view.at is not None
        self._panes.lists.show(view.listing)
        if view.rows is not self._rows:
            self._rows = view.rows
            timeline.show(view.rows, view.cursor)
            self._panes.advise("" if len(view.rows) else self._session.advice())
        elif view.cursor != timeline.cursor and view.cursor is not None:
            timeline.move_to(view.cursor)

    def _show_around(self, view: View) -> None:
        """Show the overview and the pages of the record under the cursor."""
        from tui.present.overview.strip import Strip  # the rows come first

        views, panes = self._session.views, self._panes
        day = views.day(view.cursor)
        if view.result is self._strip_of:
            self._overview.show_day(day)
        else:
            self._overview.show(Strip(self._session.index, view.result, view.at.day if view.at else None), day)
            self._strip_of = view.result
        page = views.card(view, self._session.notebook.book)
        other = view.subject != self.subject
        if page is not self._card:
            panes.card.show(page, reset=other)
            if other and (place := self._session.state.spot.place) is not None:
                panes.details.go_to_place(place)
        if other or page is not self._card or panes.sources.citation != view.citation:
            panes.sources.show(views.excerpts(view), reset=other or panes.sources.citation != view.citation)
        self._card, self.subject = page, view.subject
