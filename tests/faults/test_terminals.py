"""Terminals that change their size all the time, go away, or say that they are not UTF-8."""

from __future__ import annotations

import fcntl
import random
import signal
import struct
import subprocess
import sys
import termios
import time

import pytest
from samples import HARBOUR, ROOT
from terminal import letapis
from walks import walk


@pytest.mark.slow
def test_a_storm_of_resizes_ends_in_a_whole_screen() -> None:
    with letapis(HARBOUR) as terminal:
        terminal.wait_for("16 events")
        chance = random.Random(1)
        for size in [*((chance.randint(1, 60), chance.randint(1, 200)) for _ in range(200)), (40, 120)]:
            fcntl.ioctl(terminal.master, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
            terminal.signal(signal.SIGWINCH)
            terminal.read(0.002)
        terminal.settle()
        terminal.send("/cable")
        terminal.wait_for("of 16")
        terminal.send("\x11")
        assert terminal.wait() == 0
        assert terminal.restored


@pytest.mark.parametrize(
    "moment", [pytest.param(0.1, marks=pytest.mark.slow), 0.4, pytest.param(0.8, marks=pytest.mark.slow)]
)
def test_a_terminal_that_goes_away_takes_the_explorer_with_it(moment: float) -> None:
    with letapis(HARBOUR) as terminal:
        terminal.read(moment)
        time.sleep(moment)
        terminal.close()
        assert terminal.process.wait(timeout=20) is not None


STUCK = """
import asyncio, sys, time
from tui.screens import ending

ending.GONE = 0.2

async def run():
    ending.Ending().answer_signals(lambda status: time.sleep(60))
    print("ready", flush=True)
    await asyncio.sleep(60)

asyncio.run(run())
"""
"""What ends as Letapis does, but never gets to its end."""


def test_what_waits_for_a_terminal_that_is_gone_is_ended() -> None:
    with subprocess.Popen([sys.executable, "-c", STUCK], stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGHUP)
        assert process.wait(timeout=20) == 128 + signal.SIGHUP


@pytest.mark.parametrize(
    "locale", [{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"LC_ALL": "xx.KOI8"}]
)
@pytest.mark.slow
def test_a_locale_that_is_not_utf_8(locale: dict[str, str]) -> None:
    with letapis(HARBOUR, **locale) as terminal:
        terminal.wait_for("16 events")
        assert terminal.text.isascii()
        terminal.send("\x11")
        assert terminal.wait() == 0
        assert terminal.restored


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_a_random_walk_ends_well(seed: int) -> None:
    walk(random.Random(seed))
