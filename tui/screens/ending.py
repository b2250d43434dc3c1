"""How the explorer ends: asked to, by a signal, or by a fault; each gives the terminal back first."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Timer
from types import FrameType

_NAMES = (
    *("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGALRM"),
    *("SIGVTALRM", "SIGPROF", "SIGXCPU", "SIGPOLL", "SIGPWR"),
)
DEADLY = tuple(getattr(signal, name) for name in _NAMES if hasattr(signal, name))
"""The signals that end a process unless it handles them, and that it can handle."""
FROM_KEYS = (signal.SIGINT, signal.SIGQUIT)
"""Those of them that a terminal sends to every program in its foreground."""
ENTER = "\x1b[?1049h"
"""Turns to the alternate screen; some terminals clear that though it is shown already."""
LEAVE = "\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?1004l\x1b[?2004l\x1b[?2048l\x1b[?7h"
"""Gives back all that the first frame or Textual may have asked of a terminal."""
QUIET = 1.0
"""Seconds after another program had the terminal, in which its keys may still be told to us."""
DRAINED = 0.05
"""Seconds in which the thread that writes for Textual has written what it was given before."""
GONE = 5.0
"""Seconds to end in where the terminal is gone; Textual may wait for ever then to write what was drawn."""


@contextmanager
def terminal_given_back(give_back_modes: Callable[[], None]) -> Iterator[None]:
    """While the block runs, give the terminal back before a signal ends the process with 128 and its number.

    The explorer replaces the handlers by its own, which let it end in order, as soon as it runs.
    """

    def end(number: int, frame: FrameType | None) -> None:
        del frame
        time.sleep(DRAINED)
        with suppress(OSError):  # the terminal is gone
            if os.isatty(terminal):
                os.write(terminal, LEAVE.encode())
        give_back_modes()
        os._exit(128 + number)

    terminal = sys.stderr.fileno()  # Textual puts another stream in its place
    before = {number: signal.signal(number, end) for number in DEADLY}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class Ending:
    """Why the explorer ends: the status that it was asked to end with, or what nobody handled."""

    def __init__(self) -> None:
        self.fault: BaseException | None = None
        """What ended it though nobody expected that; whoever ran it says so."""
        self.status: int | None = None
        """The status with which it was asked to end; None before that."""
        self._resumed = -QUIET

    def ask(self, status: int) -> int:
        """Note that it is asked to end with `status`; return the one that was asked for first."""
        if self.status is None:
            self.status = status
        return self.status

    def failed(self, fault: BaseException | None, opened: bool) -> None:
        """Keep the first fault; asked to end before a dataset is `opened`, widgets miss what was not made any more."""
        if self.fault is None and (opened or self.status is None):
            self.fault = fault

    def resumed(self) -> None:
        """Note that the terminal is ours again."""
        self._resumed = time.monotonic()

    def answer_signals(self, end: Callable[[int], None]) -> None:
        """Let each signal call `end` with its status, in the loop that runs."""
        import asyncio  # the first frame does without

        loop = asyncio.get_running_loop()
        for number in DEADLY:
            with suppress(NotImplementedError, RuntimeError, ValueError):  # not the main thread, or no such signal
                loop.add_signal_handler(number, self._end_by, number, end)

    def _end_by(self, number: int, end: Callable[[int], None]) -> None:
        """End; but a key for the editor that had the terminal until just now was not for us."""
        if number == signal.SIGHUP:
            last = Timer(GONE, os._exit, (128 + number,))
            last.daemon = True
            last.start()
        if number not in FROM_KEYS or time.monotonic() - self._resumed > QUIET:
            end(128 + number)
