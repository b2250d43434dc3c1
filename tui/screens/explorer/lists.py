"""What the first pane lists, and in which order; each list is found again as it was left."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple, TypeVar

from tui.core.index import listing_order
from tui.core.index.index import sorting
from tui.core.model.records import Ref
from tui.core.model.sections import LISTED_SECTIONS
from tui.core.query import tree
from tui.screens.explorer.refresh import Follow
from tui.screens.explorer.shell import Shell
from tui.session import state
from tui.widgets.bindings import Commands
from tui.widgets.panes import Panes

T = TypeVar("T")

EVENTS_BY = ("", "title", "voices")
"""Values of `sort:` that the key goes through; the calendar is the first."""


class LeftAt(NamedTuple):
    """How a list was left."""

    cursor: Ref | None = None
    line: int | None = None
    """Line of the pane on which the cursor was."""
    by: listing_order.ListOrder | None = None


class Lists:
    """Lists other records in the first pane, and sorts them."""

    def __init__(self, shell: Shell, panes: Panes) -> None:
        self._shell, self._panes = shell, panes
        self._left: dict[str, LeftAt] = {}

    def commands(self) -> Commands:
        """Return what this controller does, by the ids of the key table."""
        return {
            "next_listing": lambda: self._step(1),
            "previous_listing": lambda: self._step(-1),
            **{f"list_{section}": partial(self._show, section) for section in LISTED_SECTIONS},
            "sort_list": self._sort,
        }

    def _step(self, by: int) -> None:
        at = LISTED_SECTIONS.index(self._shell.session.state.spot.listing)
        self._show(LISTED_SECTIONS[(at + by) % len(LISTED_SECTIONS)])

    def _show(self, section: str) -> None:
        """List a section, the cursor where it was when the section was last listed."""
        session, timeline = self._shell.session, self._panes.timeline
        spot = session.state.spot
        if section != spot.listing:
            self._left[spot.listing] = LeftAt(session.view.cursor, timeline.cursor_line, spot.sort)
            left = self._left.get(section, LeftAt())
            after = state.list_section(session.state, section, left.cursor, left.by)
            self._shell.go(after, Follow.AFTER_ROWS)  # what is told of its first record may be long
            if left.line is not None and timeline.cursor == left.cursor:
                timeline.scroll_cursor_to(left.line)
        self._panes.enter(1)

    def _sort(self) -> None:
        """Sort the list by the next of its orders; events by the filter's `sort:`."""
        session = self._shell.session
        at = session.state
        if at.spot.listing != "events":
            orders = listing_order.orders(at.spot.listing)
            self._shell.go(state.sort_list(at, _next(orders, session.view.sort)))
            return
        by = _next(EVENTS_BY, sorting(at.spot.query))
        others = [part for part in tree.terms(at.spot.query) if not _is_sort(part)]
        wanted = [*others, tree.Field("sort", by)] if by else others
        self._shell.go(state.show_query(at, tree.joined(tuple(wanted))))


def _is_sort(term: tree.Query) -> bool:
    return isinstance(term, tree.Field) and term.name == "sort"


def _next(values: Sequence[T], now: T | None) -> T:
    """Return the value after `now`, from the last one to the first; the first for one that is not among them."""
    return values[(values.index(now) + 1) % len(values)] if now in values else values[0]
