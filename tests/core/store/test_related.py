"""What is connected to a record, and the short names of sources."""

from __future__ import annotations

from pathlib import Path

import pytest
from disputed import disputed_index

from tui.core.model.dataset import Dataset
from tui.core.model.records import Citation, Ref, Source
from tui.core.store import related
from tui.core.store.memory import MemoryStore
from tui.core.store.related import (
    citing,
    evidence_of,
    not_looked_at,
    passage_keys,
    passages_by_source,
    said_about_others,
    same_measure,
    short_name,
)
from tui.present.source.citations import plain
from tui.present.source.evidence import excerpts

STORE = disputed_index().store


def test_evidence_of_an_entity_without_citations_is_that_of_its_relations_claims_and_events() -> None:
    assert [one.passage for one in evidence_of(STORE, Ref("organisations", "park"))] == [
        "one/a",
        "two/a",
        "far/a",
    ]
    assert evidence_of(STORE, Ref("events", "quiet")) == (Citation(passage="one/b"),)
    assert evidence_of(STORE, Ref("claims", "nowhere")) == ()


def test_passages_are_counted_by_source_those_of_events_first() -> None:
    found = passages_by_source(STORE, Ref("organisations", "park"))
    assert [(source, len(keys)) for source, keys in found.items()] == [("one", 1), ("far", 1), ("two", 1)]
    assert list(passages_by_source(STORE, Ref("people", "roe"))) == ["one"]


def test_records_that_cite_a_source_are_listed_once() -> None:
    keys = passage_keys(STORE.sources["one"])
    assert keys == ["one/a", "one/b"]
    assert {ref.id for ref in citing(STORE, keys)} == {"opening", "quiet", "doe-leads", "cost", "sure"}
    assert len(citing(STORE, keys * 2)) == 5
    assert list(STORE.repeated_by("one")) == ["two"]
    assert list(STORE.repeated_by("far")) == []


def test_a_person_is_quoted_in_claims_about_others() -> None:
    assert said_about_others(STORE, "doe") == ("cost",)
    assert said_about_others(STORE, "park") == ()


def test_claims_of_one_measure_and_scope_belong_together() -> None:
    assert [claim.id for claim in same_measure(STORE, STORE.claim("cost"))] == ["cost"]
    assert same_measure(STORE, STORE.claim("sure")) == []


def test_a_short_name_is_the_publisher_where_that_is_unambiguous() -> None:
    sources = [
        Source(id="only", title="A", publisher="Gazette"),
        Source(id="first", title="First", publisher="Echo"),
        Source(id="second", title="Second", publisher="Echo"),
        Source(id="held", title="Held", publisher="Post"),
        Source(id="lost", title="Lost", publisher="Post", held="no"),
        Source(id="known", title="B", publisher="Herald", held="no"),
        Source(id="plain", title="No publisher " * 9),
    ]
    store = MemoryStore(Dataset(root=Path(), sources={one.id: one for one in sources}))
    assert {one.id: short_name(store, one.id) for one in sources[:-1]} == {
        "only": "Gazette",
        "first": "Echo: First",
        "second": "Echo: Second",
        "held": "Post",
        "lost": "Post: Lost",
        "known": "Herald",
    }
    assert short_name(store, "plain") == "No publisher No publisher No publisher No…"
    assert short_name(store, "nowhere") == "nowhere"


def test_brackets_around_a_title_that_the_curators_made_are_left_to_its_card_and_to_citations() -> None:
    sources = [Source(id="made", title="[Report on the quay]"), Source(id="own", title="[Sic] and so on [sic]")]
    store = MemoryStore(Dataset(root=Path(), sources={one.id: one for one in sources}))
    assert [short_name(store, one.id) for one in sources] == ["Report on the quay", "[Sic] and so on [sic]"]
    assert [store.name(Ref("sources", one.id)) for one in sources] == ["Report on the quay", "[Sic] and so on [sic]"]
    assert "[Report on the quay]" in plain(store, "made")


def test_of_a_busy_entity_the_first_ties_are_looked_at_and_the_others_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    park = Ref("organisations", "park")
    every = [*STORE.relations_of("park"), *STORE.claims_about("park"), *STORE.events_of("park")]
    assert not_looked_at(STORE, park) == 0
    monkeypatch.setattr(related, "LOOKED_AT", 1)
    assert not_looked_at(STORE, park) == len(every) - 1
    assert len(evidence_of(STORE, park)) < 3
    said = " ".join(span.text for block in excerpts(STORE, park, 0).blocks for span in block.spans)
    assert f"and what {len(every) - 1} more records of it rest on" in said
