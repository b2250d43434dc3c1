"""Time from the start of the process to the first rows of the timeline, against an empty Textual app."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import statistics
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Sequence
from tempfile import TemporaryDirectory

from bench.figure import Figure, Row, Target
from tui.core.opening import open_dataset
from tui.paths import default_dataset

RUNS = 9
TITLE = "The explorer opens belarus-it"
ROWS = (
    Row("its first frame", Target("ratio", 1.3)),
    Row("the first rows of the timeline", Target("ratio", 0.7)),
    Row("the first rows, never compiled"),
)
FIND = ["-m", "tui", "find", "kind:law"]
"""Compiles the shipped dataset on its way."""
EMPTY = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("the first words on the screen")
Empty().run()
"""


def seconds_until(arguments: list[str], marks: Sequence[bytes], cache: str) -> float:
    """Run Python with `arguments` in a terminal of 120x40; return the time until one of `marks` is written to it.

    The user is new.
    `cache` is the folder for compiled datasets, or "off".
    """
    with TemporaryDirectory() as home:
        own = {"TERM": "xterm-256color", "LETAPIS_CACHE": cache, "LETAPIS_HOME": home}
        clean = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        started = time.perf_counter()
        process, master = pty.fork()
        if process == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
            os.execve(sys.executable, [sys.executable, *arguments], clean | own)
        written = b""
        try:
            while not any(mark in written for mark in marks):
                if not select.select([master], [], [], 30)[0]:
                    raise TimeoutError(f"{arguments}: none of {marks[0]!r} … was written")
                written += os.read(master, 65536)
            return time.perf_counter() - started
        finally:
            os.kill(process, 9)
            os.waitpid(process, 0)
            os.close(master)


def measure() -> Iterator[Figure]:
    """Yield medians; the runs take turns, so that a busy minute burdens all alike."""
    opened = open_dataset(default_dataset())
    titles = [opened.store.event(event_id).title[:12].encode() for event_id in opened.store.event_ids]
    explorer = ["-m", "tui", str(default_dataset())]
    with TemporaryDirectory() as cache:
        subprocess.run(
            [sys.executable, *FIND], env={**os.environ, "LETAPIS_CACHE": cache}, capture_output=True, check=True
        )
        programs = (
            (["-c", EMPTY], [b"first words"], cache),
            (explorer, [b"opening"], cache),
            (explorer, titles, cache),
            (explorer, titles, "off"),
        )
        times: list[list[float]] = [[] for _ in programs]
        for run in range(RUNS + 1):
            for own, program in zip(times, programs, strict=True):
                taken = seconds_until(*program)
                if run:  # the first one writes the bytecode
                    own.append(taken)
    floor, *middle = (statistics.median(own) for own in times)
    for row, took in zip(ROWS, middle, strict=True):
        yield Figure(row, took, RUNS, floor, "an empty Textual app")
