"""A real pseudo-terminal for the tests: what the program writes, as a screen and as bytes."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pyte
from pyte import modes as mo
from pyte.screens import Char

ROOT = Path(__file__).parents[2]
PATIENCE = 25.0
"""Seconds; the machine may be busy. Nothing waits this long when all is well."""
LEAVES_ALTERNATE_SCREEN = b"\x1b[?1049l"
SHOWS_CURSOR = b"\x1b[?25h"
IGNORES_MOUSE = b"\x1b[?1000l"
TAKES_MOUSE = b"\x1b[?1000h"
_SEQUENCE = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")
_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[(?:[>=]\d+u|<u|\?\d+\$p|\?u)")
"""Questions about the keyboard and the modes, on which it stumbles."""
_LONGEST_SEQUENCE = 24
_OVERRULED = ("NO_COLOR", "COLUMNS", "LINES", "LETAPIS_ASCII")
"""What the tests' own surroundings must not decide."""


class _Screen(pyte.Screen):
    """Draws as its parent does; cells that are alike are made once, which takes most of the time."""

    def draw(self, data: str) -> None:
        cursor = self.cursor
        if not data.isascii() or cursor.x + len(data) > self.columns or mo.IRM in self.mode or self.charset:
            super().draw(data)
            return
        line = self.buffer[cursor.y]
        for x, sign in enumerate(data, cursor.x):
            line[x] = _cell(cursor.attrs, sign)
        cursor.x += len(data)


@cache
def _cell(attributes: Char, sign: str) -> Char:
    return attributes._replace(data=sign)


class Terminal:
    """A program in a pseudo-terminal, used as a context manager."""

    def __init__(
        self, *command: str | Path, size: tuple[int, int] = (120, 40), cwd: Path = ROOT, **environment: str
    ) -> None:
        self.columns, self.rows = size
        self.output = b""
        self._cut = b""
        self.drawn = True
        """Whether what comes is drawn on the screen; drawing costs most of the time, and `said` needs none of it."""
        self._screen = _Screen(self.columns, self.rows)
        self._text: str | None = None
        self._stream = pyte.ByteStream(self._screen)
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", self.rows, self.columns, 0, 0))
        self.modes = termios.tcgetattr(slave)
        self._slave = slave
        own = {name: value for name, value in os.environ.items() if name not in _OVERRULED}
        usual = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "LETAPIS_TEST": "1"}
        env = {**own, **usual, **environment}
        self.process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=env, cwd=cwd, start_new_session=True,
            preexec_fn=_take_terminal,  # noqa: PLW1509 - the tests have no threads
        )  # fmt: skip

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        for handle in (self.master, self._slave):
            if handle >= 0:
                os.close(handle)

    @property
    def lines(self) -> list[str]:
        """The screen as text."""
        return [line.rstrip() for line in self._screen.display]

    @property
    def text(self) -> str:
        """The screen as one text."""
        if self._text is None:
            self._text = "\n".join(self.lines)
        return self._text

    def read(self, seconds: float = 0.05) -> bytes:
        """Read what comes within `seconds`; return only what is new."""
        new = b""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if not select.select([self.master], [], [], left)[0]:
                break
            try:
                new += (piece := os.read(self.master, 65536))
            except OSError:
                break
            if not piece:
                break
        if new:
            self.output += new
        if self.drawn:
            self._draw(new)
        return new

    def _draw(self, new: bytes) -> None:
        """Feed the screen; what may be only the beginning of a sequence waits for its end, or for a pause."""
        whole, self._cut = self._cut + new, b""
        at = whole.rfind(b"\x1b")
        if new and at >= 0 and len(whole) - at < _LONGEST_SEQUENCE:
            whole, self._cut = whole[:at], whole[at:]
        if whole:
            self._text = None
            self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", whole))

    @property
    def said(self) -> str:
        """All that was written so far, without the sequences for colours and places."""
        return _SEQUENCE.sub("", self.output.decode("utf-8", "replace"))

    def wait_for(self, text: str, patience: float = PATIENCE) -> None:
        """Read until `text` is on the screen; AssertionError where it does not come."""
        self.until(lambda shown: text in shown, patience, repr(text))

    def until(self, holds: Callable[[str], bool], patience: float = PATIENCE, what: str = "it") -> str:
        """Read until `holds` of the screen's text, and return that; AssertionError where it does not come."""
        end = time.monotonic() + patience
        while not holds(self.text) and time.monotonic() < end:
            self.read()
            if self.process.poll() is not None:
                while self.read(0.2):
                    pass
                break
        self._draw(b"")
        assert holds(self.text), f"{what} did not come; the screen:\n{self.text}"
        return self.text

    def await_bytes(self, text: str, patience: float = 2.0) -> None:
        """Read until `text` has been written, or for `patience` seconds."""
        until = time.monotonic() + patience
        while text.encode() not in self.output and time.monotonic() < until:
            self.read()

    def settle(self, quiet: float = 0.25, patience: float = 5.0) -> None:
        """Read until nothing has come for `quiet` seconds."""
        until = time.monotonic() + patience
        while time.monotonic() < until and self.read(quiet):
            pass

    def send(self, keys: str | bytes) -> None:
        """Type `keys`."""
        os.write(self.master, keys.encode() if isinstance(keys, str) else keys)

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        self.process.send_signal(number)

    def stopped(self, patience: float = PATIENCE) -> None:
        """Read until the program has stopped itself; AssertionError where it does not."""
        end = time.monotonic() + patience
        while os.waitpid(self.process.pid, os.WNOHANG | os.WUNTRACED) == (0, 0):
            assert time.monotonic() < end, f"it did not stop; the screen:\n{self.text}"
            self.read()

    def wait(self, patience: float = PATIENCE) -> int:
        """Return the exit status, reading all that comes till then."""
        until = time.monotonic() + patience
        while self.process.poll() is None and time.monotonic() < until:
            self.read()
        while self.read(0.2):
            pass
        assert self.process.poll() is not None, f"still running; the screen:\n{self.text}"
        return self.process.returncode

    def close(self) -> None:
        """Close the terminal, as when its window is shut."""
        for handle in (self._slave, self.master):
            os.close(handle)
        self.master = self._slave = -1

    @property
    def restored(self) -> bool:
        """Whether the terminal is as it was: modes, alternate screen, cursor and mouse."""
        modes = termios.tcgetattr(self._slave)
        left = self.output.rfind(LEAVES_ALTERNATE_SCREEN) > self.output.rfind(b"\x1b[?1049h")
        return (
            modes[:4] == self.modes[:4]
            and left
            and SHOWS_CURSOR in self.output[-2000:]
            and self.output.rfind(IGNORES_MOUSE) >= self.output.rfind(TAKES_MOUSE)
        )

    def left_as(self) -> str:
        """Return the modes now and before, where each sequence was written last, and the end of what was written."""
        places = {
            name: self.output.rfind(b"\x1b[?" + name) for name in (b"1049h", b"1049l", b"25h", b"1000h", b"1000l")
        }
        return f"{termios.tcgetattr(self._slave)[:4]} {self.modes[:4]} {places} {self.output[-300:]!r}"


def _take_terminal() -> None:
    for number in (signal.SIGINT, signal.SIGQUIT):  # the tests may run in the background, where they are ignored
        signal.signal(number, signal.SIG_DFL)
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def letapis(
    *arguments: str | Path, size: tuple[int, int] = (120, 40), cwd: Path = ROOT, **environment: str
) -> Terminal:
    """Start Letapis of this checkout in a terminal."""
    return Terminal(sys.executable, "-m", "tui", *arguments, size=size, cwd=cwd, PYTHONPATH=str(ROOT), **environment)
