"""The sources pane: the passages that the record shown rests on, one of them current."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.strip import Strip

from tui.core.model.records import PassageKey, Ref
from tui.messages import CitationHighlighted, PassageOpened, TermMissing, TermPicked
from tui.present.cards.parts import term_of
from tui.present.page import Block, Link, Page, Span
from tui.present.source.evidence import CITATION, EvidencePage
from tui.widgets.bindings import bindings
from tui.widgets.key_hints import key_here
from tui.widgets.page_canvas import AIR, link_at
from tui.widgets.page_moves import Commands
from tui.widgets.page_view import PageView

_HINT = "hint:"
"""Prefix of the anchor of a hint; the key of the passage follows."""


class Sources(PageView):
    """Steps from passage to passage; Enter asks to read one in its place."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("sources", dispatched=True)]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._keys: tuple[PassageKey, ...] = ()
        self._at = 0

    def commands(self) -> Commands:
        """Return what the keys do here, by the ids of the key table."""
        moved = super().commands()
        return {
            **moved,
            "first": lambda: (self._to_citation(0), moved["first"]()),
            "last": lambda: (self._to_citation(len(self._keys) - 1), moved["last"]()),
        }

    def show(self, page: Page, *, anchor: str = "", reset: bool = True) -> None:
        """Show a page, of an `EvidencePage` its current citation in view, with hints of the key that opens it."""
        self._keys, self._at = (page.keys, page.current) if isinstance(page, EvidencePage) else ((), 0)
        super().show(_with_hints(page) if isinstance(page, EvidencePage) else page, anchor=anchor, reset=reset)
        if not anchor and self._at:
            self._bring_citation()

    @property
    def citation(self) -> int:
        """Number of the current citation, 0-based."""
        return self._at

    @property
    def link(self) -> Link | None:
        """None where there are citations: the cursor stands on one of them, not on a link."""
        return None if self._keys else super().link

    @property
    def passage(self) -> PassageKey | None:
        """The key of the current passage; None where there is none."""
        return self._keys[self._at] if self._at < len(self._keys) else None

    def _extent(self, at: int) -> tuple[int, int]:
        """First and last line of citation `at`."""
        anchors = self._layout_of_page.anchors
        first = anchors.get(f"{CITATION}{self._keys[at]}", 0)
        if at + 1 >= len(self._keys):
            return first, len(self.lines) - 1
        return first, anchors.get(f"{CITATION}{self._keys[at + 1]}", 1) - 1

    def _strip(self, at: int) -> Strip:
        """Draw a line; of the hints only the one at the current citation is seen."""
        if at in self._hints() and not self._extent(self._at)[0] <= at <= self._extent(self._at)[1]:
            return Strip.blank(self.size.width, self._look("text"))
        return super()._strip(at)

    def _hints(self) -> set[int]:
        return {line for anchor, line in self._layout_of_page.anchors.items() if anchor.startswith(_HINT)}

    def _gutter(self, at: int) -> Segment:
        if self.has_focus and self._keys:
            first, last = self._extent(self._at)
            while last > first and not any(span.text.strip() for span in self.lines[last]):
                last -= 1
            if first <= at <= last:
                return Segment("▌" + " " * (AIR - 1), self._look("mark"))
        return super()._gutter(at)

    def _to_citation(self, at: int) -> bool:
        if not 0 <= at < len(self._keys) or at == self._at:
            return False
        self._at = at
        self._bring_citation()
        self.post_message(CitationHighlighted(at))
        return True

    def _bring_citation(self) -> None:
        first, last = self._extent(self._at)
        self._bring(first, max(first, min(last, first + self.size.height - 1)))
        self._repaint()

    def _step(self, by: int) -> None:
        """Go to the next citation once the end of this one is in view; until then scroll a line."""
        if not self._keys:
            super()._step(by)
            return
        first, last = self._extent(self._at)
        top, bottom = self._seen()
        hidden = last > bottom if by > 0 else first < top
        if (hidden and last - first >= self.size.height) or not self._to_citation(self._at + by):
            self.scroll_lines(by)

    def on_click(self, event: events.Click) -> None:
        """Make the citation that was clicked the current one; open it when it is already."""
        if self.text_selection is not None:
            return
        line = self.scroll_offset.y + event.y
        link = link_at(self.lines[line], event.x) if line < len(self.lines) else None
        if link is not None:
            self._open(link)
            return
        for at in range(len(self._keys)):
            first, last = self._extent(at)
            if first <= line <= last:
                if not self._to_citation(at):
                    self.open_current()
                return

    def _filter_by(self) -> None:
        """Offer the source of the current passage as a term of the filter."""
        term = term_of(Ref("passages", self.passage)) if self.passage is not None else None
        self.post_message(TermPicked(term) if term is not None else TermMissing())

    def open_current(self) -> None:
        """Ask to read the current passage in its place."""
        if self.passage is not None:
            self.post_message(PassageOpened(self.passage))

    def to_match(self, by: int) -> None:
        """Go to the next line that matches the filter, or where none does to the next citation."""
        if not self._layout_of_page.matches or not self._keys:
            self._to_citation(self._at + by)
            return
        super().to_match(by)
        at = next((n for n in range(len(self._keys)) if self._stop <= self._extent(n)[1]), self._at)
        if at != self._at:
            self._at = at
            self._repaint()
            self.post_message(CitationHighlighted(at))


def _with_hints(page: EvidencePage) -> Page:
    """Return the page with a line below each citation that can be opened, which names the key."""
    blocks: list[Block] = []
    above = ""
    for block in (*page.blocks, Block(anchor=CITATION)):
        if block.anchor.startswith(CITATION):
            if above in page.readable:
                hint = Span(f"{key_here('open')} read it in its place", "muted")
                blocks.append(Block((hint,), anchor=f"{_HINT}{above}", space=1))
            above = block.anchor.removeprefix(CITATION)
        blocks.append(block)
    return Page(tuple(blocks[:-1]))
