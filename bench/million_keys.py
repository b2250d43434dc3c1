"""Keys at a million events, or at the sizes of `--events`, against the same keys at the smallest of them.

All explorers are open at once, in pseudo-terminals, and take turns walk by walk. What is measured is the time of the
processor that a key takes, with all that follows it on the screen: it says the same where other work goes on beside it.
"""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import NamedTuple

from bench import big
from bench.figure import Figure, Row, Target, percentile
from bench.progress import say
from bench.terminal import Program, explorer

ROUNDS = 2
ESCAPE, ENTER, TAB, PAGE_DOWN, GO_TO = "\x1b", "\r", "\t", "\x1b[6~", "\x0b"
FILTERS = ("zaku", "i", "ke vi", '"zakuu ke"', "source:so", "org:za", "id:event77", "kind:law", "date:2010")
"""The commonest words and phrases, letters that begin many, names, ids and dates."""
AT_ONCE = ('"vi zakuu"', "zakuu vi k", "kind:law t")
"""Ten keys each."""
MOST = 0.15
"""Seconds, at the 95th percentile."""


class Walk(NamedTuple):
    """Keys to press, each timed, with those that lead to them and back."""

    name: str
    keys: Sequence[str]
    before: Sequence[str] = ()
    after: Sequence[str] = ()


WALKS = (
    Walk("a row down", ["j"] * 8, after=["g"]),
    Walk("a page down", [PAGE_DOWN] * 4, after=["g"]),
    Walk("to the end, and to the beginning", ["G", "g"] * 2),
    Walk("to the next day", ["d"] * 4, after=["g"]),
    Walk("zoom", ["+", "+", "-", "-"]),
    Walk("to a date", [*"2010", ENTER], before=["t"], after=["g"]),
    Walk("sorted otherwise", ["S"] * 3),
    Walk("go to: it opens", [GO_TO], after=[ESCAPE]),
    Walk("go to: its letters", [*"zaku"], before=[GO_TO], after=[ESCAPE]),
    Walk("the card of the busiest organisation", [ENTER], before=[GO_TO, *"org0"], after=[ESCAPE]),
    Walk("every list", ["w"] * 7),
    Walk("lists sorted otherwise", ["S"] * 3, before=["w"], after=["W"]),
    Walk("facets: they open", ["f"], after=[ESCAPE]),
    Walk("facets: letters, and a value picked", [*"za", TAB], before=["f"], after=[ESCAPE]),
    Walk("known at a year", [*"2022", ENTER], before=["u"], after=["u"]),
    Walk("lanes: they open", ["l"], after=[ESCAPE]),
    Walk("lanes: their keys", ["j", "l", "d", "+", "w"], before=["l"], after=[ESCAPE]),
    Walk("the comparison opens", ["c"], after=[ESCAPE]),
    Walk("the comparison: its keys", ["j", "l", "d"], before=["c"], after=[ESCAPE]),
    Walk("disputes open", ["i"], after=[ESCAPE]),
)
SHARES = {0.5: "median", 0.95: "95th percentile"}
TITLE = f"Time of the processor for keys at {', '.join(f'{size:,}' for size in big.SIZES)} events"


def _rows(events: int) -> dict[str, list[Row]]:
    """Return the rows at one size; those of a filter by "", those of a walk by its name."""
    bounds = dict(zip(SHARES.values(), (1.5, 2.5), strict=True))
    typed = [Row(f"{events:,}: a key of a filter, {share}", Target("ratio", bounds[share])) for share in bounds]
    rows = {"": [*typed, Row(f"{events:,}: ten keys of a filter at once", Target("ratio", 3))]}
    for walk in WALKS:
        rows[walk.name] = [
            Row(f"{events:,}: {walk.name}, median", Target("ratio", 3)),
            Row(f"{events:,}: {walk.name}, 95th percentile", Target("most", MOST)),
        ]
    return rows


_OF_SIZE = {events: _rows(events) for events in big.SIZES[1:]}
ROWS = tuple(row for rows in _OF_SIZE.values() for part in rows.values() for row in part)


class _Typist:
    """Types into the explorer of one size and keeps the times, in seconds, by the name of what was typed."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.times: dict[str, list[float]] = defaultdict(list)
        self.at_once: list[float] = []

    def press(self, keys: str) -> float:
        """Press keys and return the time of the processor until nothing more comes."""
        begun = self.program.processor
        self.program.type(keys, {})
        return self.program.processor - begun

    def walk(self, walk: Walk) -> None:
        """Take a walk."""
        for keys in walk.before:
            self.press(keys)
        self.times[walk.name] += map(self.press, walk.keys)
        for keys in walk.after:
            self.press(keys)

    def filter(self, text: str, *, at_once: bool = False) -> None:
        """Type a filter, and take it away again."""
        self.press("/")
        taken = map(self.press, [text] if at_once else text)
        (self.at_once if at_once else self.times[""]).extend(taken)
        self.press("\x7f" * len(text))
        self.press(ENTER)


def measure() -> Iterator[Figure]:
    with ExitStack() as stack:
        typists = []
        for events in big.SIZES:
            program = stack.enter_context(explorer(str(big.keep_compiled(big.growing(events)))))
            program.wait_for(f"{events} events")
            typists.append(_Typist(program))
        for _ in range(ROUNDS):
            for text in FILTERS:
                for typist in typists:
                    typist.filter(text)
            for text in AT_ONCE:
                for typist in typists:
                    typist.filter(text, at_once=True)
            for walk in WALKS:
                say(f"  ({walk.name})")
                for typist in typists:
                    typist.walk(walk)
    least = typists[0]
    for typist, rows in zip(typists[1:], _OF_SIZE.values(), strict=True):
        yield from _figures(typist, least, rows)


def _figures(typist: _Typist, least: _Typist, rows: dict[str, list[Row]]) -> Iterator[Figure]:
    against = f"{big.SIZES[0]:,} events"
    for name, named in rows.items():
        for row, share in zip(named, SHARES, strict=False):
            pair = (percentile(one.times[name], share) for one in (typist, least))
            took, baseline = pair
            yield Figure(row, took, len(typist.times[name]), baseline, against)
    medians = [statistics.median(one.at_once) for one in (typist, least)]
    yield Figure(rows[""][2], medians[0], len(typist.at_once), medians[1], against)
