"""Scales: which time each cell of a line stands for; drawn as one letter a bin, of its unit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from tui.core.dates.scale import Bin, Days, Scale, Slot, TimeUnit, around, even, scale

SUMMER = ("2020-08-01", "2020-08-02", "2020-08-03", "2020-08-04", "2020-10-09")
SPRING = ("2020-02-01", "2020-02-02", "2020-02-03", "2020-02-04", "2020-03-01", "2020-07-01")
NINETIES = ("1790-01-01", "1990-01-01", "1991-02-02", "1995-03-01", "2020-08-01")
DECADE = ("1801-05-05", "1903-05-05", "1904-05-05", "1905-05-05", "1911-01-01")


def ordinals(texts: Sequence[str]) -> tuple[int, ...]:
    return tuple(date.fromisoformat(text).toordinal() for text in texts)


def days(texts: Sequence[str], to_month: int | None = None, to_day: int | None = None) -> Days:
    """Events on these days, of which the first so many are known to the month or the day."""
    found = ordinals(texts)
    return Days(found, found[:to_month], found[:to_day])


def drawn(found: Scale) -> str:
    signs = dict.fromkeys(found.breaks, "┈")
    for slot in found.slots:
        for cell in range(slot.width):
            assert slot.x + cell not in signs
            signs[slot.x + cell] = "-" if cell else slot.bin.unit[0]
    return "".join(signs.get(x, " ") for x in range(found.width))


@pytest.mark.parametrize(
    ("texts", "pictures"),
    [
        (
            SUMMER,
            {
                1: "y",
                2: "y-",
                3: "mmm",
                5: "mmm",
                6: "m-m-m-",
                11: "m-m-m-",
                12: "m---m---m---",
                33: "m---m---m---",
                34: "d" * 31 + " mm",
                35: "d" * 31 + " mm",
                36: "d" * 31 + " m-m-",
                40: "d" * 31 + " m---m---",
                70: "d" * 31 + " m---m---",
                71: "d-" * 31 + " m---m---",
                101: "d-" * 31 + " m---m---",
                102: "d--" * 31 + " m---m---",
            },
        ),
        (
            SPRING,
            {
                3: "y--",
                4: "y--",
                5: "mm┈ m",
                7: "mm┈ m",
                8: "m-m-┈ m-",
                14: "m---m---┈ m---",
                33: "m---m---┈ m---",
                34: "d" * 29 + " m┈ m",
                36: "d" * 29 + " m-┈ m-",
                40: "d" * 29 + " m---┈ m---",
                69: "d-" * 29 + " m---┈ m---",
            },
        ),
        (
            NINETIES,
            {
                3: "c",
                4: "c",
                5: "c┈ cc",
                6: "c┈ d c",
                8: "c-┈ c-c-",
                9: "c-┈ d- c-",
                10: "c┈ yy┈ y c",
                11: "d┈ yy┈ y┈ d",
                16: "d-┈ y-y-┈ y-┈ d-",
                17: "y┈ yy┈ y┈ y",
                24: "y-┈ y-y-┈ y-┈ y-",
                32: "y--┈ y--y--┈ y--┈ y--",
                46: "y--┈ y--y--┈ y--┈ y--",
                47: "y----┈ y----y----┈ y----┈ y----",
            },
        ),
        (DECADE, {4: "c-c-", 6: "c--c--", 7: "c yyy d", 8: "d┈ yyy d", 13: "d-┈ y-y-y- d-", 14: "y┈ yyy┈ y"}),
    ],
)
def test_the_busiest_time_gets_the_finest_bins_that_fit(texts: Sequence[str], pictures: dict[int, str]) -> None:
    for width, picture in pictures.items():
        assert drawn(scale(days(texts), width)) == picture, width


def test_no_events_or_no_room_make_an_empty_scale() -> None:
    assert scale(days(()), 10) == scale(days(SUMMER), 0) == Scale((), (), 0)
    assert scale(days(NINETIES), 1).slots[0].bin == Bin(*ordinals((NINETIES[0], NINETIES[-1])), "century")


def test_only_events_known_finely_enough_divide_a_year_or_a_month() -> None:
    assert drawn(scale(days(SPRING, to_month=2, to_day=0), 90)) == "y----"
    assert drawn(scale(days(SPRING, to_month=3, to_day=0), 90)) == "m---m---┈ m---"
    assert {slot.bin.unit for slot in scale(days(SPRING, to_day=3), 90).slots} == {"month"}
    assert {slot.bin.unit for slot in scale(days(SPRING, to_day=4), 90).slots} == {"month", "day"}


@pytest.mark.parametrize(
    ("day", "unit", "first", "last"),
    [
        ("0001-01-01", "century", "0001-01-01", "0099-12-31"),
        ("0009-05-05", "decade", "0001-01-01", "0009-12-31"),
        ("0010-05-05", "decade", "0010-01-01", "0019-12-31"),
        ("1999-12-31", "century", "1900-01-01", "1999-12-31"),
        ("2000-01-01", "century", "2000-01-01", "2099-12-31"),
        ("9999-12-31", "century", "9900-01-01", "9999-12-31"),
        ("2020-02-29", "year", "2020-01-01", "2020-12-31"),
        ("2020-02-29", "month", "2020-02-01", "2020-02-29"),
        ("2020-12-31", "month", "2020-12-01", "2020-12-31"),
        ("9999-11-30", "month", "9999-11-01", "9999-11-30"),
        ("9999-12-31", "month", "9999-12-01", "9999-12-31"),
        ("2020-02-29", "day", "2020-02-29", "2020-02-29"),
    ],
)
def test_a_day_falls_in_one_bin_of_each_unit(day: str, unit: TimeUnit, first: str, last: str) -> None:
    assert around(*ordinals([day]), unit) == (*ordinals((first, last)), unit)


def test_an_even_scale_gives_each_bin_the_same_room_and_leaves_out_long_empty_times() -> None:
    found = even(ordinals(("2020-01-05", "2020-01-09", "2020-02-01", "2020-05-01", "2020-09-01")), "month", 2)
    assert drawn(found) == "m-m-m-m-m- ┈ m-"
    assert [slot.bin.first for slot in found.slots[:2]] == [*ordinals(("2020-01-01", "2020-02-01"))]
    assert drawn(even(ordinals(("2020-01-05", "2020-09-01")), "month", 2, label=7)) == "m-      ┈ m-     "
    assert drawn(even(ordinals(("2020-01-05", "2020-02-01")), "month", 4, label=7)) == "m---m---"
    assert even((), "month", 2, label=7) == Scale((), (), 0)


def test_a_day_and_a_cell_find_their_slot_or_the_nearest() -> None:
    found = Scale((Slot(0, 5, Bin(10, 19, "year")), Slot(6, 5, Bin(30, 39, "year"))), (5,), 11)
    assert [found.slot_of(day) for day in (5, 10, 19, 20, 24, 25, 29, 30, 39, 50)] == [0, 0, 0, 0, 0, 1, 1, 1, 1, 1]
    assert [found.slot_at(x) for x in (-1, 0, 4, 5, 6, 11)] == [0, 0, 0, 0, 1, 1]
    spans = {(10, 10): (0, 0), (19, 30): (0, 1), (20, 29): (0, 0), (27, 28): (1, 1), (0, 9): (0, 0), (15, 35): (0, 1)}
    spans |= {(40, 50): (1, 1), (10, 29): (0, 0), (20, 30): (1, 1), (5, 10): (0, 0), (39, 50): (1, 1), (35, 35): (1, 1)}
    assert {times: found.slots_of(*times) for times in spans} == spans
