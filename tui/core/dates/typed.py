"""Parse dates as users type them: "9 aug 2020", "last week of august", "mid september", "9 жніўня".

The result is the range of days that the text may mean. Where it names no year, the one nearest to the user's
position in the list is taken. A week of a month is counted from its first day, the last one is its last seven
days; a third of a month ("early", "mid", "late") is ten days or what is left.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from tui.core.dates import edtf
from tui.core.dates.day_range import DayRange
from tui.core.dates.days import FIRST_YEAR, LAST_YEAR, year_text
from tui.core.dates.month_names import month_length
from tui.core.dates.typed_words import LAST, NOISE, ORDINALS, SEASONS, THIRDS, UNITS, month
from tui.core.errors import DateError
from tui.core.text.display import shown

EXAMPLES = "9 aug 2020, august 2020, 2020-08, 9 august, mid september"
LONGEST = 100
"""Characters that are read."""

_NUMERIC = re.compile(r"(?:(\d{1,2})[./-])?(\d{1,2})[./-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[./](\d{1,2})(?:[./](\d{1,2}))?")
_SHORT = re.compile(r"(\d{1,2})[./](\d{1,2})\.?")
_COMPACT = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_BC = re.compile(r"\b(\d{1,4})\s*(?:b\.?\s?c\.?(?:e\b\.?)?|(?:до|да) н\.?\s?э\.?)(?!\w)")
_TOKEN = re.compile(
    r"bc\d{4}|\bq[1-4]\b|\b[1-4]q\b|\d+(?:st|nd|rd|th|s|х|е|го|га|й|я|ая|ы)?(?![^\W\d_])|\d+|[^\W\d_]+(?:['’][^\W\d_]+)?"
)
_RANGE = re.compile(r"\s*[-–—]\s*|\s+(?:to|till|until|по|да|до|and)\s+|\s*\.\.\.?\s*")
_EDTF = re.compile(r"-?\d{4}-?[\d/.~?%X-]+")
"""Text that looks like EDTF, whose own error message is shown."""
_END = re.compile(r"[\s,;]+$|(?<!\.)\.$")
_A_MONDAY = edtf.bounds("2024-01-01")[0] or 0
_WEEK_OF = re.compile(
    r"(?:(?:in |during )?(?:the )?week (?:of|containing|around) (?:the )?|(?:на )?недел[еюяи] |(?:на )?тыд(?:зень|ні) )"
    r"(?=.*\d)(.+)"
)
"""Names a week by one of its days: "week of 20 February 2031"."""
_HYPHENS = re.compile(r"\b(mid|early|late)-(?=\w)")


class Parts(NamedTuple):
    """Parts of a date found in a text; None for those it does not mention."""

    year: int | None = None
    years: int = 1
    """1 for a year, 10 for a decade."""
    month: int | None = None
    day: int | None = None
    """LAST for the last of the month."""
    season: str | None = None
    third: int | None = None
    which: int | None = None
    """Which week, half or quarter."""
    unit: str | None = None


def typed(text: str, near: int) -> DayRange:
    """Return the days that `text` means, its year being the nearest to the day `near` where it names none.

    Raises:
        DateError: the text is no date; the message is safe to show and gives examples.
    """
    plain = unicodedata.normalize("NFC", text).strip()[:LONGEST]
    plain = _END.sub("", plain)
    if not plain:
        raise DateError(f"type a date: {EXAMPLES}")
    numeric = _numeric(plain, near)
    if numeric is not None:
        return numeric
    try:
        first, last = edtf.parse_range(plain)
    except DateError as error:
        if _EDTF.fullmatch(plain):
            raise DateError(f"{error}") from None
        return _ends(_BC.sub(_before_christ, _HYPHENS.sub(r"\1 ", plain.casefold())), near)
    known = last if first is None else first
    if known is None:
        raise DateError(f"that is no day to go to: {EXAMPLES}")
    return DayRange(known, known if first is None or last is None else last)


def _before_christ(match: re.Match[str]) -> str:
    """Return a year before Christ as one word, which `_with` reads."""
    return f"bc{int(match[1]):04}"


def _numeric(text: str, near: int) -> DayRange | None:
    """Read figures alone: 9.8.2020, 9/8/2020 (the day first unless that cannot be), 2020/08/09, 8.2020, 9.8."""
    if match := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        year, second, third = match.groups()
        return _days(Parts(int(year), month=int(second), day=int(third) if third else None), near)
    if match := _NUMERIC.fullmatch(text):
        one, other, year = match.groups()
        day, number = (int(one) if one else None), int(other)
        if day is not None and number > 12 >= day:
            day, number = number, day
        return _days(Parts(int(year), month=number, day=day), near)
    if match := _SHORT.fullmatch(text):
        return _days(Parts(month=int(match[2]), day=int(match[1])), near)
    return None


def _ends(text: str, near: int) -> DayRange:
    """Read one date, or two with a dash or a word between them, of which the first borrows from the second.

    The week of a day is that of the calendar, from Monday to Sunday.
    """
    if week := _WEEK_OF.fullmatch(text):
        day = typed(week[1], near)
        if day.width == 1:
            monday = day.first - (day.first - _A_MONDAY) % 7
            return DayRange(monday, monday + 6)
    halves = _RANGE.split(text, maxsplit=1)
    if len(halves) == 1 or not halves[0].strip():
        return _days(_parts(halves[-1]), near)
    start, end = _parts(halves[0]), _parts(halves[1])
    if start.month is None and start.season is None and end.month is not None and start.day is not None:
        start = start._replace(month=end.month)
    if start.day is None and end.day is None and end.month is None and end.season is None and start.month:
        raise DateError(f"to which date? {EXAMPLES}")
    if end.month is None and end.day is not None:  # "9 august to 12"
        end = end._replace(month=start.month)
    if end.year is None:
        end = end._replace(year=start.year)
    last = _days(end, near)
    if start.year is None:
        start = start._replace(year=edtf.year_of(last.first), years=end.years)
        first = _days(start, near)
        if first.first > last.last and start.year is not None:  # "28 december to 3 january"
            first = _days(start._replace(year=start.year - 1), near)
    else:
        first = _days(start, near)
    if first.first > last.last:
        raise DateError("the end lies before the start")
    return DayRange(first.first, last.last)


def _parts(text: str) -> Parts:
    """Collect the parts of a date from the words of a text."""
    found = Parts()
    for token in _TOKEN.findall(text):
        found = _with(found, token)
    if found == Parts():
        raise DateError(f"that is no date: {EXAMPLES}")
    return found


def _with(found: Parts, token: str) -> Parts:
    """Add the part of a date that one word names."""
    if re.fullmatch(r"bc\d{4}", token):
        return found._replace(year=1 - int(token[2:]))
    if match := re.fullmatch(r"(\d{4})(г|s|х|е|-х)?", token):
        decade = match[2] in ("s", "х", "е") and match[1].endswith("0")
        return found._replace(year=int(match[1]), years=10 if decade else 1)
    if match := re.fullmatch(r"q([1-4])|([1-4])q", token):
        return found._replace(which=int(match[1] or match[2]), unit="quarter")
    if match := re.fullmatch(r"(\d{1,2})(st|nd|rd|th|го|га|е|я|й|ая|ы)?", token):
        return found._replace(day=int(match[1]))
    if token in NOISE:
        return found
    number = month(token)
    if number is not None:
        return found._replace(month=number)
    if token in SEASONS:
        return found._replace(season=SEASONS[token])
    if token in THIRDS:
        return found._replace(third=THIRDS[token])
    if token in UNITS:
        return found._replace(unit=UNITS[token])
    if token in ORDINALS:
        return found._replace(which=ORDINALS[token])
    raise DateError(f"what is “{shown(token)}”? Dates are typed as {EXAMPLES}")


def _days(parts: Parts, near: int) -> DayRange:
    """Return the days, in the year nearest to `near` where none is named."""
    if parts.which is not None and parts.unit in (None, "day"):  # "the first of august", "last day of august"
        if parts.month is None:
            raise DateError(f"of which month? {EXAMPLES}")
        parts = parts._replace(day=parts.which, which=None, unit=None)
    if parts.unit is not None and parts.which is None and parts.day is not None:  # "2nd week of august"
        parts = parts._replace(which=parts.day, day=None)
    if parts.year is not None:
        return _in_year(parts, parts.year)
    if parts.month is None and parts.season is None and parts.unit != "quarter":
        raise DateError(f"of which month or year? {EXAMPLES}")
    here = edtf.year_of(near)
    found: list[DayRange] = []
    missed: DateError | None = None
    for year in (here, here - 1, here + 1, *range(here - 4, here + 5)):  # 29 February comes every four years
        try:
            found.append(_in_year(parts, year))
        except DateError as error:
            missed = missed or error
        if len(found) == 3:
            break
    if not found:
        raise missed or DateError(f"that is no date: {EXAMPLES}")
    return min(found, key=lambda days: max(days.first - near, near - days.last, 0))


def _in_year(parts: Parts, year: int) -> DayRange:
    """Return the days in a year."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateError("years run from -9999 to 9999")
    if parts.day is not None:
        return _day(parts, year)
    whole = _whole(parts, year)
    if parts.unit == "week":
        return _week(whole, parts.which, parts.month)
    if parts.unit == "half":
        return _half(whole, parts)
    if parts.third is not None:
        return _third(whole, parts.third, by_tens=parts.month is not None)
    return whole


def _day(parts: Parts, year: int) -> DayRange:
    if parts.month is None or parts.day is None:
        raise DateError(f"of which month? {EXAMPLES}")
    if not 1 <= parts.month <= 12:
        raise DateError(f"there is no month {parts.month}")
    day = month_length(year, parts.month) if parts.day == LAST else parts.day
    first, last = edtf.bounds(f"{year_text(year)}-{parts.month:02}-{day:02}")
    assert first is not None and last is not None  # noqa: PT018, S101 - one day
    return DayRange(first, last)


def _whole(parts: Parts, year: int) -> DayRange:
    """Return the month, season, quarter, decade or year."""
    code = f"{parts.month:02}" if parts.month is not None else parts.season
    if parts.unit == "quarter":
        code = str(32 + (4 if parts.which == LAST else parts.which or 0))
    first, last = edtf.bounds(f"{year_text(year)}-{code}" if code else year_text(year))
    if parts.years > 1 and not code:
        last = edtf.bounds(year_text(year + parts.years - 1))[1]
    assert first is not None and last is not None  # noqa: PT018, S101 - both ends are known
    return DayRange(first, last)


def _week(whole: DayRange, which: int | None, number: int | None) -> DayRange:
    if number is None or which is None:
        raise DateError("which week, of which month? Type the last week of august 2020")
    if which == LAST:
        return DayRange(whole.last - 6, whole.last)
    first = whole.first + 7 * (which - 1)
    if which < 1 or first > whole.last:
        raise DateError("a month has five weeks at most")
    return DayRange(first, min(first + 6, whole.last))


def _half(whole: DayRange, parts: Parts) -> DayRange:
    if parts.which not in (1, 2, LAST):
        raise DateError("there is a first and a second half")
    months = parts.month is None and parts.season is None and parts.years == 1
    first, last = whole
    if months:
        middle = edtf.bounds(f"{year_text(edtf.year_of(first))}-06")[1] or first
    else:
        middle = first + (14 if parts.month is not None else whole.width // 2 - 1)
    return DayRange(first, middle) if parts.which == 1 else DayRange(middle + 1, last)


def _third(whole: DayRange, which: int, *, by_tens: bool) -> DayRange:
    size = 10 if by_tens else whole.width // 3
    first = whole.first + size * which
    return DayRange(first, whole.last if which == 2 else first + size - 1)
