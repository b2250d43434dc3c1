"""Plain words of a query that are dates."""

from __future__ import annotations

import re

from tui.core.dates import edtf
from tui.core.errors import DateError
from tui.core.query import tree
from tui.core.query.tree import Field, Query, Word

_PLAIN = re.compile(r"[12]\d{3}(?:-\d\d){0,2}(?:(?:\.\.|/)[12]\d{3}(?:-\d\d){0,2})?")


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
