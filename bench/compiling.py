"""Compiling a dataset, index included, against PyYAML's fast loader alone on the same files; and opening it again.

Each is a process of its own, taking turns, so that imports, memory and all processors count for both.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bench import big
from bench.figure import Figure, Row, Target
from bench.keys import pane_areas
from bench.startup import seconds_until
from bench.terminal import explorer
from tui.paths import default_dataset

SIZES = {big.EVENTS // 10: 3, big.EVENTS: 1}
"""Events → runs."""
OPENINGS = 7
HALF = Target("ratio", 0.5)
TITLE = "Compiling, index included, and opening again"
ROWS = (
    *(Row(f"compiling {events:,} events, {what}", HALF) for events in SIZES for what in ("wall", "processor")),
    Row("compiling ten times as many, processor", Target("ratio", 12.5)),
    Row(f"opening {big.EVENTS:,} events, to the first rows", Target("ratio", 1.5)),
)
YAML = """
import pathlib, sys, yaml
for path in map(pathlib.Path, sys.argv[1:]):
    for file in sorted(path.rglob("*.yaml")) if path.is_dir() else [path]:
        yaml.load(file.read_bytes(), yaml.CSafeLoader)
"""
COMPILE, LOAD = "compile", "yaml.load"


class Cost(NamedTuple):
    """What a process took with all its children, in seconds."""

    wall: float
    processor: float


def cost(command: Sequence[str]) -> Cost:
    """Run a command to its end.

    Raises:
        ChildProcessError: it failed.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise ChildProcessError(f"{command} ended with {process.returncode}")
    return Cost(wall, used.ru_utime + used.ru_stime)


def middle(costs: Sequence[Cost]) -> Cost:
    """Return the medians."""
    return Cost(statistics.median(one.wall for one in costs), statistics.median(one.processor for one in costs))


def _compiling() -> dict[tuple[int, str], Cost]:
    """Return the medians by number of events and what was run; the compiled files are left where they are opened."""
    found: dict[tuple[int, str], Cost] = {}
    for events, runs in SIZES.items():
        folder = big.folder(events)
        commands = {
            COMPILE: big.compile_command(folder, big.place_for(folder)),
            LOAD: [sys.executable, "-c", YAML, str(folder)],
        }
        taken: dict[str, list[Cost]] = {name: [] for name in commands}
        for _ in range(runs):
            for name, command in commands.items():
                taken[name].append(cost(command))
        found |= {(events, name): middle(costs) for name, costs in taken.items()}
    return found


def first_titles(dataset: Path) -> list[bytes]:
    """Return how the titles begin that stand in the list when the explorer opens `dataset`."""
    store = big.opened(dataset).store
    titles = {store.event(event_id).title[:12] for event_id in store.event_ids}
    with explorer(str(dataset)) as program:
        program.wait_for("TIMELINE")
        area = pane_areas(program.text)["list"]
        shown = "\n".join(line[: area.right] for line in program.text.splitlines()[area.top : area.bottom])
    return [title.encode() for title in titles if title in shown]


def _opening() -> list[float]:
    """Return the medians of the start to the first rows of a large compiled dataset, and of the shipped one."""
    datasets = [big.compiled(), big.keep_compiled(default_dataset())]
    marks = [first_titles(dataset) for dataset in datasets]
    cache = str(big.place_for(datasets[0]).parent)
    times: list[list[float]] = [[], []]
    for run in range(OPENINGS + 1):
        for own, dataset, titles in zip(times, datasets, marks, strict=True):
            taken = seconds_until(["-m", "tui", str(dataset)], titles, cache)
            if run:  # the first one warms the files
                own.append(taken)
    return [statistics.median(own) for own in times]


def measure() -> Iterator[Figure]:
    costs = _compiling()
    of_sizes, tenfold, opening = ROWS[:-2], ROWS[-2], ROWS[-1]
    rows = iter(of_sizes)
    for events, runs in SIZES.items():
        for own, loader in zip(costs[events, COMPILE], costs[events, LOAD], strict=True):
            yield Figure(next(rows), own, runs, loader, "yaml.CSafeLoader alone")
    few, many = (costs[events, COMPILE].processor for events in SIZES)
    yield Figure(tenfold, many, SIZES[big.EVENTS], few, f"{min(SIZES):,} events")
    large, shipped = _opening()
    yield Figure(opening, large, OPENINGS, shipped, "belarus-it")
