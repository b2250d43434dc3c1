"""A line to type into, whose hint is cut with a sign where it does not fit."""

from __future__ import annotations

from textual.suggester import Suggester
from textual.widgets import Input

from tui.core.text.display import cut_at_word, shown


class LineInput(Input):
    """An input without a frame; what it says while nothing is typed fits its width."""

    def __init__(self, hint: str, *, longest: int, suggester: Suggester | None = None, id: str | None = None) -> None:  # noqa: A002
        """Take what to say while nothing is typed (raw text), and the most characters that can be typed."""
        super().__init__(compact=True, max_length=longest, select_on_focus=False, suggester=suggester, id=id)
        self._hint = hint

    def hint(self, text: str) -> None:
        """Say `text` (raw text) while nothing is typed."""
        self._hint = text
        self._fit()

    def on_resize(self) -> None:
        """Cut the hint anew."""
        self._fit()

    def _fit(self) -> None:
        self.placeholder = cut_at_word(shown(self._hint), self.content_size.width)
