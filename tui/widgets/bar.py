"""A bar of one line, drawn from parts; a click on a part says which one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.core.text.display import cells
from tui.present.bars import DropTerm, Part
from tui.theme import roles
from tui.widgets.styles import Looks


class Bar(Widget):
    """Base of the one-line bars: a subclass says in `parts` what stands in a given width."""

    ALLOW_SELECT: ClassVar[bool] = False
    LOOKS: ClassVar[Mapping[str, str]] = roles.BAR
    """Tone → style."""

    class Picked(Message):
        """A part was clicked; `does` is the id of a command, or what else a click does."""

        def __init__(self, does: str | DropTerm) -> None:
            super().__init__()
            self.does = does

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
        looks: Mapping[str, str] | None = None,
    ) -> None:
        """Take how each tone looks, where that is not as in all bars of the class."""
        super().__init__(id=id, classes=classes)
        self._look = Looks(self, looks or self.LOOKS)

    def parts(self, width: int) -> tuple[Part, ...]:
        """Return what to draw in `width` cells."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """Draw the bar."""
        width = self.size.width
        segments = [Segment(part.text, self._look(part.tone)) for part in self.parts(width)] if y == 0 else []
        return Strip(segments).adjust_cell_length(width, self._look("plain"))

    def notify_style_update(self) -> None:
        """Draw it anew when its styles change: the heading of the pane in focus is brighter."""
        super().notify_style_update()
        self._look.forget()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Say which part was clicked."""
        at = 0
        for part in self.parts(self.size.width):
            if at <= event.x < at + cells(part.text):
                if part.does:
                    event.stop()
                    self.post_message(self.Picked(part.does))
                return
            at += cells(part.text)
