"""Messages for text that is not a valid date: one line with the reason and a correct example.

A message is safe to display: it quotes only printable ASCII of the text, and at most 40 characters.
"""

from __future__ import annotations

import re

from tui.core.dates.days import year_name
from tui.core.dates.month_names import LONG_MONTHS, PARTS, month_length

MAX_LENGTH = 200
"""Characters; enough for a set of 16 days."""

_LOOKALIKES = {
    "Хх×": "the Latin letter X",
    "Тт": "the Latin letter T",
    "‐‑‒–—―−": "the hyphen -",
    "…": "two full stops",
    "∼～˜": "the tilde ~",
    "？": "the question mark ?",
}
"""Signs that a Cyrillic keyboard or a word processor gives in place of plain ones."""

_CASES = (
    (r"^$", "a date is missing: write one such as 2020, 2020-08 or 2020-08-09"),
    (r"[{}]", "{…} (all of several dates) is not read: write an interval such as 2020-08/2020-09, or two records"),
    (
        r"^-\d{1,3}(\D|$)|(?i:\bb\.? ?c\b)",
        "a year before 1 has a minus and four digits: -0043 is 44 BC, 0000 is 1 BC",
    ),
    (r"^(Y|\+\d|-\d{5})|^\d{5}\d*$(?<!^\d{6})(?<!^\d{8})", "years run from -9999 to 9999, in four digits"),
    (r"^[\dX]+E\d|S\d+$", "exponents and significant digits are not read: write X for unknown digits, as in 195X"),
    (r"(?i)^(open|now|present|today)$", "write .. for an end that is open, as in 2020-08/.."),
    (
        r"(?i)^(unknown|none|null|n/a)$",
        "leave out a date that is unknown; an interval's unknown end is empty: 2020-08/",
    ),
    (r"^[\dXxu*_-]*[xu*_]", "an unknown digit is a capital X, as in 202X or 2020-XX"),
    (r"(?i)^(c|ca|circa|about|around|approx)\b", "write ~ after a date for “about”, as in 2020-08~"),
    (r"(?i)^(before|until|till|by)\b", "write ../ before a date for “until”, as in ../2020-08"),
    (r"(?i)^(after|since|from)\b", "write /.. after a date for “since”, as in 2020-08/.."),
    (r"W", "weeks are not read: write the interval of their days, as in 2020-08-03/2020-08-09"),
    (r"T.*[?~%]$", "a time takes no ?, ~ or %: write only the day, as in 2020-08-09~"),
    (r"T", "a date and time is written 2020-08-09T20:00, up to T23:59:59, then Z or an offset such as +03:00"),
    (r"(?i)[a-z]{3}", "write the date in digits, year first, as in 2020-08-09"),
    (r"\s", "a date has no spaces: write 2020-08-09, or 2020-08-09/2020-08-12"),
    (r"[\[\]]", "a set stands in one pair of brackets, dates and commas between: [2020-08-09,2020-08-10]"),
    (r"\.\.", "an interval has / between its ends: write 2020-08-09/2020-08-12"),
    (r",", "“one of these dates” stands in brackets: write [2020-08-09,2020-08-10]"),
    (r"^\d\d?[-./]\d\d?[-./]\d{4}\b", "the year comes first: write 2020-08-09"),
    (r"^\d{4}/\d\d?/\d\d?$", "year, month and day have hyphens between them: write 2020-08-09"),
    (r"/.*/", "an interval has one / between two dates: write 2020-08-09/2020-08-12"),
    (r"[?~%]{2}", "a date takes one sign: ? uncertain, ~ about, or % for both"),
    (r"^([\dX-]*)([?~%])(-?[\dX][\dX-]*)$", r"a sign belongs to the whole date, not a part: write \1\3\2"),
    (r"[?~%].", "a sign belongs to the whole date, not a part: write it last, as in 2020-08~"),
    (r"^(\d{4})(\d\d)(\d\d)$", r"year, month and day have hyphens between them: write \1-\2-\3"),
    (r"^(\d{4})(\d\d)$", r"year and month have a hyphen between them: write \1-\2"),
    (r"^\d{4}-\d{3}$", "days of the year are not read: write month and day, as in 2020-08-09"),
    (r"^\d{4}[./]\d", "year, month and day have hyphens between them: write 2020-08-09"),
    (r"^\d{4}(-\d\d?)+$", "a date is a year, a month and a day, month and day in two digits: write 2020-08-09"),
    (r"^\d{1,3}(\D|$)", "a year has four digits: write 0987, or 2020-08-09"),
)
"""Pattern and message, the first that is found wins; \\1 and so on stand for what the pattern's groups matched."""


def advice(text: str) -> str:
    """Return one line on why `text` does not have the form of a date, and what to write instead."""
    if len(text) > MAX_LENGTH:
        return f"a date of {len(text)} characters: at most {MAX_LENGTH} are read"
    for place, character in enumerate(text, start=1):
        if not " " <= character <= "~":
            return f"character {place} (U+{ord(character):04X}) has no place in a date: write {_plain(character)}"
    for pattern, message in _CASES:
        if match := re.search(pattern, text):
            return match.expand(message)
    return f"{text[:40]!r} is not a date: write one such as 2020, 2020-08 or 2020-08-09"


def _plain(character: str) -> str:
    """Return what to write for a character that is not printable ASCII."""
    if character.isdigit():
        return "the digits 0 to 9"
    for lookalikes, plain in _LOOKALIKES.items():
        if character in lookalikes:
            return plain
    return "digits, X and plain signs, as in 2020-08-09"


def impossible(year: str, part: str, day: str) -> str:
    """Return one line on why the calendar has no such date, which is well formed and has no X."""
    if year == "-0000":
        return "there is no year -0000: 1 BC is 0000, 2 BC is -0001"
    if part not in PARTS:
        return f"there is no month {part}: 01 to 12, or 21 to 41 for seasons and other parts"
    if not day:
        return "years run from -9999 to 9999, and this winter ends later"
    if PARTS[part].months > 1:
        return f"a part of a year has no days: write {year}-{part}, or the month and the day"
    month = PARTS[part].first
    return f"{LONG_MONTHS[month - 1]} {year_name(int(year))} has {month_length(int(year), month)} days"
