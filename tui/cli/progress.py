"""Show how far long work is: a bar on standard error, where that is a terminal, removed at the end."""

from __future__ import annotations

import sys
from threading import RLock, Timer
from time import monotonic
from typing import TYPE_CHECKING, Self

from tui.cli.common import in_plain
from tui.core.opening import share_done

if TYPE_CHECKING:
    from rich.progress import Progress

SOON = 1.0
"""Seconds before the bar appears: quick work shows none, and does not import rich."""


class ProgressBar:
    """A context manager; the bar never moves back."""

    def __init__(self, first: str = "") -> None:
        """Show `first`, the name of a step, as soon as the bar appears; empty waits for what is shown."""
        self._began = monotonic()
        self._lock = RLock()
        self._timer = Timer(SOON, self.show, (first, 0.0)) if first else None
        self._bar: Progress | None = None
        self._share = 0.0

    def __enter__(self) -> Self:
        if self._timer is not None:
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer.join()
        if self._bar is not None:
            self._bar.stop()

    def show_step(self, step: str, done: int, total: int) -> None:
        """Show that `done` of `total` bytes or records of one step of compiling are done."""
        self.show(step, share_done(step, done, total))

    def show(self, step: str, share: float) -> None:
        """Show the name of the present step, and the share of the whole that is done, from 0 to 1."""
        with self._lock:
            self._show(step, share)

    def _show(self, step: str, share: float) -> None:
        if self._bar is None:
            if monotonic() - self._began < SOON or not sys.stderr.isatty() or in_plain():
                return
            from rich.console import Console
            from rich.progress import Progress

            console = Console(stderr=True)
            self._bar = Progress(console=console, transient=True, redirect_stdout=False, redirect_stderr=False)
            self._bar.add_task(step, total=1.0)
            self._bar.start()
        self._share = max(self._share, share)
        self._bar.update(self._bar.task_ids[0], description=step, completed=self._share)
