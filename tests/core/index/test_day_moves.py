"""The event to go to for a date, and steps to the next days and months with events."""

from __future__ import annotations

from making import days, index_of
from pyroaring import BitMap

from tui.core.dates.day_range import DayRange
from tui.core.index.day_moves import LOOKED_AT, date_target, rank, step
from tui.core.index.index import Index
from tui.core.query import parser

INDEX = index_of(
    founded="2005-09~",
    vote="2020-08-09",
    cut="2020-08-09/2020-08-12",
    held="2020-08-13",
    freed="2020-08-13",
    autumn="2020-10",
    sold="2021-02-04",
    gone="../2021-03-01",
)


def target(wanted: DayRange, text: str = "", index: Index = INDEX) -> tuple[str, str, int] | None:
    found = date_target(index, index.run(parser.parse(text)), wanted)
    return (index.event_id(found.number), found.why, found.begun) if found else None


def test_the_first_event_that_begins_in_the_days_then_one_that_lasts_then_the_nearest() -> None:
    for first, last, expected in (
        ("2020-08-13", "", ("freed", "begins", 2)),
        ("2020-08-09", "", ("vote", "begins", 2)),
        ("2020-08-01", "2020-08-31", ("cut", "begins", 4)),
        ("2020-10-01", "2020-10-31", ("autumn", "begins", 1)),
        ("2020-08-10", "", ("cut", "lasts", 0)),
        ("2020-08-12", "", ("cut", "lasts", 0)),
        ("2020-08-03", "", ("cut", "nearest", 0)),
        ("2020-08-20", "", ("freed", "nearest", 0)),
        ("2021-01-01", "2021-01-31", ("sold", "nearest", 0)),
        ("1990-01-01", "1990-12-31", ("founded", "nearest", 0)),
        ("2030-01-01", "2030-12-31", ("gone", "nearest", 0)),
    ):
        assert target(days(first, last)) == expected, (first, last)


def test_only_listed_events_are_targets_in_any_order_of_the_list() -> None:
    assert target(days("2020-08-09"), "id:founded OR id:sold") == ("sold", "nearest", 0)
    assert target(days("2020-08-09"), "nothing-of-the-kind") is None
    assert target(days("2021-02-04"), "sort:title") == ("sold", "begins", 1)


def test_an_event_with_an_open_start_gives_way_to_one_on_the_day() -> None:
    index = index_of(till="../2020-08-09", on="2020-08-09")
    assert target(days("2020-08-09"), "", index) == ("on", "begins", 2)
    assert target(days("2020-08-09"), "id:till", index) == ("till", "begins", 1)


def test_a_lasting_event_is_looked_for_among_so_many_before() -> None:
    for others, why in ((LOOKED_AT - 1, "lasts"), (LOOKED_AT, "nearest")):
        short = {f"e{n:03}": "2020-08-02" for n in range(others)}
        found = target(days("2020-08-10"), "", index_of(long="2020-08-01/2020-08-20", **short))
        assert found[1] == why


def test_steps_go_to_days_and_months_with_events() -> None:
    index = index_of(august="2020-08", cut="2020-08-08/2020-08-12", vote="2020-08-09", later="2020-09-15", year="2020")
    everything, window = parser.parse("id:august OR id:cut OR id:vote OR id:later"), days("2020-08-08", "2020-08-09")
    assert step(index, everything, window, 1) == days("2020-08-09", "2020-08-10")
    assert step(index, everything, window, -1) == days("2020-08-01", "2020-08-02")
    assert step(index, everything, window, 1, months=True) == days("2020-09-15", "2020-09-16")
    assert step(index, everything, days("2020-09-15"), -1, months=True) == days("2020-08-01")
    assert step(index, everything, days("2020-09-15"), 1) is None
    assert step(index, everything, days("2020-09-15"), 1, months=True) is None
    assert step(index, everything, days("2020-08-01"), -1) is None
    assert step(index, parser.parse("id:vote"), window, -1) is None


def test_a_rank_counts_smaller_numbers() -> None:
    assert [rank(BitMap([0, 3, 5]), number) for number in (0, 1, 3, 4, 6)] == [0, 1, 1, 2, 3]
