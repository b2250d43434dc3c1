"""Open a dataset in the background, show the progress, and write the compiled file once the rows are painted."""

from __future__ import annotations

import contextlib
import gc
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Protocol, TypedDict

from msgspec.structs import replace
from textual.worker import Worker

from tui.core.errors import Cancelled, NotADataset
from tui.core.loading.file_changes import recover
from tui.core.opening import Opened, Wait, open_compiled, open_dataset, share_done
from tui.keys.keymap import key
from tui.present.bars import Tone
from tui.screens.explorer.shell import Shell
from tui.widgets.bar import Header

if TYPE_CHECKING:
    from tui.core.compiled.checking import Checking
    from tui.core.loading.changes import Changes

SURE = 0.03
"""Share of the whole from which on the time left is estimated."""


class Start(TypedDict, total=False):
    """How a dataset is opened; without any of it, as it was left."""

    query: str
    """The filter to open with."""
    at: str
    """The id of the record to open at."""
    documents: Path | None
    """The folder of the full texts; None for the dataset's own."""
    fresh: bool
    """Whether all files are read again, whatever was compiled before."""
    cache_folder: Path | None
    """Where compiled files are kept; None keeps none."""
    found: Opened | None
    """The dataset, where its first rows were drawn before the screen was there; it counts once."""
    checking: Checking | None
    """The check of the compiled file, where it began before the screen was there; it counts once."""


class Opener(Shell, Protocol):
    """The explorer, as far as opening a dataset needs it."""

    @property
    def is_attached(self) -> bool:
        """Whether the screen is still there; another dataset may have taken its place."""

    @property
    def is_open(self) -> bool:
        """Whether a dataset is shown already; it stays open where the new one cannot be opened."""

    def run_worker(
        self, work: Callable[[], None], *, name: str, group: str, exclusive: bool, thread: bool
    ) -> Worker[None]:
        """Run `work` in a thread."""

    def before_rows(self, found: Opened) -> None:
        """Load what the first rows depend on; called by the thread that opens, where there is one."""

    def take(self, found: Opened, changes: Changes | None = None) -> None:
        """Show a dataset that was opened; `changes` is what is other than in the one that is open."""

    def checked(self, found: Opened) -> None:
        """All problems with the data of `found` are known."""


class Opening:
    """Opens one folder, again after its files were edited."""

    def __init__(self, opener: Opener, folder: Path, start: Start) -> None:
        self._opener, self.folder, self._checking = opener, folder, start.get("checking")
        self._found = start.get("found")
        self._documents, self._cache_folder = start.get("documents"), start.get("cache_folder")
        self._fresh = start.get("fresh", False)
        self._cancel: Event | None = None
        """Ends the compile that is under way; None while nothing is opened."""
        self._again = False
        """Whether the dataset is to be opened once more after that."""
        self._settled = False
        """Whether a dataset was shown, and all that stays in memory was frozen."""

    def begin(self, header: Header, later: Callable[[Callable[[], None]], object]) -> None:
        """Show a compiled dataset with the first drawing; else draw an empty screen first, then load."""
        self._header = header
        found, self._found = self._found, None
        if found is None and not self._fresh:
            found = open_compiled(self.folder, self._cache_folder, self._documents, self._checking)
        if found is not None:
            self._checking = None
            self._opener.before_rows(found)
            self._opener.take(found)
            return
        self._say_in_head("opening …")
        later(self.load)

    def load(self, *, if_changed: bool = False) -> None:
        """Open the dataset in a thread; once more after that, where this is asked for meanwhile.

        With `if_changed`, only where the files are other than those of the dataset that is open.
        """
        if self._cancel is not None:
            self._again = True
            return
        self._cancel, self._again = Event(), False
        known = self._opener.session.opened if self._opener.is_open and not self._fresh else None
        work = partial(self._load, self._cancel, known, if_changed=if_changed)
        self._opener.run_worker(work, name="open", group="open", exclusive=True, thread=True)

    def _load(self, cancel: Event, known: Opened | None, *, if_changed: bool) -> None:
        opener, call = self._opener, self._opener.app.call_from_thread
        wait = Wait(self._progress(quiet=if_changed), cancel)
        try:
            if if_changed and known is not None and known.is_current():
                return
            checking, self._checking = self._checking, None
            found = open_dataset(
                self.folder,
                self._documents,
                cache_folder=self._cache_folder,
                fresh=self._fresh,
                wait=wait,
                checking=checking,
                before=known,
            )
            self._fresh = False
            changes = None if known is None else found.changes_since(known)
        except NotADataset as error:
            call(self._stay, 2, error.message, f"What was open stays: {error.message}")
        except Cancelled:
            nothing = "Cancelled: the dataset was not compiled, and nothing of it is kept."
            call(self._stay, 130, nothing, "Cancelled: what was open stays", "plain")
        else:
            if opener.is_attached:
                opener.before_rows(found)
                call(self._take, found, changes)
        finally:
            self._cancel = None
            cancel.set()  # who waits for it to be cancelled need not wait any longer
            if self._again and opener.is_attached:
                call(partial(self.load, if_changed=True))

    def _take(self, found: Opened, changes: Changes | None) -> None:
        if self._opener.is_attached:
            self._opener.say()
            self._opener.take(found, changes)

    def _stay(self, status: int, end: str, said: str, tone: Tone = "warn") -> None:
        """End with `status` where nothing is open, else keep the open dataset and say so."""
        if not self._opener.is_attached:
            return
        if self._opener.is_open:
            self._opener.show()
            self._opener.say(said, tone)
        else:
            self._opener.app.exit(None, status, end)

    def cancel(self) -> bool:
        """Cancel a compile that is under way; return whether there was one."""
        if self._cancel is None:
            return False
        self._cancel.set()
        return True

    def settle(self, found: Opened) -> None:
        """Once the rows are painted, freeze the garbage collector, and write the compiled file."""
        again, self._settled = self._settled, True
        if not again:
            gc.freeze()
            gc.enable()

        def keep() -> None:
            with contextlib.suppress(OSError):  # a folder that cannot be written has nothing half written
                recover(self.folder)
            if not found.is_intact():
                self._opener.app.call_from_thread(self._read_anew)
                return
            found.index.prepare()
            unkept = found.keep()
            _ = found.problem_count  # found here, so that the screen need not wait for it
            if again:  # what was open before is freed now; all that stays was frozen, so that this takes no time
                gc.collect()
            self._opener.app.call_from_thread(self._kept, found, unkept)

        self._opener.run_worker(keep, name="keep", group="keep", exclusive=True, thread=True)

    def _read_anew(self) -> None:
        """Read all files in place of a compiled file that turned out to be damaged after it was shown."""
        if self._opener.is_attached:
            self._opener.say("The compiled dataset is damaged: all files are read again", "warn")
            self._fresh = True
            self.load()

    def _kept(self, found: Opened, unkept: str) -> None:
        if self._opener.is_attached:
            self._opener.checked(found)
            if unkept:
                self._opener.say(f"Read from its files: the compiled dataset cannot be kept ({unkept})", "warn")

    def _progress(self, *, quiet: bool) -> Callable[[str, int, int], None]:
        pace = Pace(time.monotonic())

        def report(step: str, done: int, total: int) -> None:
            said = pace.text(step, done, total, time.monotonic())
            if self._opener.is_attached:
                self._opener.app.call_from_thread(self._say_in_head if quiet else self._say_far, said)

        return report

    def _say_far(self, said: str) -> None:
        self._say_in_head(said)
        if self._opener.is_open:  # else the hints say it
            self._opener.say(f"{key('leave')} cancels")

    def _say_in_head(self, said: str) -> None:
        self._header.show(replace(self._header.value, title=self.folder.name, count=said))


class Pace:
    """Remembers when the work and its present step began."""

    def __init__(self, began: float) -> None:
        """Take the time at which the work began, in seconds of any clock."""
        self._began = self._step_began = began
        self._step = ""

    def text(self, step: str, done: int, total: int, now: float) -> str:
        """Return the progress in words: "reading 41 % · 6.2 MB/s · 8 s left".

        Args:
            step: one of `opening.STEP_SHARES`.
            done: bytes where it is reading, else records.
            total: as `done`; may be 0.
            now: seconds, of the clock of `began`.
        """
        if step != self._step:
            self._step, self._step_began = step, now
        whole = share_done(step, done, total)
        said = [f"{step} {whole:.0%}".replace("%", " %")]
        seconds = now - self._step_began
        if seconds > 0 and done:
            speed = done / seconds
            said.append(f"{speed / 1e6:.1f} MB/s" if step == "reading" else f"{speed:,.0f} records/s")
        if whole >= SURE:
            left = (now - self._began) * (1 - whole) / whole
            said.append(f"{left:.0f} s left" if left < 90 else f"{left / 60:.0f} min left")
        return " · ".join(said)
