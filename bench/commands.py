"""How long the commands take, from start to end, against a Python that does nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from bench.figure import Figure, processes
from tui.paths import default_dataset, resource_dir

RUNS = 15


def measure() -> Iterator[Figure]:
    """Yield a figure for each command."""
    harbour, shipped = str(resource_dir("data") / "harbour"), str(default_dataset())
    letapis = [sys.executable, "-m", "tui"]
    commands = {
        "pass": [sys.executable, "-c", "pass"],
        "letapis --help": [*letapis, "--help"],
        "letapis find, harbour": [*letapis, "find", "-d", harbour, "kind:law"],
        "letapis find, shipped": [*letapis, "find", "-d", shipped, "kind:law"],
        "letapis show, harbour": [*letapis, "show", "-d", harbour, "hpark"],
        "letapis check, shipped": [*letapis, "check", "-d", shipped],
        "letapis export jsonl, shipped": [*letapis, "export", "-d", shipped],
    }
    targets = {"letapis --help": 6.0, "letapis find, harbour": 10.0, "letapis find, shipped": 10.0}
    times = processes(commands, RUNS)
    for name in list(commands)[1:]:
        yield Figure(name, times[name], times["pass"], "python -c pass", RUNS, targets.get(name, 0))


def main() -> None:
    """Print the figures, one a line."""
    print(f"commands, median of {RUNS} runs")
    for figure in measure():
        print(f"  {figure}")


if __name__ == "__main__":
    main()
