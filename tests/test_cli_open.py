"""The explorer in a real terminal: it opens what was asked for, and ends with its status."""

import fcntl
import os
import pty
import select
import struct
import sys
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyte
import pytest

from tui.paths import resource_dir

ROOT = Path(__file__).parents[1]
HARBOUR = str(resource_dir("data") / "harbour")
PATIENCE = 30.0


class Terminal:
    """A process on a pseudo-terminal, and what stands on its screen."""

    def __init__(self, *arguments: str, columns: int = 120, lines: int = 30, term: str = "xterm-256color") -> None:
        self.screen = pyte.Screen(columns, lines)
        self.stream = pyte.ByteStream(self.screen)
        self.pid, self.fd = pty.fork()
        if not self.pid:
            os.chdir(ROOT)
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
            env = {**os.environ, "TERM": term}
            os.execve(sys.executable, [sys.executable, "-m", "tui", *arguments], env)

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display)

    def pump(self) -> bool:
        """Take in what the process has written; False when it has closed the terminal."""
        ready, _, _ = select.select([self.fd], [], [], 0.05)
        if ready:
            try:
                data = os.read(self.fd, 65536)
            except OSError:
                return False
            self.stream.feed(data)
            return bool(data)
        return True

    def until(self, holds: Callable[[str], bool]) -> str:
        end = time.monotonic() + PATIENCE
        while not holds(self.text):
            assert self.pump() or holds(self.text), f"it ended too soon:\n{self.text}"
            assert time.monotonic() < end, f"it never came:\n{self.text}"
        return self.text

    def press(self, keys: str) -> None:
        os.write(self.fd, keys.encode())

    def status(self) -> int:
        end = time.monotonic() + PATIENCE
        while self.pump() and time.monotonic() < end:
            pass
        _, status = os.waitpid(self.pid, 0)
        self.pid = 0
        return os.waitstatus_to_exitcode(status)

    def close(self) -> None:
        if self.pid:
            os.kill(self.pid, 9)
            os.waitpid(self.pid, 0)
        os.close(self.fd)


@pytest.fixture
def terminal() -> Iterator[Callable[..., Terminal]]:
    opened: list[Terminal] = []

    def start(*arguments: str, **how: str) -> Terminal:
        opened.append(Terminal(*arguments, **how))  # type: ignore[arg-type]
        return opened[-1]

    yield start
    for each in opened:
        each.close()


def test_opens_a_dataset_and_quits(terminal) -> None:
    tty = terminal(HARBOUR)
    tty.until(lambda text: "The harbour software sector" in text and "Harbour Park founded" in text)
    tty.press("q")
    assert tty.status() == 0


def test_opens_at_a_record_under_a_filter(terminal) -> None:
    tty = terminal(HARBOUR, "--filter", "kind:law", "--at", "park-decree")
    text = tty.until(lambda text: "2 of 16 events" in text and "Firms may belong" in text)
    assert "Network down" not in text
    tty.press("q")
    assert tty.status() == 0


def test_folder_that_is_none_is_refused_before_the_screen_changes(terminal) -> None:
    tty = terminal(str(ROOT / "nowhere"))
    assert tty.status() == 2
    assert "letapis new" in tty.text.replace("\n", "")
    assert "TIMELINE" not in tty.text


def test_filter_that_is_no_query_is_refused_with_its_place(terminal) -> None:
    tty = terminal(HARBOUR, "--filter", "orgg:x")
    assert tty.status() == 2
    assert "^^^^^" in tty.text


def test_dumb_terminal_gets_one_sentence(terminal) -> None:
    tty = terminal(HARBOUR, term="dumb")
    assert tty.status() == 2
    assert "TERM=dumb" in tty.text
