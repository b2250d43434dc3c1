"""Opens the comparison of sources from the main screen, and goes on to what was chosen in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from tui.core.model.records import Event
from tui.core.query import day_window, parser, tree
from tui.core.query.day_window import Comparing
from tui.screens.explorer.reaching import ReachingScreen
from tui.session import state

if TYPE_CHECKING:
    from tui.screens.compare.screen import Outcome


class ComparingScreen(ReachingScreen):
    """The days of the filter, or else those around the event under the cursor, as told by each source."""

    def action_compare(self) -> None:
        """Compare what each source tells of these days."""
        if self._view is None or self._opened is None:
            return
        days, _ = day_window.of_filter(self._state.spot.in_force)
        cursor = self._view.cursor
        event = self._opened.store.record(cursor) if cursor else None
        if days is None and isinstance(event, Event):
            days = day_window.of_event(event.date)
        if days is None:
            self.footer.say("Put the cursor on an event, or filter by a date: its days are compared", "warn")
            return
        self.compare(state.compare(self._state, Comparing(days, event=event.id if isinstance(event, Event) else "")))

    def compare(self, after: state.State) -> None:
        """Open the comparison where `after` says."""
        from tui.screens.compare.screen import CompareScreen

        at = after.spot.comparing
        found = self._opened
        if found is None or self._feeder is None or at is None:
            return
        self._state = after
        wanted = _without_days(after.spot.in_force)
        chips = tuple(self._feeder.chip(term) for term in tree.terms(wanted))
        screen = CompareScreen(
            found.store, found.index, wanted, at, chips=chips, reader=lambda key: self.reader(found, key)
        )
        self.app.push_screen(screen, self._compared)

    def _compared(self, outcome: Outcome | None) -> None:
        """Leave the comparison: back to where it was opened, or on, with one step back into it."""
        if outcome is None:
            self.go(state.go_back(self._state))
            return
        self._state = replace(self._state, spot=replace(self._state.spot, comparing=outcome.at))
        if outcome.ref is not None:
            self.show_record(outcome.ref)
        elif outcome.term:
            self.go(state.add_term(self._state, parser.parse(outcome.term)))


def _without_days(wanted: tree.Query) -> tree.Query:
    """Return the filter without its range of days, whose place the days compared take."""
    return day_window.of_filter(wanted)[1]
