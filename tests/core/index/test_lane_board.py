"""The board of lanes: levels, what is in a column, and what lasts into it, each against a look at every event."""

from __future__ import annotations

import pytest
from boards import AT, DAYS, MONTHS, STORY, YEARS, board
from making import day

from tui.core.dates import edtf
from tui.core.index.facets import BEFORE_ALL
from tui.core.index.lane_board import LEVELS, Board, BoardWindow, beginning

LASTING = (
    *(("a", "2020-07-30/2020-08-02"), ("a", "2020-08-01"), ("a", "2020-08")),
    *(("b", "../2020-08-04"), ("b", "2020-08-03/.."), ("b", "2020-08-04")),
)


def ids(found: Board, numbers: object) -> list[str]:
    return sorted(found.index.event_id(number) for number in numbers)  # type: ignore[attr-defined]


def test_levels_go_from_decades_to_days_with_room_for_the_larger_unit() -> None:
    units = [(level.unit, level.cells, level.label) for level in LEVELS]
    assert units == [
        *(("decade", 6, 5), ("year", 3, 4), ("year", 5, 4)),
        *(("month", 3, 4), ("month", 5, 4), ("day", 2, 8), ("day", 3, 8)),
    ]


def test_the_closest_level_that_fits_takes_the_whole_width_and_no_more() -> None:
    found = board(YEARS, *STORY)
    for level in (DAYS, AT["day", 2], MONTHS, AT["month", 3]):
        width = found.zoomed(level).scale.width
        assert found.fitting(width) == level
        assert found.fitting(width - 1) < level
    years = board(YEARS, ("a", "1990"), ("a", "1991"))
    assert (years.fitting(years.scale.width), years.fitting(years.scale.width - 1)) == (YEARS, 1)
    crowded = board(YEARS, *(("a", f"2020-08-{date:02}") for date in range(1, 11)))
    assert [LEVELS[crowded.fitting(width)].unit for width in (20, 9)] == ["day", "month"]


def test_lanes_open_on_the_densest_days_with_the_cursor_in_view() -> None:
    story = [("a", f"{year}-05-01") for year in range(1990, 2000)]
    dense = [("a", f"2020-08-{date:02}") for date in range(1, 13)]
    found = board(YEARS, *story, *dense)
    first, last = found.densest()
    assert (last - first, sum(first <= found.day(number) <= last for number in found.events)) == (10, 11)
    for width, unit in ((40, "day"), (30, "day"), (12, "month"), (6, "month")):
        for at in (first, last, found.days[0], found.days[5]):
            level, left = found.opening(width, at)
            scale = found.zoomed(level).scale
            slots = [scale.slots[scale.slot_of(one)] for one in (at, first, last)]
            in_view = [left <= slot.x and slot.x + slot.width <= left + width for slot in slots]
            assert in_view[0]
            assert all(in_view) or not first <= at <= last
            assert LEVELS[level].unit == unit
    lone = board(YEARS, ("a", "2020-08-09"))
    assert [lone.opening(width, lone.days[0]) for width in (50, 4, 3)] == [
        (len(LEVELS) - 1, left) for left in (-23, 0, 0)
    ]


def test_a_window_has_its_columns_their_events_and_what_lasts() -> None:
    found = board(DAYS, *LASTING)
    assert found.window(0, 0) == found.window(0, -1)._replace(width=0) == BoardWindow(0, 0, range(0), (), found.rough)
    first, whole = found.window(0, 1), found.window(0, found.scale.width)
    assert (first.slots, whole.slots) == (range(1), range(len(found.scale.slots)))
    assert whole.numbers == tuple(found.numbers(slot) for slot in whole.slots)
    assert ids(found, whole.lasting) == ["e00", "e02", "e03", "e04"]


@pytest.mark.parametrize("level", [DAYS, MONTHS, YEARS])
def test_what_is_in_a_cell_is_what_begins_there_and_what_lasts_into_it(level: int) -> None:
    found = board(level, *LASTING)
    for row, lane in enumerate(found.lanes):
        for number, slot in enumerate(found.scale.slots):
            count, lasting = found.at(row, number)
            sorts = [event for event in lane.events if slot.bin.first <= found.day(event) <= slot.bin.last]
            assert count == len(sorts)
            starts, ends = found.index.postings.starts, found.index.postings.ends
            into = [event for event in lane.events if starts[event] < slot.bin.first <= ends[event]]
            assert ids(found, lasting) == ids(found, set(into) - set(sorts))
    for slot in found.scale.slots:
        overlap = [n for n in found.events if found.day(n) <= slot.bin.last and slot.bin.first <= ends[n]]
        beyond = {n for n in overlap if found.day(n) < slot.bin.first or slot.bin.last < ends[n]}
        backwards = {n for n in found.events if starts[n] == BEFORE_ALL}
        assert ids(found, found.window(slot.x, slot.width).lasting) == ids(found, beyond | backwards)


def test_an_event_begins_in_a_column_only_where_that_is_sure() -> None:
    found = board(DAYS, *LASTING)
    begins = {}
    for number in range(len(LASTING)):
        slot = found.scale.slot_of(found.day(number))
        begins[found.index.event_id(number)] = found.begins_in(number, slot)
    assert begins == {"e00": True, "e01": True, "e02": False, "e03": False, "e04": True, "e05": True}
    assert (always := board(DAYS, ("a", "[..2019,2021..]"))).bounds(0) == (always.day(0),) * 2
    assert found.bounds(found.index.number("e01")) == (day("2020-08-01"),) * 2
    assert found.bounds(found.index.number("e00")) == (day("2020-07-30"), day("2020-08-02"))


def test_lanes_are_named_and_grouped_and_days_are_those_of_the_events() -> None:
    found = board(DAYS, *STORY)
    assert [found.name(row) for row in range(2)] == ["Firm b", "Firm a"]
    by_kind = found.grouped("kind")
    assert ([by_kind.name(0)], by_kind.level, by_kind.by) == (["Law"], DAYS, "kind")
    assert found.days == [day("2020-08-09"), day("2020-08-12"), day("2020-09-01")]
    assert [found.first_number(found.days[1] + more) for more in (0, 1)] == [3, 4]


def test_when_an_interval_may_have_begun() -> None:
    for text, days in (
        ("2020-08-09/2020-08-11", ("2020-08-09", "2020-08-09")),
        ("2020-08/2020-09", ("2020-08-01", "2020-08-31")),
        ("2020-08-09~/2020-08-11", None),
        ("../2020-08-11", None),
        ("2020-08-09", None),
    ):
        assert beginning(edtf.parse(text)) == (days and tuple(map(day, days)))
