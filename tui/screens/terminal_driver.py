"""Textual's driver of a terminal: bytes that are not UTF-8 are ignored, and what came before it began is not lost."""

from __future__ import annotations

import os
from codecs import getincrementaldecoder
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from select import select
from time import monotonic
from typing import Any, cast

from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver

from tui.screens.early_input import MOST, EarlyInput
from tui.theme.ground import ReplySieve

PATIENCE = 0.1
"""Seconds after which to look whether the reading is to end; as Textual does."""
EXPECTED = 3.0
"""Seconds in which the terminal may still say its colour, also in pieces."""
PAUSE = 0.05
"""Seconds after which the beginning of a reply is taken for keys."""


class TerminalDriver(LinuxDriver):
    """Reads the terminal through a pipe that only UTF-8 gets into, and no reply to the question for its colour.

    Textual ends with the first byte that is not UTF-8: it decodes strictly what it reads (its issue 6456). Such a reply
    it takes for keys.
    """

    def __init__(self, *about: Any, early: EarlyInput | None = None, **how: Any) -> None:
        """Take what Textual gives a driver, and what the terminal has sent already."""
        super().__init__(*about, **how)
        self._early = early

    def start_application_mode(self) -> None:
        """Take the terminal; its modes from before the early input are those to give back."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self._early is not None and self._early.modes is not None:
            self.attrs_before = self._early.modes

    def run_input_thread(self) -> None:
        """Read the terminal until the program ends or is suspended."""
        terminal = self.fileno
        self.fileno, pipe = os.pipe()
        try:
            with ThreadPoolExecutor(1, "input") as threads:
                reading = threads.submit(super().run_input_thread)
                try:
                    self._fill(pipe, terminal, reading)
                except OSError:  # the terminal is gone
                    self.exit_event.set()
                    raise
            reading.result()
        finally:
            for end in (pipe, self.fileno):
                os.close(end)
            self.fileno = terminal

    def _fill(self, pipe: int, terminal: int, reading: Future[None]) -> None:
        decode = getincrementaldecoder("utf-8")("ignore").decode
        sieve = self._early.sieve if self._early is not None else ReplySieve()
        expected = monotonic() + (EXPECTED if self._early is not None and sieve.ground is None else 0)
        came = self._early.take() if self._early is not None else b""
        while not self.exit_event.is_set() and not reading.done():
            if came:
                os.write(pipe, decode(came).encode())
            came = b""
            if select([terminal], [], [], PAUSE if sieve.holds else PATIENCE)[0]:
                if select([], [pipe], [], PATIENCE)[1]:
                    came = sieve.pass_on(os.read(terminal, MOST))
                    if sieve.ground is not None or monotonic() > expected:
                        came += sieve.let_go()
            else:
                came = sieve.let_go()


def driver_after(early: EarlyInput | None) -> type[Driver]:
    """Return the driver that begins with what the terminal has sent already."""
    return cast("type[Driver]", partial(TerminalDriver, early=early))
