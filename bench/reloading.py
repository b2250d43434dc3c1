"""A file of 100,000 events in 200 files is saved while the explorer is open, in a real pseudo-terminal.

Each turn changes the title of one event: once nothing is typed until the title stands on the screen, and once keys go
on meanwhile. The same keys without a save are the baseline.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench import big
from bench.figure import Figure, Row, Target, percentile
from bench.terminal import Program

PER_FILE = 500
TURNS = 5
EVENT = big.EVENTS // 2
KEYS, APART = "jk" * 15, 0.06
"""For 1.8 seconds, longer than a file takes to be read again."""
TITLE = f"Files that change while they are open: {big.EVENTS:,} events in {big.EVENTS // PER_FILE} files"
ROWS = (
    Row("a changed title, from the save of its file until it is on screen", Target("most", 1.0)),
    Row("a changed title, the slowest"),
    Row("a key meanwhile, until it is answered, 95th percentile", Target("beyond", 0.1)),
    Row("a key meanwhile, the slowest"),
    Row("the most memory after ten saves", unit="MB"),
)


class Edited:
    """The file of one event, whose title is changed again and again."""

    def __init__(self, dataset: Path) -> None:
        self._file = dataset / "events" / f"part{EVENT // PER_FILE:04}.yaml"
        self._text = self._file.read_text(encoding="utf-8")
        start = self._text.index(f"  event{EVENT}:\n    title: ") + len(f"  event{EVENT}:\n    title: ")
        self._ends = start, self._text.index("\n", start)
        self.number = 0

    def save(self) -> str:
        """Write another title; return it."""
        self.number += 1
        title, (start, end) = f"Edit {self.number} of it", self._ends
        self._file.write_text(f"{self._text[:start]}{title}{self._text[end:]}", encoding="utf-8")
        return title


def measure() -> Iterator[Figure]:
    dataset = big.keep_compiled(big.folder(per_file=PER_FILE))
    edited = Edited(dataset)
    shown, busy, quiet = [], [], []
    with Program([sys.executable, "-m", "tui", str(dataset), "--at", f"event{EVENT}"]) as program:
        program.wait_for(f"{big.EVENTS} events")
        program.wait_for("EVENTS" if "EVENTS" in program.text else "TIMELINE", quiet=3)
        for _ in range(TURNS):
            start = time.perf_counter()
            shown.append(program.seconds_until(edited.save(), start))
            time.sleep(1)
            program.answers("", 0)
        for _ in range(TURNS):
            quiet += program.answers(KEYS, APART)
            title, start = edited.save(), time.perf_counter()
            busy += program.answers(KEYS, APART)
            program.seconds_until(title, start)
        memory = program.peak
    middle, slowest, key, worst, most = ROWS
    yield Figure(middle, percentile(shown, 0.5), len(shown))
    yield Figure(slowest, max(shown), len(shown))
    for row, share in ((key, 0.95), (worst, 1.0)):
        yield Figure(row, percentile(busy, share), len(busy), percentile(quiet, share), "without a save")
    yield Figure(most, memory, 1)
