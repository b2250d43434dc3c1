"""The words by which a running text names days: dates in full, and those that count from another day.

What counts does so from the day on which the source came out ("yesterday", "last week"), or from a day that the text
named before ("the next day", "two weeks later").
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from tui.core.dates.typed_words import MONTHS, SEASONS
from tui.core.text import folding

WEEKDAYS = {
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
"""Name of a weekday → its number; Monday is 0."""
SHIFTS = {
    **dict.fromkeys(("today", "tonight", "this morning", "this evening", "сегодня", "сёння"), 0),
    **dict.fromkeys(("yesterday", "last night", "вчера", "учора", "ўчора"), -1),
    **dict.fromkeys(("the day before yesterday", "позавчера", "пазаўчора"), -2),
    **dict.fromkeys(("tomorrow", "завтра", "заўтра"), 1),
}
"""Words → days from the day of the source."""
_PARTS_OF_DAYS = ("day", "morning", "afternoon", "evening", "night")
NEXT = {
    **dict.fromkeys((f"the {which} {part}" for which in ("next", "following") for part in _PARTS_OF_DAYS), 1),
    **dict.fromkeys(("the day after", "на следующий день", "назавтра", "на наступны дзень"), 1),
    **dict.fromkeys((f"{which} {part}" for which in ("the same", "that") for part in _PARTS_OF_DAYS), 0),
    "в тот же день": 0,
    **dict.fromkeys(("the day before", "the previous day", "накануне", "напярэдадні"), -1),
    **dict.fromkeys(("через неделю", "неделю спустя", "праз тыдзень"), 7),
}
"""Words → days from the date that the text named before."""
_ONE_TO_TEN = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
NUMBERS = {**{word: number for number, word in enumerate(_ONE_TO_TEN, 1)}, "a": 1}
UNITS = {"day": 1, "week": 7}
"""Unit → its days; a month and a year are counted by the calendar."""
APPROXIMATELY = re.compile(r"(?:about|around|circa|c\.|ca\.?|~|около|примерно|каля|прыкладна)\s+", re.IGNORECASE)
_BOUND = "since|until|till|by|from|before|after"
STATE = re.compile(rf"(?:{_BOUND})\b", re.IGNORECASE)
"""Begins words that say since when or until when something is so, and not when something happened."""
BEHIND_STATE = re.compile(r"\b(?:since|until|till|by|before|after|as of|с|до|з|да)\s+\Z", re.IGNORECASE)
"""Stands before a date that is such a bound."""

_SHORT_MONTHS = ("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec")
_YEAR = r"(?:1[5-9]|20)\d\d"


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _full() -> str:
    """Return what matches a date in full, its year perhaps left out."""
    month, day = _alternatives((*MONTHS, *_SHORT_MONTHS)), r"(?:[0-3]?\d)(?:st|nd|rd|th)?"
    span = rf"(?:{day}\s*(?:[-–—/]|to|and|по|до|да|і)\s*)?"
    year = r"(?:,?\s+\d{4}\b)?"
    part = "early|mid|late|the (?:beginning|middle|end) of|(?:the )?(?:first|second|third|fourth|last) week of"
    forms = (
        r"\b\d{4}-\d\d(?:-\d\d)?\b",
        r"\b\d{1,2}\.\d{1,2}\.\d{4}\b",
        rf"\b{span}{day}\s+(?:of\s+)?(?:{month})\b{year}",
        rf"\b(?:{month})\s+{span}{day}\b(?!\s*:){year}",
        rf"\b(?:{part})[\s-]+(?:{month})\b{year}",
        rf"\b(?:{month})\s+\d{{4}}\b",
        rf"\b(?:{_alternatives(SEASONS)})\s+(?:of\s+)?\d{{4}}\b",
    )
    return rf"(?:\b(?:{_alternatives(WEEKDAYS)}),?\s+)?(?:{'|'.join(forms)})"


def _pattern() -> str:
    month = _alternatives((*MONTHS, *_SHORT_MONTHS))
    count, behind = rf"\d{{1,2}}|{_alternatives(NUMBERS)}", r"(?:after|before)(?=\s*(?:[.,;:!?]|$))"
    next_day = _alternatives(set(NEXT) - {"the day before", "the day after"})
    kinds = (
        rf"(?P<full>{_full()})",
        rf"(?P<ago>\b(?P<count>{count})\s+(?P<unit>day|week|month|year)s?\s+(?P<way>ago|later|earlier|{behind})\b)",
        rf"(?P<shift>\b(?:{_alternatives(SHIFTS)})\b)",
        rf"(?P<next>\b(?:on\s+)?(?:(?:{next_day})\b|the day (?:before|after)(?=\s*(?:[.,;:!?]|$))))",
        r"(?P<turn>(?<!the )\b(?P<which>last|this|next)\s+(?P<whole>week|month|year|spring|summer|autumn|fall)\b)",
        r"(?P<same>\b(?:in\s+)?(?:the same|that)\s+(?P<length>month|year)\b)",
        rf"(?P<weekday>\b(?:(?P<side>last|next|this)\s+)?(?P<name>{_alternatives(WEEKDAYS)})\b)",
        rf"(?P<month>\b(?:in|since|until|by|в|у|ў)\s+(?P<named>{month})\b(?!,?\s+\d))",
        rf"(?P<year>\b(?:in|since|until|by|from|of|в|у|ў)\s+(?P<number>{_YEAR})\b)",
    )
    return "|".join(kinds)


def dates() -> re.Pattern[str]:
    """Return what finds the words that name a day, a group for each way of naming one."""
    return folding.compiled(_pattern(), re.IGNORECASE)


def head() -> re.Pattern[str]:
    """Return what finds the date of a line that is a heading: in full, or a month or a year alone."""
    alone = rf"\A(?:{_alternatives(MONTHS)}|{_YEAR})\Z"
    return folding.compiled(rf"(?P<full>{_full()})|(?P<alone>{alone})", re.IGNORECASE)
