"""The overview above the panes: the number of events over time, and days or ranges picked with the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.strip import Strip as Line
from textual.widget import Widget

from tui.messages import DayPicked, SpanChosen
from tui.present.overview.lens import Lens
from tui.present.signs import signs
from tui.theme import roles
from tui.widgets.styles import Looks

if TYPE_CHECKING:
    from tui.core.index.index import Index
    from tui.present.overview.strip import Picture, Strip, StripRun


class Overview(Widget):
    """Shows the strip given to `show`; posts the day or the range that was picked in it."""

    def __init__(self, *, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(name=name, id=id, classes=classes)
        self._strip: Strip | None = None
        self._at: int | None = None
        self._lens = Lens()
        self._picture: Picture | None = None
        self._bars: tuple[tuple[StripRun, ...], ...] = ()
        self._dragged: tuple[int, int] | None = None
        self._begun: int | None = None
        self._seen: tuple[int, int] | None = None
        self._look = Looks(self, roles.STRIP)
        self._run_looks: dict[tuple[str, str], Style] = {}

    # what the screen asks for

    def show(self, strip: Strip, at: int | None) -> None:
        """Show `strip` with the cursor on a day (ordinal), or nowhere."""
        self._strip = strip
        self._picture = None
        self.show_day(at)

    def show_day(self, at: int | None) -> None:
        """Move the mark of the cursor to a day."""
        self._at = at
        self._look_through(self._lens if at is None else self._lens.following(at))

    def show_seen(self, first: int, last: int) -> None:
        """Mark the days (ordinals) that the list shows now."""
        if (first, last) != self._seen:
            self._seen = (first, last)
            self.refresh()

    def pan(self, by: int) -> bool:
        """Look at earlier time (`by` is -1) or later (1), half a strip on; False where all is shown, or at the ends."""
        ends = self._strip.ends() if self._strip else None
        return self._look_through(self._lens.panned(by, ends) if ends else None)

    def zoom(self, by: int) -> bool:
        """Look closer around the cursor's day (`by` is 1), or from farther away (-1); False at the ends."""
        return self._look_through(self._lens.zoomed(by, self._at))

    def select_range(self) -> bool:
        """Begin a range at the cursor's day, or end the one begun there and post it; False without a day."""
        if self._at is None:
            return False
        if self._begun is None:
            self._begun = self._at
        else:
            first, last = sorted((self._begun, self._at))
            self._begun = None
            self.post_message(SpanChosen(first, last))
        self.refresh()
        return True

    @property
    def in_range(self) -> bool:
        """Whether a range was begun."""
        return self._begun is not None

    def leave_range(self) -> None:
        """Forget the range that was begun."""
        self._begun = None
        self.refresh()

    @property
    def window(self) -> tuple[int, int] | None:
        """First and last day that are shown; None where all are."""
        return self._lens.window

    def _look_through(self, lens: Lens | None) -> bool:
        """Draw the days of `lens`; return False where it is None."""
        if lens is None:
            return False
        if lens != self._lens:
            self._lens = lens
            self._picture = None
        self.refresh()
        return True

    # drawing

    def notify_style_update(self) -> None:
        """Forget the colours."""
        super().notify_style_update()
        self._look.forget()
        self._run_looks.clear()
        self.refresh()

    def render_line(self, y: int) -> Line:
        """Draw a line: bars, then their axis, then the mark of the cursor where there is room for it."""
        width = self.size.width
        picture = self._laid_out()
        if picture is None or y >= self.size.height:
            return Line.blank(width, self.visual_style.rich_style)
        if y < len(self._bars):
            segments = [Segment(run.text, self._colours(run)) for run in self._bars[y]]
        elif y == len(self._bars):
            segments = self._axis(picture)
        else:
            segments = self._mark(picture)
        return Line(segments).adjust_cell_length(width, self.visual_style.rich_style)

    def prepare(self, index: Index) -> None:
        """Count what is drawn of the events of `index`, once it is shown; for any thread."""
        if self._strip is not None and self.size.width > 0:
            replace(self._strip, index=index).counts(self.size.width, self._lens.window)

    def _laid_out(self) -> Picture | None:
        if self._strip is None or self.size.width <= 0:
            return None
        height = max(1, self.size.height - 2)
        if self._picture is None or self._picture.width != self.size.width or len(self._bars) != height:
            self._picture = self._strip.picture(self.size.width, self._lens.window)
            self._bars = self._picture.bars(height)
        return self._picture

    def _axis(self, picture: Picture) -> list[Segment]:
        """The labels; in a strip without a line for the cursor, its place is marked in them."""
        text, style = picture.axis(), self._look("axis")
        marked = self._range_cells(picture)
        if marked is None and self.size.height < 3 and (x := self._x(picture, self._at)) is not None:
            marked = (x, x)
        if marked is None:
            return [Segment(text, style)]
        first, last = marked
        return [
            Segment(text[:first], style),
            Segment(text[first : last + 1], self._look("range")),
            Segment(text[last + 1 :], style),
        ]

    def _mark(self, picture: Picture) -> list[Segment]:
        """The line below the labels: the units, what the list shows now, and in it the cursor."""
        x, told = self._x(picture, self._at), self._x(picture, self._strip.told if self._strip else None)
        marks = {cell: sign for cell, sign in ((told, signs().told), (x, signs().here)) if cell is not None}
        text = picture.units(self._seen_cells(picture), marks)
        segments, begin = [], 0
        for cell, sign in sorted(marks.items()):
            segments += [Segment(text[begin:cell], self._look("axis")), Segment(sign, self._look("here"))]
            begin = cell + 1
        return [*segments, Segment(text[begin:], self._look("axis"))]

    def _seen_cells(self, picture: Picture) -> tuple[int, int] | None:
        """First and last cell of the days in the list's view; None where none of them is drawn."""
        seen = self._lens.clipped(*self._seen) if self._seen else None
        if seen is None:
            return None
        start, end = picture.x_of(seen[0]), picture.x_of(seen[1])
        return None if start is None or end is None else (start, end)

    def _x(self, picture: Picture, day: int | None) -> int | None:
        """The cell of a day; None for none, and where it is out of what is shown."""
        if day is None or self._lens.clipped(day, day) is None:
            return None
        return picture.x_of(day)

    def _colours(self, run: StripRun) -> Style:
        key = (run.lower, run.upper)
        style = self._run_looks.get(key)
        if style is None:
            style = self.visual_style.rich_style
            if run.lower:
                style = style + Style(color=self._look(run.lower).color)
            if run.upper:
                style = style + Style(bgcolor=self._look(run.upper).color)
            self._run_looks[key] = style
        return style

    # events

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin a range."""
        if event.button == 1:
            self.capture_mouse()
            self._dragged = (event.x, event.x)
            self.refresh()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Draw the range on."""
        if self._dragged is not None:
            self._dragged = (self._dragged[0], event.x)
            self.refresh()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Post the day that was clicked, or the range that was drawn."""
        if self._dragged is None:
            return
        first, last = sorted((self._dragged[0], event.x))
        self._dragged = None
        self.release_mouse()
        self.refresh()
        picture = self._laid_out()
        spans = [picture.span_at(x) for x in (first, last)] if picture else []
        if not spans or spans[0] is None or spans[1] is None:
            return
        if first == last:
            self.post_message(DayPicked(spans[0][0]))
        else:
            self.post_message(SpanChosen(spans[0][0], spans[1][1]))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Look closer; with shift, at earlier time."""
        event.stop()
        self.pan(-1) if event.shift else self.zoom(1)

    def on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:
        """Look at earlier time."""
        event.stop()
        self.pan(-1)

    def on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:
        """Look at later time."""
        event.stop()
        self.pan(1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Look from farther away; with shift, at later time."""
        event.stop()
        self.pan(1) if event.shift else self.zoom(-1)

    def _range_cells(self, picture: Picture) -> tuple[int, int] | None:
        """First and last cell of the range that is being drawn or was begun."""
        ends: tuple[int | None, int | None] = (None, None)
        if self._dragged is not None and self._dragged[0] != self._dragged[1]:
            ends = self._dragged
        elif self._begun is not None and self._at is not None:
            ends = picture.x_of(self._begun), picture.x_of(self._at)
        if ends[0] is None or ends[1] is None:
            return None
        first, last = sorted(max(0, min(x, picture.width - 1)) for x in ends if x is not None)
        return first, last
