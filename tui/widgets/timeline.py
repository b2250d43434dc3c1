"""The first pane: a list of rows, with a cursor on one of the records.

Its cost does not depend on the number of rows: only lines in view are asked for and kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from tui.core.model.records import Ref
from tui.messages import (
    DaysSeen,
    MatchReached,
    RowHighlighted,
    RowOpened,
    RowsDrawn,
    StepMissed,
    TermMissing,
    TermPicked,
    Unit,
)
from tui.present.cards.parts import NO_TERM
from tui.present.timeline.drawn import Drawn, drawn_heading, drawn_row
from tui.present.timeline.row_cursor import RowCursor
from tui.present.timeline.rows import Rows
from tui.theme import roles
from tui.widgets.bindings import bindings
from tui.widgets.scrolling import MOST_STRIPS, make_room, moves
from tui.widgets.styles import Looks

_BY_DATE = ("next_day", "previous_day", "next_month", "previous_month")


class Timeline(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows the rows given to `show`; posts moves of the cursor and records opened."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("list", dispatched=True)]

    def __init__(self, *, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(name=name, id=id, classes=classes)
        self._place = RowCursor(Rows())
        self._painter = RowPainter(self)
        self._rows_drawn = False
        self.as_known = False
        """Whether all is shown as known at a date."""
        self._commands = {
            **moves(
                lambda count: self._go(self._place.by_records(count)),
                lambda lines: self._go(self._place.by_lines(lines)),
                height=lambda: self.size.height,
                lines=lambda: len(self.rows),
                overlap=2,  # the heading in the first line, and one row
            ),
            "next_day": lambda: self._to_date("day", 1),
            "previous_day": lambda: self._to_date("day", -1),
            "next_month": lambda: self._to_date("month", 1),
            "previous_month": lambda: self._to_date("month", -1),
            "next_match": lambda: self._to_match(1),
            "previous_match": lambda: self._to_match(-1),
            "open": self._open,
            "filter_by": self._filter_by,
        }

    def action_run_command(self, name: str) -> None:
        """Run a command of the key table."""
        self._commands[name]()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the keys for days and months to the screen while all is shown as known at a date: they move that."""
        return action != "run_command" or parameters[0] not in _BY_DATE or not self.as_known

    # what the screen asks for

    def show(self, rows: Rows, cursor: Ref | None) -> None:
        """Show `rows` with the cursor on a record: on the first one where it is None or not listed."""
        at = rows.find(cursor) if cursor is not None else None
        below = self.cursor_line
        stays = at is not None and cursor == self.cursor and 0 <= below < self.size.height
        self._place, self._rows_drawn = RowCursor(rows, at), False
        self._painter.show(rows)
        make_room(self, len(rows))
        if stays:
            self._scroll(self._place.row - below)
        elif at is None:
            self._scroll(0)
        elif not self.size.height:  # before the first layout: about where the cursor will be in view
            self._scroll(at - self.app.size.height // 3)
        else:
            self._reveal(centred=True)
        self._reveal()
        self.refresh()
        self._post_days_seen()

    def show_kept(self, kept: Mapping[Ref, str]) -> None:
        """Draw the signs of bookmarks and notes, of one cell each, beside their records."""
        if self._painter.show_kept(kept):
            self.refresh()

    @property
    def rows(self) -> Rows:
        """The rows that are shown."""
        return self._place.rows

    @property
    def cursor(self) -> Ref | None:
        """The record under the cursor; None in an empty list."""
        return self._place.ref

    @property
    def cursor_line(self) -> int:
        """The line of the view on which the cursor is, from 0."""
        return self._place.row - self.scroll_offset.y

    def scroll_cursor_to(self, line: int) -> None:
        """Scroll so that the cursor is on a line of the view, as far as the list goes."""
        self._scroll(self._place.row - line)
        self._reveal()

    def move_to(self, ref: Ref) -> bool:
        """Put the cursor on a record; return False where it is not listed."""
        at = self.rows.find(ref)
        if at is not None:
            self._go(at, far=True)
        return at is not None

    # drawing

    def notify_style_update(self) -> None:
        """Draw everything again in the new styles."""
        super().notify_style_update()
        self._painter.forget_styles()
        self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines of the view; post RowsDrawn when they are the first of other rows."""
        strips = super().render_lines(crop)
        if not self._rows_drawn:
            self._rows_drawn = True
            self.post_message(RowsDrawn())
        return strips

    def render_line(self, y: int) -> Strip:
        """Draw the line `y` of the view."""
        width, number = self.size.width, self.scroll_offset.y + y
        if number >= len(self.rows):
            return Strip.blank(width, self.visual_style.rich_style)
        sticky = self._painter.sticky(number, width) if y == 0 and self._has_sticky else None
        return sticky or self._painter.row(number, width, here=number == self._place.row, focus=self.has_focus)

    @property
    def _has_sticky(self) -> bool:
        """Whether there is room for the heading in the first line, over the row there."""
        return self.scroll_offset.y > 0 and self.size.height > 1

    # moving

    def _go(self, number: int, *, far: bool = False) -> None:
        """Move the cursor to the row of a record; `far` shows the rows around it."""
        old = self._place.row
        if number == old or self.rows.ref(number) is None:
            return
        self._place.row = number
        self._reveal(centred=far and not self._place.has_room_below(self.scroll_offset.y, self.size.height))
        self._refresh_row(old)
        self._refresh_row(number)
        if self.cursor is not None:
            self.post_message(RowHighlighted(self.cursor))

    def _to_date(self, unit: Unit, by: int) -> None:
        """Go to the next day or month with events, or the previous one; post StepMissed where there is none."""
        find = self.rows.day_from if unit == "day" else self.rows.month_from
        number = find(self._place.row, by)
        if number == self._place.row or not self.rows.records:
            self.post_message(StepMissed(unit, by))
        else:
            self._go(number, far=True)

    def _to_match(self, by: int) -> None:
        """Go to the next record, or the previous one: every row matches the filter."""
        self._go(self._place.by_records(by))
        if self.rows.records:
            self.post_message(MatchReached(self.rows.position(self._place.row) + 1, self.rows.records))
        else:
            self.post_message(StepMissed("match", by))

    def _refresh_row(self, number: int) -> None:
        if 0 <= number - self.scroll_offset.y < self.size.height:
            self.refresh_line(number)

    def _reveal(self, *, centred: bool = False) -> None:
        """Scroll so that the cursor is in view."""
        top = self._place.top(self.scroll_offset.y, self.size.height, centred=centred)
        if top != self.scroll_offset.y:
            self._scroll(top)

    def _scroll(self, y: int) -> None:
        self.scroll_to(y=max(0, y), animate=False, immediate=True, force=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Draw the heading in the first line again."""
        super().watch_scroll_y(old_value, new_value)
        self.refresh()
        self._post_days_seen()

    def _post_days_seen(self) -> None:
        """Post the first and the last day in view."""
        top = self.scroll_offset.y
        found = [day for at in range(top, top + self.size.height) if (day := self.rows.day(at)) is not None]
        if found:
            self.post_message(DaysSeen(min(found), max(found)))

    # events

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self.virtual_size = Size(self.size.width, len(self.rows))
        self._reveal()
        self._post_days_seen()

    def on_focus(self) -> None:
        """Draw the cursor's row with the focus."""
        self.refresh()

    def on_blur(self) -> None:
        """Draw the cursor's row without the focus."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the row clicked on; open it if the cursor was there."""
        number = self.scroll_offset.y + event.y
        if self.rows.ref(number) is None or (event.y == 0 and self._has_sticky and self.rows.heading(number)):
            return
        if number == self._place.row:
            self._open()
        else:
            self._go(number)

    def _open(self) -> None:
        if self.cursor is not None:
            self.post_message(RowOpened(self.cursor))

    def _filter_by(self) -> None:
        """Post the record under the cursor as a term of the filter, or that it makes none."""
        term, ref = self.rows.term(self._place.row), self.cursor
        missing = TermMissing(NO_TERM.get(ref.section, "") if ref else "")
        self.post_message(TermPicked(term) if term else missing)


class RowPainter:
    """Turns rows into strips of a width."""

    def __init__(self, widget: Widget) -> None:
        """Take the widget in whose colours to draw."""
        self._looks = Looks(widget, roles.ROWS)
        self._styles: dict[tuple[str, bool, bool], Style] = {}
        self._strips: LRUCache[tuple[int, bool, bool], Strip] = LRUCache(MOST_STRIPS)
        self._width = 0
        """That of the strips."""
        self._rows = Rows()
        self._kept: Mapping[Ref, str] = {}

    def show(self, rows: Rows) -> None:
        """Draw other rows from now on."""
        self._rows = rows
        self._strips.clear()

    def show_kept(self, kept: Mapping[Ref, str]) -> bool:
        """Draw a sign, of one cell, beside the records that have one; return whether other signs were drawn before."""
        if kept == self._kept:
            return False
        self._kept = kept
        self._strips.clear()
        return True

    def forget_styles(self) -> None:
        """Draw everything again: the styles of the widget have changed."""
        self._strips.clear()
        self._looks.forget()
        self._styles.clear()

    def row(self, number: int, width: int, *, here: bool, focus: bool) -> Strip:
        """Return a row as a line; `here` is whether the cursor is on it, `focus` whether the pane has the focus."""
        if width != self._width:
            self._width = width
            self._strips.clear()
        key = (number, here, focus)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = self._draw(number, width, here=here, focus=focus)
        return strip

    def sticky(self, number: int, width: int) -> Strip | None:
        """Return the heading that covers the row `number` while it is the first in view; None where none does."""
        drawn = drawn_heading(self._rows, number, width)
        return self._strip(drawn, width, "sticky") if drawn else None

    def _draw(self, number: int, width: int, *, here: bool, focus: bool) -> Strip:
        ref = self._rows.ref(number)
        kept = self._kept.get(ref, " ") if ref else " "
        return self._strip(drawn_row(self._rows, number, width, kept, here=here), width, "text", here, focus)

    def _strip(self, drawn: Drawn, width: int, ground: str, here: bool = False, focus: bool = False) -> Strip:
        """Return texts as a strip of a width, filled up in the style of `ground`."""
        strip = Strip([Segment(text, self._style(role, here, focus)) for text, role in drawn])
        return strip.simplify().adjust_cell_length(width, self._style(ground, here, focus))

    def _style(self, role: str, here: bool = False, focus: bool = False) -> Style:
        key = (role, here, focus)
        style = self._styles.get(key)
        if style is None:
            style = self._looks(role)
            if here:
                style += Style(bgcolor=self._looks("cursor").bgcolor, bold=True if focus else None)
            self._styles[key] = style
        return style
