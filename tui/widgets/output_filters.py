"""What every line passes on its way to the terminal."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tui.core.text.display import printable


class ControlFilter(LineFilter):
    """The last line of defence: no control character in a text reaches the terminal."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Drop what `text.shown` should already have replaced."""
        del background
        if all(text.isprintable() for text, _, _ in segments):
            return segments
        return [segment if segment.control else Segment(printable(segment.text), segment.style) for segment in segments]


class PlainFilter(LineFilter):
    """Draws with ASCII alone; letters of data stay as they are."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Put plain signs in the place of others."""
        from tui.present.ascii_signs import plain

        del background
        if all(text.isascii() for text, _, _ in segments):
            return segments
        return [
            segment
            if segment.control or segment.text.isascii()
            else Segment(" " * segment.cell_length if _of_scroll_bar(segment) else plain(segment.text), segment.style)
            for segment in segments
        ]


def _of_scroll_bar(segment: Segment) -> bool:
    """Whether it is part of a scroll bar, which colours draw: a sign there would be taken for one of the text."""
    return bool(segment.style and segment.style.meta.get("@mouse.down") == "grab")
