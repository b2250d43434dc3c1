"""What is worked out for one record alone is what the index of all records holds of it."""

from __future__ import annotations

import pytest
from samples import DATA

from tui.core.index import one_item
from tui.core.index.build import build
from tui.core.loading.loader import load
from tui.core.store.memory import MemoryStore


@pytest.mark.parametrize("name", ["harbour", "belarus-it"])
def test_terms_and_facets_of_a_record_are_those_of_the_index(name: str) -> None:
    store = MemoryStore(load(DATA / name)[0])
    postings = build(store)
    for held, of_one in ((postings.terms, one_item.terms), (postings.facets, one_item.facets)):
        wanted: dict[int, set[object]] = {number: set() for number in range(len(postings.refs))}
        for key, items in held.items():
            for number in items:
                wanted[number].add(key)
        assert {number: of_one(store, ref) for number, ref in enumerate(postings.refs)} == wanted
