"""The sources pane: the passages that are the evidence of the record shown, one of them current."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import BindingType

from tui.core.model.records import PassageKey, Ref
from tui.messages import CitationHighlighted, PassageOpened, TermMissing, TermPicked
from tui.present.cards.parts import term_of
from tui.present.page import Page, lay_out
from tui.present.signs import signs
from tui.present.source.evidence import CITATION, EvidencePage
from tui.widgets.bindings import Commands, bindings
from tui.widgets.page_canvas import EMPTY, LineMarks, PageCanvas, room
from tui.widgets.page_view import PageCursor


class Sources(PageCanvas):
    """Steps from passage to passage; Enter asks to read one in its place. A page without evidence is a plain page."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("sources", dispatched=True)]
    MARGIN = 2

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._page = Page()
        self.cursor = PageCursor(self)
        self.citations = CitationCursor(self, self.cursor)
        self._commands = {**self.cursor.commands(self.citations.to_match), **self.citations.commands()}

    def show(self, page: Page, *, reset: bool = True) -> None:
        """Show a page, of an `EvidencePage` its current citation in view.

        It is shown from its top, unless `reset` is False.
        """
        self._page = page
        if reset:
            self.cursor.reset()
        self.lay_out()
        if reset:
            self.scroll_to_line(0)
        citations = (page.keys, page.current) if isinstance(page, EvidencePage) else ((), 0)
        self.citations.begin(*citations, reveal=reset)

    @property
    def citation(self) -> int:
        """Number of the current citation, 0-based."""
        return self.citations.at

    def lay_out(self) -> None:
        """Lay out the page for the width that the pane has now."""
        super().lay_out()
        self.cursor.put(lay_out(self._page, room(self)) if self.size.width else EMPTY)

    def marks(self, at: int) -> LineMarks:
        """Mark the first line of the current citation, or on a plain page the link under the cursor.

        A bar along all of it would stand between the edge of the pane and the bar of the quotation.
        """
        if not self.has_focus:
            return LineMarks()
        if self.citations.key is None:
            return self.cursor.marks(at)
        return LineMarks(signs().cursor if at == self.citations.extent(self.citations.at)[0] else "")

    def on_focus(self) -> None:
        """Show the cursor, on a link that can be seen."""
        self.cursor.into_view()

    def on_click(self, event: events.Click) -> None:
        """Open the link that was clicked, or make the citation current; open that when it is already."""
        line = self.scroll_offset.y + event.y
        if self.text_selection is None and not self.cursor.click(event.x, line):
            self.citations.click(line)


class CitationCursor:
    """Goes from citation to citation of a page of evidence, which may have none."""

    def __init__(self, view: PageCanvas, links: PageCursor) -> None:
        """Take the pane, and the cursor on the links in its lines."""
        self._view, self._links = view, links
        self._keys: tuple[PassageKey, ...] = ()
        self.at = 0
        """Number of the current citation, 0-based."""

    def commands(self) -> Commands:
        """Return what the keys do with citations, by the ids of the key table."""
        return {
            "cursor_down": lambda: self.step(1),
            "cursor_up": lambda: self.step(-1),
            "first": lambda: self.to_end(0, -1),
            "last": lambda: self.to_end(len(self._keys) - 1, 1),
            "open": self.open,
            "filter_by": self.filter_by,
        }

    def begin(self, keys: tuple[PassageKey, ...], at: int, *, reveal: bool = True) -> None:
        """Begin at number `at` of the citations `keys`, which the pane shows; bring it into view if `reveal`."""
        self._keys, self.at = keys, at
        if at and reveal:
            self._reveal()

    @property
    def key(self) -> PassageKey | None:
        """The passage of the current citation; None where there is none."""
        return self._keys[self.at] if self.at < len(self._keys) else None

    def extent(self, at: int) -> tuple[int, int]:
        """Return the first and the last line of citation `at`."""
        anchors, lines = self._view.layout_of_page.anchors, self._view.layout_of_page.lines
        first = anchors.get(f"{CITATION}{self._keys[at]}", 0)
        if at + 1 >= len(self._keys):
            return first, len(lines) - 1
        return first, anchors.get(f"{CITATION}{self._keys[at + 1]}", 1) - 1

    def go_to(self, at: int) -> bool:
        """Go to citation `at`; False where it is the current one already, or there is none."""
        if not 0 <= at < len(self._keys) or at == self.at:
            return False
        self.at = at
        self._reveal()
        self._view.post_message(CitationHighlighted(at))
        return True

    def _reveal(self) -> None:
        first, last = self.extent(self.at)
        top, bottom = self._view.seen
        self._view.reveal(first, max(first, min(last, first + bottom - top)))
        self._view.repaint()

    def step(self, by: int) -> None:
        """Go to the next citation once the end of this one is in view; until then scroll a line."""
        if not self._keys:
            self._links.step(by)
            return
        first, last = self.extent(self.at)
        top, bottom = self._view.seen
        hidden = last > bottom if by > 0 else first < top
        if (hidden and last - first > bottom - top) or not self.go_to(self.at + by):
            self._view.scroll_lines(by)

    def to_end(self, at: int, by: int) -> None:
        """Go to citation `at`, the first or the last one, and scroll to that end of the page."""
        self.go_to(at)
        self._links.scroll_by(by * len(self._view.layout_of_page.lines))

    def to_match(self, by: int) -> None:
        """Go to the next line that matches the filter; on a page without matches, to the next citation."""
        if not self._view.layout_of_page.matches or not self._keys:
            self.go_to(self.at + by)
            return
        self._links.to_match(by)
        at = next((n for n in range(len(self._keys)) if self._links.stop <= self.extent(n)[1]), self.at)
        if at != self.at:
            self.at = at
            self._view.repaint()
            self._view.post_message(CitationHighlighted(at))

    def click(self, line: int) -> None:
        """Make the citation on a line the current one; open it when it is already."""
        for at in range(len(self._keys)):
            first, last = self.extent(at)
            if first <= line <= last:
                if not self.go_to(at):
                    self.open()
                return

    def open(self) -> None:
        """Ask to read the current passage in its place."""
        if self.key is not None:
            self._view.post_message(PassageOpened(self.key))

    def filter_by(self) -> None:
        """Offer the source of the current passage as a term of the filter."""
        term = term_of(Ref("passages", self.key)) if self.key is not None else None
        self._view.post_message(TermPicked(term) if term is not None else TermMissing())
