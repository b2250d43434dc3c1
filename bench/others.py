"""The same events in fzf, lnav and VisiData, where these are installed: from a filter typed to a screen that rests.

They are given one line an event with all the texts that Letapis finds it by, and words that stand in as many of these
lines as Letapis finds events. What each shows to have found is held against that: a program that shows another number
is not timed but named. Each is taken at what it does best, in its own shortest way; they know no dates, no names in
other spellings, and nothing of where a text stands.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from bench import big
from bench.figure import Figure, Row, percentile
from bench.keys import pane_areas
from bench.terminal import LINES, Area, Program, explorer
from tui.core.index import searchable_text
from tui.core.model.records import Ref
from tui.core.query import parser

WORDS = ("zedodyfy", "stystape", "tastiro")
STARTED = 0.6
"""Seconds of silence after which a program has read all."""
Counts = Mapping[str, int]
"""How many events are found, by what is typed."""
WHOLE = {"all": Area(0, LINES)}
KEY, FILTER = "each key", "a whole filter"
TITLE = f"Filters at {big.EVENTS:,} events, until the screen rests, against other tools"
ROWS = (
    Row(f"{KEY}, beside fzf"),
    *(Row(f"{FILTER}, beside {tool}") for tool in ("fzf", "lnav", "VisiData")),
)


class Wrong(Exception):  # noqa: N818 - it is the number that is wrong
    """A program shows another number of events than there are."""


class Taken(NamedTuple):
    """What one program took, in seconds."""

    keys: list[float]
    """Each key until the screen rests; empty where it shows nothing before the filter is finished."""
    filters: list[float]
    """A filter from its last key, or from all of its keys at once, until the screen rests."""


@contextmanager
def lines(dataset: Path) -> Iterator[Path]:
    """Write one line an event, with tabs: id, title, other texts, date; the file goes afterwards.

    The date stands last: lnav takes lines that begin with one for those of a log, and joins those that do not.
    """
    store = big.opened(dataset).store
    with TemporaryDirectory() as folder:
        path = Path(folder) / "events.tsv"
        with path.open("w", encoding="utf-8") as file:
            for event_id in store.event_ids:
                event = store.event(event_id)
                title, *found_by = searchable_text.texts(store, Ref("events", event_id))
                rest = " ".join(filter(None, found_by))
                file.write(f"{event_id}\t{title}\t{rest}\t{event.date}\n")
        yield path


def scanned(path: Path) -> dict[str, int]:
    """Return in how many lines each word, and each beginning of one, stands, as a plain scan finds them."""
    texts = [line.casefold() for line in path.read_text(encoding="utf-8").splitlines()]
    typed = dict.fromkeys(word[:end] for word in WORDS for end in range(1, len(word) + 1))
    return {part: sum(part in text for text in texts) for part in typed}


class Number(NamedTuple):
    """How a program shows what it has found."""

    pattern: str
    """Finds the number on the screen, as its first group."""
    of: int = 0
    """Of how many lines, where the program shows how many it has left out."""

    def on(self, screen: str) -> int | None:
        """Return how many are found; None where no number is shown."""
        match = re.search(self.pattern, screen)
        if match is None:
            return None
        number = int(match[1].replace(",", ""))
        return self.of - number if self.of else number


def timed(program: Program, keys: str, areas: dict[str, Area], number: Number, there: int, word: str) -> float:
    """Type; return how long it took until the screen was as it stayed, with the number of events that are there.

    Raises:
        Wrong: it shows another number, or none.
    """
    taken = program.type(keys, areas, awaited=lambda screen: number.on(screen) == there)
    held(number.on(program.text), there, word)
    return max(seconds or 0.0 for seconds in taken.values())


def held(number: int | None, there: int, word: str) -> None:
    """Hold the number that is shown for a word against how many events there are.

    Raises:
        Wrong: it is another one, or there is none.
    """
    if number != there:
        seen = "no number" if number is None else f"{number:,}"
        raise Wrong(f"shows {seen} for {word}, where {there:,} are")


def _typed(program: Program, keys: Sequence[str], areas: dict[str, Area], number: Number, there: Counts) -> list[float]:
    """Type the pieces of a word one after the other, and return what each took."""
    parts = ["".join(keys[: at + 1]) for at in range(len(keys))]
    return [timed(program, key, areas, number, there[part], part) for key, part in zip(keys, parts, strict=True)]


def _letapis(_: Path, there: Counts) -> Taken:
    """Look at what it finds itself for the beginnings of words: words that begin so, not texts that hold it."""
    dataset = big.compiled()
    index = big.opened(dataset).index
    found = {part: index.run(parser.parse(part)).count for part in there}
    for word in WORDS:
        held(found[word], there[word], word)
    number = Number(rf"\b(\d+) of {big.EVENTS} events")
    taken = Taken([], [])
    with explorer(str(dataset)) as program:
        program.wait_for(f"{big.EVENTS} events")
        areas = pane_areas(program.text)
        program.type("/", {})
        for word in WORDS:
            for keys, times in ((list(word), taken.keys), ([word], taken.filters)):
                times.extend(_typed(program, keys, areas, number, found))
                program.type("\x7f" * len(word), {})
    return taken


def _fzf(path: Path, there: Counts) -> Taken:
    """Take each filter in a program of its own, for it remembers what it found."""
    number = Number(rf"\b(\d+)/{big.EVENTS}\b")
    taken = Taken([], [])
    for word in WORDS:
        for keys, times in ((list(word), taken.keys), ([word], taken.filters)):
            with Program(["sh", "-c", f"exec fzf --exact --no-sort < '{path}'"], _home(path)) as program:
                program.wait_for(f"{big.EVENTS}/{big.EVENTS}", STARTED)
                times.extend(_typed(program, keys, WHOLE, number, there))
    return taken


def _lnav(path: Path, there: Counts) -> Taken:
    """Its list is timed: how many lines it does not show it tells only a while later."""
    number = Number(r"([\d,]+) Lines not shown", big.EVENTS)
    taken = Taken([], [])
    for word in WORDS:
        with Program(["lnav", "-q", str(path)], _home(path)) as program:
            program.wait_for("100%", STARTED)
            program.type("g", {})  # from the end it would go on showing lines that do not match
            program.type(f":filter-in {word}", {})
            taken.filters.append(timed(program, "\r", {"list": Area(2, LINES - 5)}, number, there[word], word))
    return taken


def _visidata(path: Path, there: Counts) -> Taken:
    """Select by a regular expression in all columns, then open what is selected."""
    taken = Taken([], [])
    for word in WORDS:
        with Program(["vd", "--header", "0", str(path)], _home(path)) as program:
            program.wait_for(f"{big.EVENTS} rows", STARTED)
            program.type(f"g|{word}", {})
            steps = (("\r", Number(r"•(\d+)")), ('"', Number(r"\b(\d+) rows")))
            taken.filters.append(sum(timed(program, key, WHOLE, shown, there[word], word) for key, shown in steps))
    return taken


def _home(path: Path) -> dict[str, str]:
    """Return variables that keep a program away from the reader's own files."""
    return {"HOME": str(path.parent), "XDG_CONFIG_HOME": str(path.parent), "XDG_DATA_HOME": str(path.parent)}


class Tool(NamedTuple):
    """A program beside which Letapis is put."""

    name: str
    command: str
    """What has to be there."""
    how: str
    """What of it is used."""
    take: Callable[[Path, Counts], Taken]


TOOLS = (
    Tool("fzf", "fzf", "fzf --exact --no-sort", _fzf),
    Tool("lnav", "lnav", "lnav :filter-in", _lnav),
    Tool("VisiData", "vd", "VisiData, select and open", _visidata),
)


def versions() -> str:
    """Return which of the tools are there."""
    found = []
    for tool in TOOLS:
        if shutil.which(tool.command):
            said = subprocess.run([tool.command, "--version"], capture_output=True, text=True, check=False).stdout
            number = re.search(r"\d+(?:\.\d+)+", said)
            found.append(f"{tool.name} {number[0] if number else '?'}")
    return ", ".join(found)


def against(tool: Tool, path: Path, there: Counts) -> tuple[Taken | None, str]:
    """Measure a tool; return what it took, or why there is nothing to tell."""
    if not shutil.which(tool.command):
        return None, f"{tool.command} is not installed"
    try:
        return tool.take(path, there), tool.how
    except (Wrong, TimeoutError) as problem:
        return None, f"{tool.name} {str(problem).splitlines()[0]}"


def measure() -> Iterator[Figure]:
    """Yield how Letapis stands beside each.

    Raises:
        Wrong: Letapis itself shows another number of events than a plain scan finds.
    """
    with lines(big.compiled()) as path:
        there = scanned(path)
        ours = _letapis(path, there)
        found = {tool.name: against(tool, path, there) for tool in TOOLS}
    for row in ROWS:
        what, name = row.name.split(", beside ")
        theirs, how = found[name]
        own, other = (None if one is None else one.keys if what == KEY else one.filters for one in (ours, theirs))
        baseline = percentile(other, 0.5) if other else None
        yield Figure(row, percentile(own or [], 0.5), len(own or []), baseline, how)
