"""The stack of screens: only the one on top runs commands, opens another one, and is left with an answer.

Keys and clicks come several at once. When one of them has closed a screen, or opened another over it, those behind it
are still handled by the screen that they were sent to: what they would do then is dropped here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from textual import events
from textual.screen import Screen
from textual.widget import Widget

from tui.keys.commands import within
from tui.keys.keyboard import key_name
from tui.keys.keymap import key
from tui.widgets.bindings import Commands

Answer = TypeVar("Answer")


def run(screen: Screen[Any], commands: Commands, name: str) -> None:
    """Run a command of the key table, if it is one of `commands`."""
    if screen.is_active and name in commands:
        commands[name]()


class Unanswered:
    """Says of a key that does nothing on a screen that it does not, and where it does something."""

    def __init__(self, screen: Screen[Any], *, over: bool = True, helped: bool = True) -> None:
        """Take the screen, whether it is one over the explorer, and whether the key of the help is one there."""
        self._screen, self._helped = screen, helped
        self._elsewhere = within("main") if over else ()
        self._bound: dict[Widget | None, frozenset[str]] = {}
        """Keys that do something, by what has the focus: Textual gathers them anew each time that it is asked."""

    def said(self, event: events.Key) -> str:
        """Return what to say of a key (raw text); nothing for one that does something here."""
        focused = self._screen.focused
        if focused not in self._bound:
            self._bound[focused] = frozenset(self._screen.active_bindings)
        if not self._bound[focused].isdisjoint(event.aliases):
            return ""
        typed = {event.key, event.character}
        command = next((one for one in self._elsewhere if not typed.isdisjoint(one.all_keys)), None)
        if command is not None:
            return f"{command.help[0].upper()}{command.help[1:]}: in the explorer, where {key('leave')} leads"
        hint = f": {key('help')} lists the keys" if self._helped else ""
        return f"{key_name(event.key)} does nothing here{hint}"


def push(below: Screen[Any], screen: Screen[Answer], answered: Callable[[Answer | None], None] | None = None) -> None:
    """Open `screen` over `below`; `answered` is given what it comes back with."""
    if below.is_active:
        below.app.push_screen(screen, answered)


def leave(screen: Screen[Answer], answer: Answer | None = None) -> None:
    """Close a screen; it comes back with `answer`."""
    if screen.is_active:
        screen.dismiss(answer)
