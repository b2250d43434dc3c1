"""Write dates out in words: "9–12 Aug 2020", "about Sept 2020", "28 Jan 2022?", "since 14 Aug 2020".

What is unknown is stated, never filled in. The wording depends only on the shape of the date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui.core.dates.days import year_name, year_text
from tui.core.dates.grammar import Interval, OneOf, Point, Shape, fitting
from tui.core.dates.month_names import DAYS, MONTHS, PARTS

UNKNOWN_YEAR = "year unknown"


def words(shape: Shape, months: Sequence[str]) -> str:
    """Write a date in words, with `months` as the names of the twelve months."""
    if isinstance(shape, Point):
        return point_words(shape, months)
    if isinstance(shape, Interval):
        return _interval(shape, months)
    return _one_of(shape, months)


def point_words(point: Point, months: Sequence[str]) -> str:
    """Write one date in words, with its qualifier."""
    return _qualified(_plain(point, months), point.qualifier)


def year_words(year: str) -> str:
    """Write a year in words: "2020", "44 BC", "1990s", "1900–1999", "19X5" as written, or "year unknown"."""
    if "X" not in year:
        return year_name(int(year))
    if year == "XXXX":
        return UNKNOWN_YEAR
    if not re.fullmatch(r"-?\d+X+", year):
        return year
    if year.startswith("-"):
        return f"{1 - int(year.replace('X', '9'))}–{max(1 - int(year.replace('X', '0')), 2)} BC"
    first, last = max(int(year.replace("X", "0")), 1), int(year.replace("X", "9"))
    return f"{first}s" if year[2] != "X" and first >= 100 else f"{first}–{last}"


def numbers(pattern: str, all_of: Sequence[str]) -> list[int]:
    """Return the days or months that match a pattern of digits and X, in order."""
    return [int(number) for number in fitting(pattern, all_of)]


def either(choices: Sequence[str]) -> str:
    """Join alternatives: "5, 15 or 25"."""
    return " or ".join(filter(None, (", ".join(choices[:-1]), choices[-1])))


def _qualified(text: str, qualifier: str) -> str:
    about = "about " if qualifier in ("~", "%") else ""
    return f"{about}{text}{'?' if qualifier in ('?', '%') else ''}"


def _plain(point: Point, months: Sequence[str]) -> str:
    """One date without its qualifier."""
    year = year_words(point.year)
    head = _day_and_month(point, months)
    if not head:
        return year
    if point.clock:
        return f"{head} {year}, {_clock(point.clock)}"
    if point.part not in MONTHS and "X" not in point.part:
        return _part_of_year(point, year)
    if point.part == "XX" and year != UNKNOWN_YEAR:
        return f"{head} in {year}"
    return f"{head}, {year}" if "X" in point.year else f"{head} {year}"


def _day_and_month(point: Point, months: Sequence[str]) -> str:
    """Return the words before the year; empty for a whole year."""
    month = _month(point.part, months)
    if not point.day:
        return month
    if point.day == "XX":
        return f"a day in {month}" if point.part != "XX" else "a day"
    days = _range_or_list([str(day) for day in numbers(point.day, DAYS)])
    return f"day {days} of a month" if point.part == "XX" else f"{days} {month}"


def _month(part: str, months: Sequence[str]) -> str:
    if not part:
        return ""
    if part == "XX":
        return "a month"
    if "X" not in part:
        return months[int(part) - 1] if part in MONTHS else PARTS[part].name
    return _range_or_list([months[month - 1] for month in numbers(part, MONTHS)])


def _range_or_list(choices: list[str]) -> str:
    """One of several, of which X allows either neighbours or every tenth: "10 to 19", "5, 15 or 25"."""
    return either(choices) if len(choices) <= 3 else f"{choices[0]} to {choices[-1]}"


def _part_of_year(point: Point, year: str) -> str:
    """A season, a quarter and so on; a winter that runs into the next year names both."""
    part = PARTS[point.part]
    if part.months > 3:
        return f"{part.name} of {year}"
    if "X" in point.year:
        return f"{part.name}, {year}"
    if part.first + part.months > 13:
        following = str(int(point.year) + 1)
        if int(point.year) < 1:
            return f"{part.name} {_joined_years(point.year, year_text(int(point.year) + 1), '–')}"
        return f"{part.name} {year}–{following[-2:] if following[-2:] != '00' else following}"
    return f"{part.name} {year}"


def _clock(clock: str) -> str:
    """Time of day and zone: "20:00", "20:00 UTC", "20:00 +03:00"."""
    time, sign, zone = re.fullmatch(r"([\d:]+)([Z+-]?)(.*)", clock, re.DOTALL).groups()  # type: ignore[union-attr]
    return time if not sign else f"{time} UTC" if sign == "Z" else f"{time} {sign}{zone}"


def _interval(interval: Interval, months: Sequence[str]) -> str:
    start, end = interval.start, interval.end
    if start and end:
        return _from_to(start, end, months, "–")
    if start:
        known = point_words(start, months)
        return f"from {known}, end unknown" if interval.unknown else f"since {known}"
    known = point_words(end, months) if end else ""
    return f"to {known}, start unknown" if interval.unknown else f"until {known}"


def _from_to(start: Point, end: Point, months: Sequence[str], joiner: str) -> str:
    """Write two ends, and once what both share. `joiner` is the dash, or the word between two ends."""
    if start[:5] == end[:5]:
        return point_words(start, months)
    apart = f" {joiner} "
    if start.qualifier != end.qualifier or "X" in "".join((*start[:3], *end[:3])):
        return f"{point_words(start, months)}{apart}{point_words(end, months)}"
    close = joiner if joiner == "–" else apart
    both = f"{_plain(start, months)}{apart}{_plain(end, months)}"
    if not start.part and not end.part:
        both = _joined_years(start.year, end.year, close)
    elif start.year == end.year and start.part in MONTHS and end.part in MONTHS:
        year = year_words(end.year)
        if start.day and end.day:
            first = start.day.lstrip("0") if start.part == end.part else _day_and_month(start, months)
            space = close if start.part == end.part else apart
            both = f"{first}{space}{_day_and_month(end, months)} {year}"
        elif not start.day and not end.day:
            both = f"{_month(start.part, months)}{close}{_month(end.part, months)} {year}"
    return _qualified(both, start.qualifier)


def _joined_years(start: str, end: str, joiner: str) -> str:
    """Write two years: "2017–2019", "44–43 BC", "44 BC – AD 14"."""
    first, last = year_words(start), year_words(end)
    if first.endswith(" BC") and last.endswith(" BC"):
        return f"{first.removesuffix(' BC')}{joiner}{last}"
    return f"{first} {joiner.strip()} AD {last}" if first.endswith(" BC") else f"{first}{joiner}{last}"


def _one_of(shape: OneOf, months: Sequence[str]) -> str:
    members = shape.members
    points = [member for member in members if isinstance(member, Point)]
    if len(points) == len(members) and (merged := _merged(points, months)):
        return merged
    return either([_member(member, months) for member in members])


def _member(member: Point | Interval, months: Sequence[str]) -> str:
    if isinstance(member, Point):
        return point_words(member, months)
    if member.start and member.end:
        if _are_next(member.start, member.end):
            return _from_to(member.start, member.end, months, "or")
        return f"between {_from_to(member.start, member.end, months, 'and')}"
    if member.start:
        return f"{point_words(member.start, months)} or later"
    return f"{point_words(member.end, months)} or earlier" if member.end else ""


def _are_next(start: Point, end: Point) -> bool:
    """Whether there is nothing between two dates of one precision, so that it is one or the other."""
    plain = not (start.clock or end.clock or start.qualifier or end.qualifier)
    return plain and start.precision == end.precision and start.latest + 1 == end.earliest


def _merged(points: Sequence[Point], months: Sequence[str]) -> str:
    """Write several dates of one month or year with that named once; empty if they share none."""
    if any(point.qualifier or point.clock or "X" in point.year + point.part + point.day for point in points):
        return ""
    if len({point.year for point in points}) > 1 or not all(point.part in MONTHS for point in points):
        return ""
    year = year_words(points[0].year)
    if all(point.day for point in points) and len({point.part for point in points}) == 1:
        days = either([point.day.lstrip("0") for point in points])
        return f"{days} {_month(points[0].part, months)} {year}"
    if len({bool(point.day) for point in points}) > 1:
        return ""
    return f"{either([_day_and_month(point, months) for point in points])} {year}"
