"""Textual's driver of a terminal, made to bear bytes that are not UTF-8: they are ignored."""

from __future__ import annotations

import os
from codecs import getincrementaldecoder
from concurrent.futures import Future, ThreadPoolExecutor
from select import select

from textual.drivers.linux_driver import LinuxDriver

MOST = 4096
"""Bytes that are passed on at once; a pipe with room takes so many without a wait."""
PATIENCE = 0.1
"""Seconds after which to look whether the reading is to end; as Textual does."""


class TerminalDriver(LinuxDriver):
    """Reads the terminal through a pipe that only UTF-8 gets into.

    Textual ends with the first byte that is none: it decodes strictly what it reads (its issue 6456).
    """

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
        while not self.exit_event.is_set() and not reading.done():
            if select([terminal], [], [], PATIENCE)[0] and select([], [pipe], [], PATIENCE)[1]:
                os.write(pipe, decode(os.read(terminal, MOST)).encode())
