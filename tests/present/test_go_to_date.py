"""Where going to a date lands, and what is said of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tui.core.dates.day_range import DayRange
from tui.core.index.index import Index
from tui.core.model.dataset import Dataset
from tui.core.model.records import Event, Ref
from tui.core.query import parser
from tui.core.store.memory import MemoryStore
from tui.present.go_to_date import edtf, land

DATES = {
    "founded": "2005-09~",
    "vote": "2020-08-09",
    "cut": "2020-08-09/2020-08-12",
    "held": "2020-08-13",
    "freed": "2020-08-13",
    "autumn": "2020-10",
    "sold": "2021-02-04",
    "gone": "../2021-03-01",
}


@pytest.fixture(scope="module")
def index() -> Index:
    events = {name: Event(id=name, title=name, date=when) for name, when in DATES.items()}
    return Index(MemoryStore(Dataset(root=Path(), events=events)))


def days(first: str, last: str = "") -> DayRange:
    return DayRange(date.fromisoformat(first).toordinal(), date.fromisoformat(last or first).toordinal())


@pytest.mark.parametrize(
    ("first", "last", "lands", "said"),
    [
        ("2020-08-13", "", "freed", "13 Aug 2020: 2 events"),
        ("2020-08-09", "", "vote", "9 Aug 2020: 2 events"),
        ("2020-08-01", "2020-08-31", "cut", "Aug 2020: 4 events"),
        ("2020-10-01", "2020-10-31", "autumn", "Oct 2020: 1 event"),
        ("2020-08-11", "", "cut", "No event begins on 11 Aug 2020; this one is dated 9–12 Aug 2020"),
        ("2020-08-03", "", "cut", "No event on 3 Aug 2020; nearest is 9–12 Aug 2020"),
        ("2020-08-20", "", "freed", "No event on 20 Aug 2020; nearest is 13 Aug 2020"),
        ("2021-01-01", "2021-01-31", "sold", "No event in Jan 2021; nearest is 4 Feb 2021"),
        ("1990-01-01", "1990-12-31", "founded", "No event in 1990; nearest is about Sept 2005"),
        ("2030-01-01", "2030-12-31", "gone", "No event in 2030; nearest is until 1 Mar 2021"),
    ],
)
def test_it_lands_on_the_first_event_of_the_days_or_the_nearest(
    index: Index, first: str, last: str, lands: str, said: str
) -> None:
    landing = land(index, index.run(parser.parse("")), days(first, last))
    assert landing == (Ref("events", lands), said)


def test_only_what_is_listed_is_landed_on(index: Index) -> None:
    narrowed = index.run(parser.parse("id:founded OR id:sold"))
    assert land(index, narrowed, days("2020-08-09")).ref == Ref("events", "sold")
    assert land(index, index.run(parser.parse("nothing-of-the-kind")), days("2020-08-09")).ref is None


def test_what_ends_on_the_day_asked_for_and_began_nobody_knows_when_gives_way() -> None:
    made = {
        name: Event(id=name, title=name, date=when) for name, when in (("till", "../2020-08-09"), ("on", "2020-08-09"))
    }
    index = Index(MemoryStore(Dataset(root=Path(), events=made)))
    assert land(index, index.run(parser.parse("")), days("2020-08-09")) == (Ref("events", "on"), "9 Aug 2020: 2 events")
    only = index.run(parser.parse("id:till"))
    assert land(index, only, days("2020-08-09")).ref == Ref("events", "till")


def test_a_list_sorted_by_something_else_is_landed_on_too(index: Index) -> None:
    by_title = index.run(parser.parse("sort:title"))
    assert land(index, by_title, days("2021-02-04")) == (Ref("events", "sold"), "4 Feb 2021: 1 event")


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        ("2020-01-01", "2020-12-31", "2020"),
        ("2020-02-01", "2020-02-29", "2020-02"),
        ("2020-08-09", "2020-08-09", "2020-08-09"),
        ("2020-08-09", "2020-08-12", "2020-08-09/2020-08-12"),
        ("2020-01-01", "2020-01-31", "2020-01"),
    ],
)
def test_days_are_written_as_briefly_as_they_can_be(first: str, last: str, written: str) -> None:
    assert edtf(days(first, last)) == written
