"""Facets: the values that what is shown has, each with how many events have it."""

from __future__ import annotations

from collections.abc import Iterable

from tui.core.index import Index, Result
from tui.core.model import Ref
from tui.core.query import Field
from tui.screens.choosing import Choice, ChoosingScreen

_SECTIONS = {"org": "organisations", "person": "people", "place": "places", "source": "sources"}
FIELDS = ("kind", "is", "dated", "org", "person", "place", "source", "has")
"""Fields that are offered, in order."""
_GRAINS = {
    "day": "to the day",
    "month": "to the month, no finer",
    "year": "to the year, no finer",
    "other": "in another way: a season, a decade, one of several dates, an open end",
}


class FacetsScreen(ChoosingScreen[str]):
    """Comes back with a term of the query."""

    def __init__(self, choices: Iterable[Choice[str]]) -> None:
        super().__init__("Narrow by", list(choices))


def values(index: Index, result: Result) -> Iterable[Choice[str]]:
    """Yield every value that some but not all of the events have, the most frequent of each field first."""
    for field in FIELDS:
        known = [value for value in index.postings.values(field) if value]
        counts = index.counts(result, field, known)
        for value in sorted(known, key=lambda value: -counts[value]):
            if 0 < counts[value] < result.count:
                name = _name(index, field, value)
                yield Choice(str(Field(field, value)), name, str(counts[value]), value, f"{field:8}")


def _name(index: Index, field: str, value: str) -> str:
    if field == "kind" and value in index.store.kinds:
        return index.store.kinds[value].title
    if field == "dated":
        return _GRAINS[value]
    section = _SECTIONS.get(field)
    return index.store.name(Ref(section, value)) if section else value
