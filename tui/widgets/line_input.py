"""A line to type into, whose placeholder is shortened to fit."""

from __future__ import annotations

from textual.suggester import Suggester
from textual.widgets import Input

from tui.core.text.display import cut_at_word, shown


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
        """Fit the placeholder to the new width."""
        self.placeholder = cut_at_word(shown(self._hint), self.content_size.width)
