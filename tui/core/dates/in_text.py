"""Find the dates that a running text names, and read dates as curators type them, relative ones included.

"Yesterday" and "last Monday" are counted from the day on which the source came out, "the next day" from the date that
the text named before; a date that is inferred so comes with the words that it was inferred from. Where only the year
is missing, it is the one nearest to the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from tui.core.dates import edtf
from tui.core.dates.day_range import DayRange
from tui.core.dates.typed import typed
from tui.core.dates.typed_words import MONTHS, SEASONS
from tui.core.errors import DateError
from tui.core.text import folding
from tui.core.text.display import shown

MOST = 12
"""Dates that are found in one text."""


class FoundDate(NamedTuple):
    """A date in a text."""

    date: str
    """EDTF."""
    words: str
    """The words that name it, as they stand in the text (raw)."""
    inferred_from: str = ""
    """From what it was inferred; empty where the text names the day, or whatever it is."""


_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday понедельник понедельника панядзелак панядзелка",
            "tuesday вторник вторника аўторак аўторка",
            "wednesday среда среду серада сераду",
            "thursday четверг четверга чацвер чацвярга",
            "friday пятница пятницу пятніца пятніцу",
            "saturday суббота субботу субота суботу",
            "sunday воскресенье воскресенья нядзеля нядзелю",
        )
    )
    for name in names.split()
}
_SHIFTS = {
    **dict.fromkeys(("today", "tonight", "this morning", "this evening", "сегодня", "сёння"), 0),
    **dict.fromkeys(("yesterday", "last night", "вчера", "учора", "ўчора"), -1),
    **dict.fromkeys(("the day before yesterday", "позавчера", "пазаўчора"), -2),
    **dict.fromkeys(("tomorrow", "завтра", "заўтра"), 1),
}
"""Words → days from the day of the source."""
_NEXT = {
    **dict.fromkeys(
        ("the next day", "the following day", "the day after", "на следующий день", "на наступны дзень"), 1
    ),
    **dict.fromkeys(("the same day", "that day", "the same evening", "that evening", "that night", "в тот же день"), 0),
    **dict.fromkeys(("the day before", "the previous day", "накануне", "напярэдадні"), -1),
}
"""Words → days from the date that the text named before."""
_ONE_TO_TEN = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERS = {**{word: number for number, word in enumerate(_ONE_TO_TEN, 1)}, "a": 1}
_UNITS = {"day": 1, "week": 7}
_APPROXIMATELY = re.compile(r"(?:about|around|circa|c\.|ca\.?|~|около|примерно|каля|прыкладна)\s+", re.IGNORECASE)


_SHORT_MONTHS = ("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec")
_SURE = 7
"""Days of a source's date at most from which words such as `yesterday` can be counted."""


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _pattern() -> str:
    month, day = _alternatives((*MONTHS, *_SHORT_MONTHS)), r"(?:[0-3]?\d)(?:st|nd|rd|th)?"
    span = rf"(?:{day}\s*(?:[-–—/]|to|and|по|до|да|і)\s*)?"
    year = r"(?:,?\s+\d{4}\b)?"
    part = "early|mid|late|the (?:beginning|middle|end) of|(?:the )?(?:first|second|third|fourth|last) week of"
    full = (
        r"\b\d{4}-\d\d(?:-\d\d)?\b",
        r"\b\d{1,2}\.\d{1,2}\.\d{4}\b",
        rf"\b{span}{day}\s+(?:of\s+)?(?:{month})\b{year}",
        rf"\b(?:{month})\s+{span}{day}\b(?!\s*:){year}",
        rf"\b(?:{part})[\s-]+(?:{month})\b{year}",
        rf"\b(?:{month})\s+\d{{4}}\b",
        rf"\b(?:{_alternatives(SEASONS)})\s+(?:of\s+)?\d{{4}}\b",
    )
    count, way = rf"\d{{1,2}}|{_alternatives(_NUMBERS)}", "ago|later|earlier|before|after"
    kinds = (
        rf"(?P<full>{'|'.join(full)})",
        rf"(?P<ago>\b(?P<count>{count})\s+(?P<unit>day|week)s?\s+(?P<way>{way})\b)",
        rf"(?P<shift>\b(?:{_alternatives(_SHIFTS)})\b)",
        rf"(?P<next>\b(?:on\s+)?(?:{_alternatives(_NEXT)})\b(?! yesterday))",
        rf"(?P<weekday>\b(?:(?P<which>last|next|this)\s+)?(?P<name>{_alternatives(_WEEKDAYS)})\b)",
        rf"(?P<month>\b(?:in|since|until|by|в|у|ў)\s+(?P<named>{month})\b(?!,?\s+\d))",
        r"(?P<year>\b(?:in|since|until|by|from|of|в|у|ў)\s+(?P<number>(?:1[5-9]|20)\d\d)\b)",
    )
    return "|".join(kinds)


def dates_in(text: str, issued: str, *, at: int = 0) -> list[FoundDate]:
    """Return the dates that a text names, each once, those nearest to the offset `at` first; at most MOST.

    Args:
        text: raw text, a paragraph or two.
        issued: when the source came out (EDTF), from which relative dates are counted; may be empty.
        at: an offset in `text`.
    """
    day = _middle_of(issued)
    before: int | None = None
    found: dict[str, tuple[int, FoundDate]] = {}
    for match in folding.compiled(_pattern(), re.IGNORECASE).finditer(text):
        one = _read(match, day, before, issued)
        if one is None:
            continue
        before = _day_of(one.date) or before
        distance = abs(match.start() - at)
        if one.date not in found or found[one.date][0] > distance:
            found[one.date] = (distance, one)
    return [one for _, one in sorted(found.values(), key=lambda pair: pair[0])][:MOST]


def read_date(text: str, issued: str) -> FoundDate:
    """Return a date as a curator types it: EDTF, words, or words that count from the day of the source.

    Raises:
        DateError: it is none; the message says what may be typed.
    """
    plain = text.strip()
    try:
        return FoundDate(edtf.parse(plain).text, plain)
    except DateError as error:
        wrong = error
    day = _middle_of(issued)
    match = folding.compiled(_pattern(), re.IGNORECASE).fullmatch(plain)
    if match is not None and match.lastgroup != "full" and not match["full"]:
        one = _read(match, day, None, issued)
        if one is not None:
            return one
        if day is not None and _middle_of(issued, _SURE) is None:
            said = edtf.parse(issued).display_long
            raise DateError(f"“{shown(plain)}” counts from a day, and of the source only {said} is known")
    sure = _APPROXIMATELY.sub("", plain)
    try:
        days = typed(sure, day if day is not None else edtf.bounds("2000")[0] or 1)
    except DateError as error:
        raise wrong if plain[:4].isdecimal() else error from None
    about = "~" if sure != plain else ""
    yearless = not re.search(r"\d{3,4}", sure)
    if yearless and day is None:
        raise DateError(f"of which year? The source has no date from which “{shown(plain)}” could be counted")
    return FoundDate(f"{written(days)}{about}", plain)


def written(days: DayRange) -> str:
    """Return days as EDTF: a year, a month, a day, or an interval."""
    if days.whole:
        return days.whole
    first, last = edtf.of_day(days.first).text, edtf.of_day(days.last).text
    return first if first == last else f"{first}/{last}"


def _read(match: re.Match[str], day: int | None, before: int | None, issued: str) -> FoundDate | None:
    """Return the date that a match names; None where that cannot be known."""
    words = match.group()
    if match["year"]:
        return FoundDate(match["number"], words)
    if match["full"] or match["month"]:
        named = match["named"] or words
        yearless = not re.search(r"\d{4}", named)
        if yearless and day is None:
            return None
        try:
            return FoundDate(written(typed(named, day or 0)), words)
        except DateError:
            return None
    counted = _counted(match, _middle_of(issued, _SURE), before)
    return None if counted is None else FoundDate(edtf.of_day(counted).text, words, _why(words, issued))


def _counted(match: re.Match[str], day: int | None, before: int | None) -> int | None:
    """Return the day of words that count from another one; None where that one is not known."""
    words = match.group().casefold()
    if match["ago"]:
        count = _NUMBERS.get(match["count"].casefold()) or int(match["count"])
        days = count * _UNITS[match["unit"].casefold()]
        way = match["way"].casefold()
        if way == "ago":
            return None if day is None else day - days
        return None if before is None else before + (days if way in ("later", "after") else -days)
    if match["shift"]:
        return None if day is None else day + _SHIFTS[words]
    if match["next"]:
        return None if before is None else before + _NEXT[words.removeprefix("on ").strip()]
    if day is None:
        return None
    wanted, which = _WEEKDAYS[match["name"].casefold()], (match["which"] or "").casefold()
    here = (day - 1) % 7  # the first day of the year 1 was a Monday
    if which == "next":
        return day + ((wanted - here) % 7 or 7)
    back = (here - wanted) % 7
    return day - (back or (7 if which == "last" else 0))


def _why(words: str, issued: str) -> str:
    """Return from what a date was inferred, in words."""
    named = edtf.parse(issued).display_long if issued else ""
    return f"“{' '.join(words.split())}”" + (f", in a text of {named}" if named else "")


def _day_of(date: str) -> int | None:
    """Return the day that a date is; its first one where it is longer, None where it has none."""
    first, last = _bounds(date)
    return first if first is not None else last


def _middle_of(date: str, longest: int | None = None) -> int | None:
    """Return the day in the middle of a date; None where it has none, or lasts longer than `longest` days."""
    first, last = _bounds(date)
    if first is None or last is None:
        return first if first is not None else last
    return None if longest is not None and last - first >= longest else (first + last) // 2


def _bounds(date: str) -> tuple[int | None, int | None]:
    try:
        return edtf.bounds(date) if date else (None, None)
    except DateError:
        return None, None
