"""Each order of a list is the one that a plain look at its records gives."""

from __future__ import annotations

from pyroaring import BitMap
from samples import HARBOUR

from tui.core.dates import edtf
from tui.core.index.facets import dates_of
from tui.core.index.index import Index
from tui.core.index.listing_order import IN_WORDS, in_list_order, orders
from tui.core.loading.loader import load
from tui.core.model.records import Ref
from tui.core.model.sections import ENTITY_SECTIONS, LISTED_SECTIONS
from tui.core.store.memory import MemoryStore
from tui.core.text import folding

STORE = MemoryStore(load(HARBOUR)[0])
INDEX = Index(STORE)


def first_day(ref: Ref) -> int:
    dates = [edtf.parse(STORE.event(event).date) for event in STORE.events_of(ref.id)[:1]]
    if ref.section not in ENTITY_SECTIONS:
        record = STORE.record(ref)
        assert record is not None
        dates = dates_of(record)
    return min((date.earliest or 0 for date in dates), default=4_000_000)


def test_lists_are_sorted_by_events_name_and_first_date() -> None:
    for section in LISTED_SECTIONS[1:]:
        refs = [Ref(section, record_id) for record_id in STORE.ids(section)]
        assert orders(section)[0] == ("events" if section in ENTITY_SECTIONS else "")
        for by in orders(section):
            numbers = in_list_order(INDEX, INDEX.postings.facet("section", section), section, by)
            found = [INDEX.postings.refs[number] for number in numbers]
            assert sorted(found) == sorted(refs)
            key = {
                "": refs.index,
                "events": lambda ref: -len(STORE.events_of(ref.id)),
                "name": lambda ref: folding.words(STORE.name(ref)),
                "date": first_day,
            }[by]
            if by == "events" and section == "sources":
                continue
            assert [key(ref) for ref in found] == sorted(map(key, found)), (section, by)  # type: ignore[operator]
            assert by == "" or IN_WORDS[by]
    assert in_list_order(INDEX, BitMap(), "people", "name") == []


def test_an_order_begins_with_that_in_which_the_section_is_listed() -> None:
    assert orders("people") == ("events", "name", "date")
    assert orders("sources") == ("", "name", "date", "events")
    assert orders("claims") == ("", "name", "date")
