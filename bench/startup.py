"""Time from the start of the process to the first rows of the timeline, against an empty Textual app."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import statistics
import struct
import sys
import termios
import time

from bench.figure import Figure

RUNS = 11
EMPTY = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("the first words on the screen")
Empty().run()
"""


def seconds_until(arguments: list[str], mark: bytes) -> float:
    """Run Python with `arguments` in a terminal of 120x40; return the time until `mark` is written to it."""
    started = time.perf_counter()
    process, master = pty.fork()
    if process == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        os.execve(sys.executable, [sys.executable, *arguments], {**environment, "TERM": "xterm-256color"})
    written = b""
    try:
        while mark not in written:
            if not select.select([master], [], [], 30)[0]:
                raise TimeoutError(f"{arguments}: {mark!r} was not written")
            written += os.read(master, 65536)
        return time.perf_counter() - started
    finally:
        os.kill(process, 9)
        os.waitpid(process, 0)
        os.close(master)


def measure() -> list[Figure]:
    """Return the medians; the runs take turns, so that a busy minute burdens all alike."""
    programs = {
        "empty Textual app": (["-c", EMPTY], b"first words"),
        "letapis, first paint": (["-m", "tui", "data/belarus-it"], b"opening"),
        "letapis, first rows": (["-m", "tui", "data/belarus-it"], b"EPAM founded"),
    }
    times: dict[str, list[float]] = {name: [] for name in programs}
    for run in range(RUNS + 1):
        for name, (arguments, mark) in programs.items():
            taken = seconds_until(arguments, mark)
            if run:  # the first one writes the bytecode
                times[name].append(taken)
    middle = {name: statistics.median(taken) for name, taken in times.items()}
    floor = middle.pop("empty Textual app")
    targets = {"letapis, first paint": 1.3, "letapis, first rows": 1.8}
    return [Figure(name, took, floor, "empty Textual app", RUNS, targets.get(name, 0)) for name, took in middle.items()]


def main() -> None:
    """Print what was measured."""
    for figure in measure():
        print(figure)


if __name__ == "__main__":
    main()
