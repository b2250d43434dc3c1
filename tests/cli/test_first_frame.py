"""The first frame is there at once, and whatever goes wrong behind it gives the terminal back."""

from __future__ import annotations

import signal
import sys

from terminal import Terminal

PROGRAM = """
import sys, time
from tui.cli.first_frame import first_frame
with first_frame("The harbour"):
    {body}
"""


def test_it_says_what_opens() -> None:
    with Terminal(sys.executable, "-c", PROGRAM.format(body="time.sleep(30)")) as terminal:
        terminal.wait_for("The harbour   opening")
        assert "textual" not in terminal.text


def test_a_failure_behind_it_gives_the_terminal_back() -> None:
    with Terminal(sys.executable, "-c", PROGRAM.format(body="raise ImportError('no such library')")) as terminal:
        assert terminal.wait() == 1
        assert terminal.restored
        assert "no such library" in terminal.output.decode()


def test_a_signal_behind_it_gives_the_terminal_back() -> None:
    with Terminal(sys.executable, "-c", PROGRAM.format(body="time.sleep(30)")) as terminal:
        terminal.wait_for("The harbour")
        terminal.signal(signal.SIGTERM)
        assert terminal.wait() == 128 + signal.SIGTERM
        assert terminal.restored
