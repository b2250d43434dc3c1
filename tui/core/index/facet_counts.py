"""The values that a filter can pick, by group, and how many events each would give."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from itertools import islice
from typing import NamedTuple

from pyroaring import BitMap

from tui.core.dates import edtf
from tui.core.dates.days import year_text
from tui.core.index.day_groups import calendar
from tui.core.index.index import Index
from tui.core.index.listing_order import in_list_order
from tui.core.index.one_index import remembered
from tui.core.model.records import Ref
from tui.core.query.facet_picks import OWN, Pick, Picks, field_of, group
from tui.core.query.fields import FIELDS, USER_MARKS
from tui.core.query.tree import Field
from tui.core.store.related import around
from tui.core.text import folding
from tui.core.text.synonyms import means

FEW, MANY, YEARS = 8, 30, 100
"""Most values of a group that are listed: while nothing is typed, and otherwise; and most years in both cases."""

COUNTED, FEW_EVENTS = 200, 50
"""Most records of a group whose events are counted under a filter that leaves more than a few events."""


class GroupCounts(NamedTuple):
    """The values of one group to list, and how many events the filter gives with each."""

    values: tuple[tuple[str, int], ...]
    more: int | None
    """How many others there are, which typing finds; None where they are too many to be counted."""


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
    begins with it; where none has, those with a word of like meaning. What is picked in `first` comes first; the rest
    keeps its order whatever is picked of it. A value that would change nothing is left out. Of a great many records,
    those with the most events are counted.
    """
    base, field = index.events(picks.without(name)), field_of(name)
    candidates, all_counted = _candidates(index, name, title, typed, called, base)
    picked, ahead = ({pick[1] for pick in (*of.asked, *of.shut_out) if group(pick) == name} for of in (picks, first))
    values = dict.fromkeys([*candidates, *(() if all_counted else sorted(picked | ahead))])
    counts = {value: _count(index, base, (field, value)) for value in values}
    chosen = [value for value in counts if value in ahead]
    offered = [v for v, count in counts.items() if v not in ahead and (0 < count < len(base) or v in picked)]
    offered.sort(key=lambda value: int(value) if field == "date" else -counts[value])
    if not chosen and not offered:
        return None
    most = YEARS if field == "date" else MANY if typed else max(0, FEW - len(chosen))
    listed = [*offered[:most], *(value for value in offered[most:] if value in picked)]
    more = len(offered) - len(listed) if all_counted else None
    return GroupCounts(tuple((value, counts[value]) for value in (*chosen, *listed)), more)


def _candidates(
    index: Index, name: str, title: str, typed: str, called: Callable[[str], str], base: BitMap
) -> tuple[Iterable[str], bool]:
    """Return the values of a group whose name has words that begin as those typed do, and whether these are all."""
    wanted = folding.words(typed)
    if _begin(title, wanted):
        wanted = ()
    if name in FIELDS and FIELDS[name].names_records:
        section = FIELDS[name].section
        numbers = index.called(name, typed) if wanted else index.postings.facet("section", section)
        return _records(index, section, numbers, base)
    values = _years(index) if name == "date" else sorted(held_values(index, name))
    names = {value: f"{called(value)} {value}" for value in values}
    found = [value for value in values if not wanted or _begin(names[value], wanted)]
    return found or [value for value in values if means(names[value], typed)], True


def _records(index: Index, section: str, numbers: BitMap, base: BitMap) -> tuple[Iterable[str], bool]:
    """Return the ids of records to count: of a great many, those of few events, else those with the most events."""
    refs, all_counted = index.postings.refs, True
    if len(numbers) > COUNTED and len(base) <= FEW_EVENTS:
        numbers = numbers & _tied(index, section, base)
    elif len(numbers) > COUNTED:
        numbers, all_counted = BitMap(islice(in_list_order(index, numbers, section, "events"), COUNTED)), False
    return sorted(refs[number].id for number in numbers), all_counted


def _tied(index: Index, section: str, events: BitMap) -> BitMap:
    """Return the numbers of the records of a section that a few events are tied to."""
    store, ids = index.store, set[str]()
    for number in events:
        event = store.event(index.event_id(number))
        ids.update(citation.source for citation in event.evidence)
        ids.update(part.entity for part in event.involves)
        for place in event.places:
            ids.update(around(store, place))
    known = (index.postings.numbers.get(Ref(section, one)) for one in ids)
    return BitMap(number for number in known if number is not None)


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
