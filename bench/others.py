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
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from bench import big
from bench.figure import Figure, Row, percentile
from bench.keys import ALL, joined, pane_areas
from bench.terminal import LINES, Area, Program, explorer
from tui.core import searchable
from tui.core.model import Ref
from tui.core.opening import open_dataset

WORDS = ("zedodyfy", "stystape", "tastiro")
STARTED = 0.6
"""Seconds of silence after which a program has read all."""
WHOLE = {ALL: Area(0, LINES)}
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
    store = open_dataset(dataset).store
    with TemporaryDirectory() as folder:
        path = Path(folder) / "events.tsv"
        with path.open("w", encoding="utf-8") as file:
            for event_id in store.event_ids:
                event = store.event(event_id)
                found_by = searchable.texts(store, Ref("events", event_id))
                rest = " ".join(text for label, text in found_by if text and label != "title")
                file.write(f"{event_id}\t{event.title}\t{rest}\t{event.date}\n")
        yield path


def scanned(path: Path) -> dict[str, int]:
    """Return in how many lines each word stands, as a plain scan finds them."""
    found = dict.fromkeys(WORDS, 0)
    with path.open(encoding="utf-8") as file:
        for line in file:
            folded = line.casefold()
            for word in WORDS:
                found[word] += word in folded
    return found


def shown(pattern: str, screen: str, word: str, there: int, *, of: int | None = None) -> None:
    """Hold the number of events that a program shows against how many are there.

    Args:
        pattern: finds the number on the screen, as its first group.
        screen: what the program shows.
        word: what was looked for.
        there: in how many lines it stands.
        of: of how many lines; given where the program shows how many it has left out.

    Raises:
        Wrong: it is another one, or there is none.
    """
    match = re.search(pattern, screen)
    number = None if match is None else int(match[1].replace(",", ""))
    if number is not None and of is not None:
        number = of - number
    if number != there:
        seen = "no number" if number is None else f"{number:,}"
        raise Wrong(f"shows {seen} for {word}, where {there:,} are")


def _letapis(_: Path, there: Mapping[str, int]) -> Taken:
    taken = Taken([], [])
    with explorer(str(big.compiled())) as program:
        program.wait_for(f"{big.EVENTS} events")
        areas = pane_areas(program.text)
        program.type("/", {})
        for word, events in there.items():
            for keys, times in ((list(word), taken.keys), ([word], taken.filters)):
                times += [joined(program.type(key, areas))[ALL] or 0.0 for key in keys]
                shown(rf"\b(\d+) of {big.EVENTS} events", program.text, word, events)
                program.type("\x7f" * len(word), {})
    return taken


def _fzf(path: Path, there: Mapping[str, int]) -> Taken:
    """Take each filter in a program of its own, for it remembers what it found."""
    taken = Taken([], [])
    for word, events in there.items():
        for keys, times in ((list(word), taken.keys), ([word], taken.filters)):
            with Program(["sh", "-c", f"exec fzf --exact --no-sort < '{path}'"], _home(path)) as program:
                program.wait_for(f"{big.EVENTS}/{big.EVENTS}", STARTED)
                times += [program.type(key, WHOLE)[ALL] or 0.0 for key in keys]
                shown(rf"\b(\d+)/{big.EVENTS}\b", program.text, word, events)
    return taken


def _lnav(path: Path, there: Mapping[str, int]) -> Taken:
    """Its list is timed; it tells only a while later how many lines it does not show, and that while does not count."""
    taken = Taken([], [])
    for word, events in there.items():
        with Program(["lnav", "-q", str(path)], _home(path)) as program:
            program.wait_for("100%", STARTED)
            program.type("g", {})  # from the end it would go on showing lines that do not match
            program.type(f":filter-in {word}", {})
            taken.filters.append(program.type("\r", WHOLE)[ALL] or 0.0)
            program.wait_for("not shown", STARTED)
            shown(r"([\d,]+) Lines not shown", program.text, word, events, of=big.EVENTS)
    return taken


def _visidata(path: Path, there: Mapping[str, int]) -> Taken:
    """Select by a regular expression in all columns, then open what is selected."""
    taken = Taken([], [])
    for word, events in there.items():
        with Program(["vd", "--header", "0", str(path)], _home(path)) as program:
            program.wait_for(f"{big.EVENTS} rows", STARTED)
            program.type(f"g|{word}", {})
            selecting, opening = (program.type(key, WHOLE)[ALL] or 0.0 for key in ("\r", '"'))
            taken.filters.append(selecting + opening)
            shown(r"\b(\d+) rows", program.text, word, events)
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
    take: Callable[[Path, Mapping[str, int]], Taken]


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


def against(tool: Tool, path: Path, there: Mapping[str, int]) -> tuple[Taken | None, str]:
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
