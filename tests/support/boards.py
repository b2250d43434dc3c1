"""Boards of lanes for the tests: a few events written down as whose they were and when."""

from __future__ import annotations

from making import joined, store_of

from tui.core.index.index import Index
from tui.core.index.lane_board import LEVELS, Board
from tui.core.index.lanes import By
from tui.core.model.dataset import EventKind
from tui.core.model.records import Event, Involvement, Organisation
from tui.core.query import parser
from tui.present.lanes.cells import lane_runs

AT = {(level.unit, level.cells): number for number, level in enumerate(LEVELS)}
"""Unit and cells → the number of the level."""
YEARS, MONTHS, DAYS = AT["year", 5], AT["month", 5], AT["day", 3]
STORY = (
    ("a", "2020-08-09"),
    ("a", "2020-08-09"),
    ("b", "2020-08-12"),
    ("a", "2020-09-01"),
    ("b", "2020-08-09/2020-08-11"),
)


def index_of(*written: tuple[str, str]) -> Index:
    """An index of events of organisations, each given as ("a b", date); "" is nobody's."""
    events = [
        Event(id=f"e{n:02}", title=f"Event {n}", date=when, kind="law",
              involves=tuple(Involvement(entity=who, role="there") for who in whose.split()))
        for n, (whose, when) in enumerate(written)
    ]  # fmt: skip
    names = sorted({who for whose, _ in written for who in whose.split()})
    organisations = [Organisation(id=who, name=f"Firm {who}", kind="company") for who in names]
    return Index(store_of(kinds={"law": EventKind(title="Law", sign="§")}, events=events, organisations=organisations))


def board(level: int, *written: tuple[str, str], text: str = "", by: By = "org") -> Board:
    index = index_of(*written)
    return Board(index, index.run(parser.parse(text)).events, by, level)


def lines(found: Board, left: int = 0, width: int = 0) -> list[str]:
    window = found.window(left, width or found.scale.width)
    return [joined(lane_runs(found, at, window)) for at in range(len(found.lanes))]
