"""The order of the records that are listed beside the events: by number of events, by name, by first date."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, TypeAlias

from tui.core.index.facets import AFTER_ALL
from tui.core.index.index import Index
from tui.core.model.records import Ref
from tui.core.model.sections import ENTITY_SECTIONS, SECTION

ListOrder: TypeAlias = Literal["", "events", "name", "date"]
"""What a list is sorted by; empty for the order of the files."""

IN_WORDS: dict[ListOrder, str] = {"": "", "events": "number of events", "name": "name", "date": "first date"}
"""Each order in words."""


def orders(section: str) -> tuple[ListOrder, ...]:
    """Return the orders that a section can have, that in which it is listed at first before the others."""
    if section in ENTITY_SECTIONS:
        return ("events", "name", "date")
    return ("", "name", "date", "events") if section == "sources" else ("", "name", "date")


def sorted_refs(index: Index, refs: Sequence[Ref], by: ListOrder) -> list[Ref]:
    """Return records of one section in an order; those that nothing tells apart stay as they are.

    The first date of an entity is that of its first event; a record without a date comes last.
    """
    if not refs or not by:
        return list(refs)
    make: dict[ListOrder, Callable[[Index, str], Callable[[Ref], object]]] = {
        "events": _most_events,
        "name": _name,
        "date": _first_date,
    }
    return sorted(refs, key=make[by](index, refs[0].section))  # type: ignore[arg-type]


def _most_events(index: Index, section: str) -> Callable[[Ref], int]:
    field, events = SECTION[section].field, index.postings.events
    return lambda ref: -index.postings.facet(field, ref.id).range_cardinality(0, events)


def _name(index: Index, section: str) -> Callable[[Ref], str]:
    names = dict(zip(index.store.ids(section), index.names.own(section), strict=True))
    return lambda ref: names[ref.id]


def _first_date(index: Index, section: str) -> Callable[[Ref], int]:
    postings, field = index.postings, SECTION[section].field
    if section in ENTITY_SECTIONS:

        def first_event(ref: Ref) -> int:
            numbers = postings.facet(field, ref.id)  # events are numbered first, and by the calendar
            return numbers.min() if numbers else AFTER_ALL

        return first_event

    def first_day(ref: Ref) -> int:
        number = postings.numbers[ref]
        return postings.starts[number] if number in postings.dated else AFTER_ALL

    return first_day
