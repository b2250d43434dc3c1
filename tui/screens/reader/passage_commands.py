"""The commands of the reader that act on a passage: copy, bookmark, annotate, open in the browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from textual.app import App

from tui.core.model.records import Ref
from tui.core.store.base import Store
from tui.notebook.settings import Settings
from tui.present.bars import Tone
from tui.present.page import Page
from tui.screens import browser, output
from tui.screens.dialogs.copying import CopyScreen
from tui.widgets.bindings import Commands


class Annotations(Protocol):
    """Keeps bookmarks and notes on any record: the session's, with the dialog that a note is written in."""

    def toggle_bookmark(self, ref: Ref) -> str:
        """Bookmark a record, or remove its bookmark; return a message for the user."""

    def begin_note(self, ref: Ref, done: Callable[[str], None]) -> None:
        """Open the editor of the note on a record; `done` is called with a message once the note is kept."""

    def page_of(self, card: Page, ref: Ref) -> Page:
        """Return a card with the bookmark and the note on its record."""


class ReaderShell(Protocol):
    """The reader, as far as this controller needs it."""

    @property
    def app(self) -> App[None]:
        """The app."""

    @property
    def store(self) -> Store:
        """The records."""

    @property
    def subject(self) -> Ref:
        """The passage at which the user is, or the source."""

    def say(self, text: str = "", tone: Tone = "plain") -> None:
        """Show a message (raw text) in the footer."""

    def show_notes(self) -> None:
        """Show the bookmark and the note on the passage."""


class PassageCommands:
    """Runs the commands that act on a passage."""

    def __init__(self, shell: ReaderShell, settings: Callable[[], Settings], annotations: Annotations | None) -> None:
        """`settings` returns those in force; without `annotations` nothing can be kept."""
        self._shell, self._settings, self._annotations = shell, settings, annotations

    def commands(self) -> Commands:
        """Return what this controller does, by the ids of the key table."""
        return {
            "bookmark": self._bookmark,
            "write_note": self._write_note,
            "copy": self._copy,
            "browse": lambda: self._browse(browser.at_excerpt(self._shell.store, self._shell.subject, 0)),
            "browse_archived": lambda: self._browse(browser.archived(self._shell.store, self._shell.subject, 0)),
        }

    def _bookmark(self) -> None:
        if self._annotations is not None:
            self._kept(self._annotations.toggle_bookmark(self._shell.subject))

    def _write_note(self) -> None:
        if self._annotations is not None:
            self._annotations.begin_note(self._shell.subject, self._kept)

    def _kept(self, message: str) -> None:
        self._shell.show_notes()
        self._shell.say(message)

    def _copy(self) -> None:
        store, subject = self._shell.store, self._shell.subject
        screen = CopyScreen(
            output.copies(store, subject, 0), self._settings(), output.lost_in_copies(store, subject, 0)
        )
        self._shell.app.push_screen(screen, lambda message: self._shell.say(message or ""))

    def _browse(self, address: browser.Address) -> None:
        message, wrong = browser.leave(self._shell.app, address, self._settings())
        self._shell.say(message, "warn" if wrong else "plain")
