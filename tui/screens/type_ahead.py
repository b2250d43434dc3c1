"""Typing ahead: keys typed while a screen is being opened wait for that screen, the first one too.

Textual gives each key to the widget in focus, but runs a binding only after the key has bubbled through every widget
around it; what is typed in between would run commands of the screen that is about to be left.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import cache
from typing import Any

from textual import events, on
from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.message import Message
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, TextArea

from tui.keys.commands import COMMANDS, DIALOGS
from tui.widgets.filter_bar import QueryInput

PATIENCE = 1.0
"""Seconds after which waiting keys are typed, whether or not another screen has come."""

_OPENERS = {
    command.id
    for command in COMMANDS
    if command.group not in ("Move", "Panes", "Lists", DIALOGS) and not command.urgent and command.where != ("filter",)
}
"""Commands that may open a screen."""
_URGENT = {key for command in COMMANDS if command.urgent for key in command.keys}


@cache
def _opening_keys(kind: type[DOMNode]) -> frozenset[str]:
    """Return the keys by which nodes of a class run commands that may open a screen."""
    declared = (binding for each in kind.__mro__ for binding in vars(each).get("BINDINGS", ()))
    return frozenset(binding.key for binding in Binding.make_bindings(declared) if binding.id in _OPENERS)


def _overtakes(key: str, focused: object) -> bool:
    """Whether a key acts at once in the filter, and so before the letters that are still on their way there."""
    return key in _URGENT and isinstance(focused, QueryInput)


class TypedAhead(App[None]):
    """Holds back the keys typed after one that may open a screen until that screen can take them."""

    class KeyPassed(Message):
        """Bubbles up behind a key: when it reaches the app, every widget has handled the key."""

        def __init__(self, screen: Screen[object], again: bool) -> None:
            super().__init__()
            self.screen = screen
            """The screen on which the key was typed."""
            self.again = again
            """Whether it is to bubble up once more, behind the messages that the key made widgets post."""

    _turn = 0
    """How often keys have waited."""
    acts = 0
    """How often the user has typed, pasted or clicked."""
    answered = 0
    """How many of these were handled: all but the keys that wait."""

    def __init__(self, **how: Any) -> None:
        super().__init__(**how)
        self._waiting: deque[events.Key] | None = deque()
        """Keys that wait; None while keys are typed at once."""

    async def on_ready(self) -> None:
        """Type what was typed before the first screen was there."""
        await self._let_go(self._turn)

    async def on_event(self, event: events.Event) -> None:
        """Hold a key back while others wait."""
        if not isinstance(event, events.Key) or event.is_forwarded:
            if isinstance(event, events.MouseDown | events.Paste) and not event.is_forwarded:
                self.acts, self.answered = self.acts + 1, self.answered + 1
            await super().on_event(event)
            return
        self.acts += 1
        if self._waiting is None and _overtakes(event.key, self.focused):
            self._hold()
            (self.focused or self.screen).post_message(self.KeyPassed(self.screen, again=False))
        if self._waiting is not None:
            self._waiting.append(event)
        else:
            await self._type(event)

    async def _type(self, event: events.Key) -> None:
        self.answered += 1
        screen, focused = self.screen, self.focused
        if isinstance(screen, ModalScreen):
            waits = not event.is_printable  # what ends it, and what must not be overtaken by letters
        else:
            nodes = (focused or screen).ancestors_with_self
            waits = not isinstance(focused, Input | TextArea) and any(
                event.key in _opening_keys(type(node)) for node in nodes
            )
        await super().on_event(event)
        if waits:
            self._hold()
            (focused or screen).post_message(self.KeyPassed(screen, again=True))

    def hold_keys(self) -> None:
        """Let keys wait for what was called later, a command that may open a screen."""
        self._hold()
        screen = self.screen
        self.call_later(lambda: (self.focused or self.screen).post_message(self.KeyPassed(screen, again=True)))

    def _hold(self) -> None:
        self._waiting = self._waiting or deque()
        self._turn += 1
        turn = self._turn
        self.set_timer(PATIENCE, lambda: self.call_later(self._let_go, turn))

    @on(KeyPassed)
    def _passed(self, message: KeyPassed) -> None:
        turn = self._turn
        if self.screen is not message.screen:  # the new one has to be composed, and to give something the focus
            self.screen.call_later(lambda: self.call_later(self._let_go, turn))
        elif message.again:
            (self.focused or self.screen).post_message(self.KeyPassed(message.screen, again=False))
        else:
            self.call_later(self._let_go, turn)

    async def _let_go(self, turn: int) -> None:
        """Type the keys that waited, until one of them lets the others wait again."""
        if self._waiting is None or turn != self._turn:
            return
        keys, self._waiting = self._waiting, None
        while keys:
            await self._type(keys.popleft())
            if self._wait_again(keys):
                return

    def _wait_again(self, keys: deque[events.Key]) -> bool:
        if self._waiting is None:
            return False
        self._waiting.extendleft(reversed(keys))
        return True


def goes_on(app: App[Any]) -> Callable[[], bool]:
    """Return what tells whether the user has done anything since what is handled now."""
    if not isinstance(app, TypedAhead):
        return lambda: False
    before = app.answered
    return lambda: app.acts != before
