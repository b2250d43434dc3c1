"""A source to read: laid out around what is looked at, standing at one of its passages."""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct
from rich.segment import Segment
from textual.binding import BindingType
from textual.message import Message

from tui.core.model.records import PassageKey
from tui.present.page import Span
from tui.present.source.lazy_lines import ByNeed
from tui.present.source.parts import Reading, stop_of
from tui.present.source.scroll_map import line_at, place_at
from tui.widgets.bindings import bindings
from tui.widgets.page_canvas import AIR, EMPTY
from tui.widgets.page_view import PageView
from tui.widgets.scroll_size import make_room


class PassageReached(Message):
    """The reader stands at another passage."""

    def __init__(self, key: PassageKey) -> None:
        super().__init__()
        self.key = key


class ViewMoved(Message):
    """Another part of the source is in view: from one place to another, on the scale of the source."""

    def __init__(self, first: float, last: float) -> None:
        super().__init__()
        self.first = first
        self.last = last


class _Held(Struct, frozen=True):
    """What is to stay where it is when the lines fall anew."""

    row: int = -1
    """The row of the pane in which the current excerpt begins; -1 where it is out of view."""
    place: float = -1.0
    """The place of the first line in view."""


class Reader(PageView):
    """Shows a source; n and N go from passage to passage."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("reader", dispatched=True)]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._reading: Reading | None = None
        self._by_need: ByNeed | None = None
        self._key: PassageKey = ""
        self._landed = False
        self._ends: tuple[tuple[int, int], tuple[int, int]] | None = None
        self._held = _Held()

    # what the screen asks for

    def read(self, reading: Reading, key: PassageKey) -> None:
        """Show a source at the passage `key`, or at its top where that has no place in it."""
        self._reading, self._key, self._landed = reading, key, False
        self._cursor = 0
        self._lay_out()
        self._land()

    def take(self, reading: Reading) -> None:
        """Show the same source with more of its excerpts found; what is in view stays where it is."""
        held, untouched = self._held, not self._landed and self.scroll_offset.y == 0
        self._reading = reading
        self._lay_out()
        if untouched:
            self._land()
        else:
            self._hold_to(held)

    def go_to(self, key: PassageKey) -> bool:
        """Stand at the passage `key`; False where it has no place in what is shown."""
        self._key = key
        self._landed = False
        return self._land()

    def go_to_place(self, place: float) -> None:
        """Bring a place of the source into view."""
        self._scroll(self._line_of(place) - self.size.height // 3)
        self._cursor_into_view()
        self._repaint()

    @property
    def key(self) -> PassageKey:
        """The passage at which the reader stands."""
        return self._key

    @property
    def extent(self) -> tuple[int, int]:
        """First and last line of the excerpt at which the reader stands; -1 and -1 where it has none."""
        if self._ends is None or self._by_need is None:
            return -1, -1
        return self._by_need.line(*self._ends[0]), self._by_need.line(*self._ends[1])

    # lines

    def _lay_out(self) -> None:
        self._width = self.size.width
        self._by_need, self._ends = None, None
        self._layout_of_page = EMPTY
        if self._reading is not None and self._width:
            self._by_need = ByNeed(self._reading, self._width - 2 * AIR)
            self._find_ends()
            self._reach(0)
        self._repaint()

    def _reach(self, line: int) -> int:
        """Lay out what is around `line`; return where it stands then. The cursor stays on its link."""
        if self._by_need is None:
            return 0
        held = self._by_need.link_at(self._cursor)
        line = self._by_need.reach(line, max(1, self.size.height))
        self._layout_of_page = self._by_need.near()
        self._cursor = max(0, self._by_need.number_of(*held)) if held else 0
        make_room(self, len(self._by_need))
        self._repaint()
        return line

    def _scroll(self, line: int) -> None:
        if self._by_need is not None:
            height = max(1, self.size.height)
            to_end = line >= len(self._by_need) - height
            line = self._reach(max(0, min(line, len(self._by_need) - height)))
            if to_end:
                line = max(0, len(self._by_need) - height)
        super()._scroll(line)
        self._moved()

    def _bring(self, first: int, last: int) -> None:
        top, bottom = self._seen()
        if first < top:
            self._scroll(first)
        elif last > bottom:
            self._scroll(min(first, last - max(1, self.size.height) + 1))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Lay out what comes into view, also where the wheel of the mouse brings it."""
        super().watch_scroll_y(old_value, new_value)
        if self._by_need is not None and round(new_value) != round(old_value):
            self.call_later(self._settle)

    def _settle(self) -> None:
        before = self.scroll_offset.y
        after = self._reach(before)
        if after != before:
            super()._scroll(after)
        self._moved()

    # passages

    def _find_ends(self) -> None:
        stop = stop_of(self._reading, self._key) if self._reading is not None else None
        if stop is not None and self._by_need is not None:
            self._ends = self._by_need.extent(stop.part, stop.link)

    def _land(self) -> bool:
        """Go to where the passage stands; False where it has no place, or there is no layout yet."""
        if self._by_need is None:
            return False
        self._find_ends()
        if self._ends is None:
            self._moved()
            return False
        self._landed = True
        self._place_extent(self.size.height // 4)
        self._cursor_to_extent()
        self.post_message(PassageReached(self._key))
        return True

    def _place_extent(self, row: int) -> None:
        """Scroll so that the excerpt begins in `row` of the pane, higher where it would not fit below."""
        self._reach(self.extent[0])
        first, last = self.extent
        self._scroll(first - max(0, min(row, self.size.height - (last - first + 1))))

    def _cursor_to_extent(self) -> None:
        first = self.extent[0]
        for at, (link, begins, _) in enumerate(self._layout_of_page.links):
            if begins == first and link.ref.section == "passages":
                self._cursor = at
                break
        self._repaint()

    def _link_role(self, span: Span) -> str:
        """Return the look of a link: that of the excerpt at which the reader stands is brighter."""
        here = span.role == "quote" and span.link is not None and span.link.ref.id == self._key
        return "here" if here else super()._link_role(span)

    def _gutter(self, at: int) -> Segment:
        first, last = self.extent
        if first <= at <= last:
            return Segment("▌" + " " * (AIR - 1), self._look("mark"))
        return super()._gutter(at)

    # places

    def _moved(self) -> None:
        """Keep in mind what is in view, and say so."""
        if self._by_need is None:
            return
        top, bottom = self._seen()
        first, _ = self.extent
        begins = place_at(self._by_need, top)
        self._held = _Held(first - top if top <= first <= bottom else -1, begins)
        self.post_message(ViewMoved(begins, place_at(self._by_need, min(bottom, len(self.lines) - 1))))

    def _hold_to(self, held: _Held) -> None:
        """Put back what was in view, after the lines have fallen anew."""
        if held.row >= 0 and self._ends is not None:
            self._place_extent(held.row)
            self._cursor_to_extent()
        else:
            self._scroll(self._line_of(held.place))
            self._cursor_into_view()
        self._repaint()

    def _line_of(self, place: float) -> int:
        """Return the line of the page on which a place stands, once what is around it is laid out."""
        if self._by_need is None:
            return 0
        self._reach(line_at(self._by_need, place))
        return line_at(self._by_need, place)

    # what happens to it

    def resized(self) -> None:
        """Lay out anew in another width; what was in view stays in view."""
        held, began = self._held, self._by_need is not None
        if self.size.width != self._width or not began:
            self._lay_out()
        self._strips.clear()
        if not began or (not self._landed and self.scroll_offset.y == 0):
            self._land()
        else:
            self._hold_to(held)

    def to_match(self, by: int) -> None:
        """Go to the next passage (1) or the previous one (-1)."""
        keys = [stop.key for stop in self._reading.stops] if self._reading is not None else []
        if not keys:
            return
        if self._key in keys:
            self.go_to(keys[(keys.index(self._key) + by) % len(keys)])
        else:
            self.go_to(keys[0 if by > 0 else -1])
