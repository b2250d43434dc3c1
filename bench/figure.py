"""A figure measured against a baseline of the same run, and how it is printed."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One measured figure; times are medians in seconds."""

    name: str
    took: float
    baseline: float
    against: str
    """What the baseline is."""
    runs: int
    target: float = 0
    """Highest ratio that is well; 0 for none."""

    @property
    def ratio(self) -> float:
        """How many times the baseline it took."""
        return self.took / self.baseline

    def __str__(self) -> str:
        verdict = "" if not self.target else f" ≤ {self.target:g} {'yes' if self.ratio <= self.target else 'NO'}"
        return f"{self.name:<40} {self.took * 1000:8.1f} ms  {self.ratio:6.2f}x {self.against}{verdict}"


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
