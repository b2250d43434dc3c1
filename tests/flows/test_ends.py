"""Every way to end leaves the terminal as it was, with the right exit status."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest
from driving import explorer, press_keys
from samples import HARBOUR
from terminal import ROOT, Terminal, letapis

ROW = "Ada Quill let go"


@pytest.fixture
def opened() -> Iterator[Terminal]:
    with letapis(HARBOUR) as terminal:
        terminal.wait_for(ROW)
        terminal.settle()
        yield terminal


@pytest.mark.parametrize("key", ["q", "\x11", "й"])
def test_quitting_gives_the_terminal_back(opened: Terminal, key: str) -> None:
    opened.send(key)
    assert opened.wait() == 0
    assert opened.restored


def test_ctrl_c_does_not_quit_and_says_how(opened: Terminal) -> None:
    opened.send("\x03")
    opened.wait_for("ctrl+q")
    assert opened.process.poll() is None


def test_a_closed_terminal_ends_it(opened: Terminal) -> None:
    opened.close()
    assert opened.process.wait(timeout=20) is not None


def test_stopping_gives_the_terminal_back_and_going_on_repaints(opened: Terminal) -> None:
    opened.send("\x1a")
    _, status = os.waitpid(opened.process.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status)
    opened.settle()
    assert opened.restored
    before = len(opened.output)
    opened.signal(signal.SIGCONT)
    opened.settle(1.0)
    assert ROW.encode() in opened.output[before:]
    opened.send("q")
    assert opened.wait() == 0
    assert opened.restored


CRASH = """
import sys
from pathlib import Path
from tui.app import LetapisApp

def burst():
    raise RuntimeError("burst \\x1b]52;c;aGk=\\x07")

class Crashing(LetapisApp):
    def on_ready(self):
        self.set_timer(1.0, burst)

app = Crashing(Path(sys.argv[1]))
app.run()
sys.exit(app.return_code or 0)
"""


def test_a_crash_gives_the_terminal_back_and_fails() -> None:
    with Terminal(sys.executable, "-c", CRASH, HARBOUR) as terminal:
        assert terminal.wait() == 1
        assert terminal.restored
        assert "RuntimeError" in terminal.output.decode("utf-8", "replace")
        assert b"\x1b]52" not in terminal.output


def test_without_a_terminal_it_says_so_in_one_sentence() -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "tui", HARBOUR],
        cwd=ROOT,
        text=True,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=30,
        check=False,
    )
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert len(ended.stderr.strip().splitlines()) == 1


def test_a_dumb_terminal_is_refused() -> None:
    with letapis(HARBOUR, TERM="dumb", COLORTERM="") as terminal:
        assert terminal.wait() == 2
        assert b"\x1b" not in terminal.output
        assert len(terminal.output.decode().strip().splitlines()) == 1


@pytest.mark.parametrize("key", ["f", "?", "t", "ctrl+k", "a"])
async def test_ctrl_q_ends_it_from_a_dialog_where_q_is_a_letter(key: str) -> None:
    async with explorer() as (pilot, screen):
        await press_keys(pilot, key, "q")
        assert pilot.app.is_running
        assert pilot.app.screen is not screen
        await press_keys(pilot, "ctrl+q")
    assert pilot.app.return_code == 0
