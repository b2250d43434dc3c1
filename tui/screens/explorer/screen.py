"""The explorer: timeline, details and sources of one dataset under one filter."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, Unpack

from msgspec.structs import replace
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget

from tui import messages
from tui.core.errors import QueryError
from tui.core.index.completion import completions, inline_completion
from tui.core.opening import Opened
from tui.core.query.tree import Query, terms
from tui.keys.commands import EDITS, ON_EVENTS, ON_LISTED, ON_RECORD, Command, hints, named, within
from tui.keys.keymap import key
from tui.notebook import book
from tui.notebook.keeper import Notebook
from tui.notebook.learned import Learned
from tui.notebook.pane_shares import PaneShares
from tui.notebook.settings import Settings
from tui.present.arrangement import LOFTY_FROM, SHORT_FROM, TALL_FROM, THREE_FROM, TWO_FROM
from tui.present.bars import DropTerm, Tone
from tui.screens.explorer.filtering import Filtering
from tui.screens.explorer.leaving import Leaving
from tui.screens.explorer.lists import Lists
from tui.screens.explorer.navigation import Navigation
from tui.screens.explorer.notes import Notes
from tui.screens.explorer.opening import Opening, Start
from tui.screens.explorer.refresh import Follow, Refresh
from tui.screens.explorer.reloading import Reloading
from tui.screens.explorer.shell import Controller, Deferred, Result
from tui.screens.stack import Unanswered
from tui.session import state
from tui.session.last_place import passage_of, place_of
from tui.session.picking import no_filter
from tui.session.session import Notice, Session
from tui.session.state import State
from tui.widgets.bar import Bar, Footer, Header, show_banner
from tui.widgets.bindings import bindings
from tui.widgets.filter_bar import FilterBar
from tui.widgets.first_steps import FirstSteps
from tui.widgets.overview import Overview
from tui.widgets.panes import WHERE, Panes

if TYPE_CHECKING:
    from tui.core.loading.changes import Changes
    from tui.screens.explorer.editing import Editing
    from tui.screens.explorer.result_screens import Surveys
    from tui.screens.explorer.taking_away import TakingAway

_EDITING = {command.id for command in within("filter")}
HELD = 0.05
"""Seconds: moves that come closer than this are those of a held key; the pages follow where it stops."""


class ExplorerScreen(Screen[None]):
    """Owns the session, hands each pane its part of the view, and runs commands through its controllers."""

    AUTO_FOCUS: ClassVar[str | None] = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (TWO_FROM, "-middle"), (THREE_FROM, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (SHORT_FROM, "-short"), (TALL_FROM, "-tall"), (LOFTY_FROM, "-lofty")]
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("main", dispatched=True), *bindings("filter", dispatched=True)]

    def __init__(
        self,
        folder: Path,
        *,
        notebook: Notebook | None = None,
        settings: Settings | None = None,
        wrong: tuple[str, ...] = (),
        learned: Learned | None = None,
        shares: PaneShares | None = None,
        open_dataset: Callable[[Path, Notebook], None] = lambda folder, notebook: None,
        **start: Unpack[Start],
    ) -> None:
        """Open `folder` as `start` says.

        `wrong` says what is wrong with the settings (raw text); `learned` is which of the first keys the user knows;
        `shares` is how the width is shared among the panes;
        `open_dataset` opens another dataset in the place of this one.
        """
        super().__init__(classes="-at-1")
        self._wanted = (start.get("query", ""), start.get("at", ""))
        self.notebook = notebook or Notebook()
        self.settings = settings or Settings()
        self._wrong = wrong
        self._open_dataset = open_dataset
        self._told = ""
        """Messages of the notebook, shown once the screen is."""
        self._session: Session | None = None
        self._refresh: Refresh | None = None
        self._commands: dict[str, Callable[[], object]] = {}
        """Whether no record is shown, so that the footer names no command that acts on one."""
        self._moved = 0.0
        """When the cursor last moved, in seconds of the monotonic clock."""
        self._opening = Opening(self, folder, start)
        self.header, self.overview, self.panes = Header(id="header"), Overview(id="overview"), Panes(shares)
        self.filter_bar, self.footer = FilterBar(id="filter"), Footer(id="footer")
        self._first_steps = FirstSteps(learned or Learned())
        self._unanswered, self._dead = Unanswered(self, over=False), ""
        """Says that a key does nothing; and what was said so of the last one."""

    def compose(self) -> ComposeResult:
        """Yield the widgets, in the order in which they are read."""
        yield from (self.header, self.overview, self.panes)
        if self._first_steps.learned.left:
            yield self._first_steps
        yield from (self.filter_bar, self.footer)

    def on_mount(self) -> None:
        """Make the controllers and open the dataset."""
        self._notes = Notes(self, self._open_dataset)
        self._filtering = Filtering(self, self.panes, self.filter_bar, self.overview)
        pick = self._filtering.filter_by
        self.navigation = Navigation(self, self.panes, self.overview, self._notes, pick=pick)
        self._notes.show_record, self._notes.show_view = self.navigation.show_record, self._filtering.show_view
        self._reloading = Reloading(self, self._opening, self.footer)
        editing = Deferred(tuple(command.id for command in EDITS), partial(_editing, self, self._reloading))
        self.navigation.editor = editing
        surveyed = ("compare", "lanes", "disputed", "coverage", "ties", "moves")
        surveys = Deferred(surveyed, partial(_surveys, self, pick, editing))
        taking = ("copy", "export", "dossier", "browse", "browse_archived", "edit_record", "problems")
        read_again = partial(self._opening.load, if_changed=True)
        taking_away = Deferred(taking, partial(_taking_away, self, read_again, editing))
        self._notes.send = lambda query: taking_away().send(query)
        self.navigation.list_problems = lambda say: taking_away().list_problems(say)
        self.navigation.compare = lambda after: surveys().compare(after)
        self._leaving = Leaving(self, self.panes, self.overview, self._first_steps)
        controllers: tuple[Controller, ...] = (
            self._filtering,
            self._leaving,
            self._reloading,
            self.navigation,
            Lists(self, self.panes),
            surveys,
            self._notes,
            taking_away,
            editing,
        )
        self._commands = {**self.panes.commands()}
        for controller in controllers:
            self._commands |= controller.commands()
        self._opening.begin(self.header, self.call_after_refresh)

    def on_unmount(self) -> None:
        """Keep where the user is, and wait until all is written; let no compile outlive the screen."""
        self._opening.cancel()
        self._reloading.stop()
        if self._session is not None:
            left = replace(place_of(self.session.state.spot, self.panes.pane), zoomed=self.has_class("-zoom"))
            self.notebook.change(partial(book.with_session, session=left))
        self.notebook.report = lambda text: None
        self.notebook.close()
        self._first_steps.learned.keep()

    # the session

    @property
    def session(self) -> Session:
        """The dataset that is open, and where the user is in it; to be asked for once `is_open`."""
        if self._session is None:
            raise RuntimeError("no dataset is open yet")
        return self._session

    @property
    def is_open(self) -> bool:
        """Whether a dataset is shown."""
        return self._session is not None

    @property
    def ready(self) -> bool:
        """Whether a dataset is shown and checked."""
        return self._session is not None and self._session.checked

    def before_rows(self, found: Opened) -> None:
        """Load the notebook before the first rows; of a dataset that is read again, count what the overview draws."""
        if self._session is not None:
            self.overview.prepare(found.index)
            return
        self._told = self.notebook.open(found.folder, found.store.about.title)
        self.notebook.report = lambda text: self.post_message(messages.NotebookReported(text))

    def take(self, found: Opened, changes: Changes | None = None) -> None:
        """Show a dataset that was opened; one that was opened again is shown where the user is in it."""
        if self._session is not None and not self.panes.is_drawn:  # the screen is being left
            return
        before, session = self._session, Session(found, self.notebook)
        self._session, drawn = session, self._refresh
        self._refresh = Refresh(session, self.header, self.overview, self.panes, self.filter_bar)
        if drawn is not None:
            drawn.stop()
            self._refresh.subject = drawn.subject
        index = session.index
        self.filter_bar.complete_from(lambda text: inline_completion(index, text))
        self.filter_bar.offer_from(lambda text, cursor: completions(index, text, cursor))
        if before is not None:
            line, notice = self.panes.timeline.cursor_line, self._reloading.stay(before, session)
            if changes is not None:
                session.edited = changes.changed | changes.added
            self.show()
            self.panes.timeline.scroll_cursor_to(line)
            if changes is not None:
                self._reloading.tell(changes, session)
            self._reloading.renew_screens(session)
        else:
            notice = self._begin(session)
        if notice is not None:
            self.say(*notice)
        self.call_after_refresh(self._first_rows_painted)

    def _begin(self, session: Session) -> Notice | None:
        """Show a dataset for the first time: where it was left, or where it was asked for."""
        typed = self.filter_bar.text
        query, asked = self._wanted
        left, notice = session.start(query, asked.removesuffix("/"), resume=self.settings.resume)
        self.filter_bar.show(str(session.state.spot.query) if left else self._wanted[0])
        self.show()
        if left is not None:
            if left.pane in (2, 3):
                self.panes.enter(left.pane)
            if left.zoomed:
                self.panes.zoom()
            reading = passage_of(left, session.store)
        else:
            at = session.store.find(asked.removesuffix("/")) if asked else None
            if session.view.subject != session.view.cursor:  # the record that was asked for is not in the list
                self.panes.enter(2)
            reading = at.id if at is not None and at.section == "passages" else None
            if at is not None and at.section == "sources" and asked.endswith("/"):
                reading = asked
        if reading is not None:
            greeting = f"As you left it: {key('leave')} leads to the list" if left is not None else ""
            self.call_after_refresh(self.navigation.read, reading, greeting=greeting)  # the rows come first
        if self._wrong:
            others = f" (and {len(self._wrong) - 1} more: letapis config)" if len(self._wrong) > 1 else ""
            notice = Notice(f"Settings: {self._wrong[0]}{others}", "warn")
        if typed:
            self._filtering.typed_before(typed)
        return Notice(self._told, "warn") if self._told else notice

    def _first_rows_painted(self) -> None:
        if self._refresh is not None and self.panes.is_drawn:
            self._refresh.first_rows_painted()
            self.footer.show(self._hints(self.focused))
            self.call_after_refresh(self._opening.settle, self.session.opened)
            self._reloading.watch()

    def checked(self, found: Opened) -> None:
        """All problems with the data of `found` are known: count them in the head."""
        if self._session is not None and self._refresh is not None and found is self._session.opened:
            self._session.checked = True
            self._refresh.show_head()
            self._reloading.tell_problems(found)

    # showing

    def go(self, after: State, follow: Follow = Follow.AT_ONCE) -> bool:
        """Make `after` the state and show it; if its filter names what the dataset does not have, warn: False."""
        try:
            self.session.go(state.left_at(after, self.session.state.spot, self.panes.details.place))
        except QueryError as error:
            self.say(error.message, "warn")
            return False
        self.show(follow)
        self.say()
        self.filter_bar.show(str(after.spot.query))
        return True

    def show(self, follow: Follow = Follow.AT_ONCE) -> None:
        """Show the session as it is now: rows and count, and the other panes at the time that `follow` names."""
        if self._refresh is not None:
            show_banner(self, self.session.view.standing, None)
            self._refresh.show_marks()
            self._refresh.show(follow)

    def say(self, text: str = "", tone: Tone = "plain") -> None:
        """Say something (raw text) in the footer; an empty text brings the hints back."""
        self.footer.say(text, tone)
        self.footer.show(self._hints(self.focused))

    def push(self, screen: Screen[Result], answered: Callable[[Result | None], None]) -> None:
        """Open a screen over this one, or over the reader; `answered` is given what it comes back with."""
        self.app.push_screen(screen, answered)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the hints of what has the focus."""
        self.footer.show(self._hints(event.widget))
        self.set_class(event.widget is self.filter_bar.input, "-editing")

    def _hints(self, widget: Widget | None) -> tuple[Command, ...]:
        """Return the commands whose hints belong below `widget`; before anything is open, only those that work."""
        if self._session is None:
            leave, quit_ = named("leave", "quit")
            working = (replace(leave, label="cancel"), quit_)
            return tuple(command for command in working if command.keys)
        if widget is self.filter_bar.input:
            return hints("filter")
        top, view = self._leaving.top, self.session.view
        useless = {*(ON_RECORD if view.subject is None else ()), *(ON_LISTED if not view.count else ())}
        useless |= set() if self.panes.card.has_index else {"outline_beside"}
        useless |= {*(ON_EVENTS if not view.result.total else ())}
        useless |= {*(("leave",) if top is None or not top.called else ())}
        useless |= {*(("edit_filter",) if self.filter_bar.display else ())}  # the line above names its key
        begun = self.overview.in_range
        first = [replace(one, label="end the range here") for one in named("select_range")] if begun else []
        first += named("add_record") if not view.result.total else ()
        return (
            *first,
            *(
                replace(command, label=top.called) if top is not None and command.id == "leave" else command
                for command in hints(WHERE[self.panes.pane - 1])
                if command.id not in useless and command not in first
            ),
        )

    # commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While the filter is edited, its keys are letters."""
        if action != "run_command":
            return True
        editing = self.focused is self.filter_bar.input
        return editing if parameters[0] in _EDITING else not (editing and parameters[0] == "edit_filter")

    def on_key(self, event: events.Key) -> None:
        """Say of a key that does nothing here that it does not, until the next one."""
        if self.focused is self.filter_bar.input:
            return
        before, self._dead = self._dead, self._unanswered.said(event)
        if self._dead or (before and self.footer.message == before):
            self.say(self._dead)

    def action_run_command(self, name: str) -> None:
        """Run a command of the key table, if it is one of this screen's."""
        if not self.is_active:
            return
        self._first_steps.used(name)
        if name == "leave" and self._opening.cancel():
            return
        if self.footer.message and name != "leave":
            self.say()  # what was said of the last command
        if self._session is not None or name in self.panes.commands():
            if name in self._commands:
                self._follow_cursor()
                if name in ON_RECORD:
                    self.navigation.show_row()
                self._commands[name]()
            else:  # picked in the help, which lists those of all screens
                self.say("That command does not apply here")
        elif name == "edit_filter":  # what is typed while the dataset is opened filters it then
            self.filter_bar.edit()
        elif name in ("keep_filter", "take_offer", "undo_filter", "leave"):
            if name == "undo_filter":
                self.filter_bar.show("")
            self.panes.enter(1)
        else:
            self.say("Not yet: the dataset is being opened")

    @on(Bar.Picked)
    def _bar_picked(self, message: Bar.Picked) -> None:
        if isinstance(message.does, DropTerm):
            message.stop()
            self._filtering.drop_term(message.does.number)

    # what the panes say

    @on(messages.RowHighlighted)
    def _highlighted(self, message: messages.RowHighlighted) -> None:
        # keys come faster than they are answered: an older move must not bring the cursor back
        if message.ref == self.panes.timeline.cursor:
            moved, self._moved = self._moved, monotonic()
            self._follow_cursor(Follow.AT_REST if self._moved - moved < HELD else Follow.AT_ONCE)

    def _follow_cursor(self, follow: Follow = Follow.AT_ONCE) -> None:
        """Choose the record under the cursor of the list; a command may come before the word of the cursor's move."""
        cursor = self.panes.timeline.cursor if self._session is not None else None
        if cursor is not None and cursor != self.session.view.cursor:
            self.go(state.choose(self.session.state, cursor), follow)

    @on(messages.RowsDrawn)
    def _rows_drawn(self) -> None:
        if self._refresh is not None:
            self._refresh.rows_painted()
            self.footer.show(self._hints(self.focused))

    @on(messages.RowOpened)
    def _row_opened(self, message: messages.RowOpened) -> None:
        self.session.remember_opened(message.ref)
        self.go(state.choose(self.session.state, message.ref))
        self.panes.enter(2)

    @on(messages.LinkOpened)
    def _link_opened(self, message: messages.LinkOpened) -> None:
        self.navigation.show_record(message.link.ref, message.link.passage)

    @on(messages.PassageOpened)
    def _passage_opened(self, message: messages.PassageOpened) -> None:
        self.navigation.read(message.key)

    @on(messages.CitationHighlighted)
    def _cited(self, message: messages.CitationHighlighted) -> None:
        if message.citation == self.panes.sources.citation:
            self.go(state.cite(self.session.state, message.citation))

    @on(messages.TermPicked)
    def _term_picked(self, message: messages.TermPicked) -> None:
        self._filtering.filter_by(message.term)

    @on(messages.TermMissing)
    def _term_missed(self, message: messages.TermMissing) -> None:
        self.say(no_filter(message.what))

    @on(messages.MatchReached)
    def _match_reached(self, message: messages.MatchReached) -> None:
        if self._session is not None and terms(self.session.filter):
            self.panes.heading().say(f"match {message.number} of {message.total}")

    @on(messages.StepMissed)
    def _step_missed(self, message: messages.StepMissed) -> None:
        from tui.screens.explorer.missed_steps import no_step

        if self._session is not None:  # a key may come before the dataset is there
            self.say(*no_step(message, self.session.view))

    @on(messages.DayPicked)
    def _day_picked(self, message: messages.DayPicked) -> None:
        if (session := self._session) is not None:
            self.go(state.choose(session.state, session.views.nearest_day(session.view.listed, message.day)))

    @on(messages.DaysSeen)
    def _days_seen(self, message: messages.DaysSeen) -> None:
        self.overview.show_seen(message.first, message.last)

    @on(messages.SpanChosen)
    def _span_chosen(self, message: messages.SpanChosen) -> None:
        if self._session is not None:
            self._filtering.filter_days(message.first, message.last)

    @on(messages.FilterEdited)
    def _filter_edited(self, message: messages.FilterEdited) -> None:
        if self._session is not None and message.text == self.filter_bar.text:  # it has not been taken back meanwhile
            self._filtering.typed(message.text)

    @on(messages.FilterLeft)
    def _filter_left(self) -> None:
        if self._session is not None:
            self._filtering.leave_edit()
        else:
            self.panes.enter(1)

    @on(messages.NotebookReported)
    def _notebook_reported(self, message: messages.NotebookReported) -> None:
        self.say(message.text, "warn")

    @on(Panes.Rearranged)
    def _rearranged(self) -> None:
        if self._refresh is not None:
            self._refresh.show_headings()
            self.footer.show(self._hints(self.focused))


def arrange(screen: ExplorerScreen, size: Size) -> None:
    """Arrange the panes for a terminal of `size` before they are drawn; else Textual does it after the first time."""
    for length, breakpoints in (
        (size.width, screen.HORIZONTAL_BREAKPOINTS),
        (size.height, screen.VERTICAL_BREAKPOINTS),
    ):
        screen.add_class(max((least, name) for least, name in breakpoints if least <= length)[1], update=False)


def _surveys(screen: ExplorerScreen, pick: Callable[[Query], None], editor: Callable[[], Editing]) -> Surveys:
    from tui.screens.explorer.result_screens import Surveys

    card, navigation = screen.panes.card.page, screen.navigation
    return Surveys(
        screen,
        show_record=navigation.show_record,
        pick=pick,
        reader=navigation.reader,
        link=lambda: card.link if card.has_focus else None,
        editor=editor,
    )


def _taking_away(screen: ExplorerScreen, load: Callable[[], None], editor: Callable[[], Editing]) -> TakingAway:
    from tui.screens.explorer.taking_away import TakingAway

    return TakingAway(screen, load, editor, screen.navigation.under_cursor)


def _editing(screen: ExplorerScreen, reloading: Reloading) -> Editing:
    from tui.screens.explorer.editing import Editing

    return Editing(screen, reloading.reload, screen.navigation.read, screen.navigation.under_cursor)
