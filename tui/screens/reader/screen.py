"""The reader: a source on the full screen, standing at one of its passages, beside the record that led there."""

from __future__ import annotations

from asyncio import wrap_future
from concurrent.futures import Future

from msgspec.structs import replace
from textual import events, on, work

from tui.core.documents.background import soon
from tui.core.documents.folder import Document
from tui.core.model.records import PassageKey, Ref
from tui.core.store.base import Store
from tui.core.text.display import cells, cut, shown
from tui.present.cards.parts import Marks
from tui.present.source.full_text import FullText
from tui.present.source.gutter import Gutter
from tui.present.source.parts import Reading, progress
from tui.present.source.source import in_same_words, located, reading
from tui.screens.reader.beside import BesideScreen
from tui.widgets.gutter import GutterView
from tui.widgets.header import Heading
from tui.widgets.reader import PassageReached, Reader, ViewMoved

__all__ = ["Reader", "ReaderScreen"]


class ReaderScreen(BesideScreen):
    """Reads a source; comes back with the record that was opened from it, or with None."""

    def __init__(
        self,
        store: Store,
        source_id: str,
        passage_key: PassageKey = "",
        document: Document | Future[Document | None] | None = None,
        *,
        came_from: Ref | None = None,
        marks: Marks | None = None,
    ) -> None:
        self._coming = document if isinstance(document, Future) and not document.done() else None
        at_hand = (None if self._coming else document.result()) if isinstance(document, Future) else document
        text = reading(store, source_id, passage_key, at_hand, marks=marks)
        super().__init__(store, source_id, passage_key, text, came_from=came_from, marks=marks)
        self._view = (0, 0)

    # showing

    def start(self) -> None:
        """Show the source at the passage asked for; look for the other excerpts after that."""
        self.begin(self.reader)
        self._hint()
        self.reader.read(self._reading, self._key)
        self._show_beside()
        self._retitle()
        if self._coming is not None:
            self.await_document(self._coming)
        self._locate_the_others()

    def _locate_the_others(self) -> None:
        if isinstance(self._reading, FullText) and not self._reading.whole:
            self.call_after_refresh(self.locate, self._reading)

    @work(name="document")
    async def await_document(self, coming: Future[Document | None]) -> None:
        """Show the outline until the document is read, then the document, at the same passage."""
        document = await wrap_future(coming)
        self._coming = None
        if document is not None:
            self._reading = reading(self._store, self._source, self._key, document, marks=self._marks)
            self.reader.read(self._reading, self._key)
            self._show_beside()
            self._locate_the_others()
        self._retitle()

    def _retitle(self) -> None:
        source = self._store.sources.get(self._source)
        said = progress(self._reading, self._key, len(source.passages) if source else 0)
        heading = self.query_one("#reader-heading", Heading)
        width = heading.size.width or self.size.width
        shape = "reading the document …" if self._coming is not None else self._reading.title
        aside = f"{said} · {shape}" if width >= 72 else said
        heading.show(cut(shown(self._title), max(8, width - cells(aside) - 4)), aside)
        self.query_one(GutterView).show(
            Gutter(self._reading.length, self._reading.stops, self._key, self._view),
        )

    @work(exclusive=True, name="excerpts")
    async def locate(self, text: FullText) -> None:
        """Look for all excerpts: first those that stand there in the same words, then the others."""
        keys = tuple(text.source.passages)
        found = await wrap_future(soon(lambda: in_same_words(text.source, text.document, keys), 0))
        self.take(replace(text, found=found))
        self.take(await wrap_future(soon(lambda: located(text), 0)))

    def take(self, text: Reading) -> None:
        """Show the source with the excerpts that were found."""
        self._reading = text
        self.reader.take(text)
        if self._mode != "record":
            self._show_beside()
        self._retitle()

    # what the widgets say

    @on(PassageReached)
    def _reached(self, message: PassageReached) -> None:
        message.stop()
        self._key = message.key
        self.say("")
        self._retitle()
        if self._mode != "record":
            self._show_beside()

    @on(ViewMoved)
    def _moved(self, message: ViewMoved) -> None:
        message.stop()
        self._view = (int(message.first), int(message.last))
        self._retitle()

    @on(GutterView.Picked)
    def _gutter_picked(self, message: GutterView.Picked) -> None:
        if message.key:
            self.reader.go_to(message.key)
        else:
            self.reader.go_to_place(message.place)

    def on_resize(self, event: events.Resize) -> None:
        """Fit the headings; a text that has room beside it is never hidden."""
        del event
        self._hint()
        self.call_after_refresh(self._retitle)
