"""Days as numbers, also before the year 1, and the stretches of time around them."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tui.core.dates.days import FIRST_DAY, LAST_DAY, day_of, decade_name, number_of, year_name, year_text
from tui.core.dates.edtf import of_day
from tui.core.dates.month_names import month_length
from tui.core.dates.scale import TimeUnit, around

DAYS = st.integers(FIRST_DAY, LAST_DAY)
UNITS: tuple[TimeUnit, ...] = ("day", "month", "year", "decade", "century")


@given(DAYS)
def test_each_number_is_one_day_and_the_next_one_follows_it(number: int) -> None:
    year, month, day = day_of(number)
    assert number_of(year, month, day) == number
    assert (of_day(number).earliest, of_day(number).latest) == (number, number)
    if number > 0:
        assert date.fromordinal(number) == date(year, month, day)
    if number < LAST_DAY:
        last = day == month_length(year, month)
        following = (year, month, day + 1) if not last else (year, month + 1, 1) if month < 12 else (year + 1, 1, 1)
        assert day_of(number + 1) == following


@given(DAYS)
def test_a_stretch_holds_its_day_and_meets_its_neighbours(number: int) -> None:
    for unit in UNITS:
        first, last, _ = around(number, unit)
        assert first <= number <= last
        assert around(first, unit) == around(last, unit) == (first, last, unit)
        assert last == LAST_DAY or around(last + 1, unit).first == last + 1


def test_decades_before_christ_are_counted_back() -> None:
    named = {}
    for year in (-99, -58, -49, -9, -8, 0, 5, 15, 1995):
        first = day_of(around(number_of(year, 6, 1), "decade").first).year
        named[year_name(year)] = decade_name(first)
    assert named == {
        "100 BC": "100s BC",
        "59 BC": "50s BC",
        "50 BC": "50s BC",
        "10 BC": "10s BC",
        "9 BC": "9–1 BC",
        "1 BC": "9–1 BC",
        "5": "0s",
        "15": "10s",
        "1995": "1990s",
    }
    assert decade_name(-198, 100) == "100s BC"
    assert [year_text(year) for year in (-43, 0, 987)] == ["-0043", "0000", "0987"]
