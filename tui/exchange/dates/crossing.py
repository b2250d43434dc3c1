"""What each format can hold of a date, and how a date is read back from it.

A date is written as far as a format can hold it, and no further: what it cannot say is left out, or the whole month
or year around the date is given. Each format is a pair of functions; whether it keeps a date is found out by reading
back what was written, so that nothing can be lost untold.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

from msgspec import Struct

from tui.core.dates import edtf
from tui.core.dates.edtf import Date
from tui.core.dates.grammar import Interval, OneOf, Point
from tui.core.dates.month_names import MONTHS
from tui.exchange.dates import parts
from tui.exchange.dates.parts import is_date, span
from tui.exchange.dates.written import NO_DATE, ReadDate, written
from tui.exchange.losses import Losses

Held: TypeAlias = dict[str, Any]
"""A date as the properties of a format; empty where it can hold nothing of it."""

SEASONS = {"21": 1, "22": 2, "23": 3, "24": 4}
"""Code of a season in EDTF → its number in CSL."""


class Crossing(NamedTuple):
    """A date in a format, and what the format could not hold of it; empty where nothing was lost."""

    held: Held
    lost: str


class DateFormat(Struct, frozen=True):
    """How one format holds dates."""

    title: str
    write: Callable[[Date], Held]
    read: Callable[[Held], ReadDate]

    def crossing(self, text: str) -> Crossing:
        """Return an EDTF date as the format holds it."""
        return _crossing(self, text)

    def put(self, losses: Losses, place: str, text: str) -> Held:
        """Return the same of a date that may be missing, and tell what is lost; `place` names its record."""
        if not text:
            return {}
        held, lost = _crossing(self, text)
        if lost:
            losses.add("date", lost, place, text)
        return dict(held)

    def __hash__(self) -> int:
        return hash(self.title)


@lru_cache(maxsize=8192)
def _crossing(format_: DateFormat, text: str) -> Crossing:
    value = edtf.parse(text)
    held = format_.write(value)
    if held and format_.read(held).date == text:
        return Crossing(held, "")
    kept = "only what it can hold is kept" if held else "the date is left out"
    return Crossing(held, f"{format_.title} has no {_beyond(value)}: {kept}")


def _beyond(value: Date) -> str:
    """Return what there is in a date that formats have no place for; the rarest first."""
    points = value.shape.points
    if any(year_of(point) is not None and (year_of(point) or 0) < 1 for point in points):
        return "years before 1"
    if isinstance(value.shape, OneOf):
        return "“one of these dates”"
    if any("X" in f"{point.year}{point.part}{point.day}" for point in points):
        return "unknown digits"
    if value.approximate or value.uncertain:
        return "“about” or “uncertain”"
    if any(point.part and point.part not in MONTHS for point in points):
        return "seasons or other parts of a year like this one"
    if isinstance(value.shape, Interval):
        if len(points) == 2 and points[0] == points[1]:
            return "intervals of a single date"
        return "open or unknown ends like these" if len(points) < 2 else "intervals"
    if points[0].clock:
        return "times of day or zones like this one"
    return "dates as precise, or as early, as this one"


def year_of(point: Point) -> int | None:
    """Return the year of a date, 0 or less before Christ; None where a digit of it is unknown."""
    return None if "X" in point.year else int(point.year)


def _plain(point: Point | None) -> bool:
    """Whether a point is a year, a month or a day, for sure, and without a time."""
    if point is None or point.qualifier or point.clock or "X" in f"{point.year}{point.part}{point.day}":
        return False
    return not point.part or point.part in MONTHS


def _text(point: Point) -> str:
    return "-".join(filter(None, (point.year, point.part, point.day)))


def _around(value: Date) -> str:
    """Return the month, or else the year, that all days of a date lie in; empty where there is none.

    It is never narrower than the date: no day is left out, and none becomes more certain.
    """
    if value.earliest is None or value.latest is None:
        return ""
    first, last = edtf.of_day(value.earliest).shape.points[0], edtf.of_day(value.latest).shape.points[0]
    if first.year != last.year:
        return ""
    return f"{first.year}-{first.part}" if first.part == last.part else first.year


def _ends(value: Date) -> tuple[Point, Point] | None:
    """Return both ends of an interval of plain dates."""
    shape = value.shape
    if isinstance(shape, Interval) and shape.start and shape.end and _plain(shape.start) and _plain(shape.end):
        return shape.start, shape.end
    return None


def _one(value: Date) -> Point | None:
    """Return a date that is a single plain one."""
    return value.shape if isinstance(value.shape, Point) and _plain(value.shape) else None


# -- FollowTheMoney: prefixes of an ISO date and time, in the years that its own validation accepts -------------------


def _ftm_text(value: Date) -> str:
    """Return a single date as a value of FollowTheMoney, or the month or year around it."""
    shape = value.shape
    if isinstance(shape, Point) and shape.clock and not set(shape.clock) & set("Z+-"):
        text = f"{_text(shape)}T{shape.clock}"
    else:
        point = _one(value)
        text = _text(point) if point else ""
        if isinstance(shape, Point) and shape.clock:
            text = _text(shape)  # a time without its zone would be another time
    text = text or _around(value)
    return text if "1000" <= text[:4] <= "2999" else ""


def _to_ftm_event(value: Date) -> Held:
    shape = value.shape
    if isinstance(shape, Interval):
        ends = [(name, point) for name, point in (("startDate", shape.start), ("endDate", shape.end)) if point]
        if all(_plain(point) and "1000" <= point.year <= "2999" for _, point in ends):
            return {"date": _text(ends[0][1])} if shape.start == shape.end else {n: _text(p) for n, p in ends}
    return {"date": text} if (text := _ftm_text(value)) else {}


def _from_ftm_event(held: Held) -> ReadDate:
    if text := held.get("date", ""):
        return written(text)
    start, end = held.get("startDate", ""), held.get("endDate", "")
    return ReadDate(f"{start or '..'}/{end or '..'}")


def _to_ftm(value: Date) -> Held:
    return {"date": text} if (text := _ftm_text(value)) else {}


FTM_EVENT = DateFormat("FollowTheMoney", _to_ftm_event, _from_ftm_event)
"""An event: `date`, or `startDate` and `endDate` of what lasts; a start alone is an open end."""
FTM = DateFormat("a date of FollowTheMoney", _to_ftm, _from_ftm_event)
"""Any other date: `date` stands for the property that holds it."""


# -- CSL: parts of one date or two, circa and season, else a text that is shown as it is -------------------------------


def _to_csl(value: Date) -> Held:
    shape = value.shape
    points = shape.points
    signs = {point.qualifier for point in points}
    bare = [point._replace(qualifier="") for point in points]
    whole = isinstance(shape, Point) or (isinstance(shape, Interval) and len(points) == 2)
    if whole and signs <= {""} | {"~"} and len(signs) == 1:
        circa = {"circa": True} if signs == {"~"} else {}
        if all(map(_plain, bare)):
            return {"date-parts": [parts.numbers(point) for point in bare]} | circa
        if isinstance(shape, Point) and shape.part in SEASONS and shape.year.lstrip("-").isdigit():
            return {"date-parts": [parts.numbers(shape)[:1]], "season": SEASONS[shape.part]} | circa
    return {"literal": in_words(value)}


def from_csl(value: Any) -> ReadDate:
    """Return the date of a CSL date variable."""
    if not isinstance(value, dict):
        return written(str(value)) if isinstance(value, str | int) and not isinstance(value, bool) else ReadDate()
    sign = "~" if _says_yes(value.get("circa")) else ""
    found = value.get("date-parts")
    if isinstance(found, list) and any(isinstance(end, list) and any(end) for end in found):
        return _from_parts([end for end in found if isinstance(end, list)], value.get("season"), sign)
    for key in ("edtf", "raw", "literal"):
        if text := str(value.get(key) or "").strip():
            read = from_words(text)
            ready = read.date and sign and is_date(read.date + sign)
            return ReadDate(read.date + sign, read.lost) if ready else read
    return ReadDate()


def _from_parts(found: list[list[Any]], season: Any, sign: str) -> ReadDate:
    ends = [parts.in_parts(*end[:3]) if any(map(parts.number, end[:1])) else ReadDate("..") for end in found[:2]]
    if ends[0].date == ".." or not all(end.date for end in ends):
        return ReadDate("", next((end.lost for end in ends if end.lost), NO_DATE))
    if season and len(ends) == 1 and len(ends[0].date) <= 5:
        return parts.of_season(ends[0].date, season, sign)
    signed = [end.date if end.date == ".." else f"{end.date}{sign}" for end in ends]
    lost = "seasons stand only after a single year" if season and len(ends) > 1 else ""
    if len(signed) == 1:
        return ReadDate(signed[0], lost)
    read = span(ReadDate(signed[0]), ReadDate(signed[1]))
    return ReadDate(read.date, read.lost or lost)


def _says_yes(value: Any) -> bool:
    return bool(value) and str(value).strip().casefold() not in ("0", "false", "no", "")


CSL = DateFormat("CSL", _to_csl, from_csl)


# -- biblatex: EDTF of level 1 -----------------------------------------------------------------------------------------


def _level_1(point: Point) -> bool:
    """Whether level 1 has such a point: the last digits of a year unknown, or month and day, or the day."""
    year = point.year.lstrip("-")
    if "X" in year:
        return not point.part and year[:2].isdigit() and "X" not in year.rstrip("X")
    if point.part == "XX":
        return point.day in ("", "XX")
    if "X" in point.part or ("X" in point.day and point.day != "XX"):
        return False
    return point.part in ("", *MONTHS, *SEASONS)


def _to_biblatex(value: Date) -> Held:
    if not isinstance(value.shape, OneOf) and all(map(_level_1, value.shape.points)):
        return {"date": value.text}
    return {"date": text} if (text := _around(value)) else {}


def from_biblatex(held: Held) -> ReadDate:
    """Return the date of an entry: its `date`, else its `year`, `month` and `day`."""
    if text := str(held.get("date", "")).strip():
        return written(text)
    year = str(held.get("year", "")).strip()
    if not year:
        return ReadDate()
    if parts.number(year) is None:
        return written(year)
    return parts.in_parts(year, held.get("month", ""), held.get("day", ""))


BIBLATEX = DateFormat("biblatex", _to_biblatex, from_biblatex)


# -- BibTeX: a year and a month ----------------------------------------------------------------------------------------


def _to_bibtex(value: Date) -> Held:
    text = _around(value)
    if (point := _one(value)) and not point.day:
        text = _text(point)
    if not text or text.startswith("-") or text[:4] == "0000":
        return {}
    return {"year": text[:4].lstrip("0")} | ({"month": str(int(text[5:7]))} if len(text) > 4 else {})


BIBTEX = DateFormat("BibTeX", _to_bibtex, from_biblatex)


# -- TimelineJS: where to draw, as numbers, and what to say, as words --------------------------------------------------


def _to_timelinejs(value: Date) -> Held:
    """Return where an event is drawn, over all that its date may mean, and its date in words.

    Where words do not say exactly what the date is, it stands behind them as EDTF.
    """
    held: Held = {
        key: parts.in_words(text) for key, text in zip(("start_date", "end_date"), _places(value), strict=False)
    }
    if not held:
        return {}
    if isinstance(value.shape, Point) and value.shape.clock:
        hours, minutes, seconds = re.match(r"(\d\d):(\d\d)(?::(\d\d))?", value.shape.clock).groups()  # type: ignore[union-attr]
        held["start_date"] |= {"hour": hours, "minute": minutes} | ({"second": seconds} if seconds else {})
    held["display_date"] = value.display_long
    if from_timelinejs(held).date != value.text:
        held["display_date"] = in_words(value)
    return held


def _places(value: Date) -> list[str]:
    """Return the date, or the two dates, between which an event is drawn; none where not even its century is known."""
    points = value.shape.points
    if any(point.year.lstrip("-").startswith("X") for point in points):
        return []
    ends = [point._replace(qualifier="", clock="") for point in points]
    if not isinstance(value.shape, OneOf) and all(map(_plain, ends)):
        return [*map(_text, ends)]
    days = [edtf.of_day(day).shape.points[0] for day in (value.earliest, value.latest) if day is not None]
    return [around] if (around := _around(value)) else [day.year for day in days]


def from_timelinejs(slide: Held) -> ReadDate:
    """Return the date of a slide: what it is shown as where that is our own wording, else its start and end."""
    start, end = parts.of_fields(slide.get("start_date")), parts.of_fields(slide.get("end_date"))
    drawn = span(start, end)
    shown = " ".join(str(slide.get("display_date") or "").split())
    if not shown:
        return drawn
    meant = from_words(shown).date
    if meant and drawn.date and _is_shown_as(meant, shown) and parts.overlap(meant, drawn.date):
        return ReadDate(meant)
    if meant == drawn.date or drawn.lost:
        return drawn
    return ReadDate(drawn.date, "a date is its numbers: other words for it are left out")


def _is_shown_as(meant: str, shown: str) -> bool:
    """Whether we show a date in these words."""
    value = edtf.parse(meant)
    return shown in (value.display_long, f"{value.display_long} ({meant})")


TIMELINEJS = DateFormat("TimelineJS", _to_timelinejs, from_timelinejs)


# -- JSON-LD: ISO 8601 for programs where it can be, and EDTF as text --------------------------------------------------


def _to_jsonld(value: Date) -> Held:
    held: Held = {"temporal": value.text}
    if ends := _ends(value):
        return {"startDate": _text(ends[0]), "endDate": _text(ends[1])} | held
    if isinstance(value.shape, Point) and value.shape.clock:
        return {"startDate": value.text} | held
    return {"startDate": _text(point)} | held if (point := _one(value)) else held


def _from_text(key: str) -> Callable[[Held], ReadDate]:
    return lambda held: ReadDate(str(held.get(key, "")))


JSONLD = DateFormat("JSON-LD", _to_jsonld, _from_text("temporal"))
CSV = DateFormat("a table", lambda value: {"date": value.text}, _from_text("date"))

DATE_FORMATS: dict[str, DateFormat] = {
    "csv": CSV,
    "timelinejs": TIMELINEJS,
    "ftm": FTM_EVENT,
    "csl": CSL,
    "biblatex": BIBLATEX,
    "bibtex": BIBTEX,
    "jsonld": JSONLD,
}
"""Name of a format → how it holds the date of an event, or of a source where it has no events."""


# -- words -------------------------------------------------------------------------------------------------------------


def in_words(value: Date) -> str:
    """Return a date in words that are read back as the same date: with its EDTF behind them where they would not be."""
    words = value.display_long
    return words if from_words(words).date == value.text else f"{words} ({value.text})"


@lru_cache(maxsize=8192)
def exact_words(text: str) -> str:
    """Return an EDTF date in these words."""
    return in_words(edtf.parse(text))


def from_words(text: str) -> ReadDate:
    """Return the date of a text: the EDTF in parentheses at its end, if these are our own words, else what it says."""
    words, bracket, rest = text.rpartition(" (")
    if bracket and rest.endswith(")") and is_date(rest[:-1]) and edtf.parse(rest[:-1]).display_long == words:
        return ReadDate(rest[:-1])
    return written(text)
