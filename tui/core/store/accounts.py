"""Compare what several sources state: independent voices, spread of figures, disputes and their reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import combinations, islice
from typing import NamedTuple

from tui.core.checks import contradiction
from tui.core.dates import edtf
from tui.core.model.records import Claim, Source, Value
from tui.core.text import folding
from tui.core.text.numbers import Figure, figure, plain_unit


class Spread(NamedTuple):
    """From the lowest to the highest figure that a claim's sources give."""

    low: float
    high: float
    unit: str
    """As written in the first value that has one; empty for a bare number or where the scales differ."""


def voices(source_ids: Iterable[str], of: Mapping[str, str]) -> list[frozenset[str]]:
    """Group sources into independent voices: joined by `derives_from`, also through others.

    Each group holds ids out of `source_ids` only; groups come in the order of their first member. `of` gives, as
    `voice_of` does, the voice of each source that shares its voice; any other id is a voice of its own.
    """
    groups: dict[str, list[str]] = {}
    for source in dict.fromkeys(source_ids):
        groups.setdefault(of.get(source, source), []).append(source)
    return [frozenset(group) for group in groups.values()]


def count_voices(source_ids: Iterable[str], of: Mapping[str, str]) -> int:
    """Return how many independent voices some sources are; `of` is as for `voices`."""
    return len({of.get(source, source) for source in source_ids})


def source_count(source_ids: Iterable[str], of: Mapping[str, str]) -> str:
    """Say how many sources there are and how many of them are independent; `of` is as for `voices`.

    "1 source", "2 sources, one voice", "3 sources, 2 independent".
    """
    sources = frozenset(source_ids)
    if len(sources) < 2:
        return "1 source" if sources else "no source"
    count = count_voices(sources, of)
    return f"{len(sources):,} sources, {'one voice' if count == 1 else f'{count:,} independent'}"


def voice_of(sources: Mapping[str, Source]) -> dict[str, str]:
    """Return for each source that shares its voice the one that represents their voice; the rest are one each."""
    neighbours: dict[str, dict[str, None]] = {}
    for source in sources.values():
        for other in source.derives_from:
            neighbours.setdefault(source.id, {})[other] = None
            neighbours.setdefault(other, {})[source.id] = None
    found: dict[str, str] = {}
    for start in neighbours:
        waiting = [start] if start not in found else []
        while waiting:
            at = waiting.pop()
            if at not in found:
                found[at] = start
                waiting.extend(neighbours[at])
    return found


def publishers(sources: Collection[Source]) -> dict[str, tuple[int, int]]:
    """Return for each publisher how many sources of theirs are held, and how many are known only through others."""
    held = Counter(source.publisher for source in sources if source.held == "yes")
    every = Counter(source.publisher for source in sources)
    return {name: (held[name], count - held[name]) for name, count in every.items()}


def repeats(
    voice: Iterable[str], sources: Mapping[str, Source], repeated_by: Callable[[str], Sequence[str]]
) -> tuple[tuple[str, str], ...]:
    """Return why several sources are one voice: (the one that repeats, what it repeats), as few pairs as join them.

    `repeated_by` gives the ids of the sources that repeat a source. The pairs may lead through sources that are not
    among them. Those that are not joined to the first are left out.
    """
    wanted = list(dict.fromkeys(voice))
    came_from = {wanted[0]: ""} if wanted else {}
    waiting = list(came_from)
    for at in waiting:  # grows as it goes: nearest first, so that the ways are short
        repeated = sources[at].derives_from if at in sources else ()
        for other in (*repeated, *repeated_by(at)):
            if other not in came_from:
                came_from[other] = at
                waiting.append(other)
    pairs: dict[tuple[str, str], None] = {}
    for one in wanted:
        at = one
        while before := came_from.get(at):
            forward = at in sources and before in sources[at].derives_from
            pairs[(at, before) if forward else (before, at)] = None
            at = before
    return tuple(pairs)


def is_disputed(claim: Claim) -> bool:
    """Whether a claim has values that cannot all be true; a preferred value changes nothing."""
    return contradiction.is_disputed(claim)


def spread(claim: Claim) -> Spread | None:
    """From the lowest to the highest of a claim's figures; None with under two, or where units differ."""
    figures = [(figure(value.value, value.unit), value.unit) for value in contradiction.told(claim)]
    found = [(number, unit) for number, unit in figures if number is not None]
    units = dict.fromkeys(unit for _, unit in found if unit)
    if len(found) < 2 or len({plain_unit(unit) for unit in units}) > 1:
        return None
    if len(units) == 1:  # one unit throughout: figures as written, so that "1.2 million" stays short
        plain = [figure(value.value) for value in contradiction.told(claim)]
        found = [(number, "") for number in plain if number is not None]
        unit = next(iter(units))
    else:
        unit = plain_unit(next(iter(units))) if units else ""
    return Spread(min(number.low for number, _ in found), max(number.high for number, _ in found), unit)


def in_unit(value: Value, unit: str) -> Figure | None:
    """Return a value as a figure in the unit of a spread; None for what is no figure, or in another unit."""
    if value.unit in ("", unit):
        return figure(value.value)
    same = plain_unit(value.unit) == unit
    return figure(value.value, value.unit) if same else None


def why_differ(claim: Claim) -> tuple[str, ...]:
    """Say in what the values of a disputed claim differ beside the value itself.

    Any of "basis", "year" or "date", "unit", "speaker" and "qualifier", in this order; empty where the claim
    is not disputed or nothing in the record explains it.
    """
    if not is_disputed(claim):
        return ()
    values = contradiction.told(claim)
    reasons = ["basis"] if _vary(values, lambda value: value.basis) else []
    reasons += _times(values)
    if len({plain_unit(value.unit) for value in values if value.unit}) > 1:
        reasons.append("unit")
    if _vary(values, lambda value: value.said_by):
        reasons.append("speaker")
    if _vary(values, lambda value: value.qualifier):
        reasons.append("qualifier")
    return tuple(reasons)


def _vary(values: Iterable[Value], field: Callable[[Value], str]) -> bool:
    """Whether a field is not the same in all values; that only some have it explains a difference too."""
    return len({folding.words(field(value)) for value in values}) > 1


def _times(values: Iterable[Value]) -> list[str]:
    """`year` or `date`, where two values speak of times that do not meet; `2020-08` and `2020-08-12` do."""
    stated = dict.fromkeys(value.as_of for value in values if value.as_of)
    apart = [pair for pair in combinations(islice(stated, contradiction.MOST), 2) if contradiction.apart(*pair)]
    if not apart:
        return []
    return ["year"] if any(_years(one).isdisjoint(_years(other)) for one, other in apart) else ["date"]


def _years(text: str) -> set[int]:
    """The first and the last year that a date may mean."""
    date = edtf.parse(text)
    return {edtf.year_of(day) for day in (date.earliest, date.latest) if day is not None}
