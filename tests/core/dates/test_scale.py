"""Scales of time, drawn as one letter a bin, of its unit, and the labels below them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from tui.core.dates.axis import labels
from tui.core.dates.scale import Bin, Days, Scale, Slot, TimeUnit, around, even, scale

SUMMER = ("2020-08-01", "2020-08-02", "2020-08-03", "2020-08-04", "2020-10-09")
SPRING = ("2020-02-01", "2020-02-02", "2020-02-03", "2020-02-04", "2020-03-01", "2020-07-01")
NINETIES = ("1790-01-01", "1990-01-01", "1991-02-02", "1995-03-01", "2020-08-01")
DECADE = ("1801-05-05", "1903-05-05", "1904-05-05", "1905-05-05", "1911-01-01")
MANY = (
    *(f"{year}-06-01" for year in range(2001, 2006)),
    *(f"2006-{month:02}-01" for month in (2, 3, 5, 6, 6, 7)),
    *(f"2006-09-{day:02}" for day in (1, 1, 2, 3, 9)),
    *("2007-01-01", "2007-02-01", "2007-06-01", "2007-12-30", "2007-12-31", "2008-06-01", "2009-06-01"),
)
SAMPLES = {"summer": SUMMER, "spring": SPRING, "nineties": NINETIES, "decade": DECADE, "many": MANY}


def ordinals(texts: Sequence[str]) -> tuple[int, ...]:
    return tuple(date.fromisoformat(text).toordinal() for text in texts)


def days(texts: Sequence[str], to_month: int | None = None, to_day: int | None = None) -> Days:
    """Events on these days, of which the first so many are known to the month or the day."""
    found = ordinals(texts)
    return Days(found, *(() if known is None else found[known:] for known in (to_month, to_day)))


def drawn(found: Scale) -> str:
    signs = dict.fromkeys(found.breaks, "┈")
    for slot in found.slots:
        for cell in range(slot.width):
            assert slot.x + cell not in signs
            signs[slot.x + cell] = "-" if cell else slot.bin.unit[0]
    signs |= dict.fromkeys(found.turns, "│")
    return "".join(signs.get(x, " ") for x in range(found.width))


def axis(found: Scale, width: int) -> str:
    """Write out the labels below a scale; between any two there is a blank."""
    line = ""
    for x, text in labels(found, width):
        assert not line or len(line) < x
        line = line.ljust(x) + text
    assert len(line) <= width
    return line


def test_the_busiest_time_gets_the_finest_bins_that_fit_and_years_are_named_first() -> None:
    """At each width of `scale.txt` the picture or its labels change; up to the next one they stay."""
    changes = []
    for name, texts in SAMPLES.items():
        last: list[str] = []
        for width in range(1, 161):
            found = scale(days(texts), width)
            now = [line.rstrip() for line in (f"  {drawn(found)}", f"  {axis(found, width)}")]
            if now != last:
                changes += [f"{name} {width}", *now]
            last = now
    assert changes == Path(__file__).with_name("scale.txt").read_text("utf-8").splitlines()


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


@pytest.mark.parametrize(
    ("unit", "texts", "lines"),
    [
        ("century", ("1790-01-01", "1901-01-01"), {1: "1700", 2: "1700", 3: "1700  1900", 5: "1700 1800 1900"}),
        ("century", ("0001-01-01", "0150-01-01"), {4: "1   100", 9: "1        100"}),
        ("decade", ("1990-05-05", "2001-01-01"), {2: "1990s", 4: "1990s", 6: "1990s 2000s"}),
        ("month", ("2019-12-05", "2020-01-05"), {1: "2020", 2: "Dec 2019", 9: "Dec 2019 Jan 2020"}),
        ("month", ("2020-01-05",), {3: "2020", 4: "Jan 2020"}),
        ("day", ("2020-08-01", "2020-09-01"), {9: "Aug 2020    Sept"}),
        ("day", ("2019-12-31", "2020-01-03"), {2: "Jan 2020", 9: "Jan 2020"}),
    ],
)
def test_bins_of_one_unit_are_named_where_there_is_room(
    unit: TimeUnit, texts: Sequence[str], lines: dict[int, str]
) -> None:
    found = {cells: even(ordinals(texts), unit, cells) for cells in lines}
    assert {cells: axis(line, line.width + 4).lstrip() for cells, line in found.items()} == lines


def test_a_day_falls_into_the_nearest_slot_and_a_time_into_those_that_it_shares_a_day_with() -> None:
    for bins in (((10, 12), (13, 13), (18, 20), (25, 30)), ((10, 10),), ((10, 10), (12, 12), (15, 15))):
        slots = tuple(Slot(at * 3, 2, Bin(*ends, "day")) for at, ends in enumerate(bins))
        found = Scale(slots, (), 3 * len(slots))
        for day in range(7, 34):
            away = [max(first - day, day - last, 0) for first, last in bins]
            assert found.slot_of(day) == away.index(min(away)), day
            for last in range(day, 34):
                shared = [at for at, ends in enumerate(bins) if ends[0] <= last and day <= ends[1]]
                assert found.slots_of(day, last) == (
                    (shared or [found.slot_of(day)])[0],
                    (shared or [found.slot_of(day)])[-1],
                )
        assert [found.slot_at(x) for x in range(-1, found.width)] == [0, *(x // 3 for x in range(found.width))]
