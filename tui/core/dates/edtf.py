"""Parse EDTF text to a date that sorts, filters and is put in words.

A date is not a point in time but two bounds, the first and the last day that it may mean, and how certain they
are. The grammar is in `grammar`; `words` writes a date out and `labels` abbreviates it for a column.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, TypeAlias

from msgspec import Struct

from tui.core.dates.days import FIRST_DAY, LAST_DAY, day_of, year_text
from tui.core.dates.grammar import Interval, OneOf, Point, Precision, Shape, read
from tui.core.dates.month_names import LONG_MONTHS, SHORT_MONTHS
from tui.core.dates.short_labels import WIDTH, label
from tui.core.dates.words import words
from tui.core.errors import DateError

__all__ = (
    "FIRST_DAY",
    "LAST_DAY",
    "Date",
    "DateError",
    "Grain",
    "bounds",
    "month_of",
    "of_day",
    "parse",
    "parse_range",
    "year_of",
)

Grain: TypeAlias = Literal["day", "month", "year", "other"]
"""How finely a date is known."""

NO_DAY = 1
"""Ordinal of the day on which sorts what has no date at all, or one of which not even the century is known."""


class Date(Struct, frozen=True, eq=False):
    """A date; made by `parse`. Two are equal when they are written the same, and the order agrees with that."""

    text: str
    """EDTF, as written."""
    earliest: int | None
    """Ordinal of the first day that it names (see `days`); None for an open or unknown start."""
    latest: int | None
    """Ordinal of the last day that it names, not before `earliest`; None for an open or unknown end."""
    approximate: bool
    """Whether it or one of its parts has a `~` or `%`, which widens `outer`."""
    uncertain: bool
    """Whether it or one of its parts has a `?` or `%`."""
    precision: Precision
    """The smallest unit that is known whole: `202X-08` is a decade, `2020-08-1X` a month, XXXX unknown."""
    shape: Shape
    """The date taken apart."""

    @property
    def outer(self) -> tuple[int | None, int | None]:
        """First and last day that it may mean: those that it names, where `~` or `%` does not widen them."""
        return self.shape.outer if self.approximate else (self.earliest, self.latest)

    @property
    def stretches(self) -> tuple[tuple[int | None, int | None], ...]:
        """The first and last day of each of the times of which it may mean one: one but for a set."""
        return self.shape.stretches if isinstance(self.shape, OneOf) else (self.outer,)

    @property
    def sort_key(self) -> tuple[int, int, str]:
        """Key by which the earliest comes first, then the widest, then by text; an open start counts as the end."""
        earliest, latest = self.earliest, self.latest
        start = earliest if earliest is not None else latest
        open_ended = earliest is None or latest is None
        return (
            NO_DAY if start is None else start,
            -(LAST_DAY + 1) if open_ended or latest is None else -latest,
            self.text,
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Date) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __lt__(self, other: Date) -> bool:
        return self.sort_key < other.sort_key

    @property
    def span_days(self) -> int | None:
        """Days from the first to the last that it may mean, both counted; None with an open or unknown end."""
        return None if self.earliest is None or self.latest is None else self.latest - self.earliest + 1

    @property
    def is_day(self) -> bool:
        """Whether it means one day, for sure."""
        return self.span_days == 1 and not self.approximate and not self.uncertain

    @property
    def grain(self) -> Grain:
        """How finely it is known, however sure: to the day, to the month, to the year, or in another way.

        An interval is as fine as the coarser of its ends. Seasons, decades, open ends and one of several dates
        are other ways.
        """
        shape = self.shape
        if isinstance(shape, OneOf) or (isinstance(shape, Interval) and len(shape.points) < 2):
            return "other"
        found = {"day" if point.precision == "time" else point.precision for point in shape.points}
        grains: tuple[Grain, ...] = ("year", "month", "day")
        return next((grain for grain in grains if grain in found), "other") if found <= {*grains} else "other"

    @property
    def certain(self) -> tuple[int, int] | None:
        """First and last day that it covers whatever its bounds turn out to be, or None where no day is sure.

        `2020-08/2020-10` covers 31 August to 1 October for sure; `2020-08` covers no day for sure, nor does a
        date with a qualifier. An open interval covers for sure only the day at its known end.
        """
        if self.approximate or self.uncertain or isinstance(self.shape, OneOf):
            return None
        start, end = self.shape.points[0], self.shape.points[-1]
        if isinstance(self.shape, Interval) and start is end:
            day = start.latest if self.shape.start else end.earliest
            return day, day
        first, last = start.latest, end.earliest
        return (first, last) if first <= last else None

    @property
    def latest_start(self) -> int | None:
        """Ordinal of the last day on which what it dates began by its name; None where that is open."""
        begun = self._beginning
        return begun.latest if begun else self.latest

    @property
    def latest_outer_start(self) -> int | None:
        """Ordinal of the last day on which what it dates may have begun, `~` widened; None where that is open."""
        begun = self._beginning
        return begun.outer[1] if begun else self.outer[1]

    @property
    def _beginning(self) -> Point | None:
        """The start of an interval that has one."""
        return self.shape.start if isinstance(self.shape, Interval) else None

    def may_be_in(self, lo: int | None, hi: int | None) -> bool:
        """Whether a day that it may mean lies in `lo` to `hi`, both included; None is no limit.

        Of unknown digits only the bounds are looked at: `2020-XX-09` may be in any week of 2020 between 9 January and
        9 December. `[2011,2013]` is not in 2012.
        """
        return any(
            (hi is None or first is None or first <= hi) and (lo is None or last is None or last >= lo)
            for first, last in self.stretches
        )

    def must_be_in(self, lo: int | None, hi: int | None) -> bool:
        """Whether all days that it may mean lie in `lo` to `hi`; an open end lies only in no limit."""
        first, last = self.outer
        starts_inside = lo is None or (first is not None and first >= lo)
        return starts_inside and (hi is None or (last is not None and last <= hi))

    @property
    def display(self) -> str:
        """In words, short: "9–12 Aug 2020", "about Sept 2020", "28 Jan 2022?", "since 14 Aug 2020"."""
        return words(self.shape, SHORT_MONTHS)

    @property
    def display_long(self) -> str:
        """In words, with whole names of months: "9–12 August 2020"."""
        return words(self.shape, LONG_MONTHS)

    def day_label(self, year: int, month: int | None = None, *, width: int = WIDTH) -> str:
        """For a column of `width` cells under the heading of that year, and month if any: "9", "9–12", "~22", "Aug"."""
        return label(self.shape, year, month, width)


def parse(text: str) -> Date:
    """Return the date that EDTF text means, from a cache if possible; raises only DateError, for any other text."""
    return _parse(text)


@lru_cache(maxsize=8192)
def _parse(text: str) -> Date:
    shape = read(text)
    qualifiers = {point.qualifier for point in shape.points}
    if isinstance(shape, Point):
        precision: Precision = shape.precision
    else:
        precision = "interval" if isinstance(shape, Interval) else "set"
    return Date(
        text=text,
        earliest=shape.earliest,
        latest=shape.latest,
        approximate=not qualifiers.isdisjoint("~%"),
        uncertain=not qualifiers.isdisjoint("?%"),
        precision=precision,
        shape=shape,
    )


def of_day(ordinal: int) -> Date:
    """Return the date of a single day; raises DateError outside the years -9999 to 9999."""
    if not FIRST_DAY <= ordinal <= LAST_DAY:
        raise DateError("years run from -9999 to 9999")
    year, month, day = day_of(ordinal)
    return parse(f"{year_text(year)}-{month:02}-{day:02}")


def year_of(ordinal: int) -> int:
    """Return the year of a day, -9999 to 9999; 0 is 1 BC."""
    return day_of(ordinal).year


def month_of(ordinal: int) -> int:
    """Return the month of a day, 1 to 12."""
    return day_of(ordinal).month


def bounds(text: str) -> tuple[int | None, int | None]:
    """Return the first and last day that EDTF text may mean, None for an open or unknown end; raises DateError."""
    return parse(text).outer


def parse_range(text: str) -> tuple[int | None, int | None]:
    """Return the first and last day of a range in a query: `2020-08-09..2020-08-12`, `2020-08..`, `..2020`, or EDTF.

    Both days are included; None is no limit. Raises DateError.
    """
    if ".." not in text or "/" in text or text.startswith("["):
        return bounds(text)
    left, _, right = text.partition("..")
    if not left and not right:
        raise DateError("a range has a start or an end: write 2020-08.. or ..2020-08")
    first = bounds(left)[0] if left else None
    last = bounds(right)[1] if right else None
    if first is not None and last is not None and last < first:
        raise DateError(f"the end {right} lies before the start {left}")
    return first, last
