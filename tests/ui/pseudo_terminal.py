"""A program in a real pseudo-terminal, its screen read by pyte."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Sequence

import pyte

_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[(?:[>=]\d+u|<u|\?\d+\$p|\?u)")
"""Questions about the keyboard and the modes, on which it stumbles."""


class Terminal:
    """Runs a program at a size; waits for what it shows, never for a time."""

    def __init__(self, arguments: Sequence[str], columns: int, rows: int) -> None:
        self.raw = b""
        self._cut = b""
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._status: int | None = None
        self.pid, self._master = pty.fork()
        if self.pid == 0:
            # the size must be there before the program asks for it
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
            for name in ("COLUMNS", "LINES"):  # they would overrule the size
                environment.pop(name, None)
            os.execve(sys.executable, [sys.executable, *arguments], environment)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def keys(self, keys: str) -> None:
        """Type."""
        os.write(self._master, keys.encode())

    def until(self, holds: Callable[[str], bool], seconds: float = 20) -> str:
        """Read until `holds` of the screen's text; return it. Raises AssertionError when the time is up."""
        end = time.monotonic() + seconds
        while not holds(self.text):
            assert time.monotonic() < end, f"waited in vain; on the screen is\n{self.text}"
            if not self._read(0.2) and self._status is not None:
                raise AssertionError(f"ended with {self._status}; on the screen is\n{self.text}")
        return self.text

    def signal(self, number: int) -> None:
        """Send a signal."""
        os.kill(self.pid, number)

    def ended(self, seconds: float = 20) -> int:
        """Read until the program ends; return its exit status, negative for a signal."""
        end = time.monotonic() + seconds
        while self._poll() is None:
            assert time.monotonic() < end, f"still running; on the screen is\n{self.text}"
            self._read(0.1)
        while self._read(0.1):
            pass
        status = self._poll()
        assert status is not None
        return status

    def stopped(self, seconds: float = 20) -> None:
        """Read until the program has stopped itself."""
        end = time.monotonic() + seconds
        while os.waitpid(self.pid, os.WNOHANG | os.WUNTRACED) == (0, 0):
            assert time.monotonic() < end, "it did not stop"
            self._read(0.05)

    def close(self) -> None:
        """Leave no process behind."""
        if self._poll() is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._master)

    def _poll(self) -> int | None:
        if self._status is None:
            done, status = os.waitpid(self.pid, os.WNOHANG)
            if done:
                self._status = os.waitstatus_to_exitcode(status)
        return self._status

    def _read(self, wait: float) -> bool:
        ready, _, _ = select.select([self._master], [], [], wait)
        if not ready:
            self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", self._cut))
            self._cut = b""
            return False
        try:
            data = os.read(self._master, 65536)
        except OSError:  # the other side is closed
            self._poll()
            return False
        self.raw += data
        whole, cut = self._cut + data, b""
        at = whole.rfind(b"\x1b")
        if at >= 0 and len(whole) - at < 24:  # perhaps only the beginning of a sequence: wait for its end
            whole, cut = whole[:at], whole[at:]
        self._cut = cut
        self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", whole))
        return bool(data)
