"""Abbreviate dates for a column of 7 cells, under a heading with the year, and the month if there are many events.

A label is never more precise or more certain than the date: where there is no room for a qualifier, a coarser
date is written.
"""

from __future__ import annotations

from tui.core.dates.grammar import Interval, OneOf, Point, Shape
from tui.core.dates.month_names import DAYS, MONTHS, PARTS, SHORT_MONTHS
from tui.core.dates.words import numbers, year_words

WIDTH = 7
"""Cells of the column; every sign that is used takes one."""

_BRIEF = tuple(month[:3] for month in SHORT_MONTHS)


def label(shape: Shape, year: int, month: int | None) -> str:
    """Write a date in at most WIDTH cells under the heading of that year, and month if any."""
    if isinstance(shape, Point):
        return _point(shape, year, month)
    if isinstance(shape, Interval):
        return _interval(shape, year, month)
    return _one_of(shape, year, month)


def _fitting(*candidates: str) -> str:
    """Return the first candidate that fits, or else the last one cut to the width."""
    return next((text for text in candidates if len(text) <= WIDTH), candidates[-1][:WIDTH])


def _signed(text: str, qualifier: str) -> str:
    about = "~" if qualifier in ("~", "%") else ""
    return f"{about}{text}{'?' if qualifier in ('?', '%') else ''}"


def _point(point: Point, year: int, month: int | None) -> str:
    ladder = [_signed(text, point.qualifier) for text in _ladder(point, year, month)]
    return _fitting(*ladder, _signed(_year(point.year), point.qualifier), _year(point.year))


def _ladder(point: Point, year: int, month: int | None) -> list[str]:
    """Return labels for a date under this heading, in order of preference."""
    here = _is_in(point, year)
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
    days = _choice(point.day)
    if int(point.part) == month:
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


def _choice(pattern: str) -> list[str]:
    """Days that digits with an X may mean: "9", "5|15|25", "10…19"."""
    days = [str(day) for day in numbers(pattern, DAYS)]
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


def _interval(interval: Interval, year: int, month: int | None) -> str:
    start, end = interval.start, interval.end
    if start is None or end is None:
        missing = "?" if interval.unknown else ""
        known = _point(start or end, year, month)  # type: ignore[arg-type]
        brief = _point((start or end)._replace(day="", clock=""), year, month)  # type: ignore[union-attr]
        if start:
            return _fitting(f"{known}–{missing}", f"{brief}–{missing}", f"{_year(start.year)}–{missing}")
        return _fitting(f"{missing}–{known}", f"{missing}–{brief}", f"{missing}–{_year(end.year if end else '')}")
    return _from_to(start, end, year, month, "–")


def _from_to(start: Point, end: Point, year: int, month: int | None, joiner: str) -> str:
    """Two ends: "9–12", "28–Sep", "28–2021", "Aug–Oct", "2017–19"."""
    first = _point(start, year, month)
    if start[:5] == end[:5]:
        return first
    brief = _point(start._replace(day=""), year, month)
    if start.year == end.year and _is_in(end, year) and start.part == end.part in MONTHS and int(end.part) != month:
        return _days_under_year(start, end, joiner, brief)
    sure = end._replace(qualifier="") if start.qualifier == end.qualifier else end
    lasts = _ends(start, sure)
    ladder = [f"{begin}{joiner}{last}" for begin in dict.fromkeys((first, brief)) for last in lasts]
    if start.qualifier == end.qualifier and "?" in first:
        ladder = [_signed(text.replace("?", "").lstrip("~"), start.qualifier) for text in ladder]
    more = "…" if joiner == "…" else f"{joiner}…"
    begun = _year(start.year)
    return _fitting(*ladder, *(f"{text}{more}" for text in (brief, first, begun, begun.replace(" ", ""))))


def _days_under_year(start: Point, end: Point, joiner: str, brief: str) -> str:
    """Days of one month where the heading does not name it: "1–3 Aug", or only the month."""
    if start.qualifier != end.qualifier or not (start.day.isdigit() and end.day.isdigit()):
        return brief
    days = f"{int(start.day)}{joiner}{int(end.day)} {_BRIEF[int(end.part) - 1]}"
    return _fitting(_signed(days, start.qualifier), brief)


def _ends(start: Point, end: Point) -> list[str]:
    """Return labels for the end of an interval after its start, in order of preference, no finer than needed."""
    signed = [_signed(_year(end.year), end.qualifier)]
    if not end.year.startswith(("-", "0000")):
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


def _one_of(shape: OneOf, year: int, month: int | None) -> str:
    """One of several: "9|10|12", "Aug|Sep", "9…12" where there are too many."""
    texts = [_member(member, year, month) for member in shape.members]
    first, last = shape.points[0], shape.points[-1]
    ladder = ["|".join(dict.fromkeys(texts))]
    if shape.earliest is not None and shape.latest is not None:
        ladder.append(_from_to(first, last, year, month, "…"))
    brief = [_point(point._replace(day="", clock=""), year, month) for point in shape.points]
    return _fitting(*ladder, "|".join(dict.fromkeys(brief)), f"{brief[0]}|…", f"{_year(first.year)}|…")


def _member(member: Point | Interval, year: int, month: int | None) -> str:
    if isinstance(member, Point):
        return _point(member, year, month)
    if member.start and member.end:
        return _from_to(member.start, member.end, year, month, "…")
    return _interval(member, year, month)
