"""The screen while a dataset is opened: beside the drawing, with a word on how far it is, until Esc."""

from __future__ import annotations

import gc
import time
from abc import abstractmethod
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual import work
from textual.widget import Widget

from tui.core.errors import Cancelled, NotADataset
from tui.core.opening import Opened, Wait, open_compiled, open_dataset
from tui.keys.commands import Command, within
from tui.screens.explorer.arranging import ArrangedScreen
from tui.widgets.header import Header

if TYPE_CHECKING:
    from tui.core.compiled.checking import Checking


class OpeningScreen(ArrangedScreen):
    """Opens a dataset in a thread, and keeps it compiled once its rows are shown."""

    def __init__(self, folder: Path, documents: Path | None, *, fresh: bool) -> None:
        super().__init__()
        self._folder = folder
        self._documents_folder = documents
        self._fresh = fresh
        self._opened: Opened | None = None
        self._cancel: Event | None = None
        """Ends the compile that is under way; None while nothing is opened."""
        self._checked = False
        self.checking: Checking | None = None
        """The check of the compiled file, where it began before the screen was there; it counts once."""

    @property
    def ready(self) -> bool:
        """Whether the dataset is shown and checked."""
        return self._checked

    @abstractmethod
    def take(self, found: Opened) -> None:
        """Show a dataset that was opened."""

    @abstractmethod
    def feed_head(self) -> None:
        """Write the first line of the screen."""

    def on_mount(self) -> None:
        """Show what was compiled before with the first drawing; else draw an empty screen first, then load."""
        found = None if self._fresh else open_compiled(self._folder, self._documents_folder, self.checking)
        if found is not None:
            self.checking = None
            self.before_rows(found)
            self.take(found)
            return
        self._say_opening("opening …")
        self.call_after_refresh(self.load)

    def on_unmount(self) -> None:
        """Let no compile outlive the screen."""
        self.cancel_opening()

    @work(thread=True, exclusive=True, name="open", exit_on_error=True)
    def load(self) -> None:
        """Open the dataset without holding up the screen."""
        call = self.app.call_from_thread
        self._cancel = cancel = Event()
        wait = Wait(self._progress(), cancel)
        checking, self.checking = self.checking, None
        try:
            chosen, fresh = self._documents_folder, self._fresh
            found = open_dataset(self._folder, chosen, fresh=fresh, wait=wait, checking=checking)
        except NotADataset as error:
            call(self._refused, f"{error}")
        except Cancelled:
            if self.is_attached:
                call(self._cancelled)
        else:
            if self.is_attached:
                self.before_rows(found)
                call(self._taken, found)
        finally:
            if self._cancel is cancel:
                self._cancel = None

    def before_rows(self, found: Opened) -> None:
        """Read what else the first rows hang on; called by the thread that loads, where there is one."""

    def _taken(self, found: Opened) -> None:
        if self.is_attached:  # else another dataset has taken its place meanwhile
            self.footer.say()
            self.take(found)
            self.footer.show(self.hints_of(self.focused))

    def _refused(self, why: str) -> None:
        if not self.is_attached:
            return
        if self._opened is None:
            self.app.exit(None, 2, why)
        else:
            self.feed_head()
            self.footer.say(f"What was open stays: {why}", "warn")

    def cancel_opening(self) -> bool:
        """End a compile that is under way; whether there was one."""
        if self._cancel is None:
            return False
        self._cancel.set()
        return True

    def settle(self) -> None:
        """Once the rows are on the screen, keep what stays out of all garbage collections, and compile it."""
        gc.freeze()
        gc.enable()
        self.keep()

    @work(thread=True, exclusive=True, name="keep", exit_on_error=True)
    def keep(self) -> None:
        """Index the words, check the data and write the compiled file, beside the reader."""
        found = self._opened
        if found is None:
            return
        found.index.prepare()
        unkept = found.keep()
        problems = found.problems
        del problems  # looked for here, so that the screen need not
        self.app.call_from_thread(self._kept, found, unkept)

    def _kept(self, found: Opened, unkept: str) -> None:
        if found is self._opened and self.is_attached:
            self._checked = True
            self.feed_head()
            if unkept:
                self.footer.say(f"Read from its files: the compiled dataset cannot be kept ({unkept})", "warn")

    def hints_of(self, widget: Widget | None) -> tuple[Command, ...]:
        """Until there is something to read, name only the keys that do something."""
        if self._opened is not None:
            return super().hints_of(widget)
        named = {command.id: command for command in (*within("main"), *within("app"))}
        working = (replace(named["leave"], label="cancel"), named["quit"])
        return tuple(command for command in working if command.keys)

    def _progress(self) -> Callable[[str, int, int], None]:
        from tui.present.progress import Pace

        pace = Pace(time.monotonic())

        def tell(step: str, done: int, total: int) -> None:
            said = pace.tell(step, done, total, time.monotonic())
            if self.is_attached:
                self.app.call_from_thread(self._say_far, said)

        return tell

    def _say_far(self, said: str) -> None:
        self._say_opening(said)
        if self._opened is not None:  # else the hints say it
            self.footer.say("Esc cancels")

    def _say_opening(self, said: str) -> None:
        header = self.query_one(Header)
        header.show(replace(header.value, title=self._folder.name, count=said))

    def _cancelled(self) -> None:
        if self._opened is None:
            self.app.exit(None, 130, "Cancelled: the dataset was not compiled, and nothing of it is kept.")
        else:
            self.feed_head()
            self.footer.say("Cancelled: what was open stays", "warn")
