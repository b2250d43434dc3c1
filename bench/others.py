"""The same events in fzf, lnav and VisiData, where these are installed: from a filter typed to a screen that rests.

They do not do the same: fzf and lnav look for text in a line, VisiData in a column; none knows dates, names in other
spellings or what a source says. Each is taken at what it does best, in its own shortest way.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from bench import big
from bench.figure import percentile
from bench.keys import ALL, joined, pane_areas
from bench.terminal import ROWS, Area, Program, explorer
from tui.core.opening import open_dataset

WORDS = ("zaku", "sta", "ke lor")
STARTED = 0.6
"""Seconds of silence after which a program has read all."""
WHOLE = {ALL: Area(0, ROWS)}


class Taken(NamedTuple):
    """What one program took, in seconds, one a measured key or filter."""

    keys: list[float]
    """Each key until the screen rests; empty where it shows nothing before the filter is finished."""
    filters: list[float]
    """A filter from its last key, or from all of its keys at once, until the screen rests."""


@contextmanager
def lines(dataset: Path) -> Iterator[Path]:
    """Write one line an event, with tabs, below a line of headings; the file goes afterwards."""
    store = open_dataset(dataset).store
    with TemporaryDirectory() as folder:
        path = Path(folder) / "events.tsv"
        with path.open("w", encoding="utf-8") as file:
            file.write("date\ttitle\tsummary\n")
            for event_id in store.event_ids:
                event = store.event(event_id)
                file.write(f"{event.date}\t{event.title}\t{event.summary}\n")
        yield path


def _letapis(_: Path) -> Taken:
    taken = Taken([], [])
    with explorer(str(big.compiled())) as program:
        program.wait_for(f"{big.EVENTS} events")
        areas = pane_areas(program.text)
        program.type("/", {})
        for word in WORDS:
            for keys, times in ((list(word), taken.keys), ([word], taken.filters)):
                times += [joined(program.type(key, areas))[ALL] or 0.0 for key in keys]
                program.type("\x7f" * len(word), {})
    return taken


def _fzf(path: Path) -> Taken:
    """Take each filter in a program of its own, for it remembers what it found."""
    taken = Taken([], [])
    for word in WORDS:
        for keys, times in ((list(word), taken.keys), ([word], taken.filters)):
            with Program(["sh", "-c", f"fzf --exact --no-sort < '{path}'"], _home(path)) as program:
                program.wait_for(f"{big.EVENTS + 1}/{big.EVENTS + 1}", STARTED)
                times += [program.type(key, WHOLE)[ALL] or 0.0 for key in keys]
    return taken


def _lnav(path: Path) -> Taken:
    taken = Taken([], [])
    for word in WORDS:
        with Program(["lnav", "-q", str(path)], _home(path)) as program:
            program.wait_for("100%", STARTED)
            program.type(f":filter-in {word}", {})
            taken.filters.append(program.type("\r", WHOLE)[ALL] or 0.0)
    return taken


def _visidata(path: Path) -> Taken:
    taken = Taken([], [])
    for word in WORDS:
        with Program(["vd", str(path)], _home(path)) as program:
            program.wait_for(f"{big.EVENTS} rows", STARTED)
            program.type(f"g|{word}", {})
            selecting, opening = (program.type(key, WHOLE)[ALL] or 0.0 for key in ("\r", '"'))
            taken.filters.append(selecting + opening)
    return taken


def _home(path: Path) -> dict[str, str]:
    """Return variables that keep a program away from the reader's own files."""
    return {"HOME": str(path.parent), "XDG_CONFIG_HOME": str(path.parent), "XDG_DATA_HOME": str(path.parent)}


PROGRAMS: dict[str, tuple[str, Callable[[Path], Taken]]] = {
    "letapis": ("sh", _letapis),
    "fzf --exact --no-sort": ("fzf", _fzf),
    "lnav, :filter-in": ("lnav", _lnav),
    'VisiData, g| and "': ("vd", _visidata),
}
"""Name → the command that has to be there, and what measures it."""


def measure() -> dict[str, Taken | None]:
    """Measure all; None for what is not installed."""
    with lines(big.compiled()) as path:
        return {name: take(path) if shutil.which(command) else None for name, (command, take) in PROGRAMS.items()}


def line(name: str, taken: Taken | None) -> str:
    """Return how a program's figures are printed."""
    if taken is None:
        return f"{name:<24} not installed"
    keys = f"{percentile(taken.keys, 0.5) * 1000:8.1f} ms" if taken.keys else "          –"
    return f"{name:<24} {keys}  {percentile(taken.filters, 0.5) * 1000:8.1f} ms"


def main() -> None:
    """Print the measures, one a line."""
    print(f"filters at {big.EVENTS:,} events until the screen rests, medians over {len(WORDS)}, {big.surroundings()}")
    print(f"  {'':<24} {'each key':>11}  {'whole filter':>11}")
    for name, taken in measure().items():
        print(f"  {line(name, taken)}")
