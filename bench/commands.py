"""How long the commands take, from start to end, against a Python that does nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from bench.figure import Figure, Row, Target, processes
from tui.paths import default_dataset, resource_dir

RUNS = 15
TITLE = "Commands, from start to end"
FIND = Target("ratio", 10)
ROWS = (
    Row("letapis --help", Target("ratio", 3)),
    Row("letapis find, harbour (50 records)", FIND),
    Row("letapis find, belarus-it (800 records)", FIND),
    Row("letapis show, harbour"),
    Row("letapis check, belarus-it"),
    Row("letapis export, belarus-it"),
)


def measure() -> Iterator[Figure]:
    harbour, shipped = str(resource_dir("data") / "harbour"), str(default_dataset())
    arguments = (
        ["--help"],
        ["find", "-d", harbour, "kind:law"],
        ["find", "-d", shipped, "kind:law"],
        ["show", "-d", harbour, "hpark"],
        ["check", "-d", shipped],
        ["export", "-d", shipped],
    )
    commands = {row.name: [sys.executable, "-m", "tui", *own] for row, own in zip(ROWS, arguments, strict=True)}
    times = processes({"": [sys.executable, "-c", "pass"], **commands}, RUNS)
    for row in ROWS:
        yield Figure(row, times[row.name], RUNS, times[""], "python -c pass")
