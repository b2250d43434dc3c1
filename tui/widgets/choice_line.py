"""A line of a few choices, of which one is made."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from tui.core.text.display import shown
from tui.present.signs import signs

_NUMBER = "choice"
"""In the style of a choice, its number."""


class ChoiceLine(Static, can_focus=True):
    """Choices beside each other; the one that is made is marked."""

    def __init__(self, choices: Sequence[tuple[str, str]], value: str) -> None:
        """Take each choice as its value and what to call it (raw text), and the value to begin with."""
        super().__init__(markup=False, classes="choices")
        self._choices = choices
        self._at = next((at for at, (own, _) in enumerate(choices) if own == value), 0)

    @property
    def value(self) -> str:
        """The value of the choice that is made."""
        return self._choices[self._at][0]

    def step(self, by: int) -> None:
        """Make the next choice, or the one before."""
        self._choose((self._at + by) % len(self._choices))

    def on_click(self, event: events.Click) -> None:
        """Make the choice that was clicked."""
        at = event.style.meta.get(_NUMBER)
        if at is not None:
            event.stop()
            self._choose(at)

    def _choose(self, at: int) -> None:
        self._at = at
        self._draw()

    def on_resize(self) -> None:
        """Show all of them where they have room, else the one that is made."""
        self._draw()

    def _draw(self) -> None:
        parts = [self._drawn(at, shown(words)) for at, (_, words) in enumerate(self._choices)]
        whole = Content("  ").join(parts)
        room = self.content_size.width
        self.update(whole if not room or whole.cell_length <= room else parts[self._at])

    def _drawn(self, at: int, words: str) -> Content:
        made = at == self._at
        text = Content(f"{signs().cursor if made else ' '}{words}").stylize(Style.from_meta({_NUMBER: at}))
        return text.stylize("bold" if made else "$muted")
