"""The facets: what can be picked to narrow by, by field, each value with how many events it would give."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct
from pyroaring import BitMap

from tui.core.dates import edtf
from tui.core.index.day_groups import calendar
from tui.core.index.index import Index
from tui.core.model.records import Ref
from tui.core.query.facet_picks import OWN, Pick, Picks, field_of, group
from tui.core.query.fields import FIELDS, USER_MARKS
from tui.core.query.tree import Field
from tui.core.text import folding
from tui.core.text.display import shown
from tui.present.signs import kind_sign, signs

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
"""Group → heading, in the order in which the facets stand; most groups are the values of a field."""
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
}
FEW, MANY = 8, 100
"""Values of one field that are listed while nothing is typed, and at most."""


class FacetValue(Struct, frozen=True):
    """Something to narrow by. Texts are safe to draw."""

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
    """What was picked already first, then by count."""
    more: int
    """How many others there are, which typing finds."""


class Facets(Struct, frozen=True):
    """All that can be picked, under what is picked."""

    facets: tuple[Facet, ...]
    count: int
    """Events that the filter gives as it is picked."""
    total: int


def is_known(index: Index, field: str, value: str) -> bool:
    """Whether the facets offer a value."""
    if field == "date":
        return len(value) == 4 and value.isdecimal()
    return field in TITLES and value in _held(index, group((field, value)))


@lru_cache(maxsize=32)
def _held(index: Index, name: str) -> frozenset[str]:
    """Return the values of a group."""
    held = USER_MARKS if name == OWN else index.postings.values(name)
    return frozenset(value for value in held if value)


def facets(index: Index, picks: Picks, typed: str = "", first: Picks | None = None) -> Facets:
    """Return what can be picked; with something `typed`, of all values those whose name it begins a word of.

    What is picked `first` (all that is, unless told) stands first; the rest keeps its place whatever is picked of it.
    """
    first = picks if first is None else first
    found = [facet for name in TITLES if (facet := _facet(index, picks, name, typed, first)) is not None]
    return Facets(tuple(found), len(index.events(picks.query)), index.postings.events)


def _facet(index: Index, picks: Picks, name: str, typed: str, first: Picks) -> Facet | None:
    base, field = index.events(picks.without(name)), field_of(name)
    counts = [(_count(index, base, (field, value)), value) for value in _candidates(index, name, typed)]
    picked, ahead = ({pick[1] for pick in (*of.asked, *of.shut_out) if group(pick) == name} for of in (picks, first))
    total = len(base)
    chosen = [(count, value) for count, value in counts if value in ahead]
    others = [(count, value) for count, value in counts if value not in ahead]
    offered = [(count, value) for count, value in others if 0 < count < total or value in picked]
    offered.sort(key=lambda pair: (pair[1] if field == "date" else "", -pair[0]))
    if not chosen and not offered:
        return None
    most = MANY if typed or field == "date" else max(0, FEW - len(chosen))
    seen = [*offered[:most], *(pair for pair in offered[most:] if pair[1] in picked)]
    values = tuple(
        FacetValue(
            (field, value),
            shown(_name(index, field, value)),
            count,
            (field, value) in picks.asked,
            (field, value) in picks.shut_out,
        )
        for count, value in (*chosen, *seen)
    )
    return Facet(TITLES[name], values, len(offered) - len(seen))


def _candidates(index: Index, name: str, typed: str) -> Iterable[str]:
    """Return the values of a group whose name has words that begin as those typed do."""
    wanted = folding.words(typed)
    if not wanted:
        return _years(index) if name == "date" else sorted(_held(index, name))
    if all(any(word.startswith(one) for word in folding.words(TITLES[name])) for one in wanted):
        return _years(index) if name == "date" else sorted(_held(index, name))
    if name in FIELDS and FIELDS[name].names_records:
        return [value for value in index.called(name, typed) if value in _held(index, name)]
    values = _years(index) if name == "date" else sorted(_held(index, name))
    called = {value: _name(index, field_of(name), value) for value in values}
    return [value for value in values if _begins(folding.words(f"{called[value]} {value}"), wanted)]


def _begins(words: Iterable[str], wanted: Iterable[str]) -> bool:
    held = tuple(words)
    return all(any(word.startswith(one) for word in held) for one in wanted)


def _years(index: Index) -> list[str]:
    """Return the years in which an event begins."""
    starts = calendar(index).days
    found: list[str] = []
    at = 0
    while at < len(starts):
        year = edtf.year_of(starts[at])
        found.append(f"{year:04}")
        end = edtf.bounds(found[-1])[1]
        at = bisect_left(starts, (end or starts[at]) + 1, at)
    return found


def _count(index: Index, base: BitMap, pick: Pick) -> int:
    field, value = pick
    if field in ("date", "place") or group(pick) == OWN:  # not filed, or not all that it counts for
        return base.intersection_cardinality(index.events(Field(field, value)))
    return base.intersection_cardinality(index.postings.facet(field, value))


def _name(index: Index, field: str, value: str) -> str:
    if (field, value) in _WORDS:
        return _WORDS[field, value]
    if field == "kind" and value in index.store.kinds:
        kind = index.store.kinds[value]
        return f"{kind.title}  {kind_sign(kind.sign, kind.title, signs())}"
    spec = FIELDS[field]
    return index.store.name(Ref(spec.section, value)) if spec.names_records else value.replace("-", " ")
