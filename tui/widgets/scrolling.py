"""Scroll through lines: the commands that do, and the scroll height of a pane."""

from __future__ import annotations

from collections.abc import Callable

from textual.geometry import Size
from textual.scroll_view import ScrollView

from tui.widgets.bindings import Commands

MOST_STRIPS = 256
"""Lines that a pane keeps as they were drawn: twice those of the largest screen. Textual keeps dozens of each."""


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


def make_room(view: ScrollView, lines: int) -> None:
    """Set the scroll height of `view` to `lines`, and scroll up to its new end from below it.

    The screen is laid out again only where a size depends on it: where the scroll bar comes and goes, where the pane is
    as high as its lines, or before the first layout. That takes 5 to 10 ms at 120x40, and a repaint.
    """
    size = Size(view.size.width, lines)
    if not view.container_size.height or view.styles.overflow_y != "scroll" or view.styles.auto_dimensions:
        view.virtual_size = size
        return
    view.set_reactive(ScrollView.virtual_size, size)
    view.vertical_scrollbar.window_virtual_size = lines
    if view.scroll_y > view.max_scroll_y:
        view.scroll_to(y=view.max_scroll_y, animate=False, immediate=True, force=True)
