"""Textual's driver of a terminal: bytes that are not UTF-8 are ignored, and what came before it began is not lost."""

from __future__ import annotations

import os
from codecs import getincrementaldecoder
from collections.abc import Callable
from concurrent.futures import Future, wait
from contextlib import suppress
from functools import partial
from math import inf
from select import select
from threading import Thread, main_thread
from time import monotonic
from typing import Any, cast

from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver

from tui.screens.early_input import MOST, EarlyInput
from tui.screens.ending import ENTER
from tui.theme.ground import ReplySieve

PATIENCE = 0.1
"""Seconds after which to look whether the reading is to end; as Textual does."""
EXPECTED = 3.0
"""Seconds in which the terminal may still say its colour, also in pieces."""
ENDED = 1.0
"""Seconds after which to look whether the program has ended."""
PAUSE = 0.05
"""Seconds after which the beginning of a reply is taken for keys."""


class TerminalDriver(LinuxDriver):
    """Ignores bytes that are not UTF-8, and keeps the reply to the question for the terminal's colour from the keys.

    Textual takes such a reply for keys, and ends with the first byte that is not UTF-8: it decodes strictly (its issue
    6456). What has to be cleaned it reads through a pipe, all else from the terminal itself: through the pipe a key has
    one thread more to wake.
    """

    def __init__(self, *about: Any, early: EarlyInput | None = None, **how: Any) -> None:
        """Take what Textual gives a driver, and what the terminal has sent already."""
        super().__init__(*about, **how)
        self._early = early
        self._is_reading = False
        self._is_drawn = early is not None
        """Whether the first frame is on the screen."""

    def start_application_mode(self) -> None:
        """Take the terminal; its modes from before the early input are those to give back.

        Textual asks for it with every SIGCONT, which comes too where the terminal goes away: a second set of threads
        would keep the program from ending.
        """
        if self._is_reading:
            return
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self._early is not None and self._early.modes is not None:
            self.attrs_before = self._early.modes

    def write(self, data: str) -> None:
        """Write to the terminal; where the first frame is drawn, it shows the alternate screen already."""
        if self._is_drawn and data == ENTER:
            self._is_drawn = False
            return
        super().write(data)

    def stop_application_mode(self) -> None:
        """Give the terminal back."""
        self._is_reading = False
        super().stop_application_mode()

    def run_input_thread(self) -> None:
        """Read the terminal until the program ends or is suspended."""
        self._is_reading = True
        came = self._early.take() if self._early is not None else b""
        sieve = self._early.sieve if self._early is not None else ReplySieve()
        seconds = EXPECTED if self._early is not None and sieve.ground is None else 0
        while True:
            try:
                return self._read(came, sieve, seconds)
            except UnicodeDecodeError as error:
                came, sieve, seconds = error.object, ReplySieve(), inf  # where one came more may come

    def _read(self, came: bytes, sieve: ReplySieve, seconds: float) -> None:
        """Let Textual read `came` and what comes within `seconds`, cleaned, and then the terminal itself."""
        terminal = self.fileno
        self.fileno, pipe = os.pipe()
        reading: Future[None] = Future()
        Thread(target=_into, args=(reading, super().run_input_thread), name="input", daemon=True).start()
        try:
            self._fill(pipe, terminal, reading, came, sieve, seconds)
            self._replace(pipe, terminal, reading)
            while main_thread().is_alive():  # where the terminal is gone, the program may end and leave this undone
                with suppress(TimeoutError):
                    return reading.result(ENDED)
        except OSError:  # the terminal is gone
            self.exit_event.set()
            wait([reading], ENDED)
            raise
        finally:
            for end in (pipe, self.fileno):
                os.close(end)
            self.fileno = terminal

    def _fill(
        self, pipe: int, terminal: int, reading: Future[None], came: bytes, sieve: ReplySieve, seconds: float
    ) -> None:
        """Write to the pipe, cleaned, what has come and what comes, until no reply is to be expected."""
        decode = getincrementaldecoder("utf-8")("ignore").decode
        end = monotonic() + seconds
        while not self.exit_event.is_set() and not reading.done():
            if came:
                os.write(pipe, decode(came).encode())
            expected = sieve.ground is None and monotonic() < end
            if not (expected or sieve.holds):
                break
            if select([terminal], [], [], PAUSE if sieve.holds else PATIENCE)[0]:
                came = sieve.pass_on(os.read(terminal, MOST))
                if not expected:
                    came += sieve.let_go()
            else:
                came = sieve.let_go()

    def _replace(self, pipe: int, terminal: int, reading: Future[None]) -> None:
        """Put the terminal in the place of the pipe, once that has been read."""
        while select([self.fileno], [], [], 0)[0]:
            if reading.done() or self.exit_event.wait(PAUSE / 10):
                return
        os.dup2(terminal, self.fileno)
        if select([terminal], [], [], PATIENCE)[0]:
            with suppress(BrokenPipeError):  # it waits for the terminal already
                os.write(pipe, b"\0")  # Textual may still wait for the pipe: wake it; it will read the terminal


def _into(result: Future[None], work: Callable[[], None]) -> None:
    """Do some work, and let `result` hold that it is done, or what it raised."""
    try:
        work()
    except BaseException as error:
        result.set_exception(error)
    else:
        result.set_result(None)


def driver_after(early: EarlyInput | None) -> type[Driver]:
    """Return the driver that begins with what the terminal has sent already."""
    return cast("type[Driver]", partial(TerminalDriver, early=early))
