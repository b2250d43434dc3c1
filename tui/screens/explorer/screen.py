"""The main screen: keys come back as messages, each makes a new state, and the arrow runs again."""

from __future__ import annotations

from time import monotonic
from typing import ClassVar

from msgspec.structs import replace
from textual import on
from textual.binding import BindingType

from tui import messages
from tui.core.opening import Opened
from tui.core.query import parser, tree
from tui.keys.commands import within
from tui.screens.explorer.fed import Follow
from tui.screens.explorer.keeping import KeepingScreen
from tui.session import state
from tui.session.narrowing import no_filter
from tui.session.state import LISTINGS, State
from tui.session.view import kept
from tui.widgets.bar import Bar
from tui.widgets.bindings import bindings

_EDITING = {command.id for command in within("filter")}


HELD = 0.05
"""Seconds: moves that come closer than this are those of a key held down; the pages follow where it stops."""


class MainScreen(KeepingScreen):
    """Explorer of one dataset."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("main"), *bindings("filter")]

    _moved = 0.0
    """When the cursor last moved, in seconds of the monotonic clock."""

    def take(self, found: Opened) -> None:
        """Show a dataset that was opened; a filter that was typed meanwhile narrows it."""
        typed = self.filter_bar.text if self._opened is None else ""
        super().take(found)
        if typed:
            self._before_edit = self._state.spot
            self.filter_bar.show(typed)
            self.try_filter(typed)

    # what the panes say

    @on(messages.RowHighlighted)
    def _highlighted(self, message: messages.RowHighlighted) -> None:
        # keys come faster than they are answered: an older move must not bring the cursor back
        if message.ref != self.timeline.cursor:
            return
        if self._view is None or message.ref != self._view.cursor:
            moved, self._moved = self._moved, monotonic()
            held = self._moved - moved < HELD
            self.go(state.choose(self._state, message.ref), Follow.AT_REST if held else Follow.AT_ONCE)

    @on(messages.RowOpened)
    def _row_opened(self, message: messages.RowOpened) -> None:
        self.go(state.choose(self._state, message.ref))
        self.enter_pane(2)

    @on(messages.LinkOpened)
    def _link_opened(self, message: messages.LinkOpened) -> None:
        self.show_record(message.link.ref)

    @on(messages.TermPicked)
    def _picked(self, message: messages.TermPicked) -> None:
        self.narrow_by(parser.parse(message.term))

    @on(messages.TermMissing)
    def _missed(self, message: messages.TermMissing) -> None:
        self.footer.say(no_filter(message.what), "warn")

    @on(messages.MatchReached)
    def _match_reached(self, message: messages.MatchReached) -> None:
        if tree.terms(self._state.spot.in_force):
            self.heading(self._pane).say(f"match {message.number} of {message.total}")

    @on(messages.StepMissed)
    def _step_missed(self, message: messages.StepMissed) -> None:
        from tui.screens.explorer.stepping import no_step

        if self._view is not None:
            self.footer.say(*no_step(message, self._view))

    @on(messages.CitationHighlighted)
    def _cited(self, message: messages.CitationHighlighted) -> None:
        if message.citation == self.sources.citation:
            self.go(state.cite(self._state, message.citation))

    @on(messages.PassageOpened)
    def _passage_opened(self, message: messages.PassageOpened) -> None:
        self.read(message.key)

    @on(messages.DayPicked)
    def _day_picked(self, message: messages.DayPicked) -> None:
        if self._feeder is not None and self._view is not None:
            self.go(state.choose(self._state, self._feeder.nearest_day(self._view.listed, message.day)))

    @on(messages.DaysSeen)
    def _seen(self, message: messages.DaysSeen) -> None:
        self.overview.show_seen(message.first, message.last)

    @on(messages.SpanChosen)
    def _span_chosen(self, message: messages.SpanChosen) -> None:
        self.narrow_to(message.first, message.last)

    # the filter

    @on(messages.FilterEdited)
    def _edited(self, message: messages.FilterEdited) -> None:
        self.try_filter(message.text)

    @on(messages.FilterLeft)
    def _left(self) -> None:
        self._keep_filter()

    @on(Bar.Picked)
    def _bar_picked(self, message: Bar.Picked) -> None:
        name, _, number = message.tag.partition(" ")
        if name == "chip":
            self.go(state.drop_term(self._state, int(number)))
        elif hasattr(self, f"action_{name}"):
            self.call_later(self.run_action, name)
        else:
            self.call_later((self.focused or self).run_action, name)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While the filter is edited, its keys are letters."""
        del parameters
        editing = self.focused is self.filter_bar.input
        return editing if action in _EDITING else not (editing and action == "edit_filter")

    def action_edit_filter(self) -> None:
        """Edit the query."""
        self._before_edit = self._state.spot
        self.footer.say()
        self.filter_bar.edit()

    def action_take_offer(self) -> None:
        """Take what is offered."""
        self.filter_bar.take()

    def action_keep_filter(self) -> None:
        """Leave the filter as it was typed; where that is no query, stay, with what is wrong with it in view."""
        if self.try_filter(self.filter_bar.text):
            self._keep_filter()

    def _keep_filter(self) -> None:
        """Leave the filter as it narrows: one jump, however many keys it took."""
        self.run_again()
        self.try_filter(self.filter_bar.text)
        self.remember(self._state.spot.query)
        self._end_edit(kept(self._state, self._before_edit))

    def action_older_filter(self) -> None:
        """Put an older filter into the input."""
        self.filter_bar.older(self.notebook.book.history)

    def action_newer_filter(self) -> None:
        """Put a newer filter into the input; after the newest one, go to the list."""
        if not self.filter_bar.newer(self.notebook.book.history):
            self.action_keep_filter()

    def action_undo_filter(self) -> None:
        """Leave the filter as it was before the edit."""
        self._end_edit(replace(self._state, spot=self._before_edit))

    def _end_edit(self, after: State) -> None:
        self.set_focus(self.timeline)  # at once: the next keys are meant for the list
        self._stand_in(1)
        self.go(after)

    def action_suspend_filter(self) -> None:
        """Lift the filter, or put it back; the cursor stays on its record."""
        spot = self._state.spot
        if spot.query == tree.Everything():
            self.footer.say("There is no filter to lift", "warn")
            return
        if self._view is not None and self._view.cursor is not None:
            spot = replace(spot, chosen=self._view.cursor)
        self.go(state.suspend(replace(self._state, spot=spot)))

    def action_switch_reading(self) -> None:
        """Read the dates of the filter the other way, the cursor staying on its record."""
        after = state.reread(self._state)
        if after == self._state:
            self.footer.say(
                "No date in the filter: may be and must be are two readings of date:, before: and after:", "warn"
            )
            return
        self.go(after)

    def action_leave(self) -> None:
        """Leave one layer: a compile, a range begun, a message, the zoom, what was opened, the filter's last term."""
        if self.cancel_opening() or self.overview.leave_range():
            return
        if self.footer.message:
            self.footer.say()
        elif self.has_class("-zoom"):
            self.action_zoom_pane()
        elif self._state.spot.opened is None and self._pane != 1:
            self.enter_pane(1)
        else:
            self.go(state.peel(self._state))

    # to other records

    def action_go_back(self) -> None:
        """Back through the jumps."""
        self._jump(state.go_back(self._state), "This is where you began")

    def action_go_forward(self) -> None:
        """Forward through the jumps."""
        self._jump(state.go_forward(self._state), "There is nothing further on")

    def _jump(self, after: State, else_say: str) -> None:
        if after == self._state:
            self.footer.say(else_say)
            return
        if after.spot.comparing is not None:
            self.compare(after)
            return
        self.go(after)
        if after.spot.reading is not None:
            self.open_reader(after.spot.reading)

    def action_go_to_excerpt(self) -> None:
        """Jump to the excerpt on which the record shown rests, in its place in the source."""
        citations = self.citations()
        if citations:
            self.read(citations[min(self._state.spot.citation, len(citations) - 1)].passage)
        else:
            self.footer.say("Nothing here rests on a passage", "warn")

    def action_next_listing(self) -> None:
        """Let the first pane list something else."""
        at = LISTINGS.index(self._state.spot.listing)
        self.go(state.list_section(self._state, LISTINGS[(at + 1) % len(LISTINGS)], None))
        self.enter_pane(1)
