"""Draws a page in a pane: lays it out for its width, keeps the lines drawn, scrolls."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from tui.core.text.display import cells
from tui.present.page import Layout, Link, Page, Span, lay_out
from tui.present.signs import signs
from tui.theme import roles
from tui.widgets.page_moves import Commands
from tui.widgets.scroll_size import make_room
from tui.widgets.styles import Looks

AIR = 1
"""Blank cells at the left and at the right of the text."""

EMPTY = lay_out(Page(), 1)


def written(line: tuple[Span, ...]) -> str:
    """Return a line as text, with its column of air."""
    return " " * AIR + "".join(span.text for span in line)


def link_at(line: tuple[Span, ...], x: int) -> Link | None:
    """Return the link in cell `x` of a line, if one stands there."""
    left = AIR
    for span in line:
        right = left + cells(span.text)
        if left <= x < right:
            return span.link
        left = right
    return None


class PageCanvas(ScrollView, can_focus=True):
    """Shows a page, and one of its links as the one under the cursor."""

    LOOKS: ClassVar[Mapping[str, str]] = roles.PAGE
    """Role → style."""

    def __init__(self, *, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(name=name, id=id, classes=classes)
        self._page = Page()
        self._layout_of_page: Layout = EMPTY
        self._width = 0
        self._cursor = 0
        self._stop = -1
        self._pending = ""
        self._strips: dict[int, Strip] = {}
        self._look = Looks(self, self.LOOKS)
        self._commands = self.commands()

    def commands(self) -> Commands:
        """Return what the keys do here, by the ids of the key table."""
        return {}

    def action_run_command(self, name: str) -> None:
        """Run a command of the key table."""
        self._commands[name]()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave to the screen those commands that are not this widget's."""
        return action != "run_command" or parameters[0] in self._commands

    # what the screen asks for

    def show(self, page: Page, *, anchor: str = "", reset: bool = True) -> None:
        """Show `page`, from its top unless `reset` is False, or from the line called `anchor`."""
        self._page = page
        if reset:
            self._cursor = 0
            self._stop = -1
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
        self._stop = line
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
    def lines(self) -> Sequence[tuple[Span, ...]]:
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
            strip = self._strips[at] = self._selected(self._strip(at), at).apply_offsets(0, at)
        return strip

    # selecting with the mouse

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the words selected, without the column of air."""
        first = selection.start.y if selection.start is not None else 0
        last = selection.end.y if selection.end is not None else len(self.lines) - 1
        lines = (written(self.lines[at]) if first <= at <= last else "" for at in range(len(self.lines)))
        text = selection.extract("\n".join(lines))
        return "\n".join(line.removeprefix(" " * AIR).rstrip() for line in text.split("\n")), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw what is selected."""
        del selection
        self._repaint()

    def _selected(self, strip: Strip, at: int) -> Strip:
        """Return the strip of line `at` with what is selected of it in the look of selections."""
        selection = self.text_selection
        extent = selection.get_span(at) if selection is not None and at < len(self.lines) else None
        if extent is None:
            return strip
        text = written(self.lines[at])
        start, end = extent[0], len(text) if extent[1] == -1 else extent[1]
        left, right = cells(text[:start]), cells(text[:end])
        if left >= right:
            return strip
        look = self.screen.get_component_rich_style("screen--selection")
        chosen = strip.crop(left, right).apply_style(look)
        return Strip.join([strip.crop(0, left), chosen, strip.crop(right)])

    def _strip(self, at: int) -> Strip:
        width = self.size.width
        base = self._look("text")
        if at >= len(self.lines):
            return Strip.blank(width, base)
        under = self.link if self.has_focus else None
        segments = [self._gutter(at)]
        for span in self.lines[at]:
            role = span.role if span.link is None else self._link_role(span)
            style = self._look(role, "match") if span.match else self._look(role)
            if under is not None and span.link is under:
                style = self._look("cursor")
            segments.append(Segment(span.text, style))
        return Strip(segments).adjust_cell_length(width, base)

    def _gutter(self, at: int) -> Segment:
        """Return what stands in the column of air left of line `at`: a mark where the link under the cursor begins."""
        if self.has_focus and self._layout_of_page.links and self._layout_of_page.links[self._cursor][1] == at:
            return Segment(signs(os.environ).stop + " " * (AIR - 1), self._look("mark"))
        return Segment(" " * AIR, self._look("text"))

    def _link_role(self, span: Span) -> str:
        """Return the look of a link: an excerpt in running text has its own, other roles keep theirs."""
        return {"text": "link", "quote": "excerpt"}.get(span.role, span.role)

    def _lay_out(self) -> None:
        width = self.size.width
        self._width = width
        self._layout_of_page = lay_out(self._page, max(1, width - 2 * AIR)) if width else EMPTY
        self._cursor = max(0, min(self._cursor, len(self._layout_of_page.links) - 1))
        make_room(self, len(self._layout_of_page.lines))
        self._repaint()

    def _repaint(self) -> None:
        self._strips.clear()
        self.refresh()

    # what happens to it

    def notify_style_update(self) -> None:
        """Forget what was drawn in the colours of before."""
        super().notify_style_update()
        self._look.forget()
        self._repaint()
        self._strips.clear()

    def on_resize(self, event: events.Resize) -> None:
        """Draw it in its new size."""
        del event
        self.resized()

    def resized(self) -> None:
        """Lay the page out anew, the same part of it staying at the top."""
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

    # the view

    def _seen(self) -> tuple[int, int]:
        """First and last line in view."""
        top = self.scroll_offset.y
        return top, top + max(1, self.size.height) - 1

    def _bring(self, first: int, last: int) -> None:
        """Scroll as little as needed to see lines `first` to `last`."""
        region = Region(0, first, max(1, self.size.width), last - first + 1)
        self.scroll_to_region(region, animate=False, immediate=True, force=True)
