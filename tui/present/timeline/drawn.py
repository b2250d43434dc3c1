"""Lines of a list as texts with roles: the mark of the cursor and a row, or the heading that covers the first row."""

from __future__ import annotations

from typing import TypeAlias

from tui.present.signs import signs
from tui.present.timeline.rows import DateHeading, Piece, Rows, line

Drawn: TypeAlias = list[tuple[str, str]]
"""Texts, safe to draw, each with its role."""


def drawn_row(rows: Rows, number: int, width: int, kept: str = " ", *, here: bool = False) -> Drawn:
    """Return a row in at most `width` cells; `here` is whether the cursor is on it, `kept` the sign of a bookmark."""
    mark = (signs().cursor, "mark") if here else (" ", "text")
    return [mark, *((piece.text, _role(piece)) for piece in line(rows[number], max(width - 1, 0), kept))]


def drawn_heading(rows: Rows, number: int, width: int) -> Drawn:
    """Return the heading that covers the row `number` while it is the first in view; nothing where none does."""
    text = rows.heading(number)
    if not text:
        return []
    pieces = line(DateHeading(text, ticks=rows.ticks(number)), max(width - 1, 0))
    return [(f" {''.join(piece.text for piece in pieces)}", "sticky")]


def _role(piece: Piece) -> str:
    return "match" if piece.match else piece.role
