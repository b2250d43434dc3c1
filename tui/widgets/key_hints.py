"""The last line of a dialog: what its keys do, or a message."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from tui.core.text.display import shown
from tui.keys.keymap import key
from tui.present.signs import signs
from tui.widgets.bar import Bar

Hint = tuple[str, str]
"""The id of a command and what it does here; without a command, a remark."""
_DOES = "does"
"""In the style of a hint, the command that a click on it runs."""


def key_here(command: str) -> str:
    """Return the key of a command as the user has it, in signs that the terminal can draw."""
    return key(command, spelled=signs().ascii_only)


def _said(hint: Hint) -> str:
    command, does = hint
    return shown(f"{key_here(command)} {does}".rstrip() if command else does)


def _drawn(hint: Hint) -> Content:
    command, said = hint[0], _said(hint)
    keys = len(shown(key_here(command))) if command else 0
    return Content(said).stylize("bold $accent", 0, keys).stylize(Style.from_meta({_DOES: command}))


def hint_text(hints: Sequence[Hint], gap: int = 3) -> str:
    """Return keys and what they do in one line, `gap` blanks between them."""
    return " " + (" " * gap).join(map(_said, hints))


class KeyHints(Static):
    """Shows keys as the user has set them; a click on one does what the key does."""

    def __init__(self, *hints: Hint, classes: str = "dialog-foot") -> None:
        super().__init__(classes=classes, markup=False)
        self._hints = hints

    def on_mount(self) -> None:
        """Show the hints it begins with."""
        self.show(*self._hints)

    def show(self, *hints: Hint, gap: int = 3) -> None:
        """Show other hints (raw text), `gap` blanks between them; without any, those it began with."""
        between = [part for hint in hints or self._hints for part in (" " * gap, _drawn(hint))]
        self.update(Content.assemble(" ", *between[1:]))

    def say(self, text: str) -> None:
        """Show a message (raw text) in place of the hints."""
        self.update(Content(f" {shown(text)}"))

    def warn(self, text: str) -> None:
        """Show a warning (raw text) in place of the hints."""
        self.update(Content.styled(f" {shown(text)}", "$warning"))

    def on_click(self, event: events.Click) -> None:
        """Run the command that was clicked."""
        if does := event.style.meta.get(_DOES):
            event.stop()
            self.post_message(Bar.Picked(does))
