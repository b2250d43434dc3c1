"""Screens over the whole result: comparison of sources, lanes, ties, moves, disputes, coverage of sources."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tui.core.index.highlight import marker
from tui.core.index.lanes import By
from tui.core.index.searchable_text import named_entities
from tui.core.model.records import Event, PassageKey, Ref
from tui.core.model.sections import ENTITY_SECTIONS
from tui.core.query import day_window, tree
from tui.core.query.day_window import Comparing
from tui.core.query.tree import Query
from tui.core.ties.graph import TieGraph
from tui.core.ties.graph import counted as counted_ties
from tui.present.coverage import coverage
from tui.present.disputes import dispute_anchor, disputed
from tui.present.page import Link, Page
from tui.screens.compare.screen import CompareScreen
from tui.screens.dialogs.ask import near_day
from tui.screens.dialogs.go_to import entity_screen
from tui.screens.dialogs.page import PageScreen
from tui.screens.edit_commands import RecordEditor
from tui.screens.explorer.shell import Shell
from tui.screens.lanes.screen import LanesScreen
from tui.screens.moves.screen import MovesScreen
from tui.screens.ties.screen import TiesScreen, question_about
from tui.session import state
from tui.session.session import Session
from tui.session.state import State
from tui.session.view import counted
from tui.widgets.bindings import Commands

if TYPE_CHECKING:
    from tui.screens.compare.screen import Outcome
    from tui.screens.reader.screen import ReaderScreen


_NEAREST = 100
"""Entities that are offered while no name is typed."""


class Surveys:
    """Opens these screens, and goes on to what was picked in them."""

    def __init__(
        self,
        shell: Shell,
        *,
        show_record: Callable[[Ref], None],
        pick: Callable[[Query], None],
        reader: Callable[[PassageKey, Ref], ReaderScreen],
        link: Callable[[], Link | None],
        editor: Callable[[], RecordEditor],
    ) -> None:
        """Take what shows a record, what filters by a term, and what makes the reader of a passage.

        `link` gives the link under the cursor of the details while they have the focus, else None; `editor` changes
        records.
        """
        self._shell, self._show_record, self._pick, self._reader = shell, show_record, pick, reader
        self._link, self._editor = link, editor
        self._lanes: tuple[By, int] | None = None
        """Rows and level of the lanes as they were left."""

    def commands(self) -> Commands:
        """Return what this controller does, by the ids of the key table."""
        return {
            "compare": self._compare_days,
            "lanes": self._show_lanes,
            "disputed": self._disputed,
            "coverage": self._coverage,
            "ties": self._ask_ties,
            "moves": self._show_moves,
        }

    # the comparison of sources

    def _compare_days(self) -> None:
        """Compare the days of the filter, or else those around the event under the cursor."""
        session = self._shell.session
        days, _ = day_window.of_filter(session.filter)
        cursor = session.view.cursor
        event = session.store.record(cursor) if cursor else None
        if days is None and isinstance(event, Event):
            days = day_window.of_event(event.date)
        if days is None:
            self._shell.say("Put the cursor on an event, or filter by a date: its days are compared")
            return
        at = Comparing(days, event=event.id if isinstance(event, Event) else "")
        self.compare(state.compare(session.state, at))

    def compare(self, after: State) -> None:
        """Open the comparison where `after` is in it."""
        session, at = self._shell.session, after.spot.comparing
        if at is None or not self._shell.is_active or not self._shell.go(after):
            return
        wanted = day_window.of_filter(session.filter)[1]  # the days compared take the place of the filter's
        chips = tuple(session.views.chip(term) for term in tree.terms(wanted))
        screen = CompareScreen(
            session.store,
            session.index,
            wanted,
            at,
            chips=chips,
            standing=session.view.standing,
            reader=self._reader,
        )
        self._shell.push(screen, self._compared)

    def _compared(self, outcome: Outcome | None) -> None:
        """Go back to where the comparison was opened, or on to what was picked, with one step back into it."""
        session = self._shell.session
        if outcome is None:
            self._shell.go(state.go_back(session.state))
            return
        session.go(replace(session.state, spot=replace(session.state.spot, comparing=outcome.at)))
        if isinstance(outcome.picked, Ref):
            self._show_record(outcome.picked)
        elif outcome.picked is not None:
            self._shell.go(state.add_term(session.state, outcome.picked))

    # lanes

    def _show_lanes(self) -> None:
        session = self._shell.session
        view, result = session.view, session.view.result
        events = counted(replace(view, listing="events", count=result.count, total=result.total))
        screen = LanesScreen(
            session.index,
            result,
            view.cursor,
            counted=" · ".join(filter(None, events)),
            dataset=session.opened.folder,
            settings=lambda: self._shell.settings,
            like=self._lanes,
            standing=view.standing,
        )

        def left(outcome: Ref | Query | None) -> None:
            self._lanes = screen.like
            self._go_on(outcome)

        self._shell.push(screen, left)

    # ties

    def _ask_ties(self) -> None:
        """Ask whose ties, unless an organisation, person or place is shown, and to whom."""
        session, subject, link = self._shell.session, self._shell.session.view.subject, self._link()
        other = link.ref if link is not None and link.ref.section in ENTITY_SECTIONS else None
        if subject is not None and subject.section in ENTITY_SECTIONS:
            if other is not None and other != subject:
                self._show_ties(subject, other)
            else:
                self._ask_end(subject)
            return
        if other is not None:
            self._ask_end(other)
            return
        record = session.store.record(subject) if subject is not None else None
        named = named_entities(record) if record is not None else ()
        # What a claim is about may be an event, which has no ties.
        refs = [session.store.entity_ref(one) for one in named if session.store.entity(one)]

        def asked(ref: Ref | None) -> None:
            if ref is not None:
                self._ask_end(ref)

        self._shell.push(entity_screen(session.store, session.index.names, "Whose ties?", refs), asked)

    def _ask_end(self, first: Ref) -> None:
        """Ask to whom, and show how."""
        session = self._shell.session
        store, index = session.store, session.index

        def asked(ref: Ref | None) -> None:
            if ref is not None and ref.id != first.id:
                self._show_ties(first, ref)

        name = store.name(first)
        near = TieGraph(index, counted_ties(index)).around(first.id)
        refs = [store.entity_ref(entity) for entity in sorted(near, key=lambda one: -len(near[one]))[:_NEAREST]]
        self._shell.push(entity_screen(store, index.names, f"How is {name} tied to …?", refs, all_of=name), asked)

    def _show_ties(self, first: Ref, last: Ref) -> None:
        """Show how two are tied, or all that is tied to the first."""
        session = self._shell.session
        view = session.view
        near = near_day(session.views, view.cursor)
        question = question_about(first.id, last, filtered=view.at is not None)
        screen = TiesScreen(
            session.index,
            question,
            session.filter,
            near,
            at=view.at,
            standing=view.standing,
            reader=self._reader,
            dataset=session.opened.folder,
            settings=lambda: self._shell.settings,
        )
        self._shell.push(screen, self._go_on)

    # moves

    def _show_moves(self) -> None:
        """Show who moved from where to where, under the filter."""
        session = self._shell.session
        view = session.view
        screen = MovesScreen(session.index, session.filter, at=view.at, standing=view.standing, reader=self._reader)
        self._shell.push(screen, self._go_on)

    # pages over the whole dataset

    def _disputed(self) -> None:
        """Show all disputes between sources, those about the record shown first."""
        session, subject = self._shell.session, self._shell.session.view.subject
        here = dispute_anchor(session.index, subject) if subject else ""
        title = "Disputes: where accounts differ"
        if subject is not None and not here:
            title += f"   none about “{session.store.name(subject)}”"

        def page_of(session: Session) -> Page:
            return disputed(session.index, marks=marker(session.filter), at=session.view.at, first=here)

        self._show_page(title, page_of, here)

    def _coverage(self) -> None:
        self._show_page("Coverage", lambda session: coverage(session.store))

    def _show_page(self, title: str, page_of: Callable[[Session], Page], anchor: str = "") -> None:
        session, editor = self._shell.session, self._editor
        self._shell.push(PageScreen(title, session, page_of, anchor, reader=self._reader, editor=editor), self._go_on)

    def _go_on(self, outcome: Ref | Query | None) -> None:
        """Go to what was picked on another screen, if anything."""
        if isinstance(outcome, Ref):
            self._show_record(outcome)
        elif outcome is not None:
            self._pick(outcome)
