"""The filter: edited as text, picked from facets and from the screen, suspended, read the other way."""

from __future__ import annotations

from typing import Literal

from msgspec.structs import replace

from tui.core.errors import DateError, QueryError
from tui.core.index import report_time
from tui.core.index.density import Stretch
from tui.core.query.tree import Everything, Query
from tui.keys.keymap import key
from tui.present.banner import between, left_out
from tui.screens.explorer.refresh import Follow
from tui.screens.explorer.shell import Shell
from tui.session import state
from tui.session.picking import picked
from tui.session.session import explained
from tui.session.state import Spot, State
from tui.widgets.bindings import Commands
from tui.widgets.filter_bar import FilterBar
from tui.widgets.overview import Overview
from tui.widgets.panes import Panes


class Filtering:
    """Changes the filter."""

    def __init__(self, shell: Shell, panes: Panes, bar: FilterBar, overview: Overview) -> None:
        self._shell, self._panes = shell, panes
        self._bar = bar
        self._overview = overview
        self._before_edit = Spot()
        """Where the user was when they began to type."""

    def commands(self) -> Commands:
        """Return what this controller does, by the ids of the key table."""
        return {
            "edit_filter": self.edit,
            "take_offer": self._bar.take,
            "keep_filter": self.leave_edit,
            "older_filter": self._older,
            "newer_filter": self._newer,
            "undo_filter": self._undo,
            "suspend_filter": self._suspend,
            "switch_reading": self._switch_reading,
            "facets": self._facets,
            "densest": self._densest,
            "select_range": self._select_range,
            "known_at": self._known_at,
            "show_since": self._show_since,
            "next_day": lambda: self._slide("day", 1),
            "previous_day": lambda: self._slide("day", -1),
            "next_month": lambda: self._slide("month", 1),
            "previous_month": lambda: self._slide("month", -1),
        }

    # typing

    def edit(self) -> None:
        """Edit the filter as text; a suspended one is not in it, and comes back as an older one."""
        session = self._shell.session
        self._before_edit = session.state.spot
        self._shell.say()
        if self._suspended(session.state):
            session.remember_filter()
            self._bar.show("")
            self._shell.say(f"The lifted filter stays out: {key('older_filter')} brings it back")
        self._bar.edit()

    @staticmethod
    def _suspended(at: State) -> bool:
        return at.spot.suspended and at.spot.query != Everything()

    def typed_before(self, text: str) -> None:
        """Filter by what was typed while the dataset was being opened."""
        self._before_edit = self._shell.session.state.spot
        self._bar.show(text)
        self.typed(text)

    def typed(self, text: str) -> bool:
        """Filter by `text`; where it is no query, show why and leave the rows as they are."""
        error = self._shell.session.filter_by_text(text)
        self._shell.show(Follow.AFTER_ROWS)
        self._shell.say(*(explained(error) if error else ()))
        return error is None

    def leave_edit(self) -> None:
        """Leave the filter as it was typed; where that is no query, stay, and say why and what to do."""
        if error := self._shell.session.filter_by_text(self._bar.text):
            said = explained(error)
            self._shell.show(Follow.AFTER_ROWS)
            self._shell.say(f"{said.text} · {key('undo_filter')} leaves it", "warn")
        elif self._before_edit.suspended and not self._bar.text.strip():
            self._undo()
        else:
            self.keep()

    def _undo(self) -> None:
        """Take the edit back."""
        self._end_edit(replace(self._shell.session.state, spot=self._before_edit))

    def keep(self) -> None:
        """Leave the filter in force as it was typed: one jump, however many keys it took."""
        session = self._shell.session
        session.refilter()
        self.typed(self._bar.text)
        session.remember_filter()
        self._end_edit(state.one_jump(session.state, self._before_edit))

    def _older(self) -> None:
        """Put an older filter into the input."""
        if not self._bar.older(self._shell.session.notebook.book.history):
            self._shell.say("There is no earlier filter")

    def _newer(self) -> None:
        """Put a newer filter into the input; after the newest one, go to the list."""
        if not self._bar.newer(self._shell.session.notebook.book.history):
            self.leave_edit()

    def _end_edit(self, after: State) -> None:
        self._panes.enter(1)  # at once: the next keys are meant for the list
        self._shell.go(after)

    # picking

    def filter_by(self, term: Query) -> None:
        """Filter by a value on the screen; show a message where that leaves nothing, or leads elsewhere."""
        session = self._shell.session
        try:
            found = picked(session.views, session.state, term)
        except QueryError as error:
            self._shell.say(error.message, "warn")
            return
        if not found.refused:
            self._shell.go(found.state)
        if found.said:
            self._shell.say(found.said)

    def filter_days(self, first: int, last: int, *, surely: bool = False) -> None:
        """Filter by days (ordinals, both included), in the place of any other time in the filter."""
        self._shell.go(self._shell.session.filter_days(first, last, surely=surely))

    def drop_term(self, number: int) -> None:
        """Take a term, 0-based, out of the filter."""
        self._shell.go(state.drop_term(self._shell.session.state, number))

    def show_view(self, query: Query) -> None:
        """Put the filter of a saved view in force: a jump, so that one step leads back."""
        session = self._shell.session
        session.refilter()
        self._shell.go(state.show_query(session.state, query))
        session.remember_filter()

    def _facets(self) -> None:
        from tui.screens.dialogs.facets import FacetsScreen

        session = self._shell.session
        self._shell.push(FacetsScreen(session.index, session.filter), self._facets_picked)

    def _facets_picked(self, wanted: Query | None) -> None:
        at = self._shell.session.state
        if wanted is not None and wanted != at.spot.in_force:
            self._shell.go(state.show_query(at, wanted))

    def _densest(self) -> None:
        from tui.screens.dialogs.lists import densest_days, densest_screen

        session = self._shell.session
        found = list(densest_days(session.index, session.view.result))
        if found:
            self._shell.push(densest_screen(found), self._densest_picked)
        else:
            self._shell.say("Nothing that is shown is dated to the day")

    def _densest_picked(self, found: Stretch | None) -> None:
        if found is not None:
            self.filter_days(found.first, found.last, surely=True)

    def _select_range(self) -> None:
        if not self._overview.select_range():
            self._shell.say("A range begins and ends on an event: put the cursor on one")
        elif self._overview.in_range:
            again, leave = key("select_range"), key("leave")
            self._shell.say(f"A range begins: press {again} again at its end; {leave} leaves it")

    # as a whole

    def _suspend(self) -> None:
        session = self._shell.session
        if session.state.spot.query == Everything():
            again = f": {key('edit_filter')} and then {key('older_filter')} bring the last one back"
            self._shell.say(f"There is no filter to lift{again if session.notebook.book.history else ''}")
        else:
            self._shell.go(session.suspended())

    def _switch_reading(self) -> None:
        at = self._shell.session.state
        after = state.reread(at)
        if after == at:
            said = "No date in the filter: may be and must be are two readings of date:, before: and after:"
            self._shell.say(said)
        else:
            self._shell.go(after)

    # as known at

    def _known_at(self) -> None:
        from tui.screens.dialogs.ask import as_edtf, known_screen

        session = self._shell.session
        views, cursor, at = session.views, session.view.cursor, session.view.at

        def asked(text: str | None) -> None:
            if text:
                self._know(as_edtf(views, cursor, text))
            elif text is not None:
                self._shell.go(state.forget(session.state))

        self._shell.push(known_screen(views, cursor, at.text if at is not None else ""), asked)

    def _know(self, date: str) -> None:
        """Show all as it was known at a date (EDTF)."""
        session = self._shell.session
        self._shell.go(state.know(session.state, date))
        standing = session.view.standing
        if standing is not None and standing.undated:
            self._shell.say(left_out(standing, self._room))

    @property
    def _room(self) -> int:
        """How many cells a message may take."""
        return self._panes.size.width - 2

    def _slide(self, unit: Literal["day", "month"], by: int) -> None:
        """Move the date as known at which all is shown, and say what came out in between; else move in the list."""
        session, at = self._shell.session, self._shell.session.view.at
        if at is None:
            self._panes.timeline.action_run_command(f"{'next' if by > 0 else 'previous'}_{unit}")
            return
        try:
            text = report_time.moved(at, unit, by)
        except DateError as error:
            self._shell.say(str(error))
            return
        self._shell.go(state.slide(session.state, text))
        if (now := session.view.at) is not None:
            self._shell.say(between(session.store, at, now, self._room))

    def _show_since(self) -> None:
        session = self._shell.session
        if session.view.standing is None:
            self._shell.say(f"Nothing is left out: {key('known_at')} puts all as it was known at a date")
        else:
            self._shell.go(state.show_since(session.state))
