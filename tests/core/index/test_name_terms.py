"""What a field finds by the beginning of a name is what it finds record by record."""

from __future__ import annotations

from making import shipped
from pyroaring import BitMap

from tui.core.index.name_lookup import Naming
from tui.core.index.name_terms import names_of
from tui.core.model.records import Ref
from tui.core.model.sections import ENTITY_SECTIONS, SECTION
from tui.core.query.tree import Field
from tui.core.text import folding


def test_what_is_kept_together_is_the_union_of_all_that_are_called_so() -> None:
    index = shipped()
    store, postings = index.store, index.postings
    naming, kept = Naming(store, postings), 0
    for section in (*ENTITY_SECTIONS, "sources"):
        field, called = SECTION[section].field, {}
        for record_id in store.ids(section):
            record = store.record(Ref(section, record_id))
            assert record is not None
            called[record_id] = {
                w for name in names_of(store, Ref(section, record_id), record) for w in folding.words(name)
            }
        for text in {word[:cut] for words in called.values() for word in words for cut in (1, 2, 3, 4)}:
            wanted = Field(field, text)
            meant = [one for one, words in called.items() if any(word.startswith(text) for word in words)]
            if text not in called:
                assert naming.literally(wanted) == meant
            if together := naming.together(wanted):
                kept += 1
                assert together == BitMap.union(*(postings.facet(field, one) for one in meant))
    assert kept > 100
