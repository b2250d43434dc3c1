"""The values that a filter can pick, by group, and how many events each would give."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import NamedTuple

from pyroaring import BitMap

from tui.core.dates import edtf
from tui.core.dates.days import year_text
from tui.core.index.day_groups import calendar
from tui.core.index.index import Index
from tui.core.index.one_index import remembered
from tui.core.query.facet_picks import OWN, Pick, Picks, field_of, group
from tui.core.query.fields import FIELDS, USER_MARKS
from tui.core.query.tree import Field
from tui.core.text import folding

FEW, MANY = 8, 100
"""Most values of a group that are listed: while nothing is typed, and otherwise."""


class GroupCounts(NamedTuple):
    """The values of one group to list, and how many events the filter gives with each."""

    values: tuple[tuple[str, int], ...]
    more: int
    """How many others there are, which typing finds."""


def is_known(index: Index, groups: Iterable[str], field: str, value: str) -> bool:
    """Whether a value is listed in one of `groups`."""
    if field == "date":
        return len(value.removeprefix("-")) == 4 and value.removeprefix("-").isdecimal()
    return field in groups and value in held_values(index, group((field, value)))


@remembered(32)
def held_values(index: Index, name: str) -> frozenset[str]:
    """Return the values of a group that the dataset has."""
    held = USER_MARKS if name == OWN else index.postings.values(name)
    return frozenset(value for value in held if value)


def group_counts(
    index: Index, picks: Picks, name: str, title: str, typed: str, first: Picks, called: Callable[[str], str]
) -> GroupCounts | None:
    """Count the values of a group; None if there is nothing to pick.

    Without `typed` all values, else those whose name (`called` gives it), or the group's `title`, has a word that
    begins with it. What is picked in `first` comes first; the rest keeps its order whatever is picked of it. A value
    that would change nothing is left out.
    """
    base, field = index.events(picks.without(name)), field_of(name)
    counts = {value: _count(index, base, (field, value)) for value in _candidates(index, name, title, typed, called)}
    picked, ahead = ({pick[1] for pick in (*of.asked, *of.shut_out) if group(pick) == name} for of in (picks, first))
    chosen = [value for value in counts if value in ahead]
    offered = [v for v, count in counts.items() if v not in ahead and (0 < count < len(base) or v in picked)]
    offered.sort(key=lambda value: int(value) if field == "date" else -counts[value])
    if not chosen and not offered:
        return None
    most = MANY if typed or field == "date" else max(0, FEW - len(chosen))
    listed = [*offered[:most], *(value for value in offered[most:] if value in picked)]
    return GroupCounts(tuple((value, counts[value]) for value in (*chosen, *listed)), len(offered) - len(listed))


def _candidates(index: Index, name: str, title: str, typed: str, called: Callable[[str], str]) -> Iterable[str]:
    """Return the values of a group whose name has words that begin as those typed do."""
    wanted = folding.words(typed)
    if wanted and name in FIELDS and FIELDS[name].names_records and not _begin(title, wanted):
        return [value for value in index.called(name, typed) if value in held_values(index, name)]
    values = _years(index) if name == "date" else sorted(held_values(index, name))
    if not wanted or _begin(title, wanted):
        return values
    return [value for value in values if _begin(f"{called(value)} {value}", wanted)]


def _begin(text: str, wanted: Iterable[str]) -> bool:
    words = folding.words(text)
    return all(any(word.startswith(one) for word in words) for one in wanted)


def _years(index: Index) -> list[str]:
    """Return the years in which an event begins."""
    starts = calendar(index).days
    found: list[str] = []
    at = 0
    while at < len(starts):
        found.append(year_text(edtf.year_of(starts[at])))
        end = edtf.bounds(found[-1])[1]
        at = bisect_left(starts, (end or starts[at]) + 1, at)
    return found


def _count(index: Index, base: BitMap, pick: Pick) -> int:
    field, value = pick
    if field in ("date", "place") or group(pick) == OWN:  # no posting, or one without the places within it
        return base.intersection_cardinality(index.events(Field(field, value)))
    return base.intersection_cardinality(index.postings.facet(field, value))
