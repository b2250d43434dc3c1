"""How long what a pane scrolls through is, said without laying the whole screen out anew."""

from __future__ import annotations

from textual.geometry import Size
from textual.scroll_view import ScrollView


def make_room(view: ScrollView, lines: int) -> None:
    """Let `view` be `lines` long, and where it stood below its new end, let it stand there.

    The screen is laid out anew only where a size depends on it: where the scroll bar comes and goes, where the pane is
    as high as its lines, or before the first layout. It is 5 to 10 ms at 120x40, and a drawing more.
    """
    size = Size(view.size.width, lines)
    if not view.container_size.height or view.styles.overflow_y != "scroll" or view.styles.auto_dimensions:
        view.virtual_size = size
        return
    view.set_reactive(ScrollView.virtual_size, size)
    view.vertical_scrollbar.window_virtual_size = lines
    if view.scroll_y > view.max_scroll_y:
        view.scroll_to(y=view.max_scroll_y, animate=False, immediate=True, force=True)
