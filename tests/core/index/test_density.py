"""Where events stand closest, and where a dataset opens."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from making import day, store_of
from pyroaring import BitMap

from tui.core.dates import edtf
from tui.core.index.density import Stretch, beginning, densest
from tui.core.index.index import Index
from tui.core.model.dataset import About
from tui.core.model.records import Event, Ref


def index(*written: str, opens_at: str = "") -> Index:
    events = [Event(id=f"e{n}", title=f"Event {n}", date=text) for n, text in enumerate(written)]
    return Index(store_of(about=About(opens_at=opens_at), events=events))


def test_the_densest_days_are_those_with_most_events_that_surely_lie_in_them() -> None:
    made = index("2020-08-01", "2020-08-09/2020-08-12", "2020-08-10", "2020-08-11", "2020-08-12", "2020-08", "2021")
    assert densest(made, 3) == Stretch(day("2020-08-10"), day("2020-08-12"), 3)
    assert densest(made, 4) == Stretch(day("2020-08-09"), day("2020-08-12"), 4)
    assert densest(made, 1) == Stretch(day("2020-08-01"), day("2020-08-01"), 1)
    assert densest(index("2020-08-09/2020-08-12", "2020-08-11"), 3) == Stretch(*[day("2020-08-11")] * 2, 1)


def test_of_some_events_only_these_count() -> None:
    made = index("2020-08-09", "2020-08-09", "2020-08-10", "2021-01-01")
    assert densest(made, 1) == Stretch(day("2020-08-09"), day("2020-08-09"), 2)
    assert densest(made, 1, BitMap([2, 3])) == Stretch(day("2020-08-10"), day("2020-08-10"), 1)
    assert densest(made, 1, BitMap()) is None


def test_without_a_day_nothing_is_dense() -> None:
    assert densest(index("2020", "2020-08", "../2020-08-09", "2020-08-09/.."), 7) is None
    assert densest(index(), 3) is None


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 4)), min_size=1, max_size=25), st.integers(1, 8))
def test_no_days_hold_more_than_the_densest(spans: list[tuple[int, int]], days: int) -> None:
    zero = day("2020-01-01")
    made = index(
        *(f"{edtf.of_day(zero + a).text}/{edtf.of_day(zero + a + b).text}" if b else edtf.of_day(zero + a).text
          for a, b in spans)
    )  # fmt: skip

    def held(first: int) -> int:
        return sum(first <= zero + a and zero + a + b < first + days for a, b in spans)

    most = max(held(zero + at) for at in range(40))
    found = densest(made, days)
    assert (found.count if found else 0) == most
    if found:
        assert held(found.first) == most
        assert found.last < found.first + days


def test_it_opens_on_the_event_or_date_that_it_names_else_where_most_happens() -> None:
    for opens_at, wanted in (
        *(("e0", "e0"), ("2020-08-10", "e2"), ("2020-08-11", "e3"), ("2019", "e2")),
        *(("2030", "e4"), ("../2020-08-12", "e3"), ("", "e2")),
    ):
        made = index("1990", "2020-08", "2020-08-10", "2020-08-12", "2021-01-01", opens_at=opens_at)
        assert beginning(made) == Ref("events", wanted)


def test_a_dataset_without_days_opens_on_its_first_row() -> None:
    assert beginning(index()) is None
    assert beginning(index("1990", "1995")) is None
