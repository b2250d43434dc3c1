"""How long a question about ties takes at 100,000 events, 5,000 entities and 20,000 relations, against a filter key.

Time of the processor from the key to the drawn screen, in one process, both in a screen of 160x48.
"""

from __future__ import annotations

import asyncio
import gc
import random
import statistics
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from textual.pilot import Pilot

from bench import big, generate
from bench.figure import Figure, Row, Target
from bench.progress import say
from tui.app import LetapisApp
from tui.core.query.tree import Everything
from tui.screens.explorer.screen import ExplorerScreen
from tui.screens.ties.screen import TiesScreen
from tui.session.ties import Question

RELATIONS = 20_000
PAIRS = 20
FILTERS = ("zaku", "ke lor", "sta", "org0")
TITLE = f"How are two tied, at {big.EVENTS:,} events and {RELATIONS:,} relations, time of the processor"
ROWS = (
    Row("ties: chains between two", Target("ratio", 3)),
    Row("ties: chains between two, the slowest of them"),
    Row("ties: the tree around one", Target("ratio", 3)),
)
AGAINST = "a key of a filter"


def _folder() -> Path:
    where = big.home() / "ties"
    say(f"  (writing {big.EVENTS:,} events and {RELATIONS:,} relations)")
    generate.write(where, big.EVENTS)
    chance = random.Random(20)
    names = [f"org{n}" for n in range(generate.ORGANISATIONS)] + [f"person{n}" for n in range(generate.PEOPLE)]
    lines = (
        f"  r{n}: {{from: {one}, type: knows, to: {other}, start: {1990 + n % 30}, evidence: [source{n % 9}/p0]}}\n"
        for n in range(RELATIONS)
        for one, other in [chance.sample(names, 2)]
    )
    head = "relation_types:\n  knows: {title: knows, reverse: known by}\nrelations:\n"
    (where / "relations.yaml").write_text(head + "".join(lines), encoding="utf-8")
    return where


async def _each(pilot: Pilot[None], keys: Sequence[str]) -> list[float]:
    taken = []
    for key in keys:
        start = time.process_time()
        await pilot.press(key)
        taken.append(time.process_time() - start)
    return taken


async def _measured(folder: Path) -> tuple[list[float], list[float], list[float]]:
    app = LetapisApp(folder)
    chance = random.Random(7)
    async with app.run_test(size=(160, 48)) as pilot:
        while not (isinstance(app.screen, ExplorerScreen) and app.screen.is_open):
            await pilot.pause(0.05)
        explorer = app.screen
        typed: list[float] = []
        for text in FILTERS:
            await pilot.press("slash")
            typed += await _each(pilot, ["space" if letter == " " else letter for letter in text])
            await pilot.press("ctrl+u", "enter", "escape")
        index = explorer.session.index
        ties_of = partial(
            TiesScreen,
            index,
            wanted=Everything(),
            near=0,
            at=None,
            standing=None,
            reader=explorer.navigation.reader,
            dataset=folder,
        )
        chains, trees = list[float](), list[float]()
        for number in range(PAIRS):
            ends = (f"org{chance.randrange(generate.ORGANISATIONS)}", f"person{chance.randrange(generate.PEOPLE)}")
            for into, question in ((chains, Question(*ends)), (trees, Question(ends[0]))):
                if into is trees and number >= PAIRS // 2:
                    continue
                app.push_screen(ties_of(question))
                await pilot.pause()
                into.extend(await _each(pilot, ("3",)))  # answers it anew, by relations and joint events
                await pilot.press("escape")
        return typed, chains, trees


def measure() -> Iterator[Figure]:
    folder = big.keep_compiled(_folder())
    gc.collect()
    gc.freeze()
    typed, chains, trees = asyncio.run(_measured(folder))
    gc.unfreeze()
    key = statistics.median(typed)
    yield Figure(ROWS[0], statistics.median(chains), len(chains), key, AGAINST)
    yield Figure(ROWS[1], max(chains), 1, key, AGAINST)
    yield Figure(ROWS[2], statistics.median(trees), len(trees), key, AGAINST)
