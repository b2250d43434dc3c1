"""The calendar: names of months and parts of a year, their lengths, and the days that they span.

Days are numbers as of `days`: 1 is 0001-01-01, 0 the day before.
"""

from __future__ import annotations

from typing import NamedTuple

from tui.core.dates.days import LAST_YEAR, number_of

LONG_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")

MONTHS = tuple(f"{month:02}" for month in range(1, 13))
DAYS = tuple(f"{day:02}" for day in range(1, 32))


class PartOfYear(NamedTuple):
    """The months that a two-digit code after the year covers."""

    first: int
    """Month in which it begins, 1 to 12."""
    months: int
    """Its length; a part that runs past December ends in the following year."""
    name: str = ""
    """What it is called in running text; empty for the year and its months."""
    label: str = ""
    """What it is called in a narrow column, at most 6 cells."""


PARTS = {
    "": PartOfYear(1, 12),
    **{code: PartOfYear(month, 1) for month, code in enumerate(MONTHS, start=1)},
    "21": PartOfYear(3, 3, "spring", "spring"),
    "22": PartOfYear(6, 3, "summer", "summer"),
    "23": PartOfYear(9, 3, "autumn", "autumn"),
    "24": PartOfYear(12, 3, "winter", "winter"),
    "25": PartOfYear(3, 3, "northern spring", "spring"),
    "26": PartOfYear(6, 3, "northern summer", "summer"),
    "27": PartOfYear(9, 3, "northern autumn", "autumn"),
    "28": PartOfYear(12, 3, "northern winter", "winter"),
    "29": PartOfYear(9, 3, "southern spring", "spring"),
    "30": PartOfYear(12, 3, "southern summer", "summer"),
    "31": PartOfYear(3, 3, "southern autumn", "autumn"),
    "32": PartOfYear(6, 3, "southern winter", "winter"),
    "33": PartOfYear(1, 3, "Q1", "Q1"),
    "34": PartOfYear(4, 3, "Q2", "Q2"),
    "35": PartOfYear(7, 3, "Q3", "Q3"),
    "36": PartOfYear(10, 3, "Q4", "Q4"),
    "37": PartOfYear(1, 4, "first third", "1st ⅓"),
    "38": PartOfYear(5, 4, "second third", "2nd ⅓"),
    "39": PartOfYear(9, 4, "last third", "3rd ⅓"),
    "40": PartOfYear(1, 6, "first half", "1st ½"),
    "41": PartOfYear(7, 6, "second half", "2nd ½"),
}
"""Codes of ISO 8601-2:2019, 4.8; it leaves the months of a season open, those here are the meteorological ones."""


def month_length(year: int, month: int) -> int:
    """Return the number of days in a month, 28 to 31."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def span(year: str, part: str, day: str) -> tuple[int, int] | None:
    """Return the first and last day of a date without an X, or None where the calendar has no such date.

    `year` has four digits, before 0 after a minus; `part` is a key of PARTS; `day` has two digits, or is empty.
    """
    months = PARTS.get(part)
    number = int(year)
    if months is None or year == "-0000":
        return None
    if day:
        if months.months > 1 or not 1 <= int(day) <= month_length(number, months.first):
            return None
        ordinal = number_of(number, months.first, int(day))
        return ordinal, ordinal
    years_on, last = divmod(months.first + months.months - 2, 12)
    final = number + years_on
    if final > LAST_YEAR:
        return None
    end = number_of(final, last + 1, month_length(final, last + 1))
    return number_of(number, months.first, 1), end
