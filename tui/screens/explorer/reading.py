"""From the list to a source and back: the reader is opened where a passage stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.core.documents.background import soon
from tui.core.model.records import PassageKey, Ref
from tui.core.opening import Opened
from tui.present.highlight import marker
from tui.screens.explorer.fed import FedScreen
from tui.session import state

if TYPE_CHECKING:
    from tui.screens.reader.screen import ReaderScreen

PATIENCE = 0.3
"""Seconds that a key waits for a document; one that takes longer comes into the reader when it is read."""


class ReadingScreen(FedScreen):
    """Opens the reader, and comes back from it."""

    def read(self, key: PassageKey) -> None:
        """Open the source of the passage `key` there, and come back to where it was asked for."""
        if self._opened is not None:
            self._state = state.read(self._state, key)
            self.open_reader(key)

    def open_reader(self, key: PassageKey) -> None:
        """Show the source of the passage `key` there."""
        if self._opened is not None:
            reader = self.reader(self._opened, key)
            self.app.push_screen(reader, lambda ref: self._read(ref, reader.key))

    def reader(self, found: Opened, key: PassageKey) -> ReaderScreen:
        """Return the reader of the source in which the passage `key` stands, beside the record if it rests on that."""
        from tui.screens.reader.screen import ReaderScreen

        source = key.partition("/")[0]
        tied = any(citation.source == source for citation in self.citations())
        subject = self._view.subject if self._view is not None and tied else None
        document = soon(found.document(source), PATIENCE)
        marks = marker(self._state.spot.in_force)
        reader = ReaderScreen(found.store, source, key, document, came_from=subject, marks=marks)
        reader.as_of = self._view.at if self._view is not None else None
        return reader

    def _read(self, ref: Ref | None, key: PassageKey) -> None:
        """Leave the reader: back to where it was opened, or on to `ref`, from where one step leads back to `key`."""
        if ref is None or self._feeder is None:
            self._state = state.go_back(self._state)
            if self._state.spot.reading is not None:
                self.open_reader(self._state.spot.reading)
            return
        self._state = state.turn_to(self._state, key)
        if ref.section == "passages":
            self.read(ref.id)
        else:
            self.go(self.to(ref))
