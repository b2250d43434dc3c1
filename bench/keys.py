"""Each key of a filter at 100,000 events, in a real pseudo-terminal, against a Textual app that does not search.

That app is an Input and a list as high as the screen, drawn anew at each key. Both are open at once and take turns,
filter by filter.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

from bench import big
from bench.figure import Figure, Row, Target, percentile
from bench.progress import say
from bench.terminal import COLUMNS, LINES, Area, Program, explorer, plain
from tui.core.errors import QueryError
from tui.core.index.completion import MOST
from tui.core.index.index import Index
from tui.core.query import parser

ROUNDS = 2
FILTERS = ("zaku", "ke lor", "kind:law", "org0", "sta", "date:2010")
AT_ONCE = ("zakuu vi k", "kind:law t", "date:2005-", "dagrupuno ")
"""Ten keys each."""
LIST, ALL = "list and count", "everything"
SHARES = {0.5: "median", 0.95: "95th percentile"}
TITLE = f"A filter typed at {big.EVENTS:,} events"
ROWS = (
    *(
        Row(f"each key until {what} stand{'s' if what == ALL else ''}, {share}", Target("ratio", bound))
        for what, bound in ((LIST, 1.5), (ALL, 2.5))
        for share in SHARES.values()
    ),
    Row("ten keys at once until list and count stand"),
    Row("filters of which a key of ten at once was lost", Target("most", 0), "filters"),
    Row("the most memory of the explorer", Target("most", 150), "MB"),
)
AGAINST = "an input and a list"
PLAIN = """
from rich.segment import Segment
from textual.app import App
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Input, Static
class Lines(ScrollView):
    text = ""
    def on_mount(self):
        self.virtual_size = Size(80, 100_000)
    def render_line(self, y):
        width = self.size.width
        line = f" {y + self.scroll_offset.y:6} {self.text} a row of the list as it stands"
        return Strip([Segment(line.ljust(width)[:width])])
class Plain(App):
    CSS = "Lines {height: 1fr} Input {dock: bottom} #count {height: 1}"
    typed = 0
    def compose(self):
        yield Static("the list is ready", id="count")
        yield Lines()
        yield Input(select_on_focus=False)
    def on_mount(self):
        self.query_one(Input).focus()
    def on_input_changed(self, event):
        self.typed += 1
        self.query_one("#count", Static).update(f"{self.typed} of 100000 {event.value}", layout=False)
        lines = self.query_one(Lines)
        lines.text = event.value
        lines.refresh()
Plain().run()
"""
PLAIN_AREAS = {LIST: Area(0, LINES - 3), ALL: Area(0, LINES, coloured=False)}


def pane_areas(screen: str) -> dict[str, Area]:
    """Return where list and count stand on a screen of the explorer with three panes.

    Raises:
        ValueError: there is no such screen.
    """
    lines = screen.splitlines()
    top = next((row for row, line in enumerate(lines) if "TIMELINE" in line and "│" in line), None)
    if top is None:
        raise ValueError(f"no list on this screen:\n{screen}")
    rule = lines[top].index("│")
    return {
        "count": Area(0, 1),
        "list": Area(top + 1, LINES - 2, 0, rule),
        "overview": Area(1, top),
        "rest": Area(0, LINES - 2),
        "typed": Area(LINES - 2, LINES, 0, COLUMNS, coloured=False),
    }


def above_offers(areas: dict[str, Area]) -> dict[str, Area]:
    """Return the areas with the list only as far down as nothing is offered over it; its lines are drawn together."""
    return {**areas, "list": areas["list"]._replace(bottom=areas["list"].bottom - MOST)}


def joined(found: dict[str, float | None]) -> dict[str, float | None]:
    """Return the times to what is measured from those of the areas; None where nothing of it changed."""
    if LIST in found:
        return found
    parts = {LIST: ("count", "list"), ALL: tuple(found)}
    return {name: max((found[area] or 0.0 for area in areas), default=0.0) or None for name, areas in parts.items()}


class _Typist:
    """Types into one program and keeps the times, in seconds."""

    def __init__(self, program: Program, areas: dict[str, Area]) -> None:
        self.program, self.areas = program, areas
        self.times: dict[str, list[float]] = {LIST: [], ALL: []}
        self.at_once: list[float] = []

    def filter(self, text: str) -> None:
        """Type a filter key by key, each when all that the last one did has come, and take it away again."""
        for key in text:
            for name, taken in joined(self.program.type(key, self.areas)).items():
                if taken is not None:
                    self.times[name].append(taken)
        self.clear(text)

    def all_at_once(self, text: str, count: str) -> None:
        taken = joined(self.program.type(text, self.areas, awaited=lambda screen: count in screen))
        self.at_once.append(taken[LIST] or 0.0)

    def clear(self, text: str) -> None:
        self.program.type("\x7f" * len(text), {})


def count_of(index: Index, text: str) -> str:
    """Return what the screen has to say of a filter; the last good part counts, as on the screen."""
    for end in range(len(text), 0, -1):
        try:
            found = index.run(parser.parse(text[:end]))
        except QueryError:
            continue
        return f"{found.count} of {found.total} events"
    return f"{len(index.store.event_ids)} events"


def measure() -> Iterator[Figure]:
    dataset = big.compiled()
    index = big.opened(dataset).index
    lost = []
    with ExitStack() as stack:
        there, ours = stack.enter_context(plain(PLAIN)), stack.enter_context(explorer(str(dataset)))
        there.wait_for("the list is ready")
        ours.wait_for(f"{big.EVENTS} events")
        typists = [_Typist(there, PLAIN_AREAS), _Typist(ours, above_offers(pane_areas(ours.text)))]
        ours.type("/", {})
        for text in FILTERS * ROUNDS:
            for typist in typists:
                typist.filter(text)
        for text in AT_ONCE:
            count = count_of(index, text)
            for typist, awaited in zip(typists, ("", count), strict=True):
                typist.all_at_once(text, awaited)
            if count not in ours.text:
                lost.append(text)
                say(f"  lost a key of {text!r}: {ours.text.splitlines()[0].strip()}")
            for typist in typists:
                typist.clear(text)
        memory = ours.peak
    *_, losses, most = ROWS
    yield from _times(*typists)
    yield Figure(losses, len(lost), len(AT_ONCE), against=", ".join(lost))
    yield Figure(most, memory, 1)


def _times(baseline: _Typist, ours: _Typist) -> Iterator[Figure]:
    rows = iter(ROWS)
    floor = baseline.times[LIST]
    for taken in (ours.times[LIST], ours.times[ALL]):
        for share in SHARES:
            pair = percentile(taken, share), percentile(floor, share)
            yield Figure(next(rows), pair[0], len(taken), pair[1], AGAINST)
    at_once = percentile(ours.at_once, 0.5), percentile(baseline.at_once, 0.5)
    yield Figure(next(rows), at_once[0], len(ours.at_once), at_once[1], AGAINST)
