"""A dataset in which everything grows with the events: compiled, edited and opened again, at the sizes of `--events`.

What is held against the same at 1,000 events, or against PyYAML's fast loader on a sample, is measured in the same run.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from bench import big
from bench.compiling import YAML, first_titles
from bench.figure import Figure, Row, Target
from bench.startup import seconds_until
from bench.terminal import explorer
from tui.paths import default_dataset

SIZES = big.SIZES
SAMPLE = 15_000_000
"""Bytes of YAML that PyYAML reads, as much as 20,000 events take; its time is scaled to all."""
BETWEEN = 0.05
"""Seconds between two looks at the memory."""
OPENINGS = 3
TITLE = f"As many sources and claims as events ask for: {', '.join(f'{size:,}' for size in SIZES)} events"
MB = 1e6


class _Rows(NamedTuple):
    """What is measured at one size."""

    wall: Row
    memory: Row
    size: Row
    edit: Row
    edit_memory: Row
    opening: Row
    opened_memory: Row


def _rows(events: int) -> _Rows:
    within = 2 if events > big.EVENTS else 1
    large = events >= big.EVENTS
    return _Rows(
        Row(f"compiling {events:,} events, wall", Target("ratio", 0.3) if large else None),
        Row(f"compiling {events:,} events, most memory of all processes", Target("most", 1500), "MB"),
        Row(f"the compiled file of {events:,} events", Target("ratio", 0.8) if large else None, "MB"),
        Row(f"one word changed among {events:,} events, until it is compiled", Target("most", within)),
        Row(f"one word changed among {events:,} events, most memory", Target("most", 500), "MB"),
        Row(f"opening {events:,} events again, to the first rows", Target("ratio", 1.3)),
        Row(f"opening {events:,} events again, memory", Target("most", 200), "MB"),
    )


_OF_SIZE = {events: _rows(events) for events in SIZES}
_GROWTH = [
    Row(f"compiling from {few:,} to {many:,} events", Target("ratio", 1.1 * many / few) if few >= big.EVENTS else None)
    for few, many in pairwise(SIZES)
]
ROWS = (*(row for rows in _OF_SIZE.values() for row in rows), *_GROWTH)


class Run(NamedTuple):
    """What a process and all its children took."""

    seconds: float
    peak: float
    """Megabytes in all processes at once, shared memory counted once."""


def watched(command: Sequence[str]) -> Run:
    """Run a command to its end, looking at its memory all the time.

    Raises:
        ChildProcessError: it failed.
    """
    start, peak = time.perf_counter(), 0.0
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    while process.poll() is None:
        peak = max(peak, sum(map(_memory, _family(process.pid))))
        time.sleep(BETWEEN)
    if process.returncode:
        raise ChildProcessError(f"{command} ended with {process.returncode}")
    return Run(time.perf_counter() - start, peak)


def _family(process: int) -> Iterator[int]:
    """Yield a process and all below it, as far as they still run."""
    yield process
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    except OSError:
        return
    for child in map(int, children):
        yield from _family(child)


def _memory(process: int) -> float:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:  # it has ended
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1000


def _files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.yaml"))


def _loading(folder: Path) -> float:
    """Return the seconds that PyYAML's fast loader would take for all files, from a sample of them."""
    every = _files(folder)
    total = sum(path.stat().st_size for path in every)
    sample = every[:: max(1, total // SAMPLE)]
    read = sum(path.stat().st_size for path in sample)
    begun = watched([sys.executable, "-c", "import pathlib, sys, yaml"]).seconds
    taken = watched([sys.executable, "-c", YAML, *map(str, sample)]).seconds - begun
    return taken * total / read


def _change_a_word(folder: Path) -> None:
    path = _files(folder / "events")[-1]
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("    summary: ", "    summary: Otherwise ", 1), encoding="utf-8")


@cache
def _shipped() -> float:
    """Return the seconds to the first rows of the shipped dataset."""
    return _opening(big.keep_compiled(default_dataset()))


def _opening(dataset: Path) -> float:
    titles, kept = first_titles(dataset), str(big.place_for(dataset).parent)
    return min(seconds_until(["-m", "tui", str(dataset)], titles, kept) for _ in range(OPENINGS))


def measure() -> Iterator[Figure]:
    took: list[float] = []
    for events, rows in _OF_SIZE.items():
        folder = big.growing(events)
        target = big.place_for(folder)
        compiling = big.compile_command(folder, target)
        run = watched(compiling)
        took.append(run.seconds)
        yield Figure(rows.wall, run.seconds, 1, _loading(folder), "yaml.CSafeLoader, from a sample")
        yield Figure(rows.memory, run.peak, 1)
        yaml = sum(path.stat().st_size for path in _files(folder))
        yield Figure(rows.size, target.stat().st_size / MB, 1, yaml / MB, "of YAML")
        _change_a_word(folder)
        run = watched(compiling[:-1])
        yield Figure(rows.edit, run.seconds, 1)
        yield Figure(rows.edit_memory, run.peak, 1)
        yield Figure(rows.opening, _opening(folder), OPENINGS, _shipped(), "belarus-it")
        with explorer(str(folder)) as program:
            program.wait_for("TIMELINE")
            yield Figure(rows.opened_memory, program.peak, 1)
    for row, few, many, events in zip(_GROWTH, took, took[1:], SIZES, strict=False):
        yield Figure(row, many, 1, few, f"{events:,} events")
