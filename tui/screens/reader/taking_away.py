"""Copy, bookmark and annotate the passage at which the reader is, or open it in the browser."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from textual.app import App

from tui.core.model.records import Ref
from tui.core.store.base import Store
from tui.notebook.settings import Settings
from tui.present.bars import Tone
from tui.screens import browser, take_away
from tui.screens.dialogs.copy_menu import CopyScreen
from tui.screens.reader.desk import Desk


class ReaderShell(Protocol):
    """The reader, as far as this controller needs it."""

    @property
    def app(self) -> App[None]:
        """The app."""

    @property
    def subject(self) -> Ref:
        """The passage at which the reader is, or the source."""

    def say(self, text: str = "", tone: Tone = "plain") -> None:
        """Say something (raw text) in the footer."""

    def show_notes(self) -> None:
        """Show what the user keeps of the passage."""


class PassageCommands:
    """What can be done with a passage."""

    def __init__(self, shell: ReaderShell, store: Store, settings: Settings, desk: Desk) -> None:
        self._shell, self._store, self._settings, self._desk = shell, store, settings, desk

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what this controller does, by the ids of the key table."""
        return {
            "bookmark": lambda: self._kept(self._desk.toggle_bookmark(self._shell.subject)),
            "write_note": lambda: self._desk.begin_note(self._shell.subject, self._kept),
            "copy": self._copy,
            "browse": lambda: self._browse(browser.at_excerpt(self._store, self._shell.subject, 0)),
            "browse_archived": lambda: self._browse(browser.archived(self._store, self._shell.subject, 0)),
        }

    def _kept(self, said: str) -> None:
        self._shell.show_notes()
        self._shell.say(said)

    def _copy(self) -> None:
        screen = CopyScreen(take_away.copies(self._store, self._shell.subject, 0), self._settings)
        self._shell.app.push_screen(screen, lambda said: self._shell.say(said or ""))

    def _browse(self, address: browser.Address) -> None:
        said, wrong = browser.leave(self._shell.app, address, self._settings)
        self._shell.say(said, "warn" if wrong else "plain")
