"""Days as numbers, in the Gregorian calendar reckoned back beyond its beginning, for the years -9999 to 9999.

Day 1 is 1 January of the year 1, as for `datetime.date.toordinal`, which knows no earlier one. Day 0 is the last of
the year 0, which is 1 BC; the year -43 is 44 BC.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

_CYCLE, _DAYS = 400, 146_097
"""After so many years, which are so many days, the calendar repeats."""

FIRST_YEAR, LAST_YEAR = -9999, 9999


class Day(NamedTuple):
    """A day of the calendar."""

    year: int
    month: int
    day: int


def number_of(year: int, month: int, day: int) -> int:
    """Return the number of a day; raises ValueError where the calendar has none."""
    if year > 0:
        return date(year, month, day).toordinal()
    cycles, within = divmod(year - 1, _CYCLE)
    return date(within + 1, month, day).toordinal() + cycles * _DAYS


def day_of(number: int) -> Day:
    """Return the day with a number."""
    if number > 0:
        then = date.fromordinal(number)
        return Day(then.year, then.month, then.day)
    cycles, within = divmod(number - 1, _DAYS)
    then = date.fromordinal(within + 1)
    return Day(then.year + cycles * _CYCLE, then.month, then.day)


FIRST_DAY, LAST_DAY = number_of(FIRST_YEAR, 1, 1), number_of(LAST_YEAR, 12, 31)
"""Numbers of -9999-01-01 and 9999-12-31."""


def year_text(year: int) -> str:
    """Return a year as EDTF writes it, in four digits."""
    return f"{'-' if year < 0 else ''}{abs(year):04}"


def year_name(year: int) -> str:
    """Return what people call a year: "2020", "44 BC" for -43, "1 BC" for 0."""
    return str(year) if year > 0 else f"{1 - year} BC"


def decade_name(year: int, years: int = 10) -> str:
    """Return what the decade, or the century of 100 years, of its first year is called: "1990s", "50s BC"."""
    if year > 0:
        return f"{year // 10 * 10}s"
    last = 1 - year - years + 1
    return f"{last}s BC" if last > 0 else f"{1 - year}–1 BC"
