"""How long a key takes in lanes of 100,000 events and 2,000 organisations, against one in a plain Textual list.

Time of the processor from the key to the drawn screen, in one process, both in a screen of 160x48.
"""

from __future__ import annotations

import asyncio
import gc
import statistics
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import OptionList

from bench import big
from bench.figure import Figure, Row, Target
from tui.app import LetapisApp
from tui.core.index.index import Index
from tui.core.query import tree
from tui.paths import resource_dir
from tui.screens.lanes.screen import LanesScreen

RUNS = 20
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
TITLE = f"A key in lanes of {big.EVENTS:,} events, time of the processor"
ROWS = tuple(Row(f"lanes: {name}", Target("most", 1 / PER_SECOND)) for name in KEYS)


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


async def _lanes(index: Index) -> dict[str, float]:
    app = LetapisApp(resource_dir("data") / "harbour")
    async with app.run_test(size=(160, 48)) as pilot:
        await pilot.pause(0.2)
        app.push_screen(LanesScreen(index, index.run(tree.Everything()), None, counted="", dataset=Path()))
        await pilot.pause(0.2)
        await pilot.press(*("plus",) * 9, *("d",) * 200)
        return {name: await _seconds(pilot, keys) for name, keys in KEYS.items()}


def measure() -> Iterator[Figure]:
    index = big.opened(big.compiled()).index
    gc.collect()
    gc.freeze()
    baseline = asyncio.run(_plain())
    taken = asyncio.run(_lanes(index))
    gc.unfreeze()
    for row, seconds in zip(ROWS, taken.values(), strict=True):
        yield Figure(row, seconds, RUNS, baseline, "a plain list")
