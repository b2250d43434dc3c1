"""Every way to end leaves the terminal as it was, with the right exit status."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest
from driving import explorer, press_keys
from samples import HARBOUR
from terminal import ROOT, letapis

ROW = "Ada Quill let go"


@pytest.mark.parametrize("key", ["\x11", "й"])
def test_ctrl_c_does_not_quit_and_says_how_and_quitting_gives_the_terminal_back(key: str) -> None:
    with letapis(HARBOUR) as terminal:
        terminal.wait_for(ROW)
        terminal.send("\x03")
        terminal.wait_for("ctrl+q")
        assert terminal.process.poll() is None
        terminal.send(key)
        assert terminal.wait() == 0
        assert terminal.restored


def test_stopping_gives_the_terminal_back_and_going_on_repaints_until_the_terminal_is_closed() -> None:
    with letapis(HARBOUR) as terminal:
        terminal.wait_for(ROW)
        terminal.settle()
        terminal.send("\x1a")
        _, status = os.waitpid(terminal.process.pid, os.WUNTRACED)
        assert os.WIFSTOPPED(status)
        terminal.settle()
        assert terminal.restored
        before = len(terminal.output)
        terminal.signal(signal.SIGCONT)
        terminal.until(lambda _: ROW.encode() in terminal.output[before:])
        terminal.close()
        assert terminal.process.wait(timeout=20) is not None


def test_without_a_terminal_or_in_a_dumb_one_it_says_so_in_one_sentence() -> None:
    command = [sys.executable, "-m", "tui", HARBOUR]
    ended = subprocess.run(
        command, cwd=ROOT, text=True, stdin=subprocess.DEVNULL, capture_output=True, timeout=30, check=False
    )
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert len(ended.stderr.strip().splitlines()) == 1
    with letapis(HARBOUR, TERM="dumb", COLORTERM="") as terminal:
        assert terminal.wait() == 2
        assert b"\x1b" not in terminal.output
        assert len(terminal.output.decode().strip().splitlines()) == 1


async def test_ctrl_q_ends_it_from_a_dialog_where_q_is_a_letter() -> None:
    async with explorer() as (pilot, screen):
        for key in ("f", "?", "t", "ctrl+k", "a"):
            await press_keys(pilot, key, "q")
            assert pilot.app.is_running
            assert pilot.app.screen is not screen
            if key != "a":
                await press_keys(pilot, "escape")
        await press_keys(pilot, "ctrl+q")
    assert pilot.app.return_code == 0
