"""How fast a dataset loads, against PyYAML's own fast loader on the same files, in time of the processor.

Two ratios: reading alone (text to maps, with every place and every refusal) does what `yaml.load` does; loading
goes on to typed records with closed references, which `yaml.load` does not do at all.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator

import yaml

from bench import big
from bench.figure import Figure, Row, Target
from tui.core.loading.loader import load
from tui.core.loading.yaml_reader import read

EVENTS = big.EVENTS // 10
RUNS = 3
FOUR_TIMES_AS_FAST = Target("ratio", 0.25)
TITLE = f"Loading {EVENTS:,} events into memory, time of the processor"
ROWS = (
    Row("reading YAML, with places and refusals", FOUR_TIMES_AS_FAST),
    Row("loading: typed records, references closed", FOUR_TIMES_AS_FAST),
)


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time of some work."""
    started = time.process_time()
    work()
    return time.process_time() - started


def measure() -> Iterator[Figure]:
    folder = big.folder(EVENTS)
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.yaml"))]
    works: tuple[Callable[[], object], ...] = (
        lambda: [yaml.load(text, yaml.CSafeLoader) for text in texts],
        lambda: [read(text, []) for text in texts],
        lambda: load(folder),
    )
    taken = [[seconds(work) for work in works] for _ in range(RUNS)]
    floor, *middle = (statistics.median(own) for own in zip(*taken, strict=True))
    for row, took in zip(ROWS, middle, strict=True):
        yield Figure(row, took, RUNS, floor, "yaml.CSafeLoader")
