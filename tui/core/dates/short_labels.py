"""Abbreviate dates for a narrow column, under a heading with the year, and the month if there are many events.

A label is never more precise or more certain than the date: where there is no room for a qualifier, a coarser
date is written, and where there is none for the end, that it goes on: "2020+".
"""

from __future__ import annotations

from typing import NamedTuple

from tui.core.dates.grammar import Interval, OneOf, Point, Shape
from tui.core.dates.month_names import DAYS, MONTHS, PARTS, SHORT_MONTHS
from tui.core.dates.words import numbers, year_words

WIDTH = 7
"""Cells of the narrowest column; every sign that is used takes one."""
LATER = "+"
"""Behind a date that goes on to one for which there is no room."""


class LabelPlace(NamedTuple):
    """Where a label stands."""

    year: int
    """What the heading above it says: the year, and the month if any."""
    month: int | None
    width: int
    """Cells that a label may take."""


_BRIEF = tuple(month[:3] for month in SHORT_MONTHS)


def label(shape: Shape, year: int, month: int | None, width: int = WIDTH) -> str:
    """Write a date in at most `width` cells, WIDTH or more, under the heading of that year, and month if any."""
    column = LabelPlace(year, month, width)
    if isinstance(shape, Point):
        return _point(shape, column)
    if isinstance(shape, Interval):
        return _interval(shape, column)
    return _one_of(shape, column)


def _fitting(column: LabelPlace, *candidates: str) -> str:
    """Return the first candidate that fits, or else the last one cut to the width."""
    return next((text for text in candidates if len(text) <= column.width), candidates[-1][: column.width])


def _signed(text: str, qualifier: str) -> str:
    about = "~" if qualifier in ("~", "%") else ""
    return f"{about}{text}{'?' if qualifier in ('?', '%') else ''}"


def _point(point: Point, column: LabelPlace) -> str:
    ladder = [_signed(text, point.qualifier) for text in _ladder(point, column)]
    return _fitting(column, *ladder, _signed(_year(point.year), point.qualifier), _year(point.year))


def _ladder(point: Point, column: LabelPlace) -> list[str]:
    """Return labels for a date under this heading, in order of preference."""
    here = _is_in(point, column.year)
    if "X" in point.year:
        return _unknown_year(point)
    if point.part not in MONTHS:
        return _parts(point, here)
    full, brief = SHORT_MONTHS[int(point.part) - 1], _BRIEF[int(point.part) - 1]
    if not here:
        if point.year <= "0000":
            return [_year(point.year)]
        return [*([] if point.day else [f"{brief} ’{point.year[2:]}"]), f"{point.year}-{point.part}", point.year]
    if point.day in ("", "XX"):
        return [full, brief]
    days = _choice(point)
    if int(point.part) == column.month:
        return [*days, brief]
    return [f"{day} {name}" for day in days for name in (full, brief)] + [full, brief]


def _year(year: str) -> str:
    """Return a year as it is written; one before Christ as people call it, without the blank where there is no room."""
    if "X" in year or not year or int(year) > 0:
        return year
    name = year_words(year)
    return name if len(name) <= WIDTH else name.replace(" ", "")


def _is_in(point: Point, year: int) -> bool:
    return "X" not in point.year and int(point.year) == year


def _choice(point: Point) -> list[str]:
    """Days that digits with an X may mean: "9", "5|15|25", "10…19"."""
    longest = 29 if point.part == "02" else 30 if point.part in ("04", "06", "09", "11") else 31
    days = [str(day) for day in numbers(point.day, DAYS) if day <= longest]
    return ["|".join(days), f"{days[0]}…{days[-1]}"] if len(days) > 1 else days


def _unknown_year(point: Point) -> list[str]:
    """A date whose year has an X."""
    if point.year == "XXXX":
        if point.part not in MONTHS:
            return ["?"]
        name = SHORT_MONTHS[int(point.part) - 1]
        return [f"{int(point.day)} {name[:3]}?"] if point.day.isdigit() else [f"{name}?", f"{name[:3]}?"]
    words = year_words(point.year)
    return [f"{point.year}-{point.part}"] if point.part in MONTHS else [words, words.replace(" BC", "BC"), point.year]


def _parts(point: Point, here: bool) -> list[str]:
    """A year, a season, a quarter and so on, or a month with an X."""
    if not here or point.part in ("", "XX"):
        return [_year(point.year)]
    if "X" in point.part:
        within = numbers(point.part, MONTHS)
        return [f"{_BRIEF[within[0] - 1]}…{_BRIEF[within[-1] - 1]}", _year(point.year)]
    return [PARTS[point.part].label, _year(point.year)]


def _interval(interval: Interval, column: LabelPlace) -> str:
    start, end = interval.start, interval.end
    if start is None or end is None:
        missing = "?" if interval.unknown else ""
        known = _point(start or end, column)  # type: ignore[arg-type]
        brief = _point((start or end)._replace(day="", clock=""), column)  # type: ignore[union-attr]
        if start:
            return _fitting(column, f"{known}–{missing}", f"{brief}–{missing}", f"{_year(start.year)}–{missing}")
        return _fitting(
            column, f"{missing}–{known}", f"{missing}–{brief}", f"{missing}–{_year(end.year if end else '')}"
        )
    return _from_to(start, end, column, "–")


def _from_to(start: Point, end: Point, column: LabelPlace, joiner: str) -> str:
    """Two ends: "9–12", "28–Sep", "28–2021", "Aug–Oct", "2017–19"."""
    first = _point(start, column)
    if start[:5] == end[:5]:
        return first
    brief = _point(start._replace(day=""), column)
    in_one = start.year == end.year and start.part == end.part in MONTHS
    if in_one and _is_in(end, column.year) and int(end.part) != column.month:
        return _days_under_year(start, end, column, joiner, brief)
    sure = end._replace(qualifier="") if start.qualifier == end.qualifier else end
    lasts = _ends(start, sure)
    ladder = [f"{begin}{joiner}{last}" for begin in dict.fromkeys((first, brief)) for last in lasts]
    if start.qualifier == end.qualifier and "?" in first:
        ladder = [_signed(text.replace("?", "").lstrip("~"), start.qualifier) for text in ladder]
    begun = _year(start.year)
    return _fitting(column, *ladder, *(f"{text}{LATER}" for text in (brief, first, begun, begun.replace(" ", ""))))


def _days_under_year(start: Point, end: Point, column: LabelPlace, joiner: str, brief: str) -> str:
    """Days of one month where the heading does not name it: "1–3 Aug", or only the month."""
    if start.qualifier != end.qualifier or not (start.day.isdigit() and end.day.isdigit()):
        return brief
    days = f"{int(start.day)}{joiner}{int(end.day)} {_BRIEF[int(end.part) - 1]}"
    return _fitting(column, _signed(days, start.qualifier), brief)


def _ends(start: Point, end: Point) -> list[str]:
    """Return labels for the end of an interval after its start, in order of preference, no finer than needed."""
    signed = [_signed(_year(end.year), end.qualifier)]
    if not end.year.startswith(("-", "0000")) and "X" not in end.year:
        signed.append(_signed(f"’{end.year[2:]}", end.qualifier))
    if "X" in end.year or end.part not in MONTHS or "X" in end.day:
        whole = _signed(PARTS[end.part].label, end.qualifier) if end.part in PARTS and end.year == start.year else ""
        same = not start.part and len(end.year) == 4 and end.year[:2] == start.year[:2]
        years = [_signed(end.year[2:], end.qualifier)] if same else []
        return list(filter(None, [whole, *years, *signed]))
    if end.year != start.year:
        return signed
    name = _signed(_BRIEF[int(end.part) - 1], end.qualifier)
    if end.part == start.part and end.day:
        return [_signed(end.day.lstrip("0"), end.qualifier)]
    return [name]


def _one_of(shape: OneOf, column: LabelPlace) -> str:
    """One of several: "9|10|12", "Aug|Sep", "9…12" where there are too many."""
    texts = [_member(member, column) for member in shape.members]
    first, last = shape.points[0], shape.points[-1]
    ladder = ["|".join(dict.fromkeys(texts))]
    if shape.earliest is not None and shape.latest is not None:
        ladder.append(_from_to(first, last, column, "…"))
    brief = [_point(point._replace(day="", clock=""), column) for point in shape.points]
    return _fitting(
        column, *ladder, "|".join(dict.fromkeys(brief)), f"{brief[0]}{LATER}", f"{_year(first.year)}{LATER}"
    )


def _member(member: Point | Interval, column: LabelPlace) -> str:
    if isinstance(member, Point):
        return _point(member, column)
    if member.start and member.end:
        return _from_to(member.start, member.end, column, "…")
    return _interval(member, column)
