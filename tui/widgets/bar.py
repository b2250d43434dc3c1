"""A bar of one line, drawn from parts; a click on a part says which one."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from tui.core.text import cells
from tui.present.line import Part, Tone

_LOOKS: dict[Tone, str] = {
    "plain": "",
    "name": "bold",
    "muted": "$text-muted",
    "chip": "$accent on $boost",
    "off": "$text-muted strike",
    "key": "bold $accent",
    "warn": "$warning",
    "strong": "$foreground",
}


class Bar(Widget):
    """Base of the one-line bars: a subclass says in `parts` what stands in a given width."""

    DEFAULT_CSS = "Bar { height: 1; width: 1fr; }"
    ALLOW_SELECT: ClassVar[bool] = False

    class Picked(Message):
        """A part was clicked; `tag` says what it stands for."""

        def __init__(self, tag: str) -> None:
            super().__init__()
            self.tag = tag

    def parts(self, width: int) -> tuple[Part, ...]:
        """Return what to draw in `width` cells."""
        raise NotImplementedError

    def render(self) -> Content:
        """Draw the parts."""
        return Content.assemble(*((part.text, _LOOKS[part.tone]) for part in self.parts(self.size.width)))

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
