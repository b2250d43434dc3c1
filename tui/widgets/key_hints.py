"""The last line of a dialog: what its keys do, or a message."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from tui.core.text.display import shown
from tui.keys.keymap import key
from tui.present.signs import signs

Hint = tuple[str, str]
"""The id of a command and what it does here; without a command, a remark."""


def key_here(command: str) -> str:
    """Return the key of a command as the user has it, in signs that the terminal can draw."""
    return key(command, spelled=signs().ascii_only)


def hint_text(hints: Sequence[Hint], gap: int = 3) -> str:
    """Return keys and what they do in one line, `gap` blanks between them."""
    said = (f"{key_here(command)} {does}".rstrip() if command else does for command, does in hints)
    return " " + (" " * gap).join(said)


class KeyHints(Static):
    """Shows keys as the user has set them."""

    def __init__(self, *hints: Hint, classes: str = "dialog-foot") -> None:
        super().__init__(classes=classes, markup=False)
        self._hints = hints

    def on_mount(self) -> None:
        """Show the hints it begins with."""
        self.show(*self._hints)

    def show(self, *hints: Hint) -> None:
        """Show other hints (raw text); without any, those it began with."""
        self.update(Content(shown(hint_text(hints or self._hints))))

    def warn(self, text: str) -> None:
        """Show a warning (raw text) in place of the hints."""
        self.update(Content.styled(f" {shown(text)}", "$warning"))
