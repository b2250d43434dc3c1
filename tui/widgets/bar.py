"""A bar of one line, drawn from parts; a click on a part says which one."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.core.text import cells
from tui.present.line import Part


class Bar(Widget):
    """Base of the one-line bars: a subclass says in `parts` what stands in a given width."""

    DEFAULT_CSS = "Bar { height: 1; width: 1fr; }"
    ALLOW_SELECT: ClassVar[bool] = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "bar--plain",
        "bar--name",
        "bar--muted",
        "bar--chip",
        "bar--off",
        "bar--key",
        "bar--warn",
        "bar--strong",
    }

    class Picked(Message):
        """A part was clicked; `tag` says what it stands for."""

        def __init__(self, tag: str) -> None:
            super().__init__()
            self.tag = tag

    def parts(self, width: int) -> tuple[Part, ...]:
        """Return what to draw in `width` cells."""
        raise NotImplementedError

    def look(self, tone: str) -> Style:
        """Return how a tone looks."""
        return self.get_component_rich_style(f"bar--{tone}")

    def render_line(self, y: int) -> Strip:
        """Draw the bar."""
        width = self.size.width
        segments = [Segment(part.text, self.look(part.tone)) for part in self.parts(width)] if y == 0 else []
        return Strip(segments).adjust_cell_length(width, self.look("plain"))

    def notify_style_update(self) -> None:
        """Draw it anew when its styles change: the heading of the pane in focus is brighter."""
        super().notify_style_update()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Say which part was clicked."""
        at = 0
        for part in self.parts(self.size.width):
            if at <= event.x < at + cells(part.text):
                if part.tag:
                    event.stop()
                    self.post_message(self.Picked(part.tag))
                return
            at += cells(part.text)
