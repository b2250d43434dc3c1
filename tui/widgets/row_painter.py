"""Draws the rows of the first pane as lines of the terminal, and keeps the lines drawn."""

from __future__ import annotations

from collections.abc import Mapping

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.strip import Strip
from textual.widget import Widget

from tui.core.model.records import Ref
from tui.present.signs import signs
from tui.present.timeline.rows import DateHeading, Piece, Rows, line
from tui.theme import roles
from tui.widgets.styles import Looks


class RowPainter:
    """Turns rows into strips of a width."""

    def __init__(self, widget: Widget) -> None:
        """Take the widget in whose colours to draw."""
        self._looks = Looks(widget, roles.ROWS)
        self._styles: dict[tuple[str, bool, bool], Style] = {}
        self._strips: LRUCache[tuple[int, int, bool, bool], Strip] = LRUCache(512)
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
        key = (number, width, here, focus)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = self._draw(number, width, here=here, focus=focus)
        return strip

    def sticky(self, number: int, width: int) -> Strip | None:
        """Return the heading that covers the row `number` while it is the first in view; None where none does."""
        text = self._rows.heading(number)
        if not text:
            return None
        style = self._style("sticky")
        pieces = line(DateHeading(text, ticks=self._rows.ticks(number)), max(width - 1, 0))
        return Strip([Segment(f" {''.join(piece.text for piece in pieces)}", style)]).adjust_cell_length(width, style)

    def _draw(self, number: int, width: int, *, here: bool, focus: bool) -> Strip:
        ref = self._rows.ref(number)
        kept = self._kept.get(ref, " ") if ref else " "
        pieces = line(self._rows[number], max(width - 1, 0), kept)
        mark = Segment(signs().cursor if here else " ", self._style("mark" if here else "text", here, focus))
        segments = [mark, *(Segment(piece.text, self._style(_role(piece), here, focus)) for piece in pieces)]
        return Strip(segments).simplify().adjust_cell_length(width, self._style("text", here, focus))

    def _style(self, role: str, here: bool = False, focus: bool = False) -> Style:
        key = (role, here, focus)
        style = self._styles.get(key)
        if style is None:
            style = self._looks(role)
            if here:
                style += Style(bgcolor=self._looks("cursor").bgcolor, bold=True if focus else None)
            self._styles[key] = style
        return style


def _role(piece: Piece) -> str:
    return "match" if piece.match else piece.role
