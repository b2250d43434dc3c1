"""The stack of screens: only the one on top runs commands, opens another one, and is left with an answer.

Keys and clicks come several at once. When one of them has closed a screen, or opened another over it, those behind it
are still handled by the screen that they were sent to: what they would do then is dropped here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from textual import events
from textual.screen import Screen

from tui.keys.commands import within
from tui.keys.keymap import key
from tui.widgets.bindings import Commands

Answer = TypeVar("Answer")


def run(screen: Screen[Any], commands: Commands, name: str) -> None:
    """Run a command of the key table, if it is one of `commands`."""
    if screen.is_active and name in commands:
        commands[name]()


def of_explorer(screen: Screen[Any], event: events.Key) -> str:
    """Return what a key that is none of a screen over the explorer does there (raw text); empty for any other key."""
    typed = {event.key, event.character}
    command = next((one for one in within("main") if not typed.isdisjoint(one.all_keys)), None)
    if command is None or event.key in screen.active_bindings:  # asked last: Textual makes them anew each time
        return ""
    return f"{command.help[0].upper()}{command.help[1:]}: in the explorer, where {key('leave')} leads"


def push(below: Screen[Any], screen: Screen[Answer], answered: Callable[[Answer | None], None] | None = None) -> None:
    """Open `screen` over `below`; `answered` is given what it comes back with."""
    if below.is_active:
        below.app.push_screen(screen, answered)


def leave(screen: Screen[Answer], answer: Answer | None = None) -> None:
    """Close a screen; it comes back with `answer`."""
    if screen.is_active:
        screen.dismiss(answer)
