"""The order of the records that are listed beside the events: by number of events, by name, by first date."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias

from pyroaring import BitMap

from tui.core.index.facets import AFTER_ALL
from tui.core.index.one_index import remembered
from tui.core.index.postings import Postings
from tui.core.model.records import Ref
from tui.core.model.sections import ENTITY_SECTIONS, SECTION
from tui.core.store.base import Store
from tui.core.text import folding

if TYPE_CHECKING:
    from tui.core.index.index import Index

ListOrder: TypeAlias = Literal["", "events", "name", "date"]
"""What a list is sorted by; empty for the order of the files."""

IN_WORDS: dict[ListOrder, str] = {"": "", "events": "number of events", "name": "name", "date": "first date"}
"""Each order in words."""


def orders(section: str) -> tuple[ListOrder, ...]:
    """Return the orders that a section can have, that in which it is listed at first before the others."""
    if section in ENTITY_SECTIONS:
        return ("events", "name", "date")
    return ("", "name", "date", "events") if section == "sources" else ("", "name", "date")


def in_list_order(index: Index, numbers: BitMap, section: str, by: ListOrder) -> Sequence[int] | BitMap:
    """Return the numbers of records of one section in an order; those that nothing tells apart stay as they are.

    The first date of an entity is that of its first event; a record without a date comes last. What is returned may
    be shared: it is not to be changed.
    """
    if not by:
        return numbers
    whole = index.postings.listing(section, by) or _worked_out(index.store, index.postings, section, by)
    return whole if len(numbers) == len(whole) else [number for number in whole if number in numbers]


def worked_out(store: Store, postings: Postings, section: str, by: ListOrder) -> array[int]:
    """Return the numbers of all records of a section in an order."""
    make: dict[ListOrder, Callable[[Store, Postings, str], Callable[[int], object]]] = {
        "events": _most_events,
        "name": _name,
        "date": _first_date,
    }
    numbers = postings.facet("section", section)
    return array("I", sorted(numbers, key=make[by](store, postings, section)))  # type: ignore[arg-type]


_worked_out = remembered(16)(worked_out)


def _most_events(store: Store, postings: Postings, section: str) -> Callable[[int], int]:
    del store
    return lambda number: -count_events(postings, postings.refs[number])


def count_events(postings: Postings, ref: Ref) -> int:
    """Return how many events an entity is part of, or rest on a source."""
    return postings.facet(SECTION[ref.section].field, ref.id).range_cardinality(0, postings.events)


def _name(store: Store, postings: Postings, section: str) -> Callable[[int], str]:
    del section
    # a blank sorts before what words are made of: the text is in order where the words, one by one, are
    return lambda number: " ".join(folding.words_once(store.name(postings.refs[number])))


def _first_date(store: Store, postings: Postings, section: str) -> Callable[[int], int]:
    del store
    if section in ENTITY_SECTIONS:
        field = SECTION[section].field

        def first_event(number: int) -> int:
            numbers = postings.facet(field, postings.refs[number].id)  # events are first, and by the calendar
            return numbers.min() if numbers else AFTER_ALL

        return first_event
    return lambda number: postings.starts[number] if number in postings.dated else AFTER_ALL
