"""Read the files of the dataset again, and show what they hold where the user is."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from tui.core.model.records import Ref
from tui.screens.explorer.opening import Opening
from tui.screens.explorer.shell import Shell
from tui.session.session import Notice, Session
from tui.widgets.bindings import Commands


@runtime_checkable
class Renewable(Protocol):
    """A screen over the explorer that can show the dataset as it was read again."""

    def renew(self, session: Session) -> None:
        """Show the same place in the records of `session`."""


class Reloading:
    """Reads the dataset again when it is asked to."""

    def __init__(self, shell: Shell, opening: Opening) -> None:
        self._shell, self._opening = shell, opening
        self._at: Ref | None = None

    def commands(self) -> Commands:
        """Return what this controller does, by the ids of the key table."""
        return {"reload": self.reload}

    def reload(self, at: Ref | None = None) -> None:
        """Read the files again in the background, keeping cursor, filter, scroll and the open source.

        `at` is a record that was just written: the cursor goes to it once it is read. May be called while an earlier
        reading is under way: the files are then read once more after it.
        """
        self._at = at or self._at
        self._opening.load()

    def stay(self, before: Session, session: Session) -> Notice | None:
        """Go in `session`, which was read again, where the user is in `before`; return what to say of it."""
        at = self._at if self._at is not None and session.store.record(self._at) is not None else None
        if at is not None:
            self._at = None
        return session.stay(before, at)

    def renew_screens(self, session: Session) -> None:
        """Show the records of `session` in the screens over the explorer."""
        for screen in self._shell.app.screen_stack:
            if isinstance(screen, Renewable):
                screen.renew(session)
