"""Walking through 100,000 events in a real pseudo-terminal, against the list of an empty Textual app.

Each walk is taken key by key, for the time of one, and then as 60 keys at 30 a second, for how far it lags behind
when the last one was sent.
"""

from __future__ import annotations

import statistics
from contextlib import ExitStack
from typing import NamedTuple

from bench import big
from bench.figure import Figure
from bench.keys import pane_areas
from bench.terminal import ROWS, Area, Program, explorer, plain

SINGLE = 12
PACED = 60
PER_SECOND = 30
SLACK = 1 / PER_SECOND
"""Seconds, one key, by which a walk may lag further behind than the plain list."""
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


class Taken(NamedTuple):
    """What one walk took, in seconds."""

    key: float
    lag: float
    """From the last of the keys that were sent at their pace until its own area was as it stayed."""
    rest: float
    """The same for the whole screen."""


def repeated(keys: str, count: int) -> str:
    """Return `count` keys, those given over and over."""
    return (keys * (count // len(keys) + 1))[:count]


def walk(program: Program, keys: str, own: Area, screen: Area) -> Taken:
    """Take a walk."""
    areas = {"own": own, "screen": screen}
    single = [program.type(key, areas)["own"] for key in repeated(keys, SINGLE)]
    seen = program.type(repeated(keys, PACED), areas, apart=1 / PER_SECOND)
    lag, rest = (max(0.0, seen[name] or 0.0) for name in ("own", "screen"))
    return Taken(statistics.median([taken for taken in single if taken is not None] or [0.0]), lag, rest)


def measure() -> dict[str, Taken]:
    """Measure all walks, the plain list's among them as "a plain list"."""
    dataset = big.compiled()
    found = {}
    with ExitStack() as stack:
        there, ours = stack.enter_context(plain(PLAIN)), stack.enter_context(explorer(str(dataset)))
        there.wait_for("line 3")
        ours.wait_for(f"{big.EVENTS} events")
        whole = Area(0, ROWS)
        areas = pane_areas(ours.text)
        found["a plain list"] = walk(there, "j", whole, whole)
        ours.type("g", {})
        for one in WALKS:
            if one.name == "pan":
                ours.type("+++", {})
            found[one.name] = walk(ours, one.keys, areas[one.area], areas["rest"])
    return found


def main() -> None:
    """Print the measures, one a line."""
    print(f"walking through {big.EVENTS:,} events, medians of {SINGLE} keys; {big.surroundings()}")
    taken = measure()
    floor = taken.pop("a plain list")
    print(f"  a plain list: a key {floor.key * 1000:.1f} ms, lag after {PACED} keys {floor.lag * 1000:.1f} ms")
    for name, one in taken.items():
        print(f"  {Figure(f'a key: {name}', one.key, floor.key, 'a plain list', SINGLE)}")
        keeps_up = "yes" if one.lag <= floor.lag + SLACK else "NO"
        lag = f"lag {one.lag * 1000:.1f} ms, with all panes {one.rest * 1000:.1f} ms"
        print(f"    {PACED} keys at {PER_SECOND} a second: {lag}; keeps up: {keeps_up}")
