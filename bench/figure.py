"""What is measured, what it is held to, and what came of it."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

SECONDS = "s"


@dataclass(frozen=True)
class Target:
    """What a measure is held to."""

    kind: Literal["ratio", "most", "least", "beyond"]
    """The highest ratio to the baseline, the most or the least of the measure itself, or how far beyond it."""
    bound: float
    """A ratio, or a number in the row's unit."""


@dataclass(frozen=True)
class Row:
    """A row of the table, before anything is measured."""

    name: str
    target: Target | None = None
    unit: str = SECONDS

    @property
    def held_to(self) -> str:
        """The target in words; a dash where there is none."""
        if self.target is None:
            return "–"
        if self.target.kind == "ratio":
            return f"≤ {self.target.bound:g}"
        bound = quantity(self.target.bound, self.unit)
        return {"most": f"≤ {bound}", "least": f"≥ {bound}", "beyond": f"≤ baseline + {bound}"}[self.target.kind]


@dataclass(frozen=True)
class Figure:
    """What was measured for one row, in the row's unit: medians, where nothing else is said."""

    row: Row
    took: float
    runs: int
    """How many times it was measured."""
    baseline: float | None = None
    """The same of what it is held against, measured in turn with it."""
    against: str = ""
    """What the baseline is, or what there is to say instead of one."""

    @property
    def ratio(self) -> float | None:
        """How many times the baseline it is."""
        return self.took / self.baseline if self.baseline else None

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None where there is none."""
        target = self.row.target
        if target is None:
            return None
        if target.kind == "ratio":
            return self.ratio is not None and self.ratio <= target.bound
        if target.kind == "beyond":
            return self.baseline is not None and self.took <= self.baseline + target.bound
        return self.took <= target.bound if target.kind == "most" else self.took >= target.bound


class Part(Protocol):
    """A module that measures."""

    TITLE: str
    ROWS: tuple[Row, ...]

    def measure(self) -> Iterator[Figure]:
        """Yield a figure for each of the rows, in their order."""
        ...


def quantity(value: float, unit: str) -> str:
    """Return a number with its unit; seconds are told in ms below ten of them."""
    if unit != SECONDS:
        return f"{value:,.0f} {unit}"
    if value >= 10:
        return f"{value:.1f} s"
    return f"{value * 1000:.1f} ms" if value < 0.1 else f"{value * 1000:,.0f} ms"


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which a share of the values lies; the one in the middle for 0.5."""
    if share == 0.5:
        return statistics.median(values)
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def processes(commands: Mapping[str, Sequence[str]], runs: int) -> dict[str, float]:
    """Return the median time of each command from start to end, run in turn, with bytecode written."""
    clean = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, env=clean, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
            if turn:  # the first round writes bytecode
                taken[name].append(time.perf_counter() - start)
    return {name: statistics.median(times) for name, times in taken.items()}
