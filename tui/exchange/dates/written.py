"""Read dates as people write them in tables: `3 May 2011`, `2011/05/03`, `c. 2011`, `44 BC`, `1990s`.

Nothing is guessed: what may mean two dates, or is none, gives a reason in place of a date. Unlike the dates that are
typed in the explorer, a written date never takes its year from somewhere else.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal, NamedTuple, TypeAlias

from tui.core.dates import edtf
from tui.core.dates.days import year_text
from tui.core.errors import DateError
from tui.exchange.dates.vocabulary import FILLERS, SEASONS, month

DateOrder: TypeAlias = Literal["dmy", "mdy"]
"""Which comes first in `03/04/2011`, the day or the month."""

UNDATED = "XXXX"
"""The date of an event that has none, or none that can be read: its year is unknown."""
LONGEST = 100
"""Characters of a written date that are read."""

AMBIGUOUS = "day and month may be either way round"
NO_DATE = "no date that can be read"
IMPOSSIBLE = "there is no such date"
_TWO_DIGITS = "a year of two digits"


class ReadDate(NamedTuple):
    """What came of a foreign date: EDTF, empty where it cannot be read, and what was lost, empty where nothing was."""

    date: str = ""
    lost: str = ""
    """Why there is no date, or which part of it is missing."""


_EMPTY = frozenset(("", "-", "–", "—", "?", "n.d.", "nd", "n/a", "na", "none", "null", "unknown", "undated", "s.d."))
_BC = re.compile(
    r"\s*\b(?:b\.?\s?c\.?(?:\s?e\.?)?|v\.?\s?(?:chr|u\.\s?z)\.?|av\.?\s?j\.?-?c\.?|a\.\s?c\."
    r"|(?:до|да)\s+(?:н\.?\s?[эе]\.?|р\.?\s?х\.?)|p\.\s?n\.\s?e\.)$"
)
_AD = re.compile(
    r"^(?:a\.?d\.?)\s+(?=\d)|\s*(?<=\d)\s*\b(?:a\.?d\.?|c\.?e\.?|n\.?\s?chr\.?|ap\.?\s?j\.?-?c\.?|н\.\s?э\.)$"
)
_ABOUT = re.compile(
    r"^(?:~\s*|(?:c|ca|cca|circa|about|around|approx|approximately|um|etwa|vers|env|environ|hacia|около|ок|каля|прыкладна"
    r"|примерно|близько)\b\.?\s*)(?=\S)"
)
_BEFORE = re.compile(
    r"^(?:before|until|till|up to|by|bis|vor|avant|antes de|до|да|по)\s+(?=.*\d)|^(?:\.\.|[-–—])\s*(?=\d)"
)
_SINCE = re.compile(r"^(?:after|since|from|seit|nach|ab|depuis|après|desde|después de|после|с|пасля|з)\s+(?=.*\d)")
_ONWARDS = re.compile(
    r"(?<=\d)\s*(?:\.\.|[–—]|\s-|\s*[-–—]\s*(?:present|now|today|heute|ongoing|н\.\s?в\.))$|\s+onwards?$"
)
_RANGE = re.compile(r"\s*[–—]\s*|\s+-\s+|\s+(?:to|until|till|through|bis|à|al|do|по|да)\s+")
_BETWEEN = re.compile(r"^between\s+(.+?)\s+and\s+(.+)$")
_CLOCK = re.compile(
    r"(?<=[\d-])(?:t|,?\s+(?:at\s+)?)(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?\s*(z|utc|[+-]\d\d(?::?\d\d)?)?$"
)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])\s?(\d{1,2})(?:\2\s?(\d{1,2}))?\.?")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4}|\d\d)\.?")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_RUN = re.compile(r"(\d{4})(\d\d)(\d\d)")
_FAR_EAST = re.compile(r"(\d{1,4})\s*[年년](?:\s*(\d{1,2})\s*[月월])?(?:\s*(\d{1,2})\s*[日일])?")
_DECADE = re.compile(r"(?:the\s+)?(\d{3})0(?:['’]?s|er|-?е|-?х|-?я)(?:\s+(?:гады|годы))?")
_CENTURY = re.compile(
    r"(?:the\s+)?(\d{1,2})(?:st|nd|rd|th|\.|e|ème)?\s*(?:century|c\.|jh\.?|jahrhundert|siècle|век|стагоддзе)"
)
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_NUMBERED = frozenset(("st", "nd", "rd", "th", "er", "го", "е", "й", "я", "га", "х"))
"""What follows the number of a day, or of a year."""


def written(text: str, order: DateOrder | None = None) -> ReadDate:
    """Return the date that a text means; `order` decides `03/04/2011`, which is not read without it."""
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    if plain.casefold() in _EMPTY:
        return ReadDate("", "no date")
    if len(plain) > LONGEST:
        return ReadDate("", NO_DATE)
    plain = re.sub(r"[‐‑‒−]", "-", plain.replace("→", "–"))
    try:
        if _valid(plain):
            return ReadDate(plain)
        return _whole(plain.casefold(), order)
    except DateError as error:
        return ReadDate("", str(error))


def _valid(text: str) -> bool:
    try:
        edtf.parse(text)
    except DateError:
        return False
    return True


def _checked(text: str, lost: str = "") -> ReadDate:
    """Return an EDTF date; raises DateError where the calendar has none."""
    if not _valid(text):
        raise DateError(IMPOSSIBLE)
    return ReadDate(text, lost)


def _whole(text: str, order: DateOrder | None) -> ReadDate:
    """Read one date, or two with a dash or a word between them, or one with a word that leaves an end open."""
    text = re.sub(
        r"^(?:from|von|de|du|с|з)\s+(?=.*\d.*(?:\s(?:to|until|till|bis|à|al|a|по|до|да)\s|[–—]).*\d)", "", text
    )
    if between := _BETWEEN.match(text):
        first, last = (_day_only(_point(end, order)) for end in between.groups())
        return _checked(f"[{first.date}..{last.date}]", first.lost or last.lost)
    for pattern, form in ((_BEFORE, "../{}"), (_SINCE, "{}/.."), (_ONWARDS, "{}/..")):
        rest = pattern.sub("", text)
        if rest != text and not _RANGE.search(rest):
            end = _day_only(_point(rest, order))
            return _checked(form.format(end.date), end.lost)
    try:
        return _point(text, order)
    except DateError:
        ends = _RANGE.split(text, maxsplit=1)
        if len(ends) == 1 and re.fullmatch(r"\d{4}-\d{4}", text):
            ends = text.split("-")
        if len(ends) < 2 or not all(end.strip() for end in ends):
            raise
    return _between(*_shared(*ends), order)


def _between(start: str, end: str, order: DateOrder | None) -> ReadDate:
    first, last = _day_only(_point(start, order)), _day_only(_point(end, order))
    if first.date == last.date:
        return first
    if not _valid(f"{first.date}/{last.date}"):
        raise DateError("the end lies before the start")
    return ReadDate(f"{first.date}/{last.date}", first.lost or last.lost)


def _shared(start: str, end: str) -> tuple[str, str]:
    """Return both ends of a range with what the text says only once: `3–9 May 2011`, `2011–13`, `100–44 BC`.

    Where they share a year, they also share “about” and a question mark.
    """
    if (era := _BC.search(end)) and not _BC.search(start) and not _AD.search(start):
        start = f"{start}{era[0]}"
    if re.fullmatch(r"\d{4}", start) and re.fullmatch(r"\d\d", end):
        return start, start[:2] + end
    about = match[0] if (match := _ABOUT.match(start)) else ""
    plain, unsure = start[len(about) :], "?" if end.endswith("?") else ""
    tail = re.fullmatch(r"(?:\d{1,2}\.?\s+)?([^\W\d_]+\.?)?\s*(\d{3,4}.*?)\??", end)
    if tail is None or re.search(r"\d{3}", plain):
        return start, end
    month_name = f" {tail[1]}" if tail[1] and re.fullmatch(r"\d{1,2}\.?", plain) else ""
    return f"{about}{plain}{month_name} {tail[2]}{unsure}", f"{about}{end}"


def _day_only(found: ReadDate) -> ReadDate:
    """Return a date without the time of day, which has no place in an interval."""
    day, clock, _ = found.date.partition("T")
    return ReadDate(day, "an interval has no times of day") if clock else found


def _point(text: str, order: DateOrder | None) -> ReadDate:
    """Read one date with its signs: about, uncertain, before Christ, a time of day."""
    text, sign = text.strip(" ,;"), ""
    if about := _ABOUT.match(text):
        text, sign = text[about.end() :], "~"
    if text.endswith("?"):
        text, sign = text[:-1].rstrip(), "%" if sign else "?"
    if text.endswith("~"):
        text, sign = text[:-1], sign or "~"
    if _valid(f"{text.upper()}{sign}"):
        return ReadDate(f"{text.upper()}{sign}")
    plain, before_christ = _BC.subn("", text)
    if before_christ:
        return _checked(f"{_bc(plain, order)}{sign}")
    plain = _AD.sub("", text)
    clock, lost = "", ""
    if time := _CLOCK.search(plain):
        plain, (clock, lost) = plain[: time.start()], _time(time)
    day = _date(plain, order, short_years=plain != text)
    if clock and (sign or not re.fullmatch(r"\d{4}-\d\d-\d\d", day)):
        clock, lost = "", "a time of day stands only after a whole day"
    return _checked(f"{day}{clock}{sign}", lost)


def _bc(text: str, order: DateOrder | None) -> str:
    """Return a date before Christ: its year is counted from 1 BC, which is 0000."""
    if century := _CENTURY.fullmatch(text.strip()):
        raise DateError(f"the {century[1]}. century before Christ is no hundred years of EDTF")
    found = re.search(r"(\d{1,4})$", text.strip())
    if not found:
        raise DateError(NO_DATE)
    head = text.strip()[: found.start()]
    year = int(found[1])
    if year < 1:
        raise DateError(IMPOSSIBLE)
    rest = _date(f"{head}{2000 if year % 4 == 1 else 2001}", order)[4:] if head.strip() else ""
    return year_text(1 - year) + rest


def _time(match: re.Match[str]) -> tuple[str, str]:
    """Return a time of day as EDTF, and what is lost of it."""
    hour, minute, second, fraction, zone = match.groups("")
    zone = "Z" if zone in ("z", "utc") else zone
    if len(zone) == 5 and ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:]}"
    lost = "fractions of a second" if fraction.strip("0") else ""
    return f"T{int(hour):02}:{minute}{f':{second}' if second else ''}{zone}", lost


def _date(text: str, order: DateOrder | None, *, short_years: bool = False) -> str:
    """Read a date of digits, or one of words."""
    text = text.strip(" ,;")
    if match := _YEAR_FIRST.fullmatch(text):
        return _joined(match[1], match[3], match[4] or "")
    if match := _RUN.fullmatch(text):
        return _joined(*match.groups())
    if match := _MONTH_YEAR.fullmatch(text):
        return _joined(match[2], match[1])
    if match := _FAR_EAST.fullmatch(text):
        return _joined(match[1].zfill(4), match[2] or "", match[3] or "")
    if match := _YEAR_LAST.fullmatch(text):
        return _year_last(match, order)
    if match := _DECADE.fullmatch(text):
        if match[1].endswith("0"):
            raise DateError("a decade or a century")
        return f"{match[1]}X"
    if match := _CENTURY.fullmatch(text):
        return f"{int(match[1]) - 1:02}XX"
    if re.fullmatch(r"\d{3}" if not short_years else r"\d{1,4}", text):
        return text.zfill(4)
    if re.fullmatch(r"\d{4}\.0+", text):
        return text[:4]
    return _of_words(text)


def _joined(year: str, part: str = "", day: str = "") -> str:
    """Return year, month and day as EDTF; zeros at the end say that a part is not known."""
    parts = [year, part.zfill(2) if part else "", day.zfill(2) if day else ""]
    while len(parts) > 1 and parts[-1] in ("", "00"):
        parts.pop()
    if len(parts) > 1 and not "01" <= parts[1] <= "12":
        raise DateError(IMPOSSIBLE)
    return "-".join(parts)


def _year_last(match: re.Match[str], order: DateOrder | None) -> str:
    """Read `03/04/2011`: with full stops the day comes first, else one of both must be above 12, or `order` says."""
    one, sign, other, year = match.groups()
    if len(year) == 2:
        raise DateError(_TWO_DIGITS)
    first, second = int(one), int(other)
    if sign == "." or first > 12 or first == second:
        return _joined(year, other, one)
    if second > 12:
        return _joined(year, one, other)
    if order is None:
        raise DateError(AMBIGUOUS)
    return _joined(year, other, one) if order == "dmy" else _joined(year, one, other)


def _of_words(text: str) -> str:
    """Read a date with the name of a month or a season."""
    numbers: list[str] = []
    part = ""
    for token in _TOKEN.findall(text):
        if token.isdigit():
            numbers.append(token)
            continue
        found = month(token)
        if found is None and (token in FILLERS or token in _NUMBERED):
            continue
        code = f"{found:02}" if found else SEASONS.get(token, "")
        if not code or part:
            raise DateError(NO_DATE)
        part = code
    years = [number for number in numbers if len(number) in (3, 4)]
    days = [number for number in numbers if len(number) < 3]
    if not part or len(years) + len(days) != len(numbers):
        raise DateError(NO_DATE)
    if not years and len(days) in (1, 2):
        raise DateError(_TWO_DIGITS if len(days) == 2 else "no year")
    if len(years) != 1 or len(days) > 1 or (days and part > "12"):
        raise DateError(NO_DATE)
    return "-".join(filter(None, (years[0].zfill(4), part, days[0].zfill(2) if days else "")))
