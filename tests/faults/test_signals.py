"""Signals at any moment: the terminal is given back, and the status says which signal it was."""

from __future__ import annotations

import signal
import sys
import termios
import time
from pathlib import Path

import pytest
from samples import HARBOUR
from terminal import Terminal, letapis

from tui.screens.ending import DEADLY

STARTS = 100
PYTHON_STARTS = 20
"""The first of these, in which nothing of ours may have begun on a busy machine."""
WHILE_STARTING = 1.5
"""Seconds; a machine that does nothing else shows the first rows in half of them."""


def require_whole(terminal: Terminal, number: int) -> None:
    status = terminal.wait()
    assert status in (128 + number, -number), terminal.said
    assert "Traceback" not in terminal.said
    if b"\x1b[?1049h" in terminal.output:
        assert terminal.restored, terminal.output[-300:]
    else:
        assert termios.tcgetattr(terminal._slave)[:4] == terminal.modes[:4]


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGQUIT, signal.SIGUSR1, signal.SIGTERM])
def test_at_every_moment_of_the_start(number: signal.Signals) -> None:
    for start in range(STARTS):
        with letapis(HARBOUR) as terminal:
            terminal.drawn = False
            until = time.monotonic() + WHILE_STARTING * start / STARTS
            while (left := until - time.monotonic()) > 0:
                terminal.read(left)
            terminal.signal(number)
            status = terminal.wait()
            if status == 1 and "Traceback" in terminal.said:  # Python itself was about to start
                assert "tui/" not in terminal.said
                assert start < PYTHON_STARTS
            else:
                require_whole(terminal, number)


@pytest.mark.parametrize(
    "number", [pytest.param(each, marks=() if each is signal.SIGUSR1 else pytest.mark.slow) for each in DEADLY]
)
def test_while_it_runs(number: signal.Signals) -> None:
    with letapis(HARBOUR) as terminal:
        terminal.wait_for("16 events")
        terminal.signal(number)
        require_whole(terminal, number)


def test_ctrl_c_in_the_editor_is_for_the_editor_alone(tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text("#!/bin/sh\necho edited\nkill -INT $PPID\nkill -QUIT $PPID\nsleep 0.2\n")
    editor.chmod(0o755)
    with letapis(HARBOUR, VISUAL=str(editor)) as terminal:
        terminal.wait_for("16 events")
        terminal.send("e")
        terminal.until(lambda _: b"edited" in terminal.output)
        terminal.settle(0.5)
        terminal.wait_for("16 events")
        terminal.send("q")
        assert terminal.wait() == 0


INTERRUPTED = """
import os, signal, sys
from tui import __main__
os.kill(os.getpid(), signal.SIGINT)  # while all else is imported
print("went on", flush=True)
"""


def test_ctrl_c_before_anything_is_imported_says_nothing() -> None:
    with Terminal(sys.executable, "-c", INTERRUPTED) as terminal:
        assert terminal.wait() == 130
        assert terminal.said == ""
