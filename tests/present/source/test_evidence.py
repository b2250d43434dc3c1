"""Evidence as quotations: where each stands, what it says, which one is current."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from samples import HARBOUR

from tui.core.index.index import Index
from tui.core.loading.loader import load
from tui.core.model.dataset import Dataset
from tui.core.model.records import Citation, Event, Involvement, Passage, Person, Ref, Source
from tui.core.model.sections import SECTIONS
from tui.core.store.base import Store
from tui.core.store.memory import MemoryStore
from tui.core.store.related import evidence_of
from tui.present.cards.card import card
from tui.present.coverage import coverage
from tui.present.disputes import disputed
from tui.present.page import Page, lay_out
from tui.present.source.evidence import CITATION, excerpts


@pytest.fixture
def store() -> Store:
    told = (
        Citation(passage="gazette/cut"),
        Citation(passage="gazette/back"),
        Citation(passage="echo/cut", differs="Counts a week."),
    )
    return MemoryStore(
        Dataset(
            root=Path(),
            sources={
                "gazette": Source(
                    id="gazette",
                    title="Cables",
                    publisher="The Gazette",
                    issued="2020-09-02",
                    issued_from="the weather report",
                    passages={
                        "cut": Passage(section_title="The cut", paragraph=3, gist="It failed.", quote="gone by noon"),
                        "back": Passage(gist="It came back."),
                    },
                ),
                "echo": Source(
                    id="echo",
                    title="Echo",
                    derives_from=("gazette",),
                    passages={"cut": Passage(quote="a week")},
                ),
                "yearbook": Source(id="yearbook", title="Yearbook", held="no"),
            },
            people={"doe": Person(id="doe", name="Jan Doe")},
            events={
                "cut-off": Event(
                    id="cut-off",
                    title="Cut off",
                    date="2020-08-09",
                    involves=(Involvement(entity="doe"),),
                    evidence=told,
                ),
                "bare": Event(id="bare", title="Bare", date="2020"),
            },
        )
    )


def text(page: Page, width: int = 50) -> list[str]:
    return ["".join(span.text for span in line).rstrip() for line in lay_out(page, width).lines]


def test_a_passage_is_quoted_under_its_source_with_its_place_and_gist(store: Store) -> None:
    lines = text(excerpts(store, Ref("events", "cut-off"), 0))
    assert lines[0].startswith("The Gazette")
    assert lines[0].endswith("1 of 3")
    assert lines[1:4] == ["Cables", "2 September 2020, date inferred", "§ The cut   ¶ 3"]
    assert lines.index("▎ “gone by noon”") < lines.index("It failed.")


def test_a_source_is_not_introduced_twice_in_a_row(store: Store) -> None:
    assert text(excerpts(store, Ref("events", "cut-off"), 0)).count("Cables") == 1


def test_what_a_source_tells_differently_and_whom_it_repeats_is_said(store: Store) -> None:
    lines = text(excerpts(store, Ref("events", "cut-off"), 2))
    assert "≠ Counts a week." in lines
    assert "repeats The Gazette" in lines
    assert lines[-1] == "≠ Counts a week."


def test_the_page_knows_its_citations_and_the_current_one(store: Store) -> None:
    for at in range(3):
        page = excerpts(store, Ref("events", "cut-off"), at)
        assert page.keys == ("gazette/cut", "gazette/back", "echo/cut")
        assert page.current == at
        assert list(lay_out(page, 30).anchors) == [f"{CITATION}{key}" for key in page.keys]


def test_a_number_out_of_range_stands_at_the_nearest_citation(store: Store) -> None:
    assert excerpts(store, Ref("events", "cut-off"), 99).current == 2
    assert excerpts(store, Ref("events", "cut-off"), -1).current == 0


def test_a_record_without_evidence_and_a_source_that_is_not_held_say_so(store: Store) -> None:
    assert text(excerpts(store, Ref("events", "bare"), 0)) == ["No source is given for this."]
    assert any(line.startswith("Not held") for line in text(excerpts(store, Ref("sources", "yearbook"), 0)))
    assert excerpts(store, Ref("events", "bare"), 0).keys == ()


def test_an_entity_without_evidence_of_its_own_shows_what_is_told_of_it(store: Store) -> None:
    assert evidence_of(store, Ref("people", "doe")) == (
        Citation(passage="gazette/cut"),
        Citation(passage="gazette/back"),
        Citation(passage="echo/cut"),
    )
    assert text(excerpts(store, Ref("people", "doe"), 0))[0] == "What is told of it rests on"


def test_no_page_names_a_key() -> None:
    harbour = MemoryStore(load(HARBOUR)[0])
    refs = [Ref(section, name) for section in SECTIONS for name in harbour.ids(section)]
    pages = [page for ref in refs for page in (card(harbour, ref), excerpts(harbour, ref, 0))]
    pages += [coverage(harbour), disputed(Index(harbour))]
    named = re.compile(r"↵|\b(Enter|Esc|Tab|ctrl\+\w|F\d+)\b")
    assert [line for page in pages for line in text(page, 80) if named.search(line)] == []
