"""A program in a real pseudo-terminal: keys go in, and every piece of what comes out is kept with its moment.

Nothing is drawn while the clock runs. When the program has fallen silent the pieces are drawn one by one, which tells
from which moment on an area of the screen was as it stayed.
"""

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
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pyte

COLUMNS, LINES = 120, 40
QUIET = 0.3
"""Seconds without output after which a program has said all; less than the blinking of a cursor."""
PATIENCE = 60.0
"""Seconds; nothing takes this long when all is well."""
LONGEST = 6.0
"""Seconds after which what is written is no answer to a key any more."""
_ASKED = re.compile(rb"\x1b\[(?:[>=]\d+u|<u|\?\d+\$p|\?u)|\x1b[=>]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")
"""Questions to the terminal and titles, on which pyte stumbles."""


class Area(NamedTuple):
    """A part of the screen, in cells, ends exclusive."""

    top: int
    bottom: int
    left: int = 0
    right: int = COLUMNS
    coloured: bool = True
    """Whether colours count; they do not where a cursor blinks."""


def settled(moments: Sequence[float], states: Sequence[object]) -> float | None:
    """Return the moment from which on the state was as it is at the end; None where nothing changed at all.

    Args:
        moments: of the changes, in order.
        states: the one before the first moment, then the one after each.
    """
    last, found = states[-1], None
    for at in range(len(moments) - 1, -1, -1):
        found = moments[at]
        if states[at] != last:
            return found
    return None if all(state == last for state in states) else found


class Answer(NamedTuple):
    """What a program wrote after keys."""

    moments: list[float]
    """Seconds since the last key, negative before it."""
    pieces: list[bytes]


class Program:
    """A program in a terminal of 120 columns and 40 rows, used as a context manager."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str] | None = None) -> None:
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)
        own = {name: value for name, value in os.environ.items() if name not in ("PYTHONDONTWRITEBYTECODE", "NO_COLOR")}
        own |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", **(environment or {})}
        self.process, self._master = pty.fork()
        if self.process == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
            try:
                os.execvpe(command[0], list(command), own)
            finally:  # it is not there: nothing of this process may go on twice
                os._exit(127)

    def __enter__(self) -> Program:
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self._master)

    @property
    def text(self) -> str:
        """The screen as text."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def peak(self) -> float:
        """The most memory that was resident so far, in megabytes."""
        found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{self.process}/status").read_text(encoding="ascii"))
        return int(found[1]) / 1024 if found else 0.0

    @property
    def processor(self) -> float:
        """Seconds of processor time that all threads took so far."""
        return sum(int(thread.split()[0]) for thread in self._threads("schedstat")) / 1e9

    @property
    def _is_busy(self) -> bool:
        """Whether a thread would go on at once: silent for want of a processor is not silent."""
        return any(thread.rpartition(")")[2].split()[0] == "R" for thread in self._threads("stat"))

    def _threads(self, file: str) -> Iterator[str]:
        """Yield what the system says of each thread that is still there."""
        for thread in Path(f"/proc/{self.process}/task").iterdir():
            with suppress(OSError):
                yield (thread / file).read_text(encoding="ascii")

    def wait_for(self, text: str, quiet: float = 1.5) -> None:
        """Read until `text` stands on the screen and nothing has come for `quiet` seconds.

        Raises:
            TimeoutError: it does not come.
        """
        end = time.perf_counter() + PATIENCE
        while text not in self.text:
            if time.perf_counter() > end:
                raise TimeoutError(f"{text!r} did not come:\n{self.text}")
            self._draw(b"".join(self._read(time.perf_counter(), 0.1).pieces))
        self._draw(b"".join(self._read(time.perf_counter(), quiet).pieces))

    def seconds_until(self, text: str, start: float) -> float:
        """Read until `text` stands on the screen; return the seconds since `start`, a moment of `time.perf_counter`.

        Raises:
            TimeoutError: it does not come.
        """
        while text not in self.text:
            if time.perf_counter() - start > PATIENCE:
                raise TimeoutError(f"{text!r} did not come:\n{self.text}")
            if select.select([self._master], [], [], 0.05)[0]:
                self._draw(os.read(self._master, 65536))
        return time.perf_counter() - start

    def answers(self, keys: str, apart: float) -> list[float]:
        """Type keys `apart` seconds from each other; return the seconds from each until anything was written."""
        due, sent = time.perf_counter(), []
        moments: list[float] = []
        for key in keys:
            sent.append(time.perf_counter())
            os.write(self._master, key.encode())
            due += apart
            while (left := due - time.perf_counter()) > 0:
                if select.select([self._master], [], [], left)[0]:
                    piece = os.read(self._master, 65536)
                    moments.append(time.perf_counter())
                    self._draw(piece)
        return [min((moment for moment in moments if moment > at), default=due) - at for at in sent]

    def type(
        self,
        keys: str,
        areas: Mapping[str, Area],
        *,
        apart: float = 0.0,
        awaited: Callable[[str], bool] | None = None,
    ) -> dict[str, float | None]:
        """Type, all at once or `apart` seconds from each other, and read until the program is silent.

        With `awaited` its silence counts only when that is true of the screen, or `LONGEST` is over: a program that is
        kept waiting by others is no faster for it.

        Returns:
            For each area the seconds from the last key until it was as it stayed; None where it did not change.
        """
        states = {name: [self._state(area)] for name, area in areas.items()}
        early = self._type_slowly(keys[:-1], apart) if apart else []
        start = time.perf_counter()
        os.write(self._master, (keys[-1] if apart else keys).encode())
        written = [(moment - start, piece) for moment, piece in early]
        moments: list[float] = []
        while True:
            written += zip(*self._read(start, QUIET), strict=True)
            for moment, piece in written:
                moments.append(moment)
                self._screen.dirty.clear()
                self._draw(piece)
                for name, area in areas.items():
                    untouched = self._screen.dirty.isdisjoint(range(area.top, area.bottom))
                    states[name].append(states[name][-1] if untouched else self._state(area))
            written = []
            if awaited is None or awaited(self.text) or time.perf_counter() - start > LONGEST:
                return {name: settled(moments, seen) for name, seen in states.items()}

    def _type_slowly(self, keys: str, apart: float) -> list[tuple[float, bytes]]:
        early: list[tuple[float, bytes]] = []
        due = time.perf_counter()
        for key in keys:
            os.write(self._master, key.encode())
            due += apart
            while (left := due - time.perf_counter()) > 0:
                if select.select([self._master], [], [], left)[0]:
                    piece = os.read(self._master, 65536)
                    early.append((time.perf_counter(), piece))
        return early

    def _read(self, start: float, quiet: float) -> Answer:
        answer = Answer([], [])
        while (ready := select.select([self._master], [], [], quiet)[0]) or self._is_busy:
            if not ready:
                if time.perf_counter() - start > LONGEST:
                    break
                continue
            try:
                piece = os.read(self._master, 65536)
            except OSError:  # it has ended
                break
            answer.moments.append(time.perf_counter() - start)
            answer.pieces.append(piece)
            if not piece or answer.moments[-1] > LONGEST:
                break
        return answer

    def _draw(self, piece: bytes) -> None:
        self._stream.feed(_ASKED.sub(b"", piece))

    def _state(self, area: Area) -> object:
        rows = range(area.top, area.bottom)
        if not area.coloured:
            return [self._screen.display[row][area.left : area.right] for row in rows]
        return [[self._screen.buffer[row][column] for column in range(area.left, area.right)] for row in rows]


def explorer(folder: str) -> Program:
    """Start Letapis of this checkout on a dataset."""
    return Program([sys.executable, "-m", "tui", folder])


def plain(app: str) -> Program:
    """Start a Python program given as text: what others are measured against."""
    return Program([sys.executable, "-c", app])
