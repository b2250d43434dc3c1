"""The last line of a dialog: what its keys do, or a message."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from tui.core.text.display import cells, shown
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


def hint_text(hints: Sequence[Hint]) -> str:
    """Return keys and what they do in one line."""
    return " " + (" " * _GAPS[0]).join(map(_said, hints))


def hint_lines(hints: Sequence[Hint], width: int, *, single: bool) -> list[list[Hint]]:
    """Return hints in lines of at most `width` cells, none of them parted; more than one only where not `single`.

    A single line that has no room for all leaves out the last ones, but not the one that closes the dialog; where
    that alone has room, all of them are returned, to be cut.
    """
    sizes = {hint: cells(_said(hint)) + _GAPS[-1] for hint in hints}
    room = width + _GAPS[-1] - 1
    if single:
        kept = room - sum(sizes[hint] for hint in hints if hint[0] == _CLOSE)
        line = []
        for hint in hints:
            if hint[0] != _CLOSE:
                kept -= sizes[hint]
            if hint[0] == _CLOSE or kept >= 0:
                line.append(hint)
        return [line if len(line) > 1 else [*hints]]
    lines: list[list[Hint]] = [[]]
    for hint in hints:
        if lines[-1] and sum(sizes[one] for one in (*lines[-1], hint)) > room:
            lines.append([])
        lines[-1].append(hint)
    return lines


_CLOSE = "close"
"""The command that leaves a dialog."""
_GAPS = (3, 2)
"""Blanks between hints that have room, and between those that have not."""


class KeyHints(Static):
    """Shows keys as the user has set them; a click on one does what the key does."""

    def __init__(self, *hints: Hint, classes: str = "dialog-foot") -> None:
        super().__init__(classes=classes, markup=False)
        self._first = self._hints = hints
        """Those it began with, and those that are shown; none while a message is."""
        self._behind: tuple[Hint, ...] | None = None
        """The hints that a remark stands in the place of; None where there is no remark."""

    def on_mount(self) -> None:
        """Show the hints it begins with."""
        self._fit()

    def on_resize(self) -> None:
        """Fit the hints to another width."""
        self._fit()

    def show(self, *hints: Hint) -> None:
        """Show other hints (raw text); without any, those it began with."""
        self._hints, self._behind = hints or self._first, None
        self._fit()

    def _fit(self) -> None:
        if not self._hints:
            return
        width, roomy = self.content_size.width, cells(hint_text(self._hints))
        lines = [[*self._hints]]
        if 0 < width < roomy:
            lines = hint_lines(self._hints, width, single=not self.styles.is_auto_height)
        gap = " " * _GAPS[0 < width < roomy]
        drawn = (Content(gap).join(map(_drawn, line)) for line in lines)
        self.update(Content("\n").join(Content.assemble(" ", line) for line in drawn))

    def say(self, text: str) -> None:
        """Show a message (raw text) in place of the hints."""
        self._hints = ()
        self.update(Content(f" {shown(text)}"))

    def remark(self, text: str) -> None:
        """Show a message (raw text) until the next one; an empty one brings the hints back."""
        behind = self._hints if self._behind is None else self._behind
        if text:
            self.say(text)
            self._behind = behind
        elif self._behind is not None:
            self._hints, self._behind = behind, None
            self._fit()

    def warn(self, text: str) -> None:
        """Show a warning (raw text) in place of the hints."""
        self._hints = ()
        self.update(Content.styled(f" {shown(text)}", "$warning"))

    def on_click(self, event: events.Click) -> None:
        """Run the command that was clicked."""
        if does := event.style.meta.get(_DOES):
            event.stop()
            self.post_message(Bar.Picked(does))
