"""A line to type into, whose placeholder is shortened to fit, and whose text ends in a sign where it goes on."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip
from textual.suggester import Suggester
from textual.widgets import Input

from tui.core.text.display import cells, cut_at_word, shown


class LineInput(Input):
    """An input without a frame, whose placeholder fits its width."""

    def __init__(self, hint: str, *, longest: int, suggester: Suggester | None = None, id: str | None = None) -> None:  # noqa: A002
        """Take the placeholder (raw text), and the most characters that can be typed."""
        super().__init__(compact=True, max_length=longest, select_on_focus=False, suggester=suggester, id=id)
        self._hint = hint

    def on_blur(self) -> None:
        """Show the beginning of a longer text while nothing is typed."""
        self.scroll_to(x=0, animate=False, force=True)

    def on_focus(self) -> None:
        """Show the text around the cursor again; what is selected stays so."""
        here, self.cursor_position = self.selection, 0
        self.selection = here

    def on_resize(self) -> None:
        """Fit the placeholder to the new width, and keep the cursor in view."""
        self.placeholder = cut_at_word(shown(self._hint), self.content_size.width)
        if self.has_focus:
            self.on_focus()

    def render_line(self, y: int) -> Strip:
        """Draw the line; a sign ends a text that goes on, but where one types."""
        strip, width = super().render_line(y), self.content_size.width
        if self.has_focus or width < 1 or cells(self.value) <= width:
            return strip
        ended = strip.crop(0, width - 1)
        style = next((segment.style for segment in reversed([*ended]) if segment.text), None)
        return Strip.join([ended, Strip([Segment("…", style)])])
