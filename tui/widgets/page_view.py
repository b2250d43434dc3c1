"""A page in a pane: a cursor goes through its links, and what is opened or picked is posted."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import BindingType

from tui.messages import LinkOpened, MatchReached, TermMissing, TermPicked
from tui.present.cards.parts import NO_TERM
from tui.present.page import Link
from tui.widgets.bindings import bindings
from tui.widgets.page_canvas import PageCanvas, link_at
from tui.widgets.page_moves import Commands, moves


class PageView(PageCanvas):
    """Shows a page; it is given one by `show` and posts what the user opened or picked."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("page", dispatched=True)]

    def __init__(self, *, id: str | None = None, to_match: Callable[[int], None] | None = None) -> None:  # noqa: A002
        """Take what goes to the next match (1) or the previous one (-1), where that is not on this page."""
        super().__init__(id=id)
        self._to_match = to_match or self.to_match

    def commands(self) -> Commands:
        """Return what the keys do here, by the ids of the key table."""
        return {
            **moves(self._step, self._scroll_by, height=lambda: self.size.height, lines=lambda: len(self.lines)),
            "open": self.open_current,
            "filter_by": self._filter_by,
            "next_match": lambda: self._to_match(1),
            "previous_match": lambda: self._to_match(-1),
        }

    def on_focus(self) -> None:
        """Show the cursor on a link that can be seen."""
        self._cursor_into_view()
        self._repaint()

    def on_blur(self) -> None:
        """Hide the cursor."""
        self._repaint()

    def on_click(self, event: events.Click) -> None:
        """Open the link that was clicked, unless the mouse selected text."""
        if self.text_selection is not None:
            return
        line = self.scroll_offset.y + event.y
        clicked = link_at(self.lines[line], event.x) if line < len(self.lines) else None
        for at, (link, first, last) in enumerate(self._layout_of_page.links):
            if clicked is link and first <= line <= last:
                self._cursor = at
                self._repaint()
                self._open(link)
                return

    # the cursor

    def _cursor_into_view(self) -> None:
        links = self._layout_of_page.links
        top, bottom = self._seen()
        if not links or top <= links[self._cursor][1] <= bottom:
            return
        self._cursor = next((at for at, (_, first, _) in enumerate(links) if first >= top), len(links) - 1)

    def _step(self, by: int) -> None:
        """Go to the next link towards `by` if it is in view or one line off, else scroll a line."""
        self._pending = ""
        links = self._layout_of_page.links
        top, bottom = self._seen()
        at = self._cursor
        if links and not top <= links[at][1] <= bottom:
            inside = [n for n, (_, first, _) in enumerate(links) if top <= first <= bottom]
            at = (inside[0] - 1 if by > 0 else inside[-1] + 1) if inside else -2
        target = at + by
        if at != -2 and 0 <= target < len(links) and top - 1 <= links[target][1] <= bottom + 1:
            self._cursor = target
            self._bring(*links[target][1:])
            self._repaint()
        else:
            self.scroll_lines(by)

    def _scroll_by(self, count: int) -> None:
        self._pending = ""
        self.scroll_lines(count)
        self._cursor_into_view()
        self._repaint()

    def to_match(self, by: int) -> None:
        """Go to the next match; where nothing is looked for, to the next part of the page that has a name."""
        matches = self._layout_of_page.matches
        parts = tuple(sorted(self._layout_of_page.anchors.values()))
        self._to_line(matches or parts, by)
        if matches:
            self.post_message(MatchReached(matches.index(self._stop) + 1, len(matches)))

    def _to_line(self, stops: tuple[int, ...], by: int) -> None:
        """Go to the next of the lines `stops` in the direction of `by`, and round at the end."""
        if not stops:
            return
        here = self._stop if self._stop in stops else self.scroll_offset.y - (1 if by > 0 else 0)
        later = [line for line in stops if line > here] if by > 0 else [line for line in stops if line < here][::-1]
        self._stop = later[0] if later else (stops[0] if by > 0 else stops[-1])
        self._pending = ""
        top, bottom = self._seen()
        if not top <= self._stop <= bottom:
            self._scroll(max(0, self._stop - self.size.height // 3))
        links = self._layout_of_page.links
        self._cursor = next((at for at, (_, _, last) in enumerate(links) if last >= self._stop), len(links) - 1)
        self._cursor = max(0, self._cursor)
        self._repaint()

    # actions

    def open_current(self) -> None:
        """Open the link under the cursor."""
        if self.link is not None:
            self._open(self.link)

    def _open(self, link: Link) -> None:
        """Post what a link is for: a record to open, or only a term of the filter."""
        if link.ref.section:
            self.post_message(LinkOpened(link))
        elif link.term is not None:
            self.post_message(TermPicked(link.term))

    def _filter_by(self) -> None:
        """Offer the value under the cursor as a term of the filter; tell where it makes none."""
        link = self.link
        missing = TermMissing(NO_TERM.get(link.ref.section, "") if link else "")
        self.post_message(TermPicked(link.term) if link and link.term else missing)
