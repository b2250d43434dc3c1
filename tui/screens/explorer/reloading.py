"""Read the files of the dataset again, when they change or when asked to, and show them where the user is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from threading import Event, Thread
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual.timer import Timer

from tui.core.loading.watching import watch
from tui.core.model.problem import Problem
from tui.core.model.records import Ref
from tui.keys.keymap import key
from tui.present.changed import said, with_problems
from tui.screens.explorer.opening import Opening
from tui.screens.explorer.shell import Shell
from tui.session.session import Notice, Session
from tui.widgets.bar import Footer
from tui.widgets.bindings import Commands

if TYPE_CHECKING:
    from tui.core.loading.changes import Changes
    from tui.core.opening import Opened

MARKED = 4.0
"""Seconds for which records that changed are marked."""


@runtime_checkable
class Renewable(Protocol):
    """A screen over the explorer that can show the dataset as it was read again."""

    def renew(self, session: Session) -> None:
        """Show the same place in the records of `session`."""

    footer: Footer


@runtime_checkable
class ListsProblems(Protocol):
    """A screen over the explorer that lists the problems with the data."""

    def show_problems(self, problems: Sequence[Problem], total: int) -> None:
        """List the first problems of those that there are now."""


class Reloading:
    """Reads the dataset again when its files change, and when it is asked to."""

    def __init__(self, shell: Shell, opening: Opening, footer: Footer) -> None:
        self._shell, self._opening, self._footer = shell, opening, footer
        self._at: Ref | None = None
        self._then: Callable[[], None] | None = None
        """What is done once that record is read."""
        self._done = ""
        """What the user did that is being read again."""
        self._said = ""
        """What was last said of changes, until the problems are counted too."""
        self._stop = Event()
        self._watch: Thread | None = None
        self._marks: Timer | None = None
        """Ends the time for which records are marked."""

    def commands(self) -> Commands:
        """Return what this controller does, by the ids of the key table."""
        return {"reload": self.reload}

    def reload(self, at: Ref | None = None, then: Callable[[], None] | None = None, done: str = "") -> None:
        """Read the files again in the background, keeping cursor, filter, scroll and the open source.

        `at` is a record that was just written: the cursor goes to it once it is read. May be called while an earlier
        reading is under way: the files are then read once more after it. `done` (raw text) says what was written, in
        place of how many records changed.
        """
        self._at, self._then, self._done = at or self._at, then, done
        self._opening.load()

    # watching

    def watch(self) -> None:
        """Begin to watch the files, unless that was done."""
        if self._watch is None:
            self._watch = Thread(target=self._watched, name="watch", daemon=True)
            self._watch.start()

    def stop(self) -> None:
        """Stop watching the files."""
        self._stop.set()

    def _watched(self) -> None:
        try:
            watch(
                self._opening.folder.absolute(),
                lambda: self._shell.settings.watch,
                self._stop,
                self._changed,
            )
        except OSError as error:
            self._shell.app.call_later(self._unwatched, error.strerror or f"{error}")

    def _changed(self) -> None:
        self._shell.app.call_later(self._opening.load, if_changed=True)

    def _unwatched(self, why: str) -> None:
        self._shell.say(f"The files are not watched ({why}): {key('reload')} reads them again", "warn")

    # what was read again

    def stay(self, before: Session, session: Session) -> Notice | None:
        """Go in `session`, which was read again, where the user is in `before`; return what to say of it."""
        at = self._at if self._at is not None and session.store.record(self._at) is not None else None
        if at is not None:
            self._at = None
        return session.stay(before, at)

    def renew_screens(self, session: Session) -> None:
        """Show the records of `session` in the screens over the explorer."""
        for screen in self._screens():
            screen.renew(session)
        if self._at is None and self._then is not None:
            then, self._then = self._then, None
            self._shell.app.call_later(then)

    def tell(self, changes: Changes, session: Session) -> None:
        """Say what changed in `session`, and mark it for a moment."""
        kept = session.opened.kept
        done, self._done = self._done, ""
        self._said = done if done and not kept else said(changes, session.store, kept)
        for footer in self._footers():
            footer.say(self._said, "warn" if kept else "plain")
        if self._marks is not None:
            self._marks.stop()
        self._marks = self._shell.app.set_timer(MARKED, self._unmark)

    def _unmark(self) -> None:
        self._shell.session.edited = frozenset()
        self._shell.show()

    def tell_problems(self, found: Opened) -> None:
        """Add the number of problems to what was said, if that still stands; list them where they are listed."""
        count = found.problem_count
        record = next((problem.record for problem in found.first_problems if problem.record), "")
        said = with_problems(self._said, count, key("problems"), record)
        for footer in self._footers():
            if self._said and footer.message == self._said:
                footer.say(said)
        self._said = ""
        for screen in self._shell.app.screen_stack:
            if isinstance(screen, ListsProblems):
                screen.show_problems(found.first_problems, found.problem_count)

    def _footers(self) -> list[Footer]:
        """Return where it is seen: below the explorer, and below a screen over it."""
        return [self._footer, *(screen.footer for screen in self._screens())]

    def _screens(self) -> Iterator[Renewable]:
        return (screen for screen in self._shell.app.screen_stack if isinstance(screen, Renewable))
