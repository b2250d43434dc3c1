"""The words by which a running text names days: dates in full, and those that count from another day.

What counts does so from the day on which the source came out ("yesterday", "last week"), or from a day that the text
named before ("the next day", "two weeks later", "on the 28th"). Words that move on to a time which they do not tell
("by the autumn", "some days later", "one Sunday") are found too: nothing can be counted from before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal, TypeAlias

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
_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBERS = {**{word: number for number, word in enumerate(_COUNTS, 1)}, "a": 1}
UNITS = {"day": 1, "week": 7, "fortnight": 14}
"""Unit → its days; a month and a year are counted by the calendar."""
_UNIT = "|".join((*UNITS, "month", "year"))
APPROXIMATELY = re.compile(r"(?:about|around|circa|c\.|ca\.?|~|около|примерно|каля|прыкладна)\s+", re.IGNORECASE)
_BOUND = "since|until|till|to|by|from|before|after"
STATE = re.compile(rf"(?:{_BOUND})\b", re.IGNORECASE)
"""Begins words that say since when or until when something is so, and not when something happened."""
_PART = "early|late|mid|beginning|start|middle|end|half"
BEHIND_STATE = re.compile(
    rf"\b(?:since|until|till|by|before|after|as of|for|over|within|throughout|с|до|з|да)\s+"
    rf"(?:the\s+)?(?:(?:{_PART}|spring|summer|autumn|winter)[\s-]+)?(?:of\s+)?\Z",
    re.IGNORECASE,
)
"""Stands before a date that is such a bound, or of what is yet to come."""
Sense: TypeAlias = Literal["", "since", "until", "by", "began", "ended"]
"""What words say of a date: since when something is so, until when, that it was so by then, or that it began or ended
then; empty for any other.
"""
_LINK = (
    r"(?:\s+(?!(?:said|told|was|were|is|are|had|has|gave|and|but|who|which|that|when)\b|\w+ed\b)[^\W\d]+(?:['’]s?)?)"
)
"""A word between a verb and its date which begins no other clause."""


def _verb(verbs: str) -> str:
    return rf"(?<!\bnot )(?<!\bnever )\b(?:{verbs})\b{_LINK}{{0,5}}(?:\s+(?:on|in))?\s+\Z"


_SENSES: Mapping[Sense, str] = {
    "since": r"\b(?:since|from|з|с)\s+(?:the\s+)?\Z",
    "until": r"(?<!\bnot )\b(?:until|till|до|да|(?<=\d )to)\s+(?:the\s+)?\Z",
    "by": r"\b(?:by|as of)\s+(?:the\s+)?\Z",
    "began": _verb("(?:co-?)?founded|set up|established|joined|became|took over|married"),
    "ended": _verb("left|quit|resigned|stepped down|dissolved"),
}
"""What is said of a date → what stands before it then."""
_TIMES = f"{_PART}|quarter|night|morning|afternoon|evening|day|week|weekend|month|course|spring|summer|autumn|winter"
OF_ANOTHER = re.compile(rf"(?<!\w)(?<!day)(?:(?!(?:{_TIMES})\b)\w+)\s+of\s+(?:the\s+)?\Z", re.IGNORECASE)
"""Stands before a date of what is told of: `the promise of last year`, and not `the night of 14 May`."""
POSSESSIVE = re.compile(r"['’]s?\b")
"""Follows a date that belongs to something else: `last year's promise`."""
ROUGHLY = re.compile(r"\b(?:about|around|nearly|almost|some|roughly|approximately)\s+\Z", re.IGNORECASE)
"""Stands before a count that is not exact."""
AT_LEAST = re.compile(r"\b(?:than|over|within|least|most|under|or|to|and|every)\s+\Z|-\Z", re.IGNORECASE)
"""Stands before a count that is not told, or of which more is told before."""
AHEAD = re.compile(r"\b(?:will|shall|(?:is|are|going|due) to|будет|будут|будзе|будуць)\b", re.IGNORECASE)
"""Says that something is yet to come."""
WAS_AHEAD = re.compile(r"\b(?:would|(?:was|were) to)\b", re.IGNORECASE)
"""Says that something was yet to come at the time that is told of."""
ON = re.compile(r"\b(?:on|в|во|у|ў)\s+\Z", re.IGNORECASE)
"""Stands before a weekday that is a day, and no part of a name."""

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
    month, weekday = _alternatives((*MONTHS, *_SHORT_MONTHS)), _alternatives(WEEKDAYS)
    count, ends = rf"\d{{1,2}}|{_alternatives(NUMBERS)}", r"(?=\s*(?:[.,;:!?]|$))"
    next_day = _alternatives(set(NEXT) - {"the day before", "the day after"})
    season, alone = "spring|summer|autumn|winter", r"\W*$|\s*[.,;:!?)–—]|\s+(?:at|in|and|but|when|the|he|she|it|they)\b"
    beside = (
        r"(?P<to>next|following|previous)\s+(?P<span>week|month|year)\b"
        rf"|(?P<named_span>week|month|year)\s+(?P<side_of>before|after){ends}"
    )
    kinds = (
        rf"(?P<full>{_full()})",
        rf"(?P<ago>\b(?P<count>{count})\s+(?P<unit>{_UNIT})s?\s+(?P<way>ago|later|earlier|(?:after|before){ends})\b)",
        rf"(?P<shift>\b(?:{_alternatives(SHIFTS)})\b)",
        rf"(?P<next>\b(?:on\s+)?(?:(?:{next_day})\b|the day (?:before|after){ends}))",
        rf"(?P<turn>(?<!the )\b(?P<which>last|this|next)\s+(?P<whole>week|month|year|{season}|fall)\b)",
        rf"(?P<same>\b(?:in\s+)?(?:the same|that)\s+(?P<length>week|month|year|{season})\b)",
        rf"(?P<beside>\b(?:in\s+)?the\s+(?:{beside}))",
        rf"(?P<ordinal>\b(?:on|by|until)\s+the\s+(?P<number_of_day>[0-3]?\d)(?:st|nd|rd|th)\b(?={alone}))",
        rf"(?P<unknown>{_unknown(weekday, season)})",
        rf"(?P<weekday>\b(?:(?P<side>last|next|this)\s+)?(?P<name>{weekday})\b)",
        rf"(?P<month>\b(?:in|since|until|by|в|у|ў)\s+(?P<named>{month})\b(?!,?\s+\d))",
        rf"(?P<year>\b(?:in|since|until|by|from|of|(?<=\d{{4}} )to|в|у|ў)\s+(?P<number>{_YEAR})\b)",
    )
    return "|".join(kinds)


def _unknown(weekday: str, season: str) -> str:
    """Return what matches words that move on to a time which they do not tell."""
    forms = (
        rf"\b(?:an?|one|every|each|any|some|the|that)\s+(?:(?!on\b)[^\W\d]{{1,20}}\s+)?(?:{weekday})s?\b",
        rf"\b(?:in|by|during|late|early)\s+(?:(?:the|late|early)\s+)*(?:{season})\b(?!\s+(?:of\s+)?\d)",
        r"\b(?:весной|летом|осенью|зимой|вясной|летам|восенню|зімой)\b(?!\s+\d)",
        rf"\b(?:[\w-]{{1,20}}\s+)?(?:{_UNIT})s?\s+(?:and a half\s+)?(?:later|earlier|afterwards|after|before)\b",
        r"\b(?:soon|shortly|(?:some|a short|a long) time|not long|long)\s+(?:after|afterwards|before|later)\b",
        r"\b(?:at|on|by|before|after)\s+(?:christmas|easter|new year|midsummer)\b",
        r"\b(?:спустя|через|праз)\s+(?:[^\W\d]+|\d+)\s+(?:дн|недел|месяц|год|лет|тыдн|месяц|гад)\w*",
    )
    return "|".join(forms)


def dates() -> re.Pattern[str]:
    """Return what finds the words that name a day, a group for each way of naming one."""
    return folding.compiled(_pattern(), re.IGNORECASE)


def sense_of(before: str) -> Sense:
    """Return what is said of a date by the words before it in its sentence, a preposition included."""
    found = (sense for sense, words in _SENSES.items() if folding.compiled(words, re.IGNORECASE).search(before))
    return next(found, "")


def head() -> re.Pattern[str]:
    """Return what finds the date of a line that is a heading: in full, or a month or a year alone."""
    alone = rf"\A(?:{_alternatives(MONTHS)}|{_YEAR})\Z"
    return folding.compiled(rf"(?P<full>{_full()})|(?P<alone>{alone})", re.IGNORECASE)
