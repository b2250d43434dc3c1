"""Parse EDTF text to its syntactic parts, or raise an error of one line.

EDTF is annex A of ISO 8601-2:2019 (https://www.loc.gov/standards/datetime/). Supported are level 0; level 1
without years below -9999 or above 9999; and of level 2 the parts of a year (codes 25 to 41), X for any digit, and
one-of sets. A shape keeps the digits as written, for wording, and the days that it spans, as ordinals.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from typing import Literal, NamedTuple, TypeAlias

from tui.core.dates.date_errors import MAX_LENGTH, advice, impossible
from tui.core.dates.days import FIRST_DAY, LAST_DAY
from tui.core.dates.month_names import DAYS, MONTHS, PARTS, span
from tui.core.errors import DateError

PointPrecision: TypeAlias = Literal[
    "time", "day", "month", "season", "quarter", "third", "half", "year", "decade", "century", "millennium", "unknown"
]
Precision: TypeAlias = PointPrecision | Literal["interval", "set"]

_UNITS_OF_YEAR: tuple[PointPrecision, ...] = ("unknown", "millennium", "century", "decade")
"""Precision of a year, by the index of its first X."""


class Point(NamedTuple):
    """One date: a day, a month or another part of a year, or a year. Any digit of it may be an X."""

    year: str
    """Four digits; after a minus those of years before 0, which is 1 BC."""
    part: str
    """Two digits: a month 01 to 12, or a part of the year 21 to 41; empty for a whole year."""
    day: str
    """Two digits, or empty."""
    clock: str
    """Time of day as written, with its zone if it has one, as in `20:00:00+03:00`; or empty."""
    qualifier: str
    """`?` uncertain, `~` approximate, `%` both; or empty."""
    earliest: int
    """Ordinal of the first day that it may mean; a date with a time means the day as written, in its own zone."""
    latest: int
    """Ordinal of the last day that it may mean."""

    @property
    def outer(self) -> tuple[int, int]:
        """First and last day that it may mean where `~` or `%` widens it on either side, within the calendar.

        A day is widened by ABOUT_A_DAY days, what is longer by half its length: about 2020 is July 2019 to June 2021.
        """
        if self.qualifier not in ("~", "%"):
            return self.earliest, self.latest
        slack = (self.latest - self.earliest + 1) // 2 or ABOUT_A_DAY
        return max(self.earliest - slack, FIRST_DAY), min(self.latest + slack, LAST_DAY)

    @property
    def points(self) -> tuple[Point, ...]:
        """The point itself, for the same interface as the other shapes."""
        return (self,)

    @property
    def precision(self) -> PointPrecision:
        """The smallest unit of the calendar that is known whole."""
        if "X" in self.year:
            return _UNITS_OF_YEAR[self.year.lstrip("-").index("X")]
        if self.clock:
            return "time"
        if not self.part or "X" in self.part:
            return "year"
        if self.part not in MONTHS:
            months = PARTS[self.part].months
            return "season" if self.part < "33" else "quarter" if months == 3 else "third" if months == 4 else "half"
        return "day" if self.day and "X" not in self.day else "month"


class Interval(NamedTuple):
    """From a start to an end; in a set, one date between the two. One of them may be missing, never both."""

    start: Point | None
    end: Point | None
    unknown: bool = False
    """Whether the missing end is unknown rather than open."""

    @property
    def points(self) -> tuple[Point, ...]:
        """Start and end, without a missing one."""
        return tuple(point for point in (self.start, self.end) if point)

    @property
    def outer(self) -> tuple[int | None, int | None]:
        """The first day on which it may start and the last on which it may end, widened as `Point.outer` says."""
        return self.start and self.start.outer[0], self.end and self.end.outer[1]

    @property
    def earliest(self) -> int | None:
        """Ordinal of the first day on which it may start."""
        return self.start.earliest if self.start else None

    @property
    def latest(self) -> int | None:
        """Ordinal of the last day on which it may end."""
        return self.end.latest if self.end else None


class OneOf(NamedTuple):
    """A set of which one date is meant."""

    members: tuple[Point | Interval, ...]
    """At least one, in the order as written."""

    @property
    def points(self) -> tuple[Point, ...]:
        """All dates that it is written with, ends of intervals included."""
        return tuple(point for member in self.members for point in member.points)

    @property
    def outer(self) -> tuple[int | None, int | None]:
        """First and last day that may be meant, widened as `Point.outer` says."""
        firsts, lasts = zip(*(member.outer for member in self.members), strict=True)
        return _extreme(min, firsts), _extreme(max, lasts)

    @property
    def stretches(self) -> tuple[tuple[int | None, int | None], ...]:
        """First and last day of each member, widened: no day between two of them is meant."""
        return tuple(member.outer for member in self.members)

    @property
    def earliest(self) -> int | None:
        """Ordinal of the first day that may be meant."""
        return _extreme(min, [member.earliest for member in self.members])

    @property
    def latest(self) -> int | None:
        """Ordinal of the last day that may be meant."""
        return _extreme(max, [member.latest for member in self.members])


def _extreme(of: Callable[[Iterable[int]], int], days: Iterable[int | None]) -> int | None:
    """Return the first or last of several days; None where one of them is open."""
    known = [*days]
    return None if None in known else of(day for day in known if day is not None)


Shape: TypeAlias = Point | Interval | OneOf

ABOUT_A_DAY = 3
"""Days by which `~` and `%` widen a day on either side."""
_POINT = """
    (-?[0-9X]{4}) (?: -([0-9X]{2}) (?: -([0-9X]{2}) )? )?
    (?: T((?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])? (?:Z|[+-](?:0[0-9]|1[0-4])(?::[0-5][0-9])?)?) | ([?~%]) )?
"""
"""Year, part, day, clock and qualifier; compiled, and kept compiled by `re`, when the first date is read."""


def read(text: str) -> Shape:
    """Read EDTF text; raises DateError."""
    if len(text) > MAX_LENGTH:
        raise DateError(advice(text))
    if text.startswith("["):
        return _one_of(text)
    if "/" in text:
        return _interval(text)
    return _point(text)


def _point(text: str) -> Point:
    """`2020`, `2020-08`, `2020-08-09`, `2020-08-09T20:00+03:00`, `2020-24`, `202X`, each but the time with `? ~ %`."""
    match = re.fullmatch(_POINT, text, re.VERBOSE)
    if match is None:
        raise DateError(advice(text))
    year, part, day, clock, qualifier = match.groups("")
    if clock and (not day or "X" in year + part + day):
        raise DateError("a time stands only after a whole day, as in 2020-08-09T20:00")
    earliest, latest = _extent(year, part, day)
    return Point(year, part, day, clock, qualifier, earliest, latest)


def _interval(text: str) -> Interval:
    """`a/b`; an end that is `..` is open, an empty one unknown (EDTF level 1, extended interval)."""
    left, _, right = text.partition("/")
    if "/" in right:
        raise DateError(advice(text))
    if left in ("", "..") and right in ("", ".."):
        raise DateError("an interval has a start or an end: write 2020-08/.. or ../2020-08")
    return _between("" if left == ".." else left, "" if right == ".." else right, unknown=not (left and right))


def _one_of(text: str) -> OneOf:
    """`[a,b]`, in which a member may also be `a..b`, `..a` or `a..` (EDTF level 2, one of a set)."""
    if not text.endswith("]"):
        raise DateError(advice(text))
    return OneOf(tuple(map(_member, text[1:-1].split(","))))


def _member(text: str) -> Point | Interval:
    """Read one element of a set."""
    if "/" in text:
        raise DateError("a set has no intervals in it: write [2020-08-09..2020-08-12] for a date between the two")
    left, dots, right = text.partition("..")
    if not dots:
        return _date_alone(text)
    if not left and not right:
        raise DateError("a range in a set has a start or an end: write [2020-08..] or [..2020-08]")
    return _between(left, right)


def _between(left: str, right: str, *, unknown: bool = False) -> Interval:
    """From `left` to `right`, of which one may be empty; raises DateError when the end lies before the start."""
    start = _date_alone(left) if left else None
    end = _date_alone(right) if right else None
    if start and end and end.latest < start.earliest:
        raise DateError(f"the end {right} lies before the start {left}")
    return Interval(start, end, unknown)


def _date_alone(text: str) -> Point:
    """Read a date in an interval or a set, where it has no time (EDTF level 0, time interval)."""
    point = _point(text)
    if point.clock:
        raise DateError(f"intervals and sets are of days, without a time: write {text.partition('T')[0]}")
    return point


def _extent(year: str, part: str, day: str) -> tuple[int, int]:
    """First and last day that a date may mean; raises DateError where the calendar has no such date."""
    if "X" in year or "X" in part or "X" in day:
        return _masked_extent(year, part, day)
    found = span(year, part, day)
    if found is None:
        raise DateError(impossible(year, part, day))
    return found


def _masked_extent(year: str, part: str, day: str) -> tuple[int, int]:
    """As `_extent`, of a date with an X: the hull of all dates that it fits (EDTF level 2, unspecified digit)."""
    if part in PARTS and part not in MONTHS and day:
        raise DateError(impossible(year, part, day))
    if day == "XX":
        day = ""
    if part == "XX" and not day:
        part = ""
    within = [
        (month, number)
        for month in fitting(part, MONTHS)
        for number in fitting(day, DAYS)
        if span("2000", month, number)
    ]
    first = next(_spans(_years(year, "0123456789"), within), None)
    last = next(_spans(_years(year, "9876543210"), within[::-1]), None)
    if first is None or last is None:
        raise DateError(f"the calendar has no date that fits {'-'.join(filter(None, (year, part, day)))}")
    return first[0], last[1]


def fitting(pattern: str, numbers: Sequence[str]) -> Sequence[str]:
    """Return those of `numbers` that match a pattern of digits and X; a pattern without X matches only itself."""
    if "X" not in pattern:
        return [pattern]
    return [
        number
        for number in numbers
        if all(wanted in ("X", digit) for wanted, digit in zip(pattern, number, strict=True))
    ]


def _years(pattern: str, digits: str) -> Iterator[str]:
    """All years that fit the pattern, in the order of `digits`, of years before 0 in the reverse order.

    The year 0 is never meant by a pattern: 00XX are the years 1 to 99.
    """
    if pattern.startswith("-"):
        digits = digits[::-1]
    years = map("".join, product(*(digits if digit == "X" else digit for digit in pattern)))
    return (year for year in years if int(year))


def _spans(years: Iterable[str], within: Sequence[tuple[str, str]]) -> Iterator[tuple[int, int]]:
    """The spans of those dates that exist, year by year."""
    return (found for year in years for part, day in within if (found := span(year, part, day)))
