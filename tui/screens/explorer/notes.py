"""Commands on the notebook: bookmarks, notes, saved views, and where the user left."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from tui.core.errors import QueryError
from tui.core.model.records import Ref
from tui.core.query import parser
from tui.core.query.tree import Query
from tui.keys.keymap import key
from tui.notebook import book
from tui.notebook.keeper import Change, Notebook, recent
from tui.present.bookmarks import Answered, KeptEntry, Sent, entries, with_kept
from tui.present.page import Page
from tui.screens.explorer.shell import Shell
from tui.widgets.bindings import Commands


class Notes:
    """Keeps bookmarks, notes and views; other screens keep theirs through it (it is their `Annotations`)."""

    def __init__(self, shell: Shell, open_dataset: Callable[[Path, Notebook], None]) -> None:
        """`open_dataset` opens the dataset of a folder, with its notebook, in the place of this one."""
        self._shell, self._open = shell, open_dataset
        self.show_record: Callable[[Ref], None]
        """Shows a record that is chosen from the list."""
        self.show_view: Callable[[Query], None]
        """Puts the filter of a saved view in force."""
        self.send: Callable[[str], None]
        """Makes a dossier of the records of a query; of all that is kept where it is empty."""

    def commands(self) -> Commands:
        """Return what this controller does, by the ids of the key table."""
        return {
            "bookmark": lambda: self._on_subject("bookmark", lambda ref: self._shell.say(self.toggle_bookmark(ref))),
            "write_note": lambda: self._on_subject(
                "write a note on", lambda ref: self.begin_note(ref, self._shell.say)
            ),
            "save_view": self._save_view,
            "kept": self._list,
            "toggle_resume": self._toggle_resume,
            "open_dataset": self._open_dataset,
        }

    def _on_subject(self, what: str, act: Callable[[Ref], None]) -> None:
        subject = self._shell.session.view.subject
        if subject is None:
            self._shell.say(f"There is nothing here to {what}")
        else:
            act(subject)

    # bookmarks and notes

    def toggle_bookmark(self, ref: Ref) -> str:
        """Bookmark a record, or remove its bookmark; return the message for the user."""
        said = self._shell.session.toggle_bookmark(ref)
        self._shell.show()
        return said

    def begin_note(self, ref: Ref, done: Callable[[str], None]) -> None:
        """Open the editor of the note on a record; `done` receives the message for the user once it is saved."""
        self._write_note(ref, self._shell.session.called(ref), done)

    def page_of(self, card: Page, ref: Ref) -> Page:
        """Return a card with what the user keeps of its record."""
        return with_kept(card, self._shell.session.notebook.book, ref)

    def _write_note(self, ref: Ref, called: tuple[str, str], done: Callable[[str], None]) -> None:
        from tui.screens.dialogs.note_editor import NoteScreen

        session = self._shell.session

        def written(text: str | None) -> None:
            if text is not None:
                said = session.keep_note(ref, called, text)
                self._shell.show()
                done(said)

        def draft(text: str) -> None:
            session.keep_note(ref, called, text)

        self._shell.push(NoteScreen(called[0], session.note(ref), draft), written)

    # views

    def _save_view(self) -> None:
        from tui.screens.dialogs.ask import AskScreen

        text = str(self._shell.session.state.spot.query)
        if not text:
            self._shell.say("There is no filter to keep: filter first")
            return
        ask = AskScreen("Keep this filter as", text, lambda name: "" if name else "A view needs a name", does="keep")
        self._shell.push(ask, partial(self._view_named, text))

    def _view_named(self, text: str, name: str | None) -> None:
        if name:
            self._keep(partial(book.with_view, name=name, query=text))
            self._shell.say(f"Kept as {name}: {key('kept')} lists it")

    def _keep(self, change: Change) -> None:
        self._shell.session.keep(change)
        self._shell.show()

    # the list of all of it

    def _list(self) -> None:
        from tui.screens.dialogs.lists import kept_screen

        session = self._shell.session
        found = entries(session.notebook.book, session.store)
        self._shell.push(kept_screen(found, self._drop, self._swap), self._chosen)

    def _drop(self, entry: KeptEntry, gone: bool) -> None:
        """Remove something that is kept, or put it back as it was."""
        for kept in (entry.kept, *([entry.also] if entry.also else [])):
            if isinstance(kept, book.SavedView):
                put: Change = partial(book.with_view, name=kept.name, query=kept.query)
                take: Change = partial(book.without_view, name=kept.name)
            else:
                put, take = partial(book.put_back, kept=kept), partial(book.take_off, kept=kept)
            self._keep(take if gone else put)

    def _swap(self, one: KeptEntry, other: KeptEntry) -> bool:
        """Let two records change places in the user's own order; False for views, which are by name."""
        if isinstance(one.kept, book.SavedView) or isinstance(other.kept, book.SavedView):
            return False
        changed = {one.kept.ref: other.kept.ref, other.kept.ref: one.kept.ref}
        order = [changed.get(ref, ref) for ref in self._shell.session.notebook.book.kept]
        self._keep(partial(book.with_order, order=order))
        return True

    def _chosen(self, entry: Answered | None) -> None:
        if entry is None:
            return
        if isinstance(entry, Sent):
            kept = entry.under_cursor.kept if entry.under_cursor else None
            self.send(kept.query if isinstance(kept, book.SavedView) else "")
            return
        kept = entry.kept
        if isinstance(kept, book.SavedView):
            try:
                self.show_view(parser.parse(kept.query))
            except QueryError as error:
                self._shell.say(error.message, "warn")
        elif not entry.gone:
            self.show_record(kept.ref)
        elif isinstance(kept, book.Note):
            self._write_note(kept.ref, (kept.name, kept.date), self._shell.say)
        else:
            self._shell.say(f"The dataset no longer has {kept.ref.id}", "warn")

    # where the user left

    def _toggle_resume(self) -> None:
        if not self._shell.settings.resume:
            self._shell.say("The settings say that no dataset opens where it was left: letapis config")
            return
        session = self._shell.session
        resume = not session.notebook.book.resume
        session.keep(partial(book.with_resume, resume=resume))
        where = "where you leave it" if resume else "at its beginning"
        self._shell.say(f"This dataset will open {where}")

    def _open_dataset(self) -> None:
        from tui.screens.dialogs.lists import datasets_screen

        session = self._shell.session
        folder, notebooks = session.opened.folder, session.notebook.folder
        others = [one for one in recent(notebooks) if one[0] != folder.resolve()]

        def chosen(other: Path | None) -> None:
            if other is not None:
                self._open(other, Notebook(notebooks))

        self._shell.push(datasets_screen(others, folder), chosen)
