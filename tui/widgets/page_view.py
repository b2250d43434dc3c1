"""A page in a pane, and the cursor on its links: what is opened or picked is posted."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import BindingType

from tui.core.text.display import cells
from tui.messages import LinkOpened, MatchReached, TermMissing, TermPicked
from tui.present.cards.parts import NO_TERM
from tui.present.page import Layout, Link, Page, PagePlace, lay_out
from tui.present.signs import signs
from tui.widgets.bindings import bindings
from tui.widgets.page_canvas import EMPTY, LineMarks, PageCanvas, room
from tui.widgets.scrolling import moves


class PageCursor:
    """Goes through the links of a page, its matches and its named parts."""

    def __init__(self, view: PageCanvas) -> None:
        self._view = view
        self.at = 0
        """Number of the link under the cursor."""
        self.stop = -1
        """The line of the last match or named part visited; -1 for none."""
        self.anchor = ""
        """The part to go to once the page is laid out; empty as soon as the user moves."""

    def commands(self, to_match: Callable[[int], object] | None = None) -> dict[str, Callable[[], object]]:
        """Return what the keys do on a page, by the ids of the key table.

        `to_match` goes to the next match (1) or the previous one (-1), where that is not `PageCursor.to_match`.
        """
        view, to_match = self._view, to_match or self.to_match
        return {
            **moves(
                self.step,
                self.scroll_by,
                height=lambda: view.seen[1] - view.seen[0] + 1,
                lines=lambda: len(view.layout_of_page.lines),
            ),
            "open": self.open,
            "filter_by": lambda: view.post_message(picked(self.link)),
            "next_match": lambda: to_match(1),
            "previous_match": lambda: to_match(-1),
        }

    @property
    def links(self) -> tuple[tuple[Link, int, int], ...]:
        """The links of the page, each with its first and last line."""
        return self._view.layout_of_page.links

    @property
    def link(self) -> Link | None:
        """The link under the cursor; None on a page without links."""
        return self.links[self.at][0] if 0 <= self.at < len(self.links) else None

    def put(self, layout: Layout, at: int | None = None) -> None:
        """Show other lines with the cursor on link number `at`, or where it was, as far as there are links."""
        self._view.put(layout)
        self.at = max(0, min(self.at if at is None else at, len(layout.links) - 1))

    def marks(self, line: int) -> LineMarks:
        """Return what the cursor marks on a line of a pane with the focus."""
        begins = self.link is not None and self.links[self.at][1] == line
        return LineMarks(signs().stop if begins else "", self.link)

    def row_marks(self, line: int) -> LineMarks:
        """Return what the cursor marks on a line of a pane with the focus, whose links are rows."""
        inside = self.link is not None and self.links[self.at][1] <= line <= self.links[self.at][2]
        return LineMarks(signs().cursor, self.link, row=True) if inside else LineMarks()

    def reset(self) -> None:
        """Go back to the first link."""
        self.at, self.stop = 0, -1

    # moving

    def step(self, by: int) -> None:
        """Go to the next link towards `by` if it is in view or one line off, else scroll a line."""
        self.anchor = ""
        links, at = self.links, self.at
        top, bottom = self._view.seen
        if links and not top <= links[at][1] <= bottom:
            inside = [n for n, (_, first, _) in enumerate(links) if top <= first <= bottom]
            at = (inside[0] - 1 if by > 0 else inside[-1] + 1) if inside else -2
        target = at + by
        if at != -2 and 0 <= target < len(links) and top - 1 <= links[target][1] <= bottom + 1:
            self.at = target
            self._view.reveal(*links[target][1:])
            self._view.repaint()
        else:
            self._view.scroll_lines(by)

    def scroll_by(self, count: int) -> None:
        """Scroll by `count` lines; the cursor goes along, at the ends to the first and the last link."""
        self.anchor = ""
        links, (top, bottom) = self.links, self._view.seen
        wanted = count + (links[self.at][1] if links and top <= links[self.at][1] <= bottom else top)
        self._view.scroll_lines(count)
        links, (top, bottom) = self.links, self._view.seen  # what comes into view may be laid out only now
        inside = [at for at, (_, first, _) in enumerate(links) if top <= first <= bottom]
        if inside:
            self.at = min(inside, key=lambda at: abs(links[at][1] - wanted))
        self.into_view()

    def into_view(self) -> None:
        """Put the cursor on the first link in view, unless it is on one."""
        links = self.links
        top, bottom = self._view.seen
        if links and not top <= links[self.at][1] <= bottom:
            self.at = next((at for at, (_, first, _) in enumerate(links) if first >= top), len(links) - 1)
        self._view.repaint()

    def to_match(self, by: int) -> None:
        """Go to the next match (1) or the previous one (-1); on a page without matches, to the next named part."""
        layout = self._view.layout_of_page
        matches = layout.matches
        stops = matches or self._parts()
        if stops:
            self._to_stop(stops, by)
        if matches:
            self._view.post_message(MatchReached(matches.index(self.stop) + 1, len(matches)))

    def _parts(self) -> tuple[int, ...]:
        """Return the lines of the named parts; of a heading and what follows it at once, only the latter."""
        ends = [last for _, _, last in self.links]
        starts = sorted(self._view.layout_of_page.anchors.values())
        return tuple({bisect_left(ends, line): line for line in starts}.values())

    def _to_stop(self, stops: tuple[int, ...], by: int) -> None:
        """Go to the next of the lines `stops` in the direction of `by`, from the last one to the first."""
        view = self._view
        top, bottom = view.seen
        here = self.stop if self.stop in stops else top - (1 if by > 0 else 0)
        later = [line for line in stops if line > here] if by > 0 else [line for line in stops if line < here][::-1]
        self.stop = later[0] if later else (stops[0] if by > 0 else stops[-1])
        self.anchor = ""
        if not top <= self.stop <= bottom:
            view.scroll_to_line(max(0, self.stop - (bottom - top + 1) // 3))
        links = self.links
        self.at = next((at for at, (_, _, last) in enumerate(links) if last >= self.stop), max(0, len(links) - 1))
        view.repaint()

    def to_anchor(self, anchor: str) -> bool:
        """Bring the part called `anchor` near the top, the cursor to its first link; False without such a part."""
        line = self._view.layout_of_page.anchors.get(anchor)
        if line is None:
            return False
        self.stop = line
        self._view.scroll_to_line(line)
        self.at = next((at for at, (_, first, _) in enumerate(self.links) if first >= line), self.at)
        self._view.repaint()
        return True

    # opening

    def open(self) -> None:
        """Post what the link under the cursor is for: a record to open, or only a term of the filter."""
        link = self.link
        if link is not None and link.ref.section:
            self._view.post_message(LinkOpened(link))
        elif link is not None and link.term is not None:
            self._view.post_message(TermPicked(link.term))

    def click(self, x: int, line: int) -> bool:
        """Open the link in cell `x` of a line; False where there is none."""
        found = self._link_at(x, line)
        if found is None:
            return False
        self.at = found
        self._view.repaint()
        self.open()
        return True

    def _link_at(self, x: int, line: int) -> int | None:
        """Return the number of the link in cell `x` of a line."""
        lines, left = self._view.layout_of_page.lines, self._view.MARGIN
        for span in lines[line] if line < len(lines) else ():
            right = left + cells(span.text)
            if left <= x < right:
                places = enumerate(self.links)
                return next((at for at, (link, a, z) in places if link is span.link and a <= line <= z), None)
            left = right
        return None


def picked(link: Link | None) -> TermPicked | TermMissing:
    """Return the message about the term of a link: that it was picked, or that there is none."""
    if link is not None and link.term is not None:
        return TermPicked(link.term)
    return TermMissing(NO_TERM.get(link.ref.section, "") if link else "")


class PageView(PageCanvas):
    """Shows a page; it is given one by `show` and posts what the user opened or picked."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("page", dispatched=True)]

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002
        to_match: Callable[[int], None] | None = None,
        rows: bool = False,
    ) -> None:
        """Take what the page needs.

        `to_match` goes to the next match (1) or the previous one (-1); default: on this page. With `rows`, each link
        is a row, and the cursor on it looks as in a list.
        """
        super().__init__(id=id)
        self._rows = rows
        self._page = Page()
        self.cursor = PageCursor(self)
        self._commands = self.cursor.commands(to_match)

    def show(self, page: Page, *, anchor: str = "", reset: bool = True) -> None:
        """Show `page`, from its top unless `reset` is False, or from the line called `anchor`."""
        self._page = page
        if reset:
            self.cursor.reset()
        self.cursor.anchor = anchor
        self.lay_out()
        if anchor:
            self.cursor.to_anchor(anchor)
        elif reset:
            self.scroll_to_line(0)

    @property
    def place(self) -> PagePlace:
        """Where the user is on the page."""
        return PagePlace(self.scroll_offset.y, self.cursor.at)

    def go_to_place(self, place: PagePlace) -> None:
        """Go back to where the user was on the same page, as far as it is still as long."""
        self.scroll_to_line(place.top)
        self.cursor.put(self.layout_of_page, place.link)

    @property
    def link(self) -> Link | None:
        """The link under the cursor."""
        return self.cursor.link

    def lay_out(self) -> None:
        """Lay out the page for the width that the pane has now."""
        super().lay_out()
        self.cursor.put(lay_out(self._page, room(self)) if self.size.width else EMPTY)

    def resized(self) -> None:
        """Lay the page out again in another width, from the part asked for until the user moves."""
        other = self.size.width != self._width
        super().resized()
        if other:
            self.cursor.to_anchor(self.cursor.anchor)

    def marks(self, at: int) -> LineMarks:
        """Mark the link under the cursor, while the pane has the focus."""
        if not self.has_focus:
            return LineMarks()
        return self.cursor.row_marks(at) if self._rows else self.cursor.marks(at)

    def on_focus(self) -> None:
        """Show the cursor, on a link that can be seen."""
        self.cursor.into_view()

    def on_click(self, event: events.Click) -> None:
        """Open the link that was clicked, unless the mouse selected text."""
        if self.text_selection is None:
            self.cursor.click(event.x, self.scroll_offset.y + event.y)
