"""The base of the panes that show lines of text: draws them, scrolls, and lets the mouse select text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from msgspec import Struct
from rich.segment import Segment
from textual import events
from textual.cache import LRUCache
from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from tui.core.model.records import PassageKey
from tui.core.text.display import cells
from tui.present.page import Layout, Link, Page, Span, lay_out
from tui.theme import roles
from tui.widgets.bindings import Commands
from tui.widgets.scrolling import MOST_STRIPS, make_room
from tui.widgets.styles import Looks

EMPTY = lay_out(Page(), 1)


class LineMarks(Struct, frozen=True):
    """What is marked on one line of a page."""

    sign: str = ""
    """Drawn in the margin."""
    link: Link | None = None
    """The link under the cursor."""
    passage: PassageKey = ""
    """The passage whose excerpt is brighter than others."""
    row: bool = False
    """Whether the link is a row of a list, all of whose lines are marked from edge to edge."""


class PageCanvas(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows lines of text. A subclass lays them out, and handles the commands and clicks."""

    LOOKS: ClassVar[Mapping[str, str]] = roles.PAGE
    """Role → style."""
    MARGIN: ClassVar[int] = 1
    """Cells at the left of the text, for a mark; at its right there is one, where there are any."""

    def __init__(self, *, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(name=name, id=id, classes=classes)
        self.layout_of_page: Layout = EMPTY
        self._width = 0
        """The width for which the lines were laid out."""
        self._strips: LRUCache[int, Strip] = LRUCache(MOST_STRIPS)
        self._look = Looks(self, self.LOOKS)
        self._commands: Commands = {}
        """What the keys do here, by the ids of the key table."""

    def action_run_command(self, name: str) -> None:
        """Run a command of the key table."""
        self._commands[name]()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave to the screen those commands that are not this widget's."""
        return action != "run_command" or parameters[0] in self._commands

    def on_blur(self) -> None:
        """Draw the lines without a cursor."""
        self.repaint()

    # lines

    @property
    def lines(self) -> Sequence[tuple[Span, ...]]:
        """The lines as they are laid out now."""
        return self.layout_of_page.lines

    def put(self, layout: Layout) -> None:
        """Show other lines."""
        self.layout_of_page = layout
        make_room(self, len(layout.lines))
        self.repaint()

    def lay_out(self) -> None:
        """Lay out the lines for the width that the pane has now; to be extended."""
        self._width = self.size.width

    def on_resize(self, event: events.Resize) -> None:
        """Draw the lines in the new size."""
        del event
        self.resized()

    def resized(self) -> None:
        """Lay the lines out again in another width; the same part of them stays at the top."""
        self._strips.clear()
        if self.size.width == self._width:
            return
        before = len(self.lines)
        part = self.scroll_offset.y / before if before else 0.0
        self.lay_out()
        if before:
            self.scroll_to_line(round(part * len(self.lines)))

    # drawing

    def repaint(self) -> None:
        """Draw every line again."""
        self._strips.clear()
        self.refresh()

    def notify_style_update(self) -> None:
        """Forget what was drawn in the colours of before."""
        super().notify_style_update()
        self._look.forget()
        self.repaint()

    def render_line(self, y: int) -> Strip:
        """Draw line `y` of the pane."""
        at = self.scroll_offset.y + y
        selection = self.text_selection
        extent = selection.get_span(at) if selection is not None and at < len(self.lines) else None
        if extent is not None:
            return self.selected_part(self.draw_line(at), at, *extent).apply_offsets(0, at)
        strip = self._strips.get(at)
        if strip is None:
            strip = self._strips[at] = self.draw_line(at).apply_offsets(0, at)
        return strip

    def draw_line(self, at: int) -> Strip:
        """Return line `at` as it is drawn while nothing on it is selected."""
        width = self.size.width
        if at >= len(self.lines):
            return Strip.blank(width, self._look("text"))
        marks = self.marks(at)
        ground = ("row",) if marks.row else ()
        base, look = self._look("text", *ground), self._look("mark" if marks.sign else "text", *ground)
        within = bool(marks.sign) and not marks.row and _has_sign_within(self.lines[at], marks.link)
        margin = "" if within else marks.sign
        segments = [Segment(margin.ljust(self.MARGIN), look)] if self.MARGIN else []
        for span in self.lines[at]:
            if within and span.link is marks.link:
                before, style, _ = segments.pop()
                segments += [Segment(before[:-1], style), Segment(marks.sign, look)]
                within = False
            role = span.role if span.link is None else _role_of_link(span, marks.passage)
            style = self._look(role, *(("match",) if span.match else ()), *ground)
            if span.link is not None and span.link is marks.link and not marks.row:
                style = self._look("cursor")
            segments.append(Segment(span.text, style))
        return Strip(segments).adjust_cell_length(width, base)

    def marks(self, at: int) -> LineMarks:
        """Return what is marked on line `at`."""
        del at
        return LineMarks()

    # selecting with the mouse

    def _text(self, at: int) -> str:
        """Return a line as text, with its margin."""
        return " " * self.MARGIN + "".join(span.text for span in self.lines[at])

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the words selected, without the margin."""
        first = selection.start.y if selection.start is not None else 0
        last = selection.end.y if selection.end is not None else len(self.lines) - 1
        lines = (self._text(at) if first <= at <= last else "" for at in range(len(self.lines)))
        text = selection.extract("\n".join(lines))
        return "\n".join(line.removeprefix(" " * self.MARGIN).rstrip() for line in text.split("\n")), "\n"

    def selected_part(self, strip: Strip, at: int, start: int, end: int) -> Strip:
        """Return a strip with the characters from `start` to `end` (-1: to its end) in the look of selections."""
        text = self._text(at)
        left, right = cells(text[:start]), cells(text if end == -1 else text[:end])
        if left >= right:
            return strip
        selected = Segment.apply_style(strip.crop(left, right), post_style=self._look("selected"))
        return Strip.join([strip.crop(0, left), Strip(selected), strip.crop(right)])

    # the view

    @property
    def seen(self) -> tuple[int, int]:
        """First and last line in view."""
        top = self.scroll_offset.y
        return top, top + max(1, self.size.height) - 1

    def scroll_to_line(self, line: int) -> None:
        """Put `line` at the top; forced, as a page just laid out has no scrollbar yet."""
        self.scroll_to(y=line, animate=False, immediate=True, force=True)

    def scroll_lines(self, count: int) -> None:
        """Scroll down by `count` lines, up where it is negative, without taking the focus."""
        self.scroll_to_line(self.scroll_offset.y + count)

    def reveal(self, first: int, last: int) -> None:
        """Scroll as little as needed to see lines `first` to `last`."""
        region = Region(0, first, max(1, self.size.width), last - first + 1)
        self.scroll_to_region(region, animate=False, immediate=True, force=True)


def room(canvas: PageCanvas) -> int:
    """Return the cells of a line of text: margins at both sides, the right one before the scroll bar."""
    return max(1, canvas.scrollable_content_region.width - canvas.MARGIN - min(1, canvas.MARGIN))


def _has_sign_within(line: Sequence[Span], link: Link | None) -> bool:
    """Whether the sign of a link stands in the blank before it: in the margin it stands for the first of a line."""
    of = next((number for number, span in enumerate(line) if link is not None and span.link is link), 0)
    return any(span.link is not None for span in line[:of]) and line[of - 1].text.endswith(" ")


def _role_of_link(span: Span, passage: PassageKey) -> str:
    """Return the look of a link: an excerpt in running text has its own, that of `passage` is brighter."""
    if span.role == "quote" and passage and span.link is not None and span.link.ref.id == passage:
        return "here"
    return {"text": "link", "quote": "excerpt"}.get(span.role, span.role)
