"""The completions of the filter as rows: name, note, and number of events."""

from __future__ import annotations

from collections.abc import Sequence

from tui.core.index.completion import Completion
from tui.core.text.display import cells, cut, shown
from tui.keys import keymap
from tui.present.bars import Part
from tui.present.signs import signs

WIDEST = 72
"""Cells of a row."""


def rows(offers: Sequence[Completion], taken: int | None, width: int) -> tuple[tuple[Part, ...], ...]:
    """Return a row for each offer, all of one width, at most `width` cells; the one `taken` bears the cursor's mark."""
    key = keymap.key("take_offer", spelled=signs().ascii_only)
    counts = [f"{offer.count:,}" if offer.count is not None else "" for offer in offers]
    said = [shown(offer.name) for offer in offers]
    notes = [shown(offer.note) for offer in offers]
    last = max((len(count) for count in counts), default=0) + len(key) + 4
    room = max(1, min(width, WIDEST) - 3 - last)
    named = min(max(map(cells, said), default=0), room)
    noted = max(0, min(max(map(cells, notes), default=0), room - named - 2))
    return tuple(
        _row(
            (signs().cursor if at == taken else " ", key if taken is None and at == 0 else " " * len(key)),
            (_fitted(name, named), _fitted(note, noted) if noted > 1 else ""),
            count.rjust(last - len(key) - 2),
            chosen=at == taken,
        )
        for at, (name, note, count) in enumerate(zip(said, notes, counts, strict=True))
    )


def _row(signs: tuple[str, str], texts: tuple[str, str], count: str, *, chosen: bool) -> tuple[Part, ...]:
    mark, key = signs
    name, note = texts
    return (
        Part(f"{mark} ", "key"),
        Part(name, "name" if chosen else "plain"),
        Part(f"  {note}" if note else "", "muted"),
        Part(count, "plain"),
        Part(f"  {key} ", "muted"),
    )


def _fitted(text: str, width: int) -> str:
    """Return `text` in exactly `width` cells."""
    short = cut(text, width)
    return short + " " * (width - cells(short))
