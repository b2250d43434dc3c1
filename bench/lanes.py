"""How long a key takes in lanes of 100,000 events and 2,000 organisations, against one in a plain Textual list.

Time of the processor from the key to the drawn screen, in one process, both in a screen of 160x48.
"""

from __future__ import annotations

import asyncio
import gc
import statistics
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import OptionList

from bench import generate
from bench.figure import Figure
from tui.app import LetapisApp
from tui.core import query
from tui.core.index import Index
from tui.core.loader import load
from tui.core.store_memory import MemoryStore
from tui.screens.lanes import LanesScreen

EVENTS = 100_000
RUNS = 40
KEYS: dict[str, Sequence[str]] = {
    "to the next row": ("j",) * RUNS,
    "to the next column": ("l",) * RUNS,
    "to the next day": ("d",) * RUNS,
    "to the next month": ("m",) * RUNS,
    "half a screen later": ("L", "L", "L", "H") * (RUNS // 4),
    "a page down": ("pagedown",) * RUNS,
    "zoom": ("plus", "plus", "minus", "minus") * (RUNS // 4),
    "other rows": ("w",) * RUNS,
}
PER_SECOND = 30
"""Keys that are to be kept up with."""


class _Plain(App[None]):
    def compose(self) -> ComposeResult:
        yield OptionList(*(f"Line {n}" for n in range(1000)))


async def _seconds(pilot: Pilot[None], keys: Sequence[str]) -> float:
    taken = []
    for key in keys:
        start = time.process_time()
        await pilot.press(key)
        taken.append(time.process_time() - start)
    return statistics.median(taken)


async def _plain() -> float:
    app = _Plain()
    async with app.run_test(size=(160, 48)) as pilot:
        return await _seconds(pilot, ("down",) * RUNS)


async def _lanes(folder: Path, index: Index) -> dict[str, float]:
    app = LetapisApp(folder)
    async with app.run_test(size=(160, 48)) as pilot:
        await pilot.pause(0.2)
        app.push_screen(LanesScreen(index, index.run(query.Everything()), None, counted="", stem=""))
        await pilot.pause(0.2)
        await pilot.press(*("plus",) * 9, *("d",) * 200)
        return {name: await _seconds(pilot, keys) for name, keys in KEYS.items()}


def measure(events: int = EVENTS) -> list[Figure]:
    """Measure all."""
    with TemporaryDirectory() as name:
        big, small = Path(name) / "big", Path(name) / "small"
        generate.write(big, events)
        generate.write(small, 100)
        index = Index(MemoryStore(load(big)[0]))
        gc.collect()
        gc.freeze()
        baseline = asyncio.run(_plain())
        taken = asyncio.run(_lanes(small, index))
    return [
        Figure(f"lanes of {events:,} events: {name}", seconds, baseline, "a plain list's key", RUNS)
        for name, seconds in taken.items()
    ]


def main() -> None:
    """Print the measures, one a line, and whether they keep up."""
    figures = measure()
    for figure in figures:
        print(figure)
    slowest = max(figure.took for figure in figures)
    print(f"{PER_SECOND} keys a second are kept up with: {'yes' if slowest < 1 / PER_SECOND else 'NO'}")
