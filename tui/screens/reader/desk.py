"""What a screen needs of the one that knows the notebook, to keep something of what it shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from tui.core.model.records import Ref
from tui.present.page import Page


class Desk(Protocol):
    """Keeps bookmarks and notes on any record, or passage."""

    def toggle_bookmark(self, ref: Ref) -> str:
        """Bookmark a record, or remove its bookmark; return what to tell the user."""

    def begin_note(self, ref: Ref, done: Callable[[str], None]) -> None:
        """Open the editor of the note on a record; `done` is given what to tell the user once it is kept."""

    def page_of(self, card: Page, ref: Ref) -> Page:
        """Return a card with what is kept of its record."""


class NoDesk:
    """Keeps nothing."""

    def toggle_bookmark(self, ref: Ref) -> str:
        """Say that nothing can be kept."""
        return "Nothing can be kept here"

    def begin_note(self, ref: Ref, done: Callable[[str], None]) -> None:
        """Say that nothing can be kept."""
        done(self.toggle_bookmark(ref))

    def page_of(self, card: Page, ref: Ref) -> Page:
        """Return the card as it is."""
        return card
