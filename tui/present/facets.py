"""The facets: what a filter can pick, by field, each value with its name and how many events it would give."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from msgspec import Struct

from tui.core.dates.days import year_name
from tui.core.index import facet_counts
from tui.core.index.index import Index
from tui.core.model.records import Ref
from tui.core.query.facet_picks import OWN, Pick, Picks, field_of
from tui.core.query.fields import FIELDS
from tui.core.text.display import shown
from tui.present.signs import kind_signs

TITLES: dict[str, str] = {
    "kind": "Kind",
    "is": "How sure",
    "dated": "How dated",
    OWN: "Your own",
    "org": "Organisations",
    "person": "People",
    "place": "Places",
    "source": "Sources",
    "date": "Years",
    "has": "With",
}
"""Group → heading, in the order of the facets; most groups are the values of a field."""
_WORDS: dict[Pick, str] = {
    ("is", "disputed"): "disputed: sources tell it differently",
    ("is", "single-voice"): "single voice: one independent source",
    ("is", "approximate"): "date about, or uncertain",
    ("is", "inferred"): "date inferred by the curator",
    ("is", "uncited"): "rests on nothing",
    ("is", "bookmarked"): "bookmarked by you",
    ("is", "noted"): "with a note of yours",
    ("dated", "day"): "to the day",
    ("dated", "month"): "to the month, no finer",
    ("dated", "year"): "to the year, no finer",
    ("dated", "other"): "in another way: a season, a decade, an open end",
    ("has", "quote"): "an excerpt",
    ("has", "place"): "a place",
    ("has", "note"): "a note",
    ("has", "claim"): "a claim about it",
    ("has", "differs"): "an account that differs",
    ("has", "after"): "an event that it comes after",
    ("has", "move"): "a place that it moves from or to",
}


class FacetValue(Struct, frozen=True):
    """Something to filter by. Texts are safe to draw."""

    pick: Pick
    name: str
    count: int
    """Events that the filter gives with this value, whatever else is picked of its field."""
    asked: bool
    shut_out: bool


class Facet(Struct, frozen=True):
    """The values of a field."""

    title: str
    values: tuple[FacetValue, ...]
    """Picked ones first, then by count."""
    more: int | None
    """How many others there are, which typing finds; None where they are too many to be counted."""


def is_known(index: Index, field: str, value: str) -> bool:
    """Whether the facets offer a value."""
    return facet_counts.is_known(index, TITLES, field, value)


def facets(index: Index, picks: Picks, typed: str = "", first: Picks | None = None) -> Iterator[Facet]:
    """Yield what can be picked; with something `typed`, of all values those whose name has a word beginning with it.

    What is picked in `first` (by default in `picks`) comes first; the rest keeps its order whatever is picked of it.
    Each facet is made when it is asked for: the names in it are read record by record.
    """
    for name in TITLES:
        facet = _facet(index, picks, name, typed, picks if first is None else first)
        if facet is not None:
            yield facet


def _facet(index: Index, picks: Picks, name: str, typed: str, first: Picks) -> Facet | None:
    field = field_of(name)
    named = partial(_name, index, field)
    counts = facet_counts.group_counts(index, picks, name, TITLES[name], typed, first, named)
    if counts is None:
        return None
    values = tuple(
        FacetValue(pick, shown(named(pick[1])), count, pick in picks.asked, pick in picks.shut_out)
        for pick, count in (((field, value), count) for value, count in counts.values)
    )
    return Facet(TITLES[name], values, counts.more)


def _name(index: Index, field: str, value: str) -> str:
    if (field, value) in _WORDS:
        return _WORDS[field, value]
    if field == "date":
        return year_name(int(value)) if int(value) < 1 else value
    if field == "kind" and value in index.store.kinds:
        return f"{index.store.kinds[value].title}  {kind_signs(index.store.kinds)[value]}"
    spec = FIELDS[field]
    return index.store.name(Ref(spec.section, value)) if spec.names_records else value.replace("-", " ")
