"""Suggest dates: for values written in other ways, and for plain words that are dates."""

from __future__ import annotations

import re

from tui.core.dates import edtf
from tui.core.dates.day_range import DayRange
from tui.core.dates.typed import typed
from tui.core.errors import DateError, QueryError
from tui.core.query import tree
from tui.core.query.tree import Field, Query, Word

_RANGE = re.compile(r"\s*(?:[–—…]|\.{2,})\s*|\s+(?:-|to)\s+|(?<=\d{4}-\d\d-\d\d)-(?=\d{4}-)")
_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)|\d\s*b\.?\s?c\b", re.IGNORECASE)
_RUN = re.compile(r"(\d{4})(\d\d)(\d\d)")
_PLAIN = re.compile(r"[12]\d{3}(?:-\d\d){0,2}(?:(?:\.\.|/)[12]\d{3}(?:-\d\d){0,2})?")
"""Plain words that are dates."""


def date_meant(text: str) -> str:
    """Return in the query's language the time that `text`, which is no date in it, is likely to mean; else nothing.

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
    return QueryError(f"{field.name}:{field.value} — {error}", field.start, field.end, better)


def _days(text: str) -> DayRange | None:
    plain = _RUN.sub(r"\1-\2-\3", text) if _RUN.fullmatch(text) else text
    if not _YEAR.search(plain):
        return None
    try:
        return typed(plain, edtf.NO_DAY)
    except DateError:
        return None


def _written(days: DayRange) -> str:
    """Return the days as a year or a month where they are one."""
    return days.whole or days.text


def as_dates(wanted: Query) -> Query | None:
    """Return `wanted` with each plain word that is a date asked for as one; None where it has no such word."""
    parts = tuple(
        Field("date", part.text) if isinstance(part, Word) and _is_date(part.text) else part
        for part in tree.terms(wanted)
    )
    return tree.joined(parts) if parts != tree.terms(wanted) else None


def _is_date(text: str) -> bool:
    if not _PLAIN.fullmatch(text):
        return False
    try:
        edtf.parse_range(text)
    except DateError:
        return False
    return True
