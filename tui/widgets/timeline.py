"""The first pane: draws rows a line at a time and moves a cursor through those that stand for a record.

What it costs does not depend on how many rows there are: only lines in view are asked for and kept.
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
from tui.present.pieces import Piece
from tui.present.signs import Signs, signs
from tui.present.timeline.rows import DateHeading, Rows, line
from tui.theme import roles
from tui.widgets.bindings import bindings
from tui.widgets.row_moves import RowMoves
from tui.widgets.scroll_size import make_room
from tui.widgets.styles import Looks

MARGIN = 2
"""Lines kept in view above and below the cursor."""


class Timeline(RowMoves, ScrollView, can_focus=True):
    """Shows rows; it is given them by `show`, and posts where the cursor went and what was opened."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("list")]

    def __init__(self, *, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(name=name, id=id, classes=classes)
        self._rows: Rows = Rows()
        self._kept: Mapping[Ref, str] = {}
        self._row = 0
        self._rows_drawn = False
        self._drawn: Signs = signs()
        self._strips: LRUCache[tuple[int, int, bool, bool], Strip] = LRUCache(512)
        self._looks = Looks(self, roles.ROWS)
        self._row_looks: dict[tuple[str, bool, bool], Style] = {}

    # what the screen asks for

    def show(self, rows: Rows, cursor: Ref | None) -> None:
        """Show `rows` with the cursor on a record: on the first one where it is None or not listed."""
        at = rows.find(cursor) if cursor is not None else None
        below = self._row - self.scroll_offset.y
        kept = at is not None and cursor == self.cursor and 0 <= below < self.size.height
        self._rows, self._rows_drawn = rows, False
        self._strips.clear()
        self._row = rows.row_of(0) if at is None else at
        make_room(self, len(rows))
        if kept:
            self._scroll(self._row - below)
        elif at is None:
            self._scroll(0)
        elif not self.size.height:  # before the first layout: about where the cursor will be in view
            self._scroll(self._row - self.app.size.height // 3)
        else:
            self._reveal(centred=True)
        self._reveal()
        self.refresh()
        self._tell_seen()

    def show_kept(self, kept: Mapping[Ref, str]) -> None:
        """Draw the sign of what the reader keeps, of one cell, beside the records that have one."""
        if kept != self._kept:
            self._kept = kept
            self._strips.clear()
            self.refresh()

    @property
    def rows(self) -> Rows:
        """What is shown."""
        return self._rows

    @property
    def cursor(self) -> Ref | None:
        """The record under the cursor; None in an empty list."""
        return self._rows.ref(self._row)

    def move_to(self, ref: Ref) -> bool:
        """Put the cursor on a record; False where it is not listed."""
        at = self._rows.find(ref)
        if at is not None:
            self._go(at, far=True)
        return at is not None

    # drawing

    def notify_style_update(self) -> None:
        """Forget what was drawn with other colours."""
        super().notify_style_update()
        self._strips.clear()
        self._looks.forget()
        self._row_looks.clear()
        self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines of the view, and say so where they are of other rows."""
        strips = super().render_lines(crop)
        if not self._rows_drawn:
            self._rows_drawn = True
            self.post_message(RowsDrawn())
        return strips

    def render_line(self, y: int) -> Strip:
        """Draw the line `y` of the view."""
        width = self.size.width
        top = self.scroll_offset.y
        number = top + y
        if number >= len(self._rows):
            return Strip.blank(width, self.visual_style.rich_style)
        if y == 0 and (above := self._sticky(top)):
            return self._sticky_strip(above, self._rows.ticks(number), width)
        here, focus = number == self._row, self.has_focus
        key = (number, width, here, focus)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = self._draw(number, width, here=here, focus=focus)
        return strip

    def _sticky(self, top: int) -> str:
        """Return the heading that stands in for the first row in view; empty at the top of the list."""
        return self._rows.heading(top) if top > 0 and self.size.height > 1 else ""

    def _sticky_strip(self, text: str, ticks: str, width: int) -> Strip:
        style = self._look("sticky")
        pieces = line(DateHeading(text, ticks=ticks), max(width - 1, 0), self._drawn)
        return Strip([Segment(f" {''.join(piece.text for piece in pieces)}", style)]).adjust_cell_length(width, style)

    def _draw(self, number: int, width: int, *, here: bool, focus: bool) -> Strip:
        ref = self._rows.ref(number)
        kept = self._kept.get(ref, " ") if ref else " "
        pieces = line(self._rows[number], max(width - 1, 0), self._drawn, kept)
        mark = Segment(self._drawn.cursor if here else " ", self._look("mark" if here else "text", here, focus))
        segments = [mark, *(Segment(p.text, self._look(_class(p), here, focus)) for p in pieces)]
        return Strip(segments).simplify().adjust_cell_length(width, self._look("text", here, focus))

    def _look(self, name: str, here: bool = False, focus: bool = False) -> Style:
        key = (name, here, focus)
        style = self._row_looks.get(key)
        if style is None:
            style = self._looks(name)
            if here:
                bar = self._looks("cursor")
                style = style + Style(bgcolor=bar.bgcolor, bold=True if focus else None)
            self._row_looks[key] = style
        return style

    # moving

    def _go(self, number: int, *, far: bool = False) -> None:
        """Move the cursor to a row that stands for a record, and say so; `far` shows what is around it."""
        if number == self._row or self._rows.ref(number) is None:
            return
        old, self._row = self._row, number
        self._reveal(centred=far and not self._is_well_in_view(number))
        self._refresh_row(old)
        self._refresh_row(number)
        ref = self.cursor
        if ref is not None:
            self.post_message(RowHighlighted(ref))

    def _lines_in_view(self) -> int:
        return self.size.height

    def _refresh_row(self, number: int) -> None:
        y = number - self.scroll_offset.y
        if 0 <= y < self.size.height:
            self.refresh_line(number)

    def _reveal(self, *, centred: bool = False) -> None:
        """Scroll as little as needed for the cursor to be in view, below the heading that stays, with neighbours."""
        height, top = self.size.height, self.scroll_offset.y
        if height <= 0:
            return
        margin = min(MARGIN, height // 5)
        if centred:
            self._scroll(self._row - height // 2)
        elif self._row >= top + height - margin:
            self._scroll(self._row - height + 1 + margin)
        elif self._row < top + 1 + margin and height > 1:
            first = self._row == self._rows.row_of(0)
            self._scroll(0 if first else self._row - 1 - margin)

    def _is_well_in_view(self, number: int) -> bool:
        """Whether a row is in view, and what follows it too: a third of the pane, or the end of the list."""
        top, height = self.scroll_offset.y, self.size.height
        below = min(number + height // 3, len(self._rows) - 1)
        return top < number and below < top + height

    def _scroll(self, y: int) -> None:
        self.scroll_to(y=max(0, y), animate=False, immediate=True, force=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Draw the heading that stays anew."""
        super().watch_scroll_y(old_value, new_value)
        self.refresh()
        self._tell_seen()

    def _tell_seen(self) -> None:
        """Say which days are in view."""
        top = self.scroll_offset.y
        found = [day for at in range(top, top + self.size.height) if (day := self._rows.day(at)) is not None]
        if found:
            self.post_message(DaysSeen(min(found), max(found)))

    # events

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self.virtual_size = Size(self.size.width, len(self._rows))
        self._reveal()
        self._tell_seen()

    def on_focus(self) -> None:
        """The cursor's row looks different with the focus."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor's row looks different without the focus."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Select the row clicked on, or open it where it is selected."""
        number = self.scroll_offset.y + event.y
        if event.y == 0 and self._sticky(self.scroll_offset.y):
            return
        ref = self._rows.ref(number)
        if ref is None:
            return
        if number == self._row:
            self.post_message(RowOpened(ref))
        else:
            self._go(number)

    # actions

    def action_next_match(self) -> None:
        """To the next record: all that is listed matches."""
        self._to_match(1)

    def action_previous_match(self) -> None:
        """To the previous record: all that is listed matches."""
        self._to_match(-1)

    def _to_match(self, by: int) -> None:
        self._step(by)
        if self._rows.records:
            self.post_message(MatchReached(self._rows.position(self._row) + 1, self._rows.records))
        else:
            self._missed("match", by)

    def _missed(self, unit: Unit, by: int) -> None:
        self.post_message(StepMissed(unit, by))

    def action_open(self) -> None:
        """Open the record under the cursor."""
        ref = self.cursor
        if ref is not None:
            self.post_message(RowOpened(ref))

    def action_filter_by(self) -> None:
        """Make the record under the cursor a term of the filter."""
        term = self._rows.term(self._row)
        ref = self.cursor
        missing = TermMissing(NO_TERM.get(ref.section, "") if ref else "")
        self.post_message(TermPicked(term) if term else missing)


def _class(piece: Piece) -> str:
    return "match" if piece.match else piece.role
