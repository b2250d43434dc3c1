"""A page in a pane: draws what `present.page` laid out, moves a cursor through its links, and scrolls."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.messages import LinkOpened, TermPicked
from tui.present.page import Layout, Link, Page, Span, lay_out
from tui.widgets.bindings import bindings

AIR = 1
"""Blank cells at the left and at the right of the text."""

_EMPTY = lay_out(Page(), 1)


class PageView(ScrollView, can_focus=True):
    """Shows a page; it is given one by `show` and posts what the reader opened or picked."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("page")]

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "page--text",
        "page--title",
        "page--heading",
        "page--label",
        "page--muted",
        "page--link",
        "page--quote",
        "page--bar",
        "page--gist",
        "page--excerpt",
        "page--warn",
        "page--sign",
        "page--good",
        "page--match",
        "page--cursor",
        "page--mark",
    }

    def __init__(self, *, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(name=name, id=id, classes=classes)
        self._page = Page()
        self._layout_of_page: Layout = _EMPTY
        self._width = 0
        self._cursor = 0
        self._pending = ""
        self._strips: dict[int, Strip] = {}
        self._looks: dict[tuple[str, bool], Style] = {}

    # what the screen asks for

    def show(self, page: Page, *, anchor: str = "", reset: bool = True) -> None:
        """Show `page`, from its top unless `reset` is False, or from the line called `anchor`."""
        self._page = page
        if reset:
            self._cursor = 0
        self._pending = anchor
        self._lay_out()
        if reset and not anchor:
            self._scroll(0)
        elif anchor:
            self.scroll_to_anchor(anchor)

    def scroll_lines(self, count: int) -> None:
        """Scroll down by `count` lines, up where it is negative, without taking the focus."""
        self._scroll(self.scroll_offset.y + count)

    def scroll_to_anchor(self, anchor: str) -> bool:
        """Bring the line called `anchor` near the top, the cursor to its first link; False without one."""
        line = self._layout_of_page.anchors.get(anchor)
        if line is None:
            return False
        self._scroll(max(0, line - 1))
        for at, (_, first, _) in enumerate(self._layout_of_page.links):
            if first >= line:
                self._cursor = at
                break
        self._repaint()
        return True

    @property
    def link(self) -> Link | None:
        """The link under the cursor."""
        links = self._layout_of_page.links
        return links[self._cursor][0] if 0 <= self._cursor < len(links) else None

    @property
    def lines(self) -> tuple[tuple[Span, ...], ...]:
        """The lines as they are laid out now."""
        return self._layout_of_page.lines

    def _scroll(self, line: int) -> None:
        """Put `line` at the top; forced, as the scrollbar of a page just laid out is not there yet."""
        self.scroll_to(y=line, animate=False, immediate=True, force=True)

    # drawing

    def render_line(self, y: int) -> Strip:
        """Draw line `y` of the pane."""
        at = self.scroll_offset.y + y
        strip = self._strips.get(at)
        if strip is None:
            strip = self._strips[at] = self._strip(at)
        return strip

    def _strip(self, at: int) -> Strip:
        width = self.size.width
        base = self._look("text", False)
        if at >= len(self.lines):
            return Strip.blank(width, base)
        under = self.link if self.has_focus else None
        segments = [self._gutter(at)]
        for span in self.lines[at]:
            style = self._look(span.role if span.link is None else self._link_role(span), span.match)
            if under is not None and span.link is under:
                style = self._look("cursor", False)
            segments.append(Segment(span.text, style))
        return Strip(segments).adjust_cell_length(width, base)

    def _gutter(self, at: int) -> Segment:
        """Return what stands in the column of air left of line `at`."""
        return Segment(" " * AIR, self._look("text", False))

    @staticmethod
    def _link_role(span: Span) -> str:
        """Return the look of a link: an excerpt in running text has its own, other roles keep theirs."""
        return {"text": "link", "quote": "excerpt"}.get(span.role, span.role)

    def _look(self, role: str, match: bool) -> Style:
        key = (role, match)
        style = self._looks.get(key)
        if style is None:
            names = (f"page--{role}", "page--match") if match else (f"page--{role}",)
            style = self._looks[key] = self.get_visual_style(*names).rich_style
        return style

    def _lay_out(self) -> None:
        width = self.size.width
        self._width = width
        self._layout_of_page = lay_out(self._page, max(1, width - 2 * AIR)) if width else _EMPTY
        self._cursor = max(0, min(self._cursor, len(self._layout_of_page.links) - 1))
        self.virtual_size = Size(width, len(self._layout_of_page.lines))
        self._repaint()

    def _repaint(self) -> None:
        self._strips.clear()
        self.refresh()

    # what happens to it

    def notify_style_update(self) -> None:
        """Forget what was drawn in the colours of before."""
        super().notify_style_update()
        self._looks.clear()
        self._strips.clear()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the page out anew, the same part of it staying at the top."""
        del event
        if self.size.width == self._width:
            self._strips.clear()
            return
        before = len(self.lines)
        part = self.scroll_offset.y / before if before else 0.0
        self._lay_out()
        if self._pending:
            self.scroll_to_anchor(self._pending)
        elif before:
            self._scroll(round(part * len(self.lines)))

    def on_focus(self) -> None:
        """Show the cursor on a link that can be seen."""
        self._cursor_into_view()
        self._repaint()

    def on_blur(self) -> None:
        """Hide the cursor."""
        self._repaint()

    def on_click(self, event: events.Click) -> None:
        """Open the link that was clicked."""
        for at, (link, first, last) in enumerate(self._layout_of_page.links):
            if first <= self.scroll_offset.y + event.y <= last and self._link_at(event.x, event.y) is link:
                self._cursor = at
                self._repaint()
                self._open(link)
                return

    def _link_at(self, x: int, y: int) -> Link | None:
        at = self.scroll_offset.y + y
        left = AIR
        for span in self.lines[at] if at < len(self.lines) else ():
            right = left + Segment(span.text).cell_length
            if left <= x < right:
                return span.link
            left = right
        return None

    # the cursor

    def _seen(self) -> tuple[int, int]:
        """First and last line in view."""
        top = self.scroll_offset.y
        return top, top + max(1, self.size.height) - 1

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
            self._go(target)
        else:
            self.scroll_lines(by)

    def _go(self, target: int) -> None:
        self._cursor = target
        _, first, last = self._layout_of_page.links[target]
        self._bring(first, last)
        self._repaint()

    def _bring(self, first: int, last: int) -> None:
        """Scroll as little as needed to see lines `first` to `last`."""
        region = Region(0, first, max(1, self.size.width), last - first + 1)
        self.scroll_to_region(region, animate=False, immediate=True, force=True)

    def _scroll_by(self, count: int) -> None:
        self._pending = ""
        self.scroll_lines(count)
        self._cursor_into_view()
        self._repaint()

    def _to_match(self, by: int) -> None:
        self._to_line(self._layout_of_page.matches, by)

    def _to_line(self, stops: tuple[int, ...], by: int) -> None:
        """Go to the next of the lines `stops` in the direction of `by`, and round at the end."""
        if not stops:
            return
        here = self._stop if self._stop in stops else self.scroll_offset.y - (1 if by > 0 else 0)
        later = [line for line in stops if line > here] if by > 0 else [line for line in stops if line < here][::-1]
        self._stop = later[0] if later else (stops[0] if by > 0 else stops[-1])
        self._pending = ""
        self._scroll(max(0, self._stop - self.size.height // 3))
        self._cursor_into_view()
        self._repaint()

    _stop: int = -1
    """The line that `_to_line` last went to."""

    # actions

    def action_cursor_down(self) -> None:
        """Next link, or one line down."""
        self._step(1)

    def action_cursor_up(self) -> None:
        """Previous link, or one line up."""
        self._step(-1)

    def action_half_down(self) -> None:
        """Half a page down."""
        self._scroll_by(max(1, self.size.height // 2))

    def action_half_up(self) -> None:
        """Half a page up."""
        self._scroll_by(-max(1, self.size.height // 2))

    def action_page_down(self) -> None:
        """A page down."""
        self._scroll_by(max(1, self.size.height - 1))

    def action_page_up(self) -> None:
        """A page up."""
        self._scroll_by(-max(1, self.size.height - 1))

    def action_first(self) -> None:
        """To the top."""
        self._scroll_by(-len(self.lines))

    def action_last(self) -> None:
        """To the end."""
        self._scroll_by(len(self.lines))

    def action_open(self) -> None:
        """Open the link under the cursor."""
        if self.link is not None:
            self._open(self.link)

    def _open(self, link: Link) -> None:
        """Post what a link is for: a record to open, or only a term of the filter."""
        self.post_message(LinkOpened(link) if link.ref.section else TermPicked(link.term))

    def action_filter_by(self) -> None:
        """Offer the value under the cursor as a term of the filter."""
        if self.link is not None and self.link.term:
            self.post_message(TermPicked(self.link.term))

    def action_next_match(self) -> None:
        """To the next line that matches the filter."""
        self._to_match(1)

    def action_previous_match(self) -> None:
        """To the previous line that matches the filter."""
        self._to_match(-1)
