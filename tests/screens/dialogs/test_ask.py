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
from tui.screens.dialogs.ask import edtf, land

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


def test_it_says_where_it_lands_and_why(index: Index) -> None:
    for first, last, lands, said in (
        ("2020-08-13", "", "freed", "13 Aug 2020: 2 events"),
        ("2020-10-01", "2020-10-31", "autumn", "Oct 2020: 1 event"),
        ("2020-08-11", "", "cut", "No event begins on 11 Aug 2020; this one is dated 9–12 Aug 2020"),
        ("2020-08-03", "", "cut", "No event on 3 Aug 2020; nearest is 9–12 Aug 2020"),
        ("2021-01-01", "2021-01-31", "sold", "No event in Jan 2021; nearest is 4 Feb 2021"),
        ("1990-01-01", "1990-12-31", "founded", "No event in 1990; nearest is about Sept 2005"),
    ):
        assert land(index, index.run(parser.parse("")), days(first, last)) == (Ref("events", lands), said)
    nothing = index.run(parser.parse("nothing-of-the-kind"))
    assert land(index, nothing, days("2020-08-09")) == (None, "Nothing is listed that one could go to")


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
