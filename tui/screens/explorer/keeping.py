"""What the reader keeps on the main screen: bookmarks, notes, saved views, filters, and where the reading stopped."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual import on

from tui import messages
from tui.core.errors import QueryError
from tui.core.index.user_marks import asked_for
from tui.core.model.records import Event, PassageKey, Ref
from tui.core.opening import Opened
from tui.core.query import parser
from tui.core.query.tree import Everything, Query
from tui.notebook import book
from tui.notebook.keeper import Change, Notebook
from tui.notebook.own import own_of
from tui.present.kept import Entry, entries, named, signs_of, with_kept
from tui.present.page import Page
from tui.present.signs import signs
from tui.screens.explorer.comparing import ComparingScreen
from tui.session import state
from tui.session.state import State

if TYPE_CHECKING:
    from tui.screens.reader.screen import ReaderScreen


class KeepingScreen(ComparingScreen):
    """Knows the notebook; every change of it is seen at once and written behind the reader's back."""

    wrong: tuple[str, ...] = ()
    """What is wrong with the settings; raw text."""

    def __init__(
        self,
        folder: Path,
        *,
        query: str = "",
        at: str = "",
        documents: Path | None = None,
        fresh: bool = False,
        notebook: Notebook | None = None,
    ) -> None:
        super().__init__(folder, query=query, at=at, documents=documents, fresh=fresh)
        self.notebook = notebook or Notebook()
        self._told = ""
        """What the notebook has to say once there is a screen to say it on."""
        self._signs = signs(os.environ)

    # where the reader left

    def before_rows(self, found: Opened) -> None:
        """Read the notebook, and let queries ask what is in it."""
        found.index.ask_for_own(own_of(lambda: self.notebook.book))
        if self._opened is None:
            self._told = self.notebook.open(found.folder, found.store.about.title)
            self.notebook.tell = lambda text: void(self.post_message(messages.NotebookTold(text)))

    def _begin(self, found: Opened) -> None:
        kept = self.notebook.book
        left = kept.session if self.settings.resume and kept.resume and not any(self._wanted) else None
        if left is None:
            super()._begin(found)
        else:
            self._resume(found, left)
        self._show_kept()
        if self.wrong:
            others = f" (and {len(self.wrong) - 1} more: letapis config)" if len(self.wrong) > 1 else ""
            self.footer.say(f"Settings: {self.wrong[0]}{others}", "warn")
        if self._told:
            self.footer.say(self._told, "warn")

    def _resume(self, found: Opened, left: book.Session) -> None:
        """Show what was shown when the reader left, as far as it is still there."""
        from tui.session.last_place import passage_of, spot_of

        spot = spot_of(left, found.store)
        self._state = State(spot)
        try:
            self.arrow()
        except QueryError:  # the filter names what the dataset has no more
            self._state = State(replace(spot, query=Everything(), suspended=False))
            self.arrow()
        self.filter_bar.show(str(self._state.spot.query))
        if left.pane in (2, 3):
            self.enter_pane(left.pane)
        if (key := passage_of(left, found.store)) is not None:
            self.call_after_refresh(self.read, key)  # the rows come first

    def on_unmount(self) -> None:
        """Keep where the reader is, and wait until all is written."""
        if self._opened is not None:
            from tui.session.last_place import session_of

            self.notebook.change(partial(book.with_session, session=session_of(self._state.spot, self._pane)))
        self.notebook.tell = lambda text: None
        self.notebook.close()

    def action_toggle_resume(self) -> None:
        """Open where the reader left next time, or at the beginning."""
        if not self.settings.resume:
            self.footer.say("The settings say that no dataset opens where it was left: letapis config", "warn")
            return
        resume = not self.notebook.book.resume
        self.notebook.change(partial(book.with_resume, resume=resume))
        self.footer.say(
            "This dataset will open where you leave it" if resume else "This dataset will open at its beginning"
        )

    # bookmarks and notes

    @on(messages.NotebookTold)
    def _notebook_told(self, message: messages.NotebookTold) -> None:
        self.footer.say(message.text, "warn")

    def page_of(self, card: Page, ref: Ref) -> Page:
        """Return a card with what the reader keeps of the record."""
        return with_kept(card, self.notebook.book, ref, self._signs)

    def _keep(self, change: Change, said: str) -> None:
        """Make a change of what is kept, and show it."""
        self.notebook.change(change)
        self._show_change(said)

    def _show_change(self, said: str) -> None:
        self._show_kept()
        self._fed = (self._fed[0], None, self._fed[2])
        self.arrow()
        self.footer.say(said)

    def _show_kept(self) -> None:
        self.timeline.show_kept(signs_of(self.notebook.book, self._signs))

    def _listed_later(self, said: str, kept: str) -> str:
        """Say also that the list stays as it is until its filter is run again, where that asks for what is `kept`.

        What was marked by mistake is then still under the cursor, and the same key takes it back.
        """
        asked = kept in asked_for(self._state.spot.in_force)
        return f"{said}; the list follows when the filter is run again" if asked else said

    def run_again(self) -> None:
        """Let what is shown next be found anew, where the filter asks for what the reader keeps."""
        if self._feeder is not None and asked_for(self._state.spot.query):
            self._feeder.forget()

    def _named(self, ref: Ref) -> tuple[str, str]:
        """Return the name of a record and, of an event, its date: to be kept in case it vanishes."""
        if self._opened is None:
            return "", ""
        record = self._opened.store.record(ref)
        return named(self._opened.store, ref), record.date if isinstance(record, Event) else ""

    def toggle_bookmark(self, ref: Ref) -> str:
        """Bookmark a record, or take its bookmark off; return what to tell the reader."""
        mark = self.notebook.book.bookmark(ref)
        if mark is not None:
            self._keep(partial(book.take_off, kept=mark), self._listed_later("The bookmark is taken off", "bookmarked"))
        else:
            name, date = self._named(ref)
            change = partial(book.with_bookmark, ref=ref, name=name, date=date, kept=book.now())
            self._keep(change, self._listed_later(f"Bookmarked: {name}", "bookmarked"))
        return self.footer.message

    def action_bookmark(self) -> None:
        """Bookmark the record shown, or take its bookmark off."""
        ref = self._view.subject if self._view else None
        if ref is None:
            self.footer.say("There is nothing here to bookmark", "warn")
        else:
            self.toggle_bookmark(ref)

    def action_write_note(self) -> None:
        """Write a note on the record shown."""
        ref = self._view.subject if self._view else None
        if ref is None:
            self.footer.say("There is nothing here to write a note on", "warn")
        else:
            self.begin_note(ref)

    def begin_note(self, ref: Ref, done: Callable[[str], None] = lambda said: None) -> None:
        """Open the editor of the note on a record; `done` is told what to tell the reader once it is kept."""
        self._write_note(ref, self._named(ref), done)

    def _write_note(self, ref: Ref, named: tuple[str, str], done: Callable[[str], None]) -> None:
        from tui.screens.dialogs.note_editor import NoteScreen

        note = self.notebook.book.note(ref)
        screen = NoteScreen(named[0], note.text if note else "", partial(self._keep_note, ref, named))
        self.app.push_screen(screen, partial(self._noted, ref, named, done))

    def _noted(self, ref: Ref, named: tuple[str, str], done: Callable[[str], None], text: str | None) -> None:
        if text is not None:
            self._keep_note(ref, named, text)
            said = "The note is kept" if text.strip() else "There is no note now"
            self._show_change(self._listed_later(said, "noted"))
            done(self.footer.message)

    def _keep_note(self, ref: Ref, named: tuple[str, str], text: str) -> None:
        name, date = named
        self.notebook.change(partial(book.with_note, ref=ref, text=text, name=name, date=date, kept=book.now()))

    def reader(self, found: Opened, key: PassageKey) -> ReaderScreen:
        """Return the reader of a source, in which passages can be kept."""
        reader = super().reader(found, key)
        reader.desk = self
        return reader

    # views and filters

    def remember(self, wanted: Query) -> None:
        """Remember a filter that was typed."""
        text = str(wanted)
        if text and self.notebook.book.history[-1:] != (text,):
            self.notebook.change(partial(book.with_filter, query=text))

    def action_save_view(self) -> None:
        """Keep the filter under a name."""
        from tui.screens.dialogs.ask_text import AskScreen

        text = str(self._state.spot.query)
        if not text:
            self.footer.say("There is no filter to keep: narrow first", "warn")
            return
        ask = AskScreen("Keep this filter as", text, lambda name: "" if name else "A view needs a name")
        self.app.push_screen(ask, partial(self._view_named, text))

    def _view_named(self, text: str, name: str | None) -> None:
        if name:
            self._keep(partial(book.with_view, name=name, query=text), f"Kept as {name}: B lists it")

    def show_view(self, text: str) -> None:
        """Put the filter of a saved view in force: a jump, so that one step leads back."""
        try:
            wanted = parser.parse(text)
        except QueryError as error:
            self.footer.say(error.message, "warn")
            return
        self.remember(wanted)
        self.run_again()
        self.go(state.show_query(self._state, wanted))

    def action_kept(self) -> None:
        """List what is kept."""
        from tui.screens.dialogs.kept import KeptScreen

        if self._opened is not None:
            found = entries(self.notebook.book, self._opened.store, self._signs)
            self.app.push_screen(KeptScreen(found, self._drop), self._kept_chosen)

    def action_open_dataset(self) -> None:
        """Open another dataset, recent ones first."""
        from tui.notebook.keeper import recent
        from tui.screens.dialogs.datasets import DatasetsScreen

        others = [one for one in recent(self.notebook.folder) if one[0] != self._folder.resolve()]
        self.app.push_screen(DatasetsScreen(others, self._folder), self._dataset_chosen)

    def _dataset_chosen(self, folder: Path | None) -> None:
        opener = getattr(self.app, "open_dataset", None)
        if folder is not None and opener is not None:
            opener(folder, Notebook(self.notebook.folder))

    def _drop(self, entry: Entry, gone: bool) -> None:
        """Take something that is kept away, or put it back as it was."""
        kept = entry.kept
        if isinstance(kept, book.View):
            put: Change = partial(book.with_view, name=kept.name, query=kept.query)
            take: Change = partial(book.without_view, name=kept.name)
        else:
            put, take = partial(book.put_back, kept=kept), partial(book.take_off, kept=kept)
        self._keep(take if gone else put, "")

    def _kept_chosen(self, entry: Entry | None) -> None:
        kept = entry.kept if entry else None
        if isinstance(kept, book.View):
            self.show_view(kept.query)
        elif entry is None or kept is None:
            return
        elif not entry.gone:
            self.show_record(kept.ref)
        elif isinstance(kept, book.Note):
            self._write_note(kept.ref, (kept.name, kept.date), lambda said: None)
        else:
            self.footer.say(f"The dataset no longer has {kept.ref.id}", "warn")


def void(value: object) -> None:
    """Take a value that nobody needs."""
    del value
