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


_ASKING = frozenset(("edit_filter", "go_to_date", "known_at", "write_note", "find_name"))
"""Commands behind which the user types text."""


class Unanswered:
    """Says of a key that does nothing on a screen that it does not, and where it does something.

    Where a key asks for text in the explorer, what is typed behind it is left out: its letters are no commands.
    """

    def __init__(self, screen: Screen[Any], *, over: bool = True, helped: bool = True) -> None:
        """Take the screen, whether it is one over the explorer, and whether the key of the help is one there."""
        self._screen, self._helped = screen, helped
        self._elsewhere = within("main") if over else ()
        self._bound: dict[Widget | None, frozenset[str]] = {}
        """Keys that do something, by what has the focus: Textual gathers them anew each time that it is asked."""
        self._leaves_out = ""
        """What was said of a key behind which text is typed; empty where none is."""

    def said(self, event: events.Key) -> str:
        """Return what to say of a key (raw text); nothing for one that does something here."""
        if self._leaves_out and (event.is_printable or event.key == "enter"):
            event.stop()
            event.prevent_default()
            said = self._leaves_out
            self._leaves_out = said if event.is_printable else ""
            return said
        self._leaves_out = ""
        focused = self._screen.focused
        if focused not in self._bound:
            self._bound[focused] = frozenset(self._screen.active_bindings)
        if not self._bound[focused].isdisjoint(event.aliases):
            return ""
        typed = {event.key, event.character}
        command = next((one for one in self._elsewhere if not typed.isdisjoint(one.all_keys)), None)
        if command is not None and command.id in _ASKING:
            where = f"is in the explorer, where {key('leave')} leads"
            self._leaves_out = f"“{command.label}” {where}: letters are left out until {key('open')}"
            return self._leaves_out
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
