"""Find the dates that a running text names, and read dates as curators type them, relative ones included.

"Yesterday" and "last Monday" are counted from the day on which the source came out. "The next day" is counted from the
day that the text named before, or from that of the dated heading above; a date without a year is in the year of that
heading. What only says since when something is so moves none of this. A date that is inferred comes with the words
that it was inferred from; where there are several readings, all of them are found.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from tui.core.dates import edtf
from tui.core.dates.day_range import DayRange
from tui.core.dates.days import day_of, year_text
from tui.core.dates.typed import typed
from tui.core.dates.words_in_text import (
    APPROXIMATELY,
    BEHIND_STATE,
    NEXT,
    NUMBERS,
    SHIFTS,
    STATE,
    UNITS,
    WEEKDAYS,
    dates,
    head,
)
from tui.core.errors import DateError
from tui.core.text.display import shown

MOST = 12
"""Dates that are found in one text."""
_SURE = 7
"""Days of a source's date at most from which words such as `yesterday` can be counted."""
_DIARY = 31
"""Days between a dated heading and the source at most, so that `yesterday` may count from either."""
_HEADING = 12
"""Words of a line that may be a heading."""
_FAR = 40
"""Lines above a text, up to its heading, in which a day is looked for."""
_OTHER_LINES = re.compile(r"(?:by|photo|image|source|published|posted|updated)\b", re.IGNORECASE)
"""Begins short lines whose date is not that of what stands below."""
_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[^\W_])")


class FoundDate(NamedTuple):
    """A date in a text."""

    date: str
    """EDTF."""
    words: str
    """The words that name it, as they stand in the text (raw)."""
    inferred_from: str = ""
    """From what it was inferred; empty where the text names the day, or whatever it is."""
    at: int = 0
    """Offset of the words in the text; -1 for the heading above it."""
    is_bound: bool = False
    """Whether the text says since or until when something is so, and not when something happened."""


class _Day(NamedTuple):
    """A day that was named: its first and last one where it is longer."""

    first: int
    last: int
    said: str
    """How `date_from` names it."""


def dates_in(text: str, issued: str, *, at: int = 0, above: str = "") -> list[FoundDate]:
    """Return the dates that a text names, each once; at most MOST.

    Those of the sentence at the offset `at` come first, then that of a dated heading above, then others; the nearest
    first.

    Args:
        text: raw text, a paragraph or two.
        issued: when the source came out (EDTF), from which relative dates are counted; may be empty.
        at: an offset in `text`.
        above: what stands above it in its document, raw.
    """
    reading = _Reading(issued)
    reading.pass_over(above)
    found = list(reading.found(text, begins=True))
    start, end = sentence_at(text, at)

    def order(one: FoundDate) -> tuple[int, int]:
        here = start <= one.at < end
        return (1 if one.at < 0 else 0 if here and not one.is_bound else 2), abs(one.at - at)

    found += [reading.head] if reading.head is not None else []
    each: dict[str, FoundDate] = {}
    for one in sorted(found, key=order):
        each.setdefault(one.date, one)
    return list(each.values())[:MOST]


def sentence_at(text: str, at: int) -> tuple[int, int]:
    """Return the offsets at which the sentence around an offset begins and ends."""
    ends = [match.end() for match in _SENTENCE.finditer(text) if not _is_abbreviated(text, match.start())]
    start = max((end for end in ends if end <= at), default=0)
    return start, min((end for end in ends if end > at), default=len(text))


def _is_abbreviated(text: str, at: int) -> bool:
    """Whether a full stop stands behind an initial or a short word such as `Dr`."""
    word = re.search(r"[^\W\d_]+\Z", text[max(0, at - 5) : at])
    return text[at] == "." and word is not None and len(word[0]) <= 2 and word[0][0].isupper()


def read_date(text: str, issued: str, above: str = "") -> FoundDate:
    """Return a date as a curator types it: EDTF, words, or words that count from another day.

    Args:
        text: what was typed.
        issued: when the source came out (EDTF); may be empty.
        above: what stands in the document before the place that the date is for, raw.

    Raises:
        DateError: it is none; the message says what may be typed.
    """
    plain = text.strip()
    try:
        return FoundDate(edtf.parse(plain).text, plain)
    except DateError as error:
        wrong = error
    reading = _Reading(issued)
    reading.pass_over(above)
    match = dates().fullmatch(plain)
    if match is not None and not match["full"]:
        one = next(reading.read(match), None)
        if one is not None:
            return one._replace(is_bound=False)
        if reading.day is not None and reading.sure is None:
            said = edtf.parse(issued).display_long
            raise DateError(f"“{shown(plain)}” counts from a day, and of the source only {said} is known")
    sure = APPROXIMATELY.sub("", plain)
    try:
        days = typed(sure, reading.near if reading.near is not None else edtf.bounds("2000")[0] or 1)
    except DateError as error:
        raise wrong if plain[:4].isdecimal() else error from None
    about = "~" if sure != plain else ""
    yearless = not re.search(r"\d{3,4}", sure)
    if yearless and reading.near is None:
        raise DateError(f"of which year? The source has no date from which “{shown(plain)}” could be counted")
    return FoundDate(f"{written(days)}{about}", plain)


def written(days: DayRange) -> str:
    """Return days as EDTF: a year, a month, a day, or an interval."""
    if days.whole:
        return days.whole
    first, last = edtf.of_day(days.first).text, edtf.of_day(days.last).text
    return first if first == last else f"{first}/{last}"


class _Reading:
    """Reads a text from its beginning on, and keeps what dates count from."""

    def __init__(self, issued: str) -> None:
        self.day = _middle_of(issued)
        """The day in the middle of the source's date."""
        self.sure = _middle_of(issued, _SURE)
        """That day, where the source's date is no longer than some days."""
        self.head: FoundDate | None = None
        """The dated heading above."""
        self._issued = issued
        self._source = f"in a text of {edtf.parse(issued).display_long}" if issued else ""
        self._head_days: _Day | None = None
        self._named: tuple[_Day, ...] = ()
        """The day that was named last; several where it can be read in several ways, none where it is not known."""
        self._plain: tuple[_Day, ...] = ()
        """The day that was named last without counting."""
        self._last = ""
        """The date that was named last, however finely (EDTF)."""
        self._is_prose = False
        """Whether a paragraph has been read."""

    @property
    def near(self) -> int | None:
        """The day near which a date without a year lies."""
        return self._head_days.first if self._head_days is not None else self.day

    def pass_over(self, text: str) -> None:
        """Read text only for what dates below it count from: its headings, and what stands under the last one."""
        blanks, blank = "\n\n" in text.replace("\r", ""), True
        under: list[str] = []
        for line in text.splitlines():
            before, begins = self.head, blank or not blanks or line.startswith("#")
            is_head = begins and self._is_head(line)
            under = [*([] if self.head is not before else under[-_FAR:]), *([] if is_head else [line])]
            self._is_prose = self._is_prose or len(line.split()) > _HEADING
            blank = not line.strip()
        for line in under:
            for match in dates().finditer(line):
                deque(self.read(match), maxlen=0)

    def found(self, text: str, *, begins: bool) -> Iterator[FoundDate]:
        """Yield the dates that a text names, in its order; `begins` says that no paragraph goes on with it."""
        if begins:
            self._is_head(text)
        for match in dates().finditer(text):
            yield from self.read(match)

    def read(self, match: re.Match[str]) -> Iterator[FoundDate]:
        """Yield what words may mean: several dates where they can be read in several ways, the likeliest first."""
        words = match.group()
        bound = bool(STATE.match(words) or BEHIND_STATE.search(match.string, max(0, match.start() - 9), match.start()))
        try:
            found = list(dict.fromkeys(self._meant(match)))
        except DateError:  # beyond the calendar
            found = []
        yield from (FoundDate(date, words, why, match.start(), bound) for date, why in found)
        if bound or not found:
            return
        self._last = found[0][0]
        if match["year"] or match["same"] or match["turn"]:
            self._named = self._plain = ()
            return
        days = [(_bounds(date), date, why) for date, why in found]
        named = tuple(
            _Day(first, last, f"{edtf.parse(date).display_long} (“{_one_line(words)}”)" if why else _long(date))
            for (first, last), date, why in days
            if first is not None and last is not None and last - first < _SURE
        )
        self._named = named
        if not match["ago"] and not match["next"]:
            self._plain = named

    def _meant(self, match: re.Match[str]) -> Iterator[tuple[str, str]]:
        """Yield the dates that words may mean, each with what it was inferred from."""
        words = match.group()
        if match["year"]:
            yield match["number"], ""
        elif match["same"]:
            whole = r"-?\d{4}-\d\d(?!\d)" if match["length"].lower() == "month" else r"-?\d{4}"
            if last := re.match(whole, self._last):
                yield last[0], f"“{_one_line(words)}”, after {_long(self._last)}"
        elif match["full"] or match["month"]:
            named = match["named"] or words
            yield from self._in_year(words, named) if not re.search(r"\d{4}", named) else self._typed(named, "")
        elif match["ago"] and match["way"].lower() != "ago":
            yield from self._later(words, match)
        elif match["next"]:
            days = NEXT[words.casefold().removeprefix("on ").strip()]
            for one in self._named:
                yield edtf.of_day((one.last if days > 0 else one.first) + days).text, _why(words, f"from {one.said}")
        else:
            yield from self._from_narrator(match)

    def _in_year(self, words: str, named: str) -> Iterator[tuple[str, str]]:
        """Yield a day or a month of which no year is named: in that of what stands above, and nearest to the source."""
        head = self._head_days
        years = [] if head is None else [edtf.year_of(head.first)]
        if (last_year := re.match(r"-?\d{4}", self._last)) and int(last_year[0]) not in years:
            years.insert(0, int(last_year[0]))
        for year in years:
            under = head is not None and year == edtf.year_of(head.first)
            why = f"“{_one_line(words)}”, under {head.said}" if head is not None and under else ""
            for date, _ in self._typed(f"{named} {year_text(year)}", ""):
                yield date, why
                last = _bounds(date)[1]
                if head is not None and under and last is not None and last < head.first:
                    yield from self._typed(f"{named} {year_text(year + 1)}", why)
        if head is None and self.day is not None:
            yield from self._typed(named, "")

    def _typed(self, text: str, why: str) -> Iterator[tuple[str, str]]:
        try:
            yield written(typed(text, self.day or 0)), why
        except DateError:
            return

    def _later(self, words: str, match: re.Match[str]) -> Iterator[tuple[str, str]]:
        """Yield what lies some days from the day that was named last, or from the last one named without counting."""
        sign = 1 if match["way"].lower() in ("later", "after") else -1
        for one in dict.fromkeys((*self._named, *(self._plain if self._named else ()))):
            yield _shifted(one.first if sign < 0 else one.last, match, sign), _why(words, f"from {one.said}")

    def _from_narrator(self, match: re.Match[str]) -> Iterator[tuple[str, str]]:
        """Yield what counts from the day of the source, or from that of a heading near it, as in a diary."""
        words = match.group()
        source = [(self.sure, self._source)] if self.sure is not None else []
        head = self._head_days
        if head is not None and (match["weekday"] or not source or abs(head.first - source[0][0]) <= _DIARY):
            under = (head.first, f"from {head.said}")
            source = [under, *source] if match["weekday"] else [*source, under]
        for day, said in source:
            if match["weekday"]:
                under_head = said is not self._source and not match["side"]
                yield edtf.of_day(_weekday(match, day, forward=under_head)).text, _why(words, said)
            elif match["shift"]:
                yield edtf.of_day(day + SHIFTS[words.casefold()]).text, _why(words, said)
            elif match["turn"]:
                yield _turned(match, day), _why(words, said)
            else:
                yield _shifted(day, match, -1), _why(words, said)

    # headings

    def _is_head(self, text: str) -> bool:
        """Whether a text is a dated heading, or the line of the source's own day; keep what it says.

        A paragraph that begins with a date and a dash, a colon or a full stop stands under that date, but is none.
        """
        line = text.partition("\n")[0].strip().lstrip("#*_>-–— \t").rstrip("#*_ \t")
        if _OTHER_LINES.match(line):
            return False
        flat = line.rstrip(".:").replace(",", " ")
        is_short = len(line.split()) <= _HEADING and "\n" not in text.strip()
        match = head().search(flat) if is_short else head().match(flat)
        if match is None:
            return False
        before, behind = flat[: match.start()].strip(" (["), flat[match.end() :].strip(" )]")
        alone = not re.search(r"\w", before + behind)
        run_in = not before and bool(re.match(r"\s*[.:–—-]\s", line[match.end() :] + " "))
        ended = line.endswith((".", ";", "!", "?", "…", "”", "»", '"'))
        beside = is_short and not ended and bool(match["full"]) and (not before or (not behind and self._is_prose))
        if not alone and not run_in and not beside:
            return False
        for date, _ in self._of_head(match.group().strip()):
            first, last = _bounds(date)
            if first is None or last is None or (date == self._issued and not self._is_prose and self.head is None):
                return is_short
            said = f"the heading “{_one_line(match.group() if run_in else line)}”"
            year = "" if re.search(r"\d{4}", match.group()) or self.head is None else f", after {_long(self.head.date)}"
            self.head = FoundDate(date, match.group(), said + year, -1)
            self._head_days = _Day(first, last, said)
            self._named = self._plain = (self._head_days,) if last - first < _SURE else ()
            self._last = date
            return is_short
        return False

    def _of_head(self, named: str) -> Iterator[tuple[str, str]]:
        """Yield the date of a heading; without a year it goes on from the heading above."""
        if re.search(r"\d{4}", named) or self._head_days is None:
            yield from self._typed(named, "")
            return
        above = self._head_days
        for year in (edtf.year_of(above.first), edtf.year_of(above.last) + 1):
            for date, why in self._typed(f"{named} {year_text(year)}", ""):
                if (_bounds(date)[1] or 0) >= above.first:
                    yield date, why


def _shifted(day: int, match: re.Match[str], sign: int) -> str:
    """Return what lies as many days, weeks, months or years from a day as words say; months and years roughly."""
    count = sign * (NUMBERS.get(match["count"].casefold()) or int(match["count"]))
    unit = match["unit"].casefold()
    if unit in UNITS:
        return edtf.of_day(day + count * UNITS[unit]).text
    year, month, _ = day_of(day)
    if unit == "year":
        return f"{year_text(year + count)}~"
    months = year * 12 + month - 1 + count
    return f"{year_text(months // 12)}-{months % 12 + 1:02}~"


def _turned(match: re.Match[str], day: int) -> str:
    """Return the week, month, year or season beside that of a day, or its own."""
    by = ("last", "this", "next").index(match["which"].casefold()) - 1
    whole = match["whole"].casefold()
    year, month, _ = day_of(day)
    if whole == "week":
        first = day - (day - 1) % 7 + 7 * by  # the first day of the year 1 was a Monday
        return written(DayRange(first, first + 6))
    if whole == "month":
        months = year * 12 + month - 1 + by
        return f"{year_text(months // 12)}-{months % 12 + 1:02}"
    if whole == "year":
        return year_text(year + by)
    season = typed(f"{whole} {year_text(year)}", day)
    passed, begun = season.last < day, season.first <= day
    if (by < 0 and not passed) or (by > 0 and begun):
        season = typed(f"{whole} {year_text(year + by)}", day)
    return written(season)


def _weekday(match: re.Match[str], day: int, *, forward: bool) -> int:
    """Return the day of a week's day: the last one before a day, with "next" or `forward` the one after it."""
    wanted, side = WEEKDAYS[match["name"].casefold()], (match["side"] or "").casefold()
    here = (day - 1) % 7  # the first day of the year 1 was a Monday
    if side == "next" or forward:
        return day + ((wanted - here) % 7 or (0 if forward else 7))
    back = (here - wanted) % 7
    return day - (back or (7 if side == "last" else 0))


def _why(words: str, said: str) -> str:
    """Return from what a date was inferred, in words."""
    return f"“{_one_line(words)}”" + (f", {said}" if said else "")


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _long(date: str) -> str:
    return edtf.parse(date).display_long


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
