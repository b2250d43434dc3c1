"""The gutter beside a text: where its excerpts are, and which part of the text is in view."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from tui.core.model.records import PassageKey
from tui.messages import Posted
from tui.present.source.gutter import Cell, Gutter, column, picked
from tui.theme import roles
from tui.widgets.styles import Looks


class GutterView(Widget):
    """Shows a gutter; a click posts the excerpt there, or the place in the text."""

    ALLOW_SELECT: ClassVar[bool] = False

    class Picked(Posted):
        """A line of the gutter was clicked: the passage there, or only a place in the source."""

        key: PassageKey
        place: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._gutter = Gutter()
        self._cells: tuple[Cell, ...] = ()
        self._look = Looks(self, roles.GUTTER)

    @property
    def value(self) -> Gutter:
        """What is shown."""
        return self._gutter

    def show(self, gutter: Gutter) -> None:
        """Show `gutter`."""
        if gutter != self._gutter:
            self._gutter = gutter
            self._cells = ()
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw a line: the rail, brighter where the text is in view, and the mark of an excerpt."""
        if len(self._cells) != self.size.height:
            self._cells = column(self._gutter, self.size.height)
        if y >= len(self._cells):
            return Strip.blank(self.size.width)
        cell = self._cells[y]
        rail = self._look("seen" if cell.seen else "rail")
        mark = rail if cell.sort == "none" else self._look(cell.sort)
        return Strip([Segment(cell.rail, rail), Segment(cell.mark, mark)]).adjust_cell_length(self.size.width, rail)

    def notify_style_update(self) -> None:
        """Forget the colours of before."""
        super().notify_style_update()
        self._look.forget()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Post the excerpt or the place that was clicked."""
        found = picked(self._gutter, event.y, self.size.height)
        if isinstance(found, int):
            self.post_message(self.Picked("", found))
        else:
            self.post_message(self.Picked(found.key, found.place))
