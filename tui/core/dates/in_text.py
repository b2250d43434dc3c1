"""Find the dates that a running text names, and read dates as curators type them, relative ones included.

"Yesterday" and "last Monday" are counted from the day on which the source came out. "The next day" is counted from the
day that the text named before, or from that of the dated heading above; a date without a year is in the year of that
heading. What only says since when something is so moves none of this; behind words that move on to an unknown time
("some weeks later") nothing is counted from what stands before them. A date that is inferred comes with the words that
it was inferred from; where there are several readings, all of them are found, the likeliest first.
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
    AHEAD,
    APPROXIMATELY,
    AT_LEAST,
    BEHIND_STATE,
    NEXT,
    NUMBERS,
    OF_ANOTHER,
    ON,
    POSSESSIVE,
    ROUGHLY,
    SHIFTS,
    STATE,
    UNITS,
    WAS_AHEAD,
    WEEKDAYS,
    Sense,
    dates,
    head,
    sense_of,
)
from tui.core.errors import DateError
from tui.core.text.display import shown

MOST = 12
"""Dates that are found in one text."""
_SURE = 7
"""Days of a source's date at most from which words such as `yesterday` can be counted."""
_LONG_AGO = 31
"""Days before the source at least of a time that was told, after which a weekday may be one of that time."""
_BEHIND = 40
"""Characters before the words of a date that say what kind of date it is."""
_BEHIND_VERB = 80
"""Characters before the words of a date among which the verb is that it belongs to."""
_PREPOSITION = re.compile(r"\A(?:in|on|since|until|till|by|from|of|to|в|у|ў)\s+", re.IGNORECASE)
"""Begins words of a date that are not the date itself."""
_HEADING = 12
"""Words of a line that may be a heading."""
_FAR = 40
"""Lines above a text, up to its heading, in which a day is looked for."""
_OTHER_LINES = re.compile(r"(?:by|photo|image|source|published|posted|updated)\b", re.IGNORECASE)
"""Begins short lines whose date is not that of what stands below."""
_IN_MONTH = re.compile(r"(-?\d{4})-(0\d|1[012])(?:-\d\d(?:/\1-\2-\d\d)?)?")
"""A month, a day, or days of one month (EDTF)."""
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
    """Whether the text says since or until when something is so, or when something else was, and not when it was."""
    is_sure: bool = True
    """Whether hardly anything else can be meant: else it is to be offered, and not to be taken."""
    sense: Sense = ""
    """What the text says of it."""


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
        found = list(reading.read(match))
        if len(found) > 1:
            readings = " or ".join(one.date for one in found)
            raise DateError(f"“{shown(plain)}” may be {readings}: type the one that is meant")
        if found:
            return found[0]._replace(is_bound=False, is_sure=True)
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
        """The date that was named last, however finely (EDTF); empty where time has gone on from it unknown."""
        self._year = ""
        """The date that was named last, also where time has gone on."""
        self._said = ""
        """How `date_from` names that."""
        self._bound: re.Match[str] | None = None
        """The last words that said since or until when something is so."""
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
        if match["unknown"]:
            self._go_on()
            return
        bound = _is_bound(match)
        try:
            found = _each_once(self._meant(match))
        except DateError:  # beyond the calendar
            found = []
        sure = self._is_sure(match)
        yield from (FoundDate(date, words, why, match.start(), bound, sure, _sense(match)) for date, why in found)
        if bound:
            self._bound = match
        if bound and not words.lower().startswith("by "):
            return
        if not found:
            self._go_on()  # to a day that cannot be read: what counts from it does not count from the one before
            return
        self._last = self._year = found[0][0]
        self._said = _printed(match, *found[0])
        if not sure:
            self._go_on()
            return
        if match["year"] or match["same"] or match["turn"] or match["beside"]:
            self._named = self._plain = ()
            return
        days = [(_bounds(date), date, why) for date, why in found]
        named = tuple(
            _Day(first, last, _printed(match, date, why))
            for (first, last), date, why in days
            if first is not None and last is not None and last - first < _SURE
        )
        self._named = named
        if not match["ago"] and not match["next"]:
            self._plain = named

    def _go_on(self) -> None:
        """Time goes on, unknown how far: nothing counts from what was named before."""
        self._last, self._named, self._plain = "", (), ()

    def _is_sure(self, match: re.Match[str]) -> bool:
        """Whether words hardly count from anything else than what they are counted from here."""
        if match["ago"]:
            if AT_LEAST.search(_before(match)):
                return False
            if match["way"].lower() == "ago":
                return True
        if match["ago"] or match["next"] or match["same"] or match["beside"] or match["ordinal"]:
            bound, text = self._bound, match.string
            in_bound = bound is not None and bound.string is text
            return not (in_bound and bound and sentence_at(text, bound.start()) == sentence_at(text, match.start()))
        if match["weekday"] and not match["side"]:
            told = _bounds(self._year)[1]
            is_now = told is None or self.sure is None or told > self.sure - _LONG_AGO
            return is_now and ON.search(_before(match)) is not None
        return True

    def _meant(self, match: re.Match[str]) -> Iterator[tuple[str, str]]:
        """Yield the dates that words may mean, each with what it was inferred from."""
        words = match.group()
        if match["year"]:
            yield match["number"], ""
        elif match["same"] or match["beside"]:
            yield from self._relative_span(match)
        elif match["ordinal"]:
            yield from self._day_of_month(words, int(match["number_of_day"]))
        elif match["full"] or match["month"]:
            named = match["named"] or words
            yield from self._in_year(match, named) if not re.search(r"\d{4}", named) else self._typed(named, "")
        elif match["ago"] and match["way"].lower() != "ago":
            yield from self._later(words, match)
        elif match["next"]:
            days = NEXT[words.casefold().removeprefix("on ").strip()]
            for one in self._named:
                yield edtf.of_day((one.last if days > 0 else one.first) + days).text, _why(words, f"from {one.said}")
        else:
            yield from self._from_narrator(match)

    def _relative_span(self, match: re.Match[str]) -> Iterator[tuple[str, str]]:
        """Yield the week, month, season or year of the date named last, or the one beside it."""
        first, last = _bounds(self._last)
        if first is None or last is None:
            return
        whole = (match["length"] or match["span"] or match["named_span"]).casefold()
        by = 0 if match["same"] else -1 if (match["to"] or match["side_of"]).casefold() in ("previous", "before") else 1
        date = _span(whole, first, by)
        if date == _span(whole, last, by):  # else the date is longer than that
            yield date, _why(match.group(), f"after {self._said}")

    def _day_of_month(self, words: str, day: int) -> Iterator[tuple[str, str]]:
        """Yield a day of which only the number is named: of the month named last, else of the source's and the last."""
        named, first = _IN_MONTH.fullmatch(self._last), _bounds(self._last)[0]
        if named and first is not None:
            months, said = int(named[1]) * 12 + int(named[2]) - 1, f"after {self._said}"
            ways = [months, months + 1] if day < day_of(first)[2] else [months]
        elif self.sure is not None and not self._year:
            year, month, _ = day_of(self.sure)
            ways, said = [year * 12 + month - 1, year * 12 + month - 2], self._source
        else:
            return
        for months in ways:
            date = f"{year_text(months // 12)}-{months % 12 + 1:02}-{day:02}"
            if _bounds(date)[0] is not None:
                yield date, _why(words, said)

    def _in_year(self, match: re.Match[str], named: str) -> Iterator[tuple[str, str]]:
        """Yield a day or a month of which no year is named: in that of what stands above, and nearest to the source."""
        words, head = match.group(), self._head_days
        years = [] if head is None else [edtf.year_of(head.first)]
        if (last_year := re.match(r"-?\d{4}", self._year)) and int(last_year[0]) not in years:
            years.insert(0, int(last_year[0]))
        for year in years:
            under = head is not None and year == edtf.year_of(head.first)
            above = head if head is not None and under else None
            why = _why(words, f"under {above.said}" if above is not None else f"after {self._said}")
            first = above.first if above is not None else _bounds(self._year)[0]
            for date, _ in self._typed(f"{named} {year_text(year)}", ""):
                yield date, why
                last = _bounds(date)[1]
                if first is not None and last is not None and last < first:
                    yield from self._typed(f"{named} {year_text(year + 1)}", why)
        if head is None and self.day is not None:
            yield from self._near_source(match, named, bool(years))

    def _near_source(self, match: re.Match[str], named: str, is_told: bool) -> Iterator[tuple[str, str]]:
        """Yield the last one before the source came out, and the next one where that is nearer, or is yet to come."""
        why = _why(match.group(), self._source)
        for nearest, _ in self._typed(named, ""):
            first, latest = _bounds(nearest)[0], _bounds(self._issued)[1]
            if first is None or latest is None:
                yield nearest, why
                return
            year = edtf.year_of(first)
            is_ahead = first > latest
            for past, _ in self._typed(f"{named} {year_text(year - 1 if is_ahead else year)}", ""):
                yield past, why
            if _says(AHEAD, match) or (is_ahead and not is_told):
                yield from self._typed(f"{named} {year_text(year if is_ahead else year + 1)}", why)

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
        """Yield what counts from the day of the source, or from that of a heading, as in a diary.

        A weekday may also be the next one after the day that the text named last.
        """
        words, head = match.group(), self._head_days
        if match["weekday"] and not match["side"]:
            for one in self._named or ((head,) if head is not None else ()):
                yield edtf.of_day(_weekday_from(match, one.last)).text, _why(words, f"from {one.said}")
            if self.sure is not None:
                yield edtf.of_day(_weekday_before(match, self.sure)).text, _why(words, self._source)
                if _says(AHEAD, match) or _says(WAS_AHEAD, match):
                    yield edtf.of_day(_weekday_from(match, self.sure + 1)).text, _why(words, self._source)
            return
        days = [(self.sure, self._source)] if self.sure is not None else []
        days += [(head.first, f"from {head.said}")] if head is not None else []
        for day, said in days:
            if match["weekday"]:
                dates = [edtf.of_day(one).text for one in _weekdays_beside(match, day)]
            elif match["shift"]:
                dates = [edtf.of_day(day + SHIFTS[words.casefold()]).text]
            elif match["turn"]:
                dates = _turned(match, day)
            else:
                dates = [_shifted(day, match, -1)]
            yield from ((date, _why(words, said)) for date in dates)

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
            is_whole = re.search(r"\d{4}", match.group())
            year = "" if is_whole or self.head is None else f", after “{_one_line(self.head.words)}”"
            self.head = FoundDate(date, match.group(), said + year, -1)
            self._head_days = _Day(first, last, said)
            self._named = self._plain = (self._head_days,) if last - first < _SURE else ()
            self._last = self._year = date
            self._said = said
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


def _before(match: re.Match[str]) -> str:
    """Return what stands before the words of a date, as far as it says what kind of date it is."""
    return match.string[max(0, match.start() - _BEHIND) : match.start()]


def _is_bound(match: re.Match[str]) -> bool:
    """Whether words say since or until when something is so, or when something else was."""
    before, words = _before(match), match.group()
    if words.lower().startswith("of "):
        before, words = f"{before}of ", words[3:]
    return bool(
        STATE.match(words)
        or BEHIND_STATE.search(before)
        or OF_ANOTHER.search(before)
        or POSSESSIVE.match(match.string, match.end())
    )


def _sense(match: re.Match[str]) -> Sense:
    """Return what a text says of a date that it names."""
    start, _ = sentence_at(match.string, match.start())
    begins = _PREPOSITION.match(match.group())
    ends = match.start() + (begins.end() if begins else 0)
    return sense_of(match.string[max(start, match.start() - _BEHIND_VERB) : ends])


def _says(words: re.Pattern[str], match: re.Match[str]) -> bool:
    """Whether the sentence of a date has some words."""
    return words.search(match.string, *sentence_at(match.string, match.start())) is not None


def _each_once(found: Iterator[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return each date with the first of what it may be inferred from."""
    dates: dict[str, str] = {}
    for date, why in found:
        dates.setdefault(date, why)
    return list(dates.items())


def _shifted(day: int, match: re.Match[str], sign: int) -> str:
    """Return what lies as many days, weeks, months or years from a day as words say; months and years roughly."""
    count = sign * (NUMBERS.get(match["count"].casefold()) or int(match["count"]))
    unit = match["unit"].casefold()
    if unit in UNITS:
        about = "~" if ROUGHLY.search(_before(match)) else ""
        return f"{edtf.of_day(day + count * UNITS[unit]).text}{about}"
    year, month, _ = day_of(day)
    if unit == "year":
        return f"{year_text(year + count)}~"
    months = year * 12 + month - 1 + count
    return f"{year_text(months // 12)}-{months % 12 + 1:02}~"


def _span(whole: str, day: int, by: int) -> str:
    """Return the week, month, year or season in which a day is, or one so many before or behind it."""
    year, month, _ = day_of(day)
    if whole == "week":
        first = day - (day - 1) % 7 + 7 * by  # the first day of the year 1 was a Monday
        return written(DayRange(first, first + 6))
    if whole == "month":
        months = year * 12 + month - 1 + by
        return f"{year_text(months // 12)}-{months % 12 + 1:02}"
    if whole == "year":
        return year_text(year + by)
    begun = 1 if whole == "winter" and month <= 2 else 0  # a winter has the year in which it begins
    return written(typed(f"{whole} {year_text(year + by - begun)}", day))


def _turned(match: re.Match[str], day: int) -> list[str]:
    """Return the week, month, year or season beside that of a day, or its own.

    The last summer may be that of this year or of the year before, once this year's is over; so may the next one.
    """
    by = ("last", "this", "next").index(match["which"].casefold()) - 1
    whole = match["whole"].casefold()
    if whole in ("week", "month", "year"):
        return [_span(whole, day, by)]
    own = _span(whole, day, 0)
    first, last = _bounds(own)
    is_passed = last is not None and last < day
    is_yet = first is not None and first > day
    both = is_passed if by < 0 else is_yet
    return [own] if by == 0 else [*([own] if both else []), _span(whole, day, by)]


def _weekday_before(match: re.Match[str], day: int) -> int:
    """Return the last day of a name of the week before a day, or that day."""
    return day - ((day - 1) % 7 - WEEKDAYS[match["name"].casefold()]) % 7  # the year 1 began with a Monday


def _weekday_from(match: re.Match[str], day: int) -> int:
    """Return the first day of a name of the week from a day on."""
    return day + (WEEKDAYS[match["name"].casefold()] - (day - 1) % 7) % 7


def _weekdays_beside(match: re.Match[str], day: int) -> list[int]:
    """Return the day of this, the last or the next week that has a name; also the nearest such day in this week."""
    by = ("last", "this", "next").index(match["side"].casefold()) - 1
    own = day - (day - 1) % 7 + WEEKDAYS[match["name"].casefold()]
    return [*([own] if by == 0 or (own - day) * by > 0 else []), *([own + 7 * by] if by else [])]


def _why(words: str, said: str) -> str:
    """Return from what a date was inferred, in words."""
    return f"“{_one_line(words)}”" + (f", {said}" if said else "")


def _printed(match: re.Match[str], date: str, why: str) -> str:
    """Return how `date_from` names a date: as it is printed; where that was inferred, with what it is."""
    words = match.group() if why else _PREPOSITION.sub("", match.group(), count=1)
    return f"{_long(date)} (“{_one_line(words)}”)" if why else f"“{_one_line(words)}”"


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
