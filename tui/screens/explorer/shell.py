"""The explorer's screen as its controllers see it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Generic, Protocol, TypeVar

from textual.app import App
from textual.screen import Screen

from tui.notebook.settings import Settings
from tui.present.bars import Tone
from tui.screens.explorer.refresh import Follow
from tui.session.session import Session
from tui.session.state import State
from tui.widgets.bindings import Commands

Result = TypeVar("Result")


class Controller(Protocol):
    """Answers the commands of one topic."""

    def commands(self) -> Commands:
        """Return what it does, by the ids of the key table."""


Made = TypeVar("Made", bound=Controller)


class Deferred(Generic[Made]):
    """A controller that is imported and made when one of its commands first runs, to keep the start fast."""

    def __init__(self, ids: Sequence[str], make: Callable[[], Made]) -> None:
        """`ids` are those of the commands that the controller answers; `make` imports and makes it."""
        self._ids, self._make = ids, make
        self._made: Made | None = None

    def __call__(self) -> Made:
        """Return the controller."""
        if self._made is None:
            self._made = self._make()
        return self._made

    def commands(self) -> Commands:
        """Return what the controller will do."""
        return {name: partial(self._run, name) for name in self._ids}

    def _run(self, name: str) -> None:
        self().commands()[name]()


class Shell(Protocol):
    """The explorer, as its controllers see it."""

    settings: Settings

    @property
    def app(self) -> App[None]:
        """The app, to suspend it while another program runs."""

    @property
    def is_attached(self) -> bool:
        """Whether the explorer is still there; another dataset may have taken its place."""

    @property
    def is_active(self) -> bool:
        """Whether the explorer is on top; else another screen was opened first."""

    @property
    def session(self) -> Session:
        """The dataset that is open; controllers are asked nothing before it is."""

    def go(self, after: State, follow: Follow = Follow.AT_ONCE) -> bool:
        """Make `after` the state and show it; if its filter names what the dataset does not have, warn: False."""

    def show(self, follow: Follow = Follow.AT_ONCE) -> None:
        """Show the session as it is now: rows and count, and the other panes when `follow` says."""

    def say(self, text: str = "", tone: Tone = "plain") -> None:
        """Say something (raw text) in the footer; an empty text brings the hints back."""

    def push(self, screen: Screen[Result], answered: Callable[[Result | None], None]) -> None:
        """Open a screen over this one; `answered` is given what it comes back with."""
