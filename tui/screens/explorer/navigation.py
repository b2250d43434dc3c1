"""Moving between records: open, jump to the excerpt, back and forward, find by name or date."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.core.documents.background import soon
from tui.core.index.highlight import marker
from tui.core.model.records import PassageKey, Ref
from tui.keys.keymap import key
from tui.screens.explorer.shell import Shell
from tui.session import state
from tui.session.state import State
from tui.widgets.bindings import Commands
from tui.widgets.overview import Overview
from tui.widgets.panes import Panes

if TYPE_CHECKING:
    from tui.core.query.tree import Query
    from tui.screens.dialogs.ask import Landing
    from tui.screens.reader.capturing import Editor
    from tui.screens.reader.passage_commands import Annotations
    from tui.screens.reader.screen import ReaderScreen

PATIENCE = 0.3
"""Seconds that a key waits for a document; the reader shows a slower one when it arrives."""


class Navigation:
    """Goes to records and passages."""

    def __init__(
        self,
        shell: Shell,
        panes: Panes,
        overview: Overview,
        annotations: Annotations,
        *,
        pick: Callable[[Query], None],
    ) -> None:
        """Take what keeps bookmarks and notes, and what filters by a term."""
        self._shell, self._panes, self._overview, self._annotations = shell, panes, overview, annotations
        self._pick = pick
        self.compare: Callable[[State], None]
        """Opens the comparison of a state."""
        self.editor: Callable[[], Editor] | None = None
        """Returns what writes into the files."""
        self.list_problems: Callable[[Callable[[str], object]], None] = lambda say: None
        """Shows what is wrong with the data; where nothing is, has that said."""

    def commands(self) -> Commands:
        """Return what this controller does, by the ids of the key table."""
        return {
            "go_back": lambda: self._jump(state.go_back(self._shell.session.state), "This is where you began"),
            "go_forward": lambda: self._jump(
                state.go_forward(self._shell.session.state), "There is nothing further on"
            ),
            "go_to_excerpt": self._go_to_excerpt,
            "find_name": self._find_name,
            "go_to_date": self._go_to_date,
            "zoom_in": lambda: self._overview.zoom(1),
            "zoom_out": lambda: self._overview.zoom(-1),
            "pan_earlier": lambda: self._pan(-1),
            "pan_later": lambda: self._pan(1),
        }

    def show_record(self, ref: Ref, passage: PassageKey = "") -> None:
        """Show a record: a passage in the reader, all others in the details; a source with `passage` as the current."""
        if ref.section == "passages":
            self.read(ref.id)
            return
        self._shell.session.remember_opened(ref)
        self._shell.go(self._shell.session.showing(ref, passage))
        if self._panes.pane != 1 or self._shell.session.state.spot.opened is not None:
            self._panes.enter(2)

    def show_row(self) -> None:
        """Show the record that the list marks, where the list has the focus and another record is open beside it."""
        cursor, session = self._panes.timeline.cursor, self._shell.session
        if self._panes.timeline.has_focus and cursor is not None and cursor != session.view.subject:
            self._shell.go(state.choose(session.state, cursor))

    def under_cursor(self) -> Ref | None:
        """Return the record to be changed: the one shown, which is that of the list; in the sources the passage.

        Of a link in the details it is not the record that the link leads to: `open` goes there first.
        """
        sources = self._panes.sources
        if sources.has_focus and sources.citations.key is not None:
            return Ref("passages", sources.citations.key)
        return self._shell.session.view.subject

    def return_to_record(self, ref: Ref | None) -> None:
        """Show the record with which another screen was left, if any."""
        if ref is not None:
            self.show_record(ref)

    # the reader

    def read(self, key: PassageKey, came_from: Ref | None = None, *, greeting: str = "") -> None:
        """Open the source of a passage there, beside the record from which one comes: a jump.

        `greeting` (raw text) is said there until the first key.
        """
        if not self._shell.is_active:
            return
        session = self._shell.session
        session.remember_opened(Ref("sources", key.partition("/")[0]))
        session.go(state.read(session.state, key))
        self._open_reader(key, came_from, greeting)

    def _open_reader(self, key: PassageKey, came_from: Ref | None = None, greeting: str = "") -> None:
        reader = self.reader(key, came_from, greeting)
        self._shell.push(reader, lambda outcome: self._reader_left(outcome, reader.key))

    def reader(self, key: PassageKey, came_from: Ref | None = None, greeting: str = "") -> ReaderScreen:
        """Return the reader of the source that a passage is from, beside a record.

        Where it is not said from which record one comes, it is the one shown if it rests on that source.
        """
        from tui.screens.reader.screen import ReaderScreen

        session, source = self._shell.session, key.partition("/")[0]
        tied = any(citation.source == source for citation in session.citations)
        return ReaderScreen(
            session.store,
            source,
            key,
            soon(session.opened.document(source), PATIENCE),
            came_from=came_from or (session.view.subject if tied else None),
            marks=marker(session.filter),
            settings=lambda: self._shell.settings,
            annotations=self._annotations,
            standing=session.view.standing,
            as_of=session.view.at,
            editor=self.editor,
            list_problems=self.list_problems,
            greeting=greeting,
            names=session.index.names,
        )

    def _reader_left(self, outcome: Ref | Query | None, key: PassageKey) -> None:
        """Go back to where the reader was opened, or on to a record, from where one step leads back to `key`."""
        session = self._shell.session
        if not isinstance(outcome, Ref):
            went = self._shell.go(state.go_back(session.state))
            if outcome is not None:
                self._pick(outcome)
            elif went and session.state.spot.reading is not None:
                self._open_reader(session.state.spot.reading)
            return
        session.go(state.turn_to(session.state, key))
        if outcome.section == "passages":
            self.read(outcome.id)
        else:
            self._shell.go(session.showing(outcome))

    def _go_to_excerpt(self) -> None:
        """Read the words that the line under the cursor of the details rests on, else those of the record shown."""
        session, subject = self._shell.session, self._shell.session.view.subject
        link = self._panes.details.link if self._panes.details.has_focus else None
        source = link.ref if link is not None and link.ref.section == "sources" else subject
        if link is not None and link.passage:
            self.read(link.passage, subject)
        elif session.passage is not None and source == subject:
            self.read(session.passage)
        elif source is not None and source.section == "sources":
            self.read(f"{source.id}/")
        else:
            self._shell.say("Nothing here rests on a passage")

    # jumps

    def _jump(self, after: State, else_say: str) -> None:
        session = self._shell.session
        if after == session.state:
            self._shell.say(else_say)
        elif after.spot.comparing is not None:
            self.compare(after)
        else:
            if self._shell.go(after) and after.spot.reading is not None:
                self._open_reader(after.spot.reading)

    # names, dates

    def _find_name(self) -> None:
        from tui.screens.dialogs.go_to import go_to_screen

        session = self._shell.session
        recent = [ref for ref in session.notebook.book.recent_refs if ref != session.view.subject]
        noting: list[Ref] = []

        def found(ref: Ref | None) -> None:
            self.return_to_record(ref)
            for each in noting:
                self._annotations.begin_note(each, self._shell.say)

        self._shell.push(go_to_screen(session.store, session.index.names, recent, noting=noting.append), found)

    def _go_to_date(self) -> None:
        from tui.screens.dialogs.ask import date_screen, landing

        def asked(text: str | None) -> None:
            if text:
                now = self._shell.session  # the files may have been read again meanwhile
                self._land(landing(now.views, now.view, text))

        session = self._shell.session
        self._shell.push(date_screen(session.views, session.view.cursor), asked)

    def _land(self, found: Landing) -> None:
        if found.ref is not None:
            at = self._shell.session.state
            events = at.spot.listing == "events"
            self._shell.go(state.open_record(at, found.ref) if events else state.list_section(at, "events", found.ref))
            self._panes.enter(1)
        self._shell.say(found.said)

    def _pan(self, by: int) -> None:
        if not self._overview.pan(by):
            all_shown = f"The overview shows all of it: {key('zoom_in')} looks closer"
            self._shell.say(all_shown if self._overview.window is None else "No event is further on")
