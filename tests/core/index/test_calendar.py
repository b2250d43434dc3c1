"""The columns of the calendar: on which day an event sorts, what makes a group and a month, what ends a gap."""

from __future__ import annotations

from making import day

from tui.core.dates import edtf
from tui.core.index.calendar import COLUMNS, MONTHS, NARROW, VAGUE, WIDE, made
from tui.core.index.facets import AFTER_ALL, BEFORE_ALL


def test_an_event_ends_a_gap_by_how_many_days_it_fills() -> None:
    first = day("2020-02-03")
    for width, reach, wide_reach in (
        (0, 0, 0),
        (NARROW, NARROW, NARROW),
        (NARROW + 1, None, NARROW + 1),
        (WIDE, None, WIDE),
        (WIDE + 1, None, None),
    ):
        found = made([first, first + 999], [first + width, first + 999], 2)
        days = [VAGUE if more is None else first + more for more in (reach, wide_reach)]
        assert [found.reach[0], found.wide_reach[0]] == days, width
        ends = [VAGUE if more is None else first for more in (reach, wide_reach)]
        assert [found.solid[0], found.wide_solid[0]] == ends, width
        assert [found.solid[1], found.wide_solid[1]] == [first + 999] * 2
        assert (list(found.spanning), list(found.wide_spanning)) == ([0] * bool(reach), [0] * bool(wide_reach)), width


def test_a_group_ends_a_gap_only_where_all_of_its_events_do() -> None:
    first = day("2020-02-03")
    for widths, solid, wide_solid in (
        ((0, NARROW + 1, 0), VAGUE, first),
        ((WIDE + 1, 0, NARROW + 1), VAGUE, VAGUE),
        ((0, 0, 0), first, first),
    ):
        found = made([first] * 3, [first + width for width in widths], 3)
        assert (list(found.sizes), list(found.solid), list(found.wide_solid)) == ([3], [solid], [wide_solid])


def test_what_is_known_to_the_year_makes_a_group_and_a_month_of_its_own() -> None:
    new_year, second = day("2020-01-01"), day("2020-01-02")
    for first, width, month in ((new_year, 179, 1), (new_year, 180, 0), (second, 365, 1), (second, 179, 1)):
        found = made([first], [first + width], 1)
        assert list(found.months) == [2020 * MONTHS + month]
    found = made([new_year] * 3 + [second], [new_year + 365] * 2 + [new_year, second], 4)
    assert list(found.group_of) == [0, 0, 1, 2]
    assert (list(found.sizes), list(found.first_days)) == ([2, 1, 1], [new_year, new_year, second])
    assert list(found.months) == [2020 * MONTHS, *[2020 * MONTHS + 1] * 2]
    assert list(found.month_groups) == [0, 1]


def test_what_begins_nobody_knows_when_sorts_on_its_last_day() -> None:
    last = day("2020-02-03")
    found = made([BEFORE_ALL, BEFORE_ALL, last, last], [AFTER_ALL, last, AFTER_ALL, last], 3)
    assert list(found.days) == [edtf.NO_DAY, last, last]
    found = made([BEFORE_ALL, last, BEFORE_ALL], [last + 9, last, last - 1], 3)
    assert list(found.days) == [last - 1] * 3  # not after the day of what comes after it
    empty = made([], [], 0)
    assert all(not getattr(empty, name) for name in COLUMNS)
