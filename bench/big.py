"""Large datasets that several measures share: written, and compiled, once in a run."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import generate
from tui.core.compiled.cache import path_of

EVENTS = 100_000


@cache
def _home() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="letapis-bench-")


@cache
def folder(events: int = EVENTS) -> Path:
    """Return the folder of an invented dataset, which goes when the process ends."""
    where = Path(_home().name) / str(events)
    generate.write(where, events)
    return where


def compile_command(dataset: Path, target: Path) -> list[str]:
    """Return what compiles `dataset` into the file `target` in a process of its own."""
    return [sys.executable, "-m", "tui.core.compiled.process", str(dataset), str(target), "--fresh"]


def compiled(events: int = EVENTS) -> Path:
    """Return the folder of an invented dataset whose compiled file is in the cache.

    Raises:
        ValueError: no compiled files are kept (LETAPIS_CACHE is "off").
    """
    dataset = folder(events)
    target = path_of(dataset)
    if target is None:
        raise ValueError("measured with compiled files only: LETAPIS_CACHE is off")
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists():
        subprocess.run(compile_command(dataset, target), stdout=subprocess.DEVNULL, check=True)
    return dataset


def surroundings() -> str:
    """Return how busy the machine is, for the figures' sake."""
    return f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
