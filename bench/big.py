"""Large datasets that several measures share: written, and compiled, once in a run."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import generate
from bench.progress import say
from tui.core.compiled.cache import path_of
from tui.core.opening import Opened, open_dataset
from tui.environment import read_environment

EVENTS = 100_000
SIZES = [1_000, EVENTS]
"""Numbers of events at which `million` measures; those of the command line take their place before it is imported."""


@cache
def _home() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="letapis-bench-")


def home() -> Path:
    """Return a folder that goes when the process ends."""
    return Path(_home().name)


@cache
def folder(events: int = EVENTS, per_file: int = generate.PER_FILE) -> Path:
    """Return the folder of an invented dataset, which goes when the process ends."""
    where = home() / f"{events}-{per_file}"
    say(f"  (writing {events:,} events)")
    generate.write(where, events, per_file=per_file)
    return where


@cache
def growing(events: int) -> Path:
    """Return the folder of a dataset in which all grows with the events, in LETAPIS_BENCH_DATA where it is there."""
    kept = os.environ.get("LETAPIS_BENCH_DATA")
    where = Path(kept) / f"d{events}" if kept else home() / f"growing-{events}"
    if not where.exists():
        say(f"  (writing {events:,} events)")
        generate.write_growing(where, events)
    return where


def compile_command(dataset: Path, target: Path) -> list[str]:
    """Return what compiles `dataset` into the file `target` in a process of its own."""
    return [sys.executable, "-m", "tui.core.compiled.process", str(dataset), str(target), "--fresh"]


def place_for(dataset: Path) -> Path:
    """Return where the compiled file of a dataset is kept, in a folder that is there.

    Raises:
        ValueError: no compiled files are kept (LETAPIS_CACHE is "off").
    """
    cache = read_environment().cache
    if cache is None:
        raise ValueError("measured with compiled files only: LETAPIS_CACHE is off")
    target = path_of(dataset, cache)
    target.parent.mkdir(parents=True, exist_ok=True)
    return target


def compiled(events: int = EVENTS) -> Path:
    """Return the folder of an invented dataset whose compiled file is in the cache."""
    return keep_compiled(folder(events))


def keep_compiled(dataset: Path) -> Path:
    """Compile a dataset into the cache where it is not there, and return its folder."""
    target = place_for(dataset)
    if not target.exists():
        say(f"  (compiling {dataset.name})")
        subprocess.run(compile_command(dataset, target), stdout=subprocess.DEVNULL, check=True)
    return dataset


def opened(dataset: Path) -> Opened:
    """Open a dataset from its compiled file."""
    return open_dataset(dataset, cache_folder=read_environment().cache)
