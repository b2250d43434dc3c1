"""Pieces of text with a role, of which rows are made; fit them into cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from msgspec import Struct

from tui.core.text.display import cells, cut, cut_at_word
from tui.present.signs import signs

PieceRole: TypeAlias = Literal[
    "text", "year", "month", "gap", "date", "sign", "kind", "count", "voices", "warn", "note", "later", "kept", "scale"
]
"""The role of a piece of a row, by which it is styled."""


class Piece(Struct, frozen=True):
    """A run of text of one kind."""

    text: str
    role: PieceRole = "text"
    match: bool = False
    """Whether it matches the filter."""


def filled(text: str, matches: Sequence[tuple[int, int]], room: int) -> list[Piece]:
    """Put a text with its matches into exactly `room` cells."""
    if room <= 0:
        return []
    short = cut_at_word(text, room)
    kept = len(short) - 1 if short != text else len(text)
    short = short[:kept] + signs().more if short != text else short
    pieces = []
    at = 0
    for first, last in matches:
        start, end = max(first, at), min(last, kept)
        if start < end:
            pieces += [Piece(short[at:start]), Piece(short[start:end], match=True)]
            at = end
    pieces.append(Piece(short[at:] + " " * (room - cells(short))))
    return [piece for piece in pieces if piece.text]


def padded(pieces: list[Piece], width: int) -> tuple[Piece, ...]:
    """Cut or fill up pieces to exactly `width` cells."""
    fitting: list[Piece] = []
    room = width
    for piece in pieces:
        text = piece.text if cells(piece.text) <= room else cut(piece.text, room)
        if text:
            fitting.append(Piece(text, piece.role, piece.match))
            room -= cells(text)
    if room > 0:
        fitting.append(Piece(" " * room))
    return tuple(fitting)


def cells_of(pieces: Sequence[Piece]) -> int:
    """Return how many cells pieces take."""
    return sum(cells(piece.text) for piece in pieces)


def right_in(text: str, width: int) -> str:
    """Put a text at the right end of so many cells."""
    return " " * (width - cells(text)) + text


def left_in(text: str, width: int) -> str:
    """Put a text at the left end of so many cells."""
    return text + " " * (width - cells(text))
