"""The keys by which a cursor and the view move through lines."""

from __future__ import annotations

from collections.abc import Callable

from tui.widgets.bindings import Commands


def moves(
    step: Callable[[int], object],
    scroll_by: Callable[[int], object],
    *,
    height: Callable[[], int],
    lines: Callable[[], int],
    overlap: int = 1,
) -> Commands:
    """Return the commands that move, for a view of `height` out of `lines` lines.

    `step` goes to the next stop (1) or the previous one (-1), `scroll_by` moves by some lines. A page less `overlap`
    lines is a step of a page.
    """
    return {
        "cursor_down": lambda: step(1),
        "cursor_up": lambda: step(-1),
        "half_down": lambda: scroll_by(max(1, height() // 2)),
        "half_up": lambda: scroll_by(-max(1, height() // 2)),
        "page_down": lambda: scroll_by(max(1, height() - overlap)),
        "page_up": lambda: scroll_by(-max(1, height() - overlap)),
        "first": lambda: scroll_by(-lines()),
        "last": lambda: scroll_by(lines()),
    }
