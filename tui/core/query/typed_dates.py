"""Dates as people type them as values of a query, and what is said of a value that is none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui.core.dates import edtf
from tui.core.dates.day_range import DayRange
from tui.core.dates.typed import typed
from tui.core.errors import DateError, QueryError
from tui.core.query.tree import TO, Field

_RANGE = re.compile(r"\s*(?:[–—…]|\.{2,})\s*|\s+(?:-|to)\s+|(?<=\d{4}-\d\d-\d\d)-(?=\d{4}-)")
_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)|\d\s*b\.?\s?c\b", re.IGNORECASE)
_RUN = re.compile(r"(\d{4})(\d\d)(\d\d)")
EXAMPLES = "2020, 2020-08, 9 aug 2020, autumn 2020"
_FIGURES = re.compile(r"[\W\d_XTZ]*")
"""Text of figures and signs, as EDTF is, whose own message says what is wrong."""
LONGEST_RUN = 16
"""Words of a date that stands without quotation marks."""


def run_meant(words: Sequence[str]) -> tuple[str, int]:
    """Return the time that the first of some words mean, and how many words it has; an empty text and 0 for none.

    The date ends with the first word that makes it whole, so that the words after it are words of the query:
    "may 2020 march" is the word "march" in May 2020. One of `TO` leads on to the end of a range.
    """
    most = min(len(words), LONGEST_RUN)
    meant = {count: date_meant(" ".join(words[:count])) for count in range(1, most + 1)}
    first = next((count for count in meant if meant[count]), 0)
    if first and first + 1 < most and words[first] in TO:
        first = next((count for count in range(most, first + 1, -1) if meant[count]), first)
    return meant.get(first, ""), first


def date_meant(text: str) -> str:
    """Return in the query's language the time that `text`, which is no date in it, means; else nothing.

    "9.8.2020", "9 aug 2020", "2020-8-9" and "20200809" are 2020-08-09. Where no year is named, nothing is guessed.
    """
    if whole := _days(text):
        return _written(whole)
    ends = [_days(end) for end in _RANGE.split(text.strip(), maxsplit=1)]
    first, last = ends[0], ends[-1]
    if first is None or last is None or last.last < first.first:
        return ""
    return _written(DayRange(first.first, last.last))


def mistaken(field: Field, error: DateError) -> QueryError:
    """Return what to say of a field whose value is no date, with the date that it is likely to mean."""
    better = str(Field(field.name, meant)) if (meant := date_meant(field.value)) else ""
    said = str(error)
    if not better and not _FIGURES.fullmatch(field.value):
        try:
            typed(field.value, edtf.NO_DAY)
        except DateError:
            said = f"that is no date: write {EXAMPLES}"
        else:
            said = f"of which year? Write {EXAMPLES}"
    return QueryError(f"{field.name}:{field.value} — {said}", field.start, field.end, better)


def _days(text: str) -> DayRange | None:
    plain = _RUN.sub(r"\1-\2-\3", text) if _RUN.fullmatch(text) else text
    if not _YEAR.search(plain):
        return None
    try:
        return typed(plain, edtf.NO_DAY)
    except DateError:
        return None


def _written(days: DayRange) -> str:
    """Return the days by the years, else by the months, of which they are made; else by the days."""
    ends = tuple(edtf.of_day(day).text for day in days)
    year, month = ([end[: -len(cut)] for end in ends] for cut in ("-MM-DD", "-DD"))
    for first, last in (year, month):
        if (edtf.bounds(first)[0], edtf.bounds(last)[1]) == days:
            return first if first == last else f"{first}..{last}"
    return days.text
