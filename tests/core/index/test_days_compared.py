"""What sources tell of some days: which events, by whom, and what one voice tells alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tui.core.dates.day_range import DayRange
from tui.core.index.days_compared import MOST, by_source, day_accounts
from tui.core.index.index import Index
from tui.core.model.dataset import Dataset
from tui.core.model.records import Citation, Event, Passage, Source
from tui.core.query import parser
from tui.core.store.memory import MemoryStore


def source(name: str, *repeats: str) -> Source:
    return Source(id=name, title=name, derives_from=repeats, passages={f"p{n}": Passage(gist="G") for n in range(9)})


def event(name: str, when: str, *told: str) -> Event:
    return Event(id=name, title=name, date=when, evidence=tuple(Citation(passage=key) for key in told))


def index_of(*events: Event) -> Index:
    sources = {one.id: one for one in (source("gull"), source("tern"), source("echo", "tern"), source("skua"))}
    return Index(MemoryStore(Dataset(root=Path(), sources=sources, events={one.id: one for one in events})))


INDEX = index_of(
    event("vote", "2020-08-09", "gull/p1", "tern/p1"),
    event("copied", "2020-08-09", "tern/p2", "echo/p1"),
    event("lone", "2020-08-09", "gull/p2", "gull/p3"),
    event("next", "2020-08-10", "echo/p2"),
    event("cut", "2020-08-08/2020-08-12", "skua/p1"),
    event("august", "2020-08", "gull/p4"),
    event("year", "2020", "skua/p2"),
    event("later", "2020-09-15", "gull/p5"),
    event("unsaid", "2020-08-09"),
)
DAYS = DayRange(date(2020, 8, 9).toordinal(), date(2020, 8, 10).toordinal())


def test_events_are_in_the_days_surely_or_perhaps_or_without_a_source() -> None:
    told = day_accounts(INDEX, parser.parse(""), DAYS)
    assert [one.id for one in told.surely] == ["cut", "copied", "lone", "vote", "next"]
    assert [one.id for one in told.perhaps] == ["year", "august"]
    assert (told.uncited, told.left_off) == (1, 0)
    filtered = day_accounts(INDEX, parser.parse("id:vote"), DAYS)
    assert ([one.id for one in filtered.surely], filtered.perhaps, filtered.uncited) == (["vote"], (), 0)


def test_what_one_voice_tells_is_counted_alone_for_each_of_its_sources() -> None:
    told = day_accounts(INDEX, parser.parse(""), DAYS)
    assert told.tellers == {"gull": 3, "tern": 2, "echo": 2, "skua": 2}
    assert told.alone == {"gull": 2, "tern": 1, "echo": 2, "skua": 2}
    assert {*told.voices} == {frozenset({"gull"}), frozenset({"tern", "echo"}), frozenset({"skua"})}
    assert told.columns[0] == ("gull", [])
    order = [name for name, _ in told.columns]
    assert order.index("tern") == order.index("echo") + 1
    assert dict(told.columns) == {"gull": [], "echo": ["tern"], "tern": ["echo"], "skua": []}


def test_at_most_so_many_events_are_compared() -> None:
    index = index_of(*(event(f"e{n:03}", "2020-08-09", "gull/p1") for n in range(MOST + 7)))
    told = day_accounts(index, parser.parse(""), DAYS)
    assert (len(told.surely), told.left_off) == (MOST, 7)


def test_citations_of_an_event_are_grouped_by_source() -> None:
    found = by_source(INDEX.store.event("lone"))
    assert {name: [one.passage for one in cited] for name, cited in found.items()} == {"gull": ["gull/p2", "gull/p3"]}
