"""Walking through 100,000 events in a real pseudo-terminal, against the list of an empty Textual app.

Each walk is taken key by key, for the time of one, and then as 60 keys at 30 a second, for how far it lags behind
when the last one was sent. The plain list takes its turn in every round.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import NamedTuple

from bench import big
from bench.figure import Figure, Row, Target
from bench.keys import pane_areas
from bench.terminal import LINES, Area, Program, explorer, plain

ROUNDS = 3
SINGLE = 4
"""Keys one by one, in a round."""
PACED = 60
PER_SECOND = 30
SLACK = 1 / PER_SECOND
"""Seconds, one key, by which a walk may lag further behind than the plain list."""
CLOSER = "+++"
"""Zooms in, so that there is something to pan."""
PLAIN = """
from textual.app import App
from textual.widgets import OptionList
class Lines(OptionList):
    BINDINGS = [("j", "cursor_down")]
class Plain(App):
    def compose(self):
        yield Lines(*(f"line {n}" for n in range(1000)))
Plain().run()
"""


class Walk(NamedTuple):
    """Keys to press, in turn."""

    name: str
    keys: str
    area: str
    """Where it shows: "list" or "overview"."""


WALKS = (
    Walk("a row down", "j", "list"),
    Walk("to the next day", "d", "list"),
    Walk("to the next day and back", "dddD", "list"),
    Walk("zoom", "++--", "overview"),
    Walk("pan", "))((", "overview"),
)


TITLE = f"Walking through {big.EVENTS:,} events"
ROWS = (
    *(Row(f"a key: {one.name}") for one in WALKS),
    *(Row(f"lag after {PACED} keys, {PER_SECOND} a second: {one.name}", Target("beyond", SLACK)) for one in WALKS),
)


class Taken(NamedTuple):
    """What the rounds of one walk took, in seconds."""

    keys: list[float]
    lags: list[float]
    """From the last of the keys that were sent at their pace until their area was as it stayed."""


def repeated(keys: str, count: int) -> str:
    """Return `count` keys, those given over and over."""
    return (keys * (count // len(keys) + 1))[:count]


def walk(program: Program, keys: str, area: Area, taken: Taken) -> None:
    """Take a walk, and add what it took."""
    for key in repeated(keys, SINGLE):
        if (seconds := program.type(key, {"": area})[""]) is not None:
            taken.keys.append(seconds)
    taken.lags.append(max(0.0, program.type(repeated(keys, PACED), {"": area}, apart=1 / PER_SECOND)[""] or 0.0))


def take() -> tuple[Taken, Sequence[Taken]]:
    """Take all walks: the plain list's, and those of `WALKS`."""
    dataset = big.compiled()
    floor, ours = Taken([], []), [Taken([], []) for _ in WALKS]
    with ExitStack() as stack:
        there, program = stack.enter_context(plain(PLAIN)), stack.enter_context(explorer(str(dataset)))
        there.wait_for("line 3")
        program.wait_for(f"{big.EVENTS} events")
        areas = pane_areas(program.text)
        for _ in range(ROUNDS):
            walk(there, "j", Area(0, LINES), floor)
            program.type("g", {})
            for one, taken in zip(WALKS, ours, strict=True):
                closer = CLOSER if one.name == "pan" else ""
                program.type(closer, {})
                walk(program, one.keys, areas[one.area], taken)
                program.type("-" * len(closer), {})
    return floor, ours


def measure() -> Iterator[Figure]:
    floor, walks = take()
    keys, lags = ROWS[: len(WALKS)], ROWS[len(WALKS) :]
    least = statistics.median(floor.keys)
    for row, taken in zip(keys, walks, strict=True):
        yield Figure(row, statistics.median(taken.keys or [0.0]), len(taken.keys), least, "a plain list")
    least = statistics.median(floor.lags)
    for row, taken in zip(lags, walks, strict=True):
        yield Figure(row, statistics.median(taken.lags), ROUNDS, least, "a plain list")
