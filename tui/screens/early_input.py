"""What the terminal sends while the explorer is imported: keys typed ahead, and the reply that says its colour.

Nobody reads it yet. It is not echoed, and handed to the driver when that begins to read.
"""

from __future__ import annotations

import os
import termios
from contextlib import suppress
from select import select
from types import TracebackType
from typing import Any

from tui.theme.ground import ReplySieve

MOST = 4096
"""Bytes that are read at once."""


class EarlyInput:
    """Keeps the input of a terminal, used as a context manager; at its end the terminal's modes are what they were."""

    def __init__(self, terminal: int) -> None:
        """Take the file descriptor of the terminal."""
        self._terminal = terminal
        self.sieve = ReplySieve()
        self.modes: list[Any] | None = None
        """Those of the terminal before; None where it is not ours."""
        self._typed = b""

    def __enter__(self) -> EarlyInput:
        """Let the terminal echo nothing and keep no lines."""
        with suppress(termios.error):
            modes = termios.tcgetattr(self._terminal)
            quiet = termios.tcgetattr(self._terminal)
            quiet[0] &= ~termios.ICRNL
            quiet[3] &= ~(termios.ECHO | termios.ICANON)
            quiet[6][termios.VMIN] = 1
            self.modes = modes  # first: a signal may come in between
            termios.tcsetattr(self._terminal, termios.TCSANOW, quiet)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give the terminal its modes back."""
        self.give_back()

    def give_back(self) -> None:
        """Give the terminal its modes back."""
        if self.modes is not None:
            with suppress(termios.error):  # the terminal is gone
                termios.tcsetattr(self._terminal, termios.TCSANOW, self.modes)

    def read(self) -> None:
        """Read what has come, without waiting for more."""
        while self.modes is not None and select([self._terminal], [], [], 0)[0]:
            read = os.read(self._terminal, MOST)
            self._typed += self.sieve.pass_on(read)
            if not read:
                break

    def take(self) -> bytes:
        """Return what was typed, once."""
        typed, self._typed = self._typed, b""
        return typed
