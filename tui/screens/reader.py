"""The reader: a whole source on the full screen, standing at one of its passages."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual import events, on
from textual.binding import BindingType
from textual.message import Message

from tui.core.documents import Document
from tui.core.model import PassageKey
from tui.core.store import Store
from tui.present.cards_parts import Marks, short_name
from tui.present.page import Page
from tui.present.reading import reading
from tui.screens.page import PageScreen
from tui.widgets.bindings import bindings
from tui.widgets.page_view import AIR, PageView


class PassageReached(Message):
    """The reader stands at another passage."""

    def __init__(self, key: PassageKey) -> None:
        super().__init__()
        self.key = key


class Reader(PageView):
    """A source as a page; n and N go from passage to passage."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("reader")]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._key: PassageKey = ""

    def read(self, page: Page, key: PassageKey) -> None:
        """Show `page`, standing at the passage `key`, or at the top where it has no place in it."""
        self._key = key
        self.show(page)
        self._go_to(key)

    @property
    def key(self) -> PassageKey:
        """The passage at which the reader stands."""
        return self._key

    @property
    def stops(self) -> tuple[tuple[PassageKey, int, int, int], ...]:
        """Key, first line, last line and number of the link of every passage, in the order of the page.

        One that another interrupts, as where excerpts overlap, is one stop.
        """
        found: dict[PassageKey, tuple[PassageKey, int, int, int]] = {}
        for at, (link, first, last) in enumerate(self._layout_of_page.links):
            if link.ref.section == "passages":
                key = link.ref.id
                found[key] = (key, found[key][1], last, found[key][3]) if key in found else (key, first, last, at)
        return tuple(found.values())

    def _lay_out(self) -> None:
        super()._lay_out()
        self._extent = next(((first, last) for key, first, last, _ in self.stops if key == self._key), (-1, -1))
        if self._pending_key:
            self._go_to(self._pending_key)

    def on_resize(self, event: events.Resize) -> None:
        """Keep the passage in view if it was."""
        top, bottom = self._seen()
        was_seen = self.size.width != self._width and top <= self._extent[0] <= bottom
        super().on_resize(event)
        if was_seen:
            self._go_to(self._key)

    _pending_key: PassageKey = ""

    def _go_to(self, key: PassageKey) -> bool:
        """Stand at `key`; before the first layout that is put off until there is one."""
        self._pending_key = "" if self.lines else key
        for stop, first, last, at in self.stops:
            if stop == key:
                self._key = key
                self._cursor = at
                self.post_message(PassageReached(key))
                self._scroll(max(0, first - self.size.height // 4))
                self._extent = (first, last)
                self._repaint()
                return True
        return False

    _extent: tuple[int, int] = (-1, -1)

    def _gutter(self, at: int) -> Segment:
        first, last = self._extent
        if first <= at <= last:
            return Segment("▌" + " " * (AIR - 1), self._look("mark", False))
        return super()._gutter(at)

    def _to_stop(self, by: int) -> None:
        keys = [stop[0] for stop in self.stops]
        if not keys:
            return
        if self._key in keys:
            self._go_to(keys[(keys.index(self._key) + by) % len(keys)])
        else:
            self._go_to(keys[0 if by > 0 else -1])

    def action_next_match(self) -> None:
        """To the next passage."""
        self._to_stop(1)

    def action_previous_match(self) -> None:
        """To the previous passage."""
        self._to_stop(-1)


class ReaderScreen(PageScreen):
    """Reads a source; comes back with the record that was opened from it, or with None."""

    def __init__(
        self,
        store: Store,
        source_id: str,
        passage_key: PassageKey = "",
        document: Document | None = None,
        *,
        marks: Marks | None = None,
    ) -> None:
        self._store = store
        self._source = source_id
        self._key = passage_key
        self._what = "full text" if document else "outline"
        super().__init__(self._heading(""), reading(store, source_id, passage_key, document, marks=marks))

    def make_view(self) -> PageView:
        """Return the reader."""
        return Reader(id="reader")

    def on_mount(self) -> None:
        """Show the source at the passage asked for."""
        reader = self.query_one(Reader)
        reader.read(self._page, self._key)
        self.begin(reader)

    def _heading(self, key: PassageKey) -> str:
        source = self._store.sources.get(self._source)
        keys = list(source.passages) if source else []
        passage = key.partition("/")[2]
        place = f"{keys.index(passage) + 1} of {len(keys)}  " if passage in keys else ""
        return f"{place}{self._what}  {short_name(self._store, self._source)}"

    @on(PassageReached)
    def _reached(self, message: PassageReached) -> None:
        message.stop()
        self.retitle(self._heading(message.key))
