"""The list above the filter: how the query may go on."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from tui.core.index.completion import Completion
from tui.core.text.display import cells
from tui.present.bars import Part
from tui.present.completion_rows import rows
from tui.present.signs import signs
from tui.theme import roles
from tui.widgets.styles import Looks


class Offered(Widget):
    """Shows completions; the filter handles the keys."""

    def __init__(self) -> None:
        super().__init__(id="offered")
        self._look = Looks(self, roles.BAR)
        self._rows: tuple[tuple[Part, ...], ...] = ()
        self._extent = (0, 0)
        """Cells that the rows took last."""

    def show(self, offers: Sequence[Completion], taken: int | None) -> None:
        """Show `offers`, as many as there is room for above the filter; the one `taken` marked."""
        room = max(1, self.screen.size.height - 8)
        first = max(0, min((taken or 0) - room + 1, len(offers) - room))
        seen = offers[first : first + room]
        self._rows = rows(seen, None if taken is None else taken - first, self.screen.size.width - 4, signs())
        self.display = bool(self._rows)
        extent = self.get_content_width(), self.get_content_height()
        self.refresh(layout=extent != self._extent)  # a layout is most of the work
        self._extent = extent

    def get_content_width(self, *_: object) -> int:
        """Return the width of a row."""
        return max((sum(cells(part.text) for part in row) for row in self._rows), default=0)

    def get_content_height(self, *_: object) -> int:
        """Return the number of rows."""
        return len(self._rows)

    def render_line(self, y: int) -> Strip:
        """Draw a row."""
        parts = self._rows[y] if y < len(self._rows) else ()
        return Strip([Segment(part.text, self._look(part.tone)) for part in parts]).adjust_cell_length(
            self.size.width, self._look("plain")
        )

    def notify_style_update(self) -> None:
        """Draw it again when its styles change."""
        super().notify_style_update()
        self._look.forget()
        self.refresh()
