"""Every line of a page that tells a record, or what a source says, leads to the words which that line rests on."""

from __future__ import annotations

import pytest
from making import shipped

from tui.core.index.index import Index
from tui.core.model.records import Ref
from tui.core.model.sections import ENTITY_SECTIONS
from tui.present.cards.card import card
from tui.present.disputes import disputed
from tui.present.page import Link, Page


@pytest.fixture(scope="module")
def index() -> Index:
    return shipped()


def links(page: Page) -> list[Link]:
    return [span.link for block in page.blocks for span in block.spans if span.link is not None]


def test_a_line_about_another_record_leads_to_words_of_that_record(index: Index) -> None:
    store, seen = index.store, set()
    pages = [card(store, Ref(section, one)) for section in ENTITY_SECTIONS for one in store.ids(section)]
    for link in (link for page in (*pages, disputed(index)) for link in links(page)):
        if link.ref.section in ("events", "relations", "claims"):
            assert link.passage in {citation.passage for citation in store.citations(link.ref)}
            seen.add(link.ref.section)
    assert seen == {"events", "relations", "claims"}


def test_a_figure_leads_to_the_words_of_the_source_that_is_named_beside_it(index: Index) -> None:
    claim = index.store.claim("share-2019")
    about = card(index.store, Ref("organisations", claim.about))
    for page in (about, card(index.store, Ref("claims", claim.id)), disputed(index)):
        led = {link.passage for link in links(page) if link.ref.section == "sources"}
        for value in claim.values:
            first = {citation.source: citation.passage for citation in reversed(value.evidence)}
            assert set(first.values()) <= led
    assert all(link.passage.startswith(f"{link.ref.id}/") for link in links(about) if link.ref.section == "sources")


def test_what_rests_on_a_source_leads_to_words_of_that_source(index: Index) -> None:
    for source in index.store.sources:
        rows = [link for link in links(card(index.store, Ref("sources", source))) if link.ref.section == "events"]
        assert all(link.passage.startswith(f"{source}/") for link in rows)
