"""Dates in parts: year, month and day as numbers, as texts, with blanks, as floats, or by name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from tui.core.dates import edtf
from tui.core.dates.days import FIRST_YEAR, LAST_YEAR, year_text
from tui.core.dates.grammar import Point
from tui.core.errors import DateError
from tui.exchange.dates import vocabulary
from tui.exchange.dates.written import IMPOSSIBLE, ReadDate


def is_date(text: str) -> bool:
    """Whether `text` is a valid EDTF date."""
    try:
        edtf.parse(text)
    except DateError:
        return False
    return True


def number(value: Any) -> int | None:
    """Return a whole number that is written as one, as a float, or as text with blanks around; None for all else."""
    if isinstance(value, bool) or value is None:
        return None
    match = re.fullmatch(r"\s*([-+−]?)(\d+)(?:\.0*)?\s*", str(value))
    if match is None or len(match[2]) > 6:
        return None
    return -int(match[2]) if match[1] in ("-", "−") else int(match[2])


def numbers(point: Point) -> list[int]:
    """Return year, month and day as far as they are known; years before Christ are counted as people do, from -1."""
    year = int(point.year)
    return [year if year > 0 else year - 1, *(int(part) for part in (point.part, point.day) if part)]


def in_words(text: str) -> dict[str, str]:
    """Return a plain date of EDTF as the texts of its `year`, `month` and `day`."""
    point = edtf.parse(text).shape.points[0]
    return dict(zip(("year", "month", "day"), map(str, numbers(point)), strict=False))


def in_parts(year: Any, month: Any = "", day: Any = "", clock: str = "") -> ReadDate:
    """Return the date of these parts, of which month and day may be missing, and none is ever taken for another.

    A year of -44 is 44 BC. A day without a month is day so-and-so of an unknown month.
    """
    numbered = number(year)
    if numbered is None or numbered == 0 or not FIRST_YEAR <= numbered + (numbered < 0) <= LAST_YEAR:
        return ReadDate("", "no year" if _missing(year) else "a year that is none, or is beyond four digits")
    text = year_text(numbered if numbered > 0 else numbered + 1)
    if not _missing(month):
        found = number(month) or vocabulary.month(str(month).strip().casefold().rstrip("."))
        if found is None or not 1 <= found <= 12:
            return _season(text, month, day)
        text = f"{text}-{found:02}"
    if not _missing(day):
        found = number(day)
        if found is None or not 1 <= found <= 31:
            return ReadDate("", IMPOSSIBLE)
        text = f"{text}{'-XX' if _missing(month) else ''}-{found:02}"
    if clock and is_date(f"{text}{clock}"):
        return ReadDate(f"{text}{clock}")
    lost = "a time of day that is none, or is not of a whole day" if clock else ""
    return ReadDate(text, lost) if is_date(text) else ReadDate("", IMPOSSIBLE)


def _season(year: str, name: Any, day: Any) -> ReadDate:
    code = vocabulary.SEASONS.get(str(name).strip().casefold())
    if not code and (found := number(name)) and 21 <= found <= 24:
        code = str(found)
    if code and _missing(day):
        return ReadDate(f"{year}-{code}")
    return ReadDate("", IMPOSSIBLE)


def of_season(year: str, season: Any, sign: str = "") -> ReadDate:
    """Return the season of a year in EDTF: 1 to 4 from spring, 21 to 24, or its name."""
    found = number(season)
    code = str(found + 20) if found and 1 <= found <= 4 else season
    read = _season(year, code, "")
    return ReadDate(f"{read.date}{sign}") if read.date else ReadDate(f"{year}{sign}", "a season that is none")


def _missing(value: Any) -> bool:
    return value is None or not str(value).strip() or number(value) == 0


def of_fields(value: Any) -> ReadDate:
    """Return the date of a mapping with `year`, `month`, `day`, `hour`, `minute` and `second`."""
    if not isinstance(value, dict) or not any(str(value.get(key) or "").strip() for key in ("year", "month", "day")):
        return ReadDate()
    clock, lost = "", ""
    hour, minute, second = (value.get(key) for key in ("hour", "minute", "second"))
    if number(hour) is not None:
        if number(minute) is None:
            lost = "an hour without minutes"
        else:
            clock = f"T{number(hour):02}:{number(minute):02}"
            clock += f":{number(second):02}" if number(second) is not None else ""
    read = in_parts(value.get("year"), value.get("month"), value.get("day"), clock)
    return ReadDate(read.date, read.lost or lost)


def span(start: ReadDate, end: ReadDate) -> ReadDate:
    """Return the interval of a start and an end, of which one may be missing.

    An end alone is an open beginning. What cannot be read, or lies before the start, is told.
    """
    lost = start.lost or end.lost
    if not start.date and start.lost:
        return ReadDate("", lost)
    if not end.date or start.date == end.date:
        return ReadDate(start.date, lost)
    first, last = (one.date.partition("T")[0] for one in (start, end))
    if "T" in f"{start.date}{end.date}":
        lost = lost or "an interval has no times of day"
    if first == last:
        return ReadDate(first, lost)
    if is_date(text := f"{first or '..'}/{last}"):
        return ReadDate(text, lost)
    return ReadDate(start.date, lost or "the end lies before the start")


def overlap(one: str, other: str) -> bool:
    """Whether two dates may mean the same day."""
    value = edtf.parse(one)
    return value.may_be_in(*edtf.bounds(other))


def agreed(texts: Iterable[ReadDate]) -> ReadDate:
    """Return the most precise of several dates that all others agree with; where they do not, “one of these”."""
    read = list(texts)
    lost = next((one.lost for one in read if one.lost), "")
    dates = sorted({one.date for one in read if one.date}, key=lambda text: edtf.parse(text).span_days or 10**7)
    if not dates:
        return ReadDate("", lost)
    best = edtf.parse(dates[0])
    if all(best.must_be_in(*edtf.bounds(other)) for other in dates):
        return ReadDate(dates[0], lost)
    several = f"[{','.join(sorted(date.partition('T')[0] for date in dates))}]"
    return ReadDate(several if is_date(several) else "", "several dates that do not agree")
