"""The session: an open dataset, what the user keeps of it, where the user is, and what can be done from there."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from msgspec.structs import replace

from tui.core.dates import edtf
from tui.core.errors import QueryError
from tui.core.index import user_marks
from tui.core.index.density import beginning
from tui.core.index.index import Index
from tui.core.model.records import Citation, Event, PassageKey, Ref
from tui.core.opening import Opened
from tui.core.query import parser, tree
from tui.core.query.fields import with_id
from tui.core.query.tree import Everything, Query
from tui.core.store.base import Store
from tui.keys.keymap import key
from tui.notebook import book
from tui.notebook.keeper import Change, Notebook
from tui.present.bars import Head, Tone
from tui.present.bookmarks import named
from tui.present.empty import no_records
from tui.session import state
from tui.session.last_place import spot_of
from tui.session.state import Spot, State
from tui.session.view import View, Views

NEAR = 200
"""Rows on each side of a record that is gone in which the cursor finds another one."""


class Notice(NamedTuple):
    """A message for the user: raw text, and its tone.

    A warning is what is wrong: in the data, in what was typed, in a file, in another program. That there is nothing to
    do, or no more of something, is none.
    """

    text: str = ""
    tone: Tone = "plain"


class Session:
    """Holds one dataset and one state; every change of state gives a new view, or is refused as a whole."""

    def __init__(self, opened: Opened, notebook: Notebook) -> None:
        """Begin in an unfiltered list of events; `notebook` must be open for the dataset."""
        self.opened = opened
        self.notebook = notebook
        self.checked = False
        """Whether all problems with the data are known."""
        self.edited: frozenset[Ref] = frozenset()
        """Records that changed when the files were last read again, while they are marked."""
        self._renamed: list[tuple[Ref, Ref]] = []
        """The old and the new id of records that were renamed in the files, which are not read again yet."""
        opened.index.ask_for_own(notebook.marked)
        self.views = Views(opened.store, opened.index)
        self.state = State()
        self.view: View = self.views.view(self.state)

    @property
    def store(self) -> Store:
        """The records."""
        return self.opened.store

    @property
    def index(self) -> Index:
        """What answers queries."""
        return self.opened.index

    @property
    def filter(self) -> Query:
        """The filter in force; everything while it is suspended."""
        return self.state.spot.in_force

    # changing the state

    def go(self, after: State) -> None:
        """Make `after` the state.

        Raises QueryError, and changes nothing, where its filter asks for what is not there.
        """
        self.view = self.views.view(after)
        self.state = after

    def begin(self, query: str = "", at: str = "") -> Notice | None:
        """Begin with a filter and at a record, given by its id, or else at the densest days; return what was wrong."""
        ref = self.store.find(at) if at else None
        here = ref is not None and ref.section != "passages"
        if not here and (start := beginning(self.index)):
            self.go(state.choose(self.state, start))
        error = self.filter_by_text(query)
        if ref is not None and here and self.view.subject != ref:
            self.go(replace(self.showing(ref), back=()))
        if at and ref is None:
            return Notice(f"Nothing here is called {at}", "warn")
        return explained(error) if error else None

    def start(self, query: str, at: str, *, resume: bool) -> tuple[book.LastPlace | None, Notice | None]:
        """Begin where the user was last, unless they ask for a filter or a record, or do not `resume`.

        Return the last place, None where that is not where it begins; and what was wrong, or that a filter is still on.
        """
        kept = self.notebook.book
        if not (resume and kept.resume) or kept.session is None or query or at:
            return None, self.begin(query, at)
        self.resume(kept.session)
        asked = "" if self.filter == Everything() else f"{self.filter}"
        left = f"As you left it, filtered by {asked}: {key('suspend_filter')} shows everything"
        return kept.session, Notice(left) if asked else None

    def resume(self, left: book.LastPlace) -> None:
        """Go to the last place, as far as it still exists."""
        spot = spot_of(left, self.store)
        try:
            self.go(State(spot))
        except QueryError:  # the filter names what the dataset has no more
            self.go(State(replace(spot, query=Everything(), suspended=False)))

    def stay(self, before: Session, at: Ref | None = None) -> Notice | None:
        """Go where `before` is, a session of the same dataset as it was read earlier.

        The cursor goes to `at` where one is given, and while a source is open it is there once one goes back; from a
        record that is gone it goes to the next row that is not.
        """
        here, notice = before.asking_by_new_ids(), None
        if at is None and before.view.cursor is not None:
            here = replace(here, spot=replace(here.spot, chosen=self._left(before.view)))
        try:
            self.go(here)
        except QueryError as error:
            self.go(state.with_query(here, Everything()))
            notice = Notice(error.message, "warn")
        if at is not None and self.state.spot.reading is not None:
            chosen = state.choose_below(self.state, at)
            self.go(chosen if self.views.lists(chosen, at) else self.state)
        elif at is not None:
            chosen = state.choose(self.state, at)
            self.go(chosen if self.views.lists(chosen, at) else self.showing(at))
        return notice

    def follow_id(self, before: Ref, after: Ref) -> None:
        """Keep under its new id what is kept of a record, and ask for it so once the records are read again."""
        self.notebook.change(partial(book.with_renamed, before=before, after=after))
        self._renamed.append((before, after))

    def asking_by_new_ids(self) -> State:
        """Return the state with filters that ask for renamed records by the ids that they have in the files."""

        def follow(spot: Spot) -> Spot:
            for before, after in self._renamed:
                spot = replace(spot, query=with_id(spot.query, before, after))
            return spot

        at = self.state
        return State(follow(at.spot), tuple(map(follow, at.back)), tuple(map(follow, at.ahead)))

    def _left(self, before: View) -> Ref | None:
        """Return the record under the cursor of `before`, or of the rows around it the first that still exists."""
        rows, cursor = before.rows, before.cursor
        row = rows.find(cursor) if cursor is not None else None
        if row is None:
            return cursor
        near = (row + by for distance in range(NEAR) for by in ((distance, -distance) if distance else (0,)))
        refs = (rows.ref(number) for number in near)
        return next((ref for ref in refs if ref is not None and self.store.record(ref) is not None), None)

    def filter_by_text(self, text: str) -> QueryError | None:
        """Filter by `text`; if it is no query, return the mistake, after filtering by the part before a begun field."""
        try:
            self.go(state.with_query(self.state, parser.parse(text)))
        except QueryError as error:
            if (rest := parser.before_field(text)) is not None:  # what was typed as a word is the name of a field
                self.filter_by_text(rest)
            return error
        return None

    def filter_days(self, first: int, last: int, *, surely: bool = False) -> State:
        """Return the state filtered by days (ordinals, both included), replacing any other time in the filter."""
        start, end = edtf.of_day(first).text, edtf.of_day(last).text
        others = [term for term in tree.terms(self.filter) if not _is_span(term)]
        span = tree.Field("date!" if surely else "date", start if first == last else f"{start}..{end}")
        return state.add_term(state.with_query(self.state, tree.joined(tuple(others))), span)

    def showing(self, ref: Ref, passage: PassageKey = "") -> State:
        """Return the state that shows `ref` in the details, with `passage` as the current one where it is of a source.

        Where a filter hides it from the list, the cursor stays where it was.
        """
        after = state.open_record(self.state, ref)
        if after.spot.opened is None and not self.views.lists(after, ref):
            after = replace(after, spot=replace(after.spot, opened=ref, chosen=self.state.spot.chosen))
        keys = [citation.passage for citation in self.store.citations(ref)] if ref.section == "sources" else []
        return state.cite(after, keys.index(passage)) if passage in keys else after

    def suspended(self) -> State:
        """Return the state with the filter suspended, or applied again; the cursor stays on its record."""
        spot = self.state.spot
        if self.view.cursor is not None:
            spot = replace(spot, chosen=self.view.cursor)
        return state.suspend(replace(self.state, spot=spot))

    # what is shown

    def advice(self) -> str:
        """Say why nothing is listed, and what to do (raw text)."""
        view = self.view
        if view.result.query == Everything():
            return no_records(view.listing, self.opened.folder)
        return self.views.advice(view.result.query, view.listing)

    def head(self) -> Head:
        """Return what the first line of the screen says."""
        return self.views.head(self.state, self.view, self.opened.problem_count if self.checked else 0)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """What the record shown rests on."""
        return self.views.citations(self.view)

    @property
    def passage(self) -> PassageKey | None:
        """The passage of the current piece of evidence; None where the record shown rests on none."""
        found = self.citations
        return found[min(self.view.citation, len(found) - 1)].passage if found else None

    # what the user keeps

    def keep(self, change: Change) -> None:
        """Change the notebook; the list is not updated until its filter is run again."""
        self.notebook.change(change)

    def refilter(self) -> None:
        """Run the filter again with the next view, if it depends on user marks."""
        if user_marks.asked_for(self.state.spot.query):
            self.views.forget()

    def toggle_bookmark(self, ref: Ref) -> str:
        """Bookmark a record, or remove its bookmark; return what to tell the user."""
        mark = self.notebook.book.bookmark(ref)
        if mark is not None:
            self.keep(partial(book.take_off, kept=mark))
            return self._listed_later("The bookmark is removed", "bookmarked")
        name, date = self.called(ref)
        self.keep(partial(book.with_bookmark, ref=ref, name=name, date=date, kept=book.now()))
        return self._listed_later(f"Bookmarked: {name}   {key('write_note')} writes a note", "bookmarked")

    def note(self, ref: Ref) -> str:
        """Return the user's note on a record; empty where there is none."""
        found = self.notebook.book.note(ref)
        return found.text if found else ""

    def keep_note(self, ref: Ref, called: tuple[str, str], text: str) -> str:
        """Keep `text` as the note on a record, or remove the note where it is blank; return what to tell the user.

        `called` is the record's name and date, kept in case it vanishes.
        """
        name, date = called
        self.keep(partial(book.with_note, ref=ref, text=text, name=name, date=date, kept=book.now()))
        said = (
            f"The note is kept   {key('find_name')} finds the next   {key('dossier')} makes a dossier of all kept"
            if text.strip()
            else "There is no note now"
        )
        return self._listed_later(said, "noted")

    def called(self, ref: Ref) -> tuple[str, str]:
        """Return the name of a record and, of an event, its date."""
        record = self.store.record(ref)
        return named(self.store, ref), record.date if isinstance(record, Event) else ""

    def remember_opened(self, ref: Ref) -> None:
        """Add a record to those that were opened lately."""
        self.keep(partial(book.with_recent, ref=ref))

    def remember_filter(self) -> None:
        """Add the filter, also a suspended one, to the history of those that were typed."""
        self.keep(partial(book.with_filter, query=str(self.state.spot.query)))

    def _listed_later(self, said: str, mark: str) -> str:
        """Say also that the list stays as it is, where its filter asks for the mark that was changed.

        What was marked by mistake is then still under the cursor, and the same key takes it back.
        """
        asked = mark in user_marks.asked_for(self.filter)
        return f"{said}; the list follows when the filter is run again" if asked else said


def explained(error: QueryError) -> Notice:
    """Return what is wrong with a query, and what may have been meant; what is still to be typed is no fault."""
    said = f"{error.message} — try {error.suggestion}" if error.suggestion else error.message
    return Notice(said, "plain" if error.start == error.end else "warn")


def _is_span(term: Query) -> bool:
    return isinstance(term, tree.Field) and term.name in ("date", "date!")
