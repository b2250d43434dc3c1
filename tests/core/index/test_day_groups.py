"""Days, months and gaps found by whole columns are those that going through the events one by one finds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import day, index_of, shipped, store_of
from pyroaring import BitMap

from tui.core.index import day_groups
from tui.core.index.calendar import NARROW, WIDE
from tui.core.index.day_groups import DAYS_BETWEEN_MONTHS, DAYS_TO_NAME, Turns
from tui.core.index.index import Index
from tui.core.model.records import Event


class Plain(NamedTuple):
    """What one event after the other tells of the first event of a day."""

    position: int
    day: int
    month: tuple[int, int]
    free: int
    wide: int


def one_by_one(index: Index, events: BitMap) -> Iterator[Plain]:
    """Yield the first events of days, each with the days since what came before ended."""
    last: tuple[int, bool] | None = None
    until = wide_until = 0
    for position, number in enumerate(events):
        first, end = index.postings.starts[number], index.postings.ends[number]
        day = date.fromordinal(first)
        known = not (end - first >= 180 and (day.month, day.day) == (1, 1))
        if (first, known) != last:
            month = (day.year, day.month if known else 0)
            yield Plain(position, first, month, until and first - until, wide_until and first - wide_until)
            last = (first, known)
        until = max(until, end if end - first <= NARROW else 0)
        wide_until = max(wide_until, end if end - first <= WIDE else 0)


@st.composite
def written(draw: st.DrawFn) -> str:
    """A date in two years, or some that are vague; close together, as events are."""
    first = date(2019, 6, 1) + timedelta(days=draw(st.integers(0, 500)))
    last = first + timedelta(days=draw(st.sampled_from((1, 3, 7, 8, 30, 200, 500))))
    return draw(
        st.sampled_from(
            (first.isoformat(), first.isoformat(), first.isoformat()[:7], f"{first.year}", f"{first}/{last}")
        )
    )


@given(st.lists(written(), max_size=60), st.data())
def test_days_and_months_begin_where_they_do(dates: list[str], data: st.DataObject) -> None:
    index = index_of(*dates)
    events = BitMap(data.draw(st.sets(st.integers(0, len(dates) - 1)) if dates else st.just(set[int]())))
    plain = list(one_by_one(index, events))
    turns = Turns(index, events, down=False)
    assert list(turns.positions) == [turn.position for turn in plain]
    begun = [
        turn.position
        for before, turn in zip([None, *plain], plain, strict=False)
        if not before or before.month != turn.month
    ]
    assert turns.month_positions() == begun
    assert sum(count for _, _, count in turns.runs()) == len(events)


@given(st.lists(written(), max_size=60), st.data())
def test_gaps_are_as_long_as_they_are(dates: list[str], data: st.DataObject) -> None:
    index = index_of(*dates)
    events = BitMap(data.draw(st.sets(st.integers(0, len(dates) - 1)) if dates else st.just(set[int]())))
    named = {turn.position: turn for turn in Turns(index, events, down=False).named()}
    before = None
    for turn in one_by_one(index, events):
        of_month = date.fromordinal(turn.day).day
        if DAYS_TO_NAME <= turn.free < of_month and before and before.month == turn.month:
            assert named[turn.position].free == turn.free
        elif turn.position in named:
            assert not DAYS_TO_NAME <= named[turn.position].free < of_month
        if turn.wide >= DAYS_BETWEEN_MONTHS and (before is None or before.month != turn.month):
            assert named[turn.position].wide == turn.wide
        if turn.position in named:
            assert (named[turn.position].year, named[turn.position].month) == turn.month
            assert named[turn.position].day == turn.day
        before = turn


@given(st.lists(written(), max_size=60))
def test_down_the_calendar_everything_is_the_other_way_round(dates: list[str]) -> None:
    index = index_of(*dates)
    events = BitMap(range(len(dates)))
    up, down = Turns(index, events, down=False), Turns(index, events, down=True)
    order = list(reversed(events))
    days = index.postings.starts
    expected = [at for at, number in enumerate(order) if at == 0 or up_group(up, order[at - 1]) != up_group(up, number)]
    assert list(down.positions) == expected
    assert all(days[order[turn.position]] == turn.day for turn in down.named())


def test_a_gap_is_named_from_four_days_on_and_across_months_from_61() -> None:
    for first, last, gaps in (
        *(("2020-08-01", "2020-08-04", []), ("2020-08-01", "2020-08-05", [(4, 0)])),
        *(("2020-05-30", "2020-07-29", [(0, 0)]), ("2020-05-30", "2020-07-30", [(0, 61)])),
        *(("2020-07-31", "2020-08-01", [(0, 0)]), ("2020", "2020-03-05", [(0, -301)])),
    ):
        for down in (False, True):
            named = [*Turns(index_of(first, last), BitMap(range(2)), down=down).named()]
            assert [(turn.free, turn.wide) for turn in named] == [(0, 0), *gaps], (first, last)
            assert [turn.position for turn in named] == [*range(1 + len(gaps))]


def test_days_are_hidden_by_a_label_that_has_no_room_for_two_of_them() -> None:
    for written, hides in (
        *(("2020-08-01/2020-08-09", False), ("2020-08-01/2020-08-10", True), ("2020-08-01/2020-08-31", False)),
        *(("2020-08-02/2020-08-31", True), ("2020-08-01/2020-08-30", True), ("2020-07-31/2020-08-01", True)),
        *(("2020-08-12", False), ("2020-08-12/2020-08-13", True), ("2020-08", False)),
        *(("2020-08-03/2020-09-02", True), ("2020-08-03/2020-09-03", False), ("../2020-08-12", False)),
    ):
        turns = Turns(index_of(written), BitMap([0]), down=False)
        assert (turns.hiding_days({2020}), turns.hiding_days({2019})) == ({2020} if hides else set(), set()), written


def up_group(turns: Turns, number: int) -> int:
    """The day in the result on which an event stands."""
    return max(at for at, position in enumerate(turns.positions) if position <= number)


@pytest.mark.parametrize("share", [1, 2, 3])
def test_days_of_many_events_are_counted_as_those_of_few(share: int, monkeypatch: pytest.MonkeyPatch) -> None:
    index = shipped()
    events = BitMap(range(index.postings.events))[::share]
    few = [list(turns) for turns in (Turns(index, events, down=False).named(), Turns(index, events, down=True).runs())]
    monkeypatch.setattr(day_groups, "MANY", -1)
    many = [list(turns) for turns in (Turns(index, events, down=False).named(), Turns(index, events, down=True).runs())]
    assert many == few


def test_days_ascend_also_where_what_has_an_open_start_stands_before_what_comes_after_it() -> None:
    soviet = Event(id="yard-empties", title="The yard empties", date="[..1999]")
    wave = Event(id="wave", title="A wave", date="199X", after=("yard-empties",))
    landing = Event(id="landing", title="A landing", date="1993-05-02")
    index = Index(store_of(events=(landing, soviet, wave)))
    days = index.postings.calendar.days
    assert [index.event_id(number) for number in range(3)] == ["yard-empties", "wave", "landing"]
    assert [*days] == [day("1990-01-01"), day("1990-01-01"), day("1993-05-02")]
    assert len(index.postings.calendar.month_groups) == 2, "both are of 1990, and no more is known"
    for name in ("harbour", "belarus-it"):
        shown = [*shipped(name).postings.calendar.days]
        assert shown == sorted(shown)
