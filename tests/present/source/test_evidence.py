"""Evidence as quotations: where each stands, what it says, which one is current."""

from __future__ import annotations

import re

from making import lines, shipped, store_from

from tui.core.model.records import Ref
from tui.core.model.sections import SECTIONS
from tui.core.store.related import evidence_of
from tui.present.cards.card import card
from tui.present.coverage import coverage
from tui.present.disputes import disputed
from tui.present.page import lay_out
from tui.present.source.evidence import CITATION, excerpts

DATA = """\
sources:
  gazette:
    title: Cables
    publisher: The Gazette
    issued: 2020-09-02
    issued_from: the weather report
    passages:
      cut: {section: The cut, paragraph: 3, gist: It failed., quote: "gone by noon"}
      back: {gist: It came back.}
  echo: {title: Echo, derives_from: [gazette], passages: {cut: {quote: "a week"}}}
  yearbook: {title: Yearbook, held: no}
people: {doe: {name: Jan Doe}}
events:
  cut-off:
    title: Cut off
    date: 2020-08-09
    involves: [{entity: doe}]
    evidence: [gazette/cut, gazette/back, {passage: echo/cut, differs: Counts a week.}]
  bare: {title: Bare, date: 2020}
"""
STORE = store_from(DATA)
CUT = Ref("events", "cut-off")


def test_a_passage_is_quoted_under_its_source_with_its_place_and_gist() -> None:
    told = lines(excerpts(STORE, CUT, 0), 50)
    assert told[0].startswith("The Gazette")
    assert told[0].endswith("1 of 3")
    assert told[1:4] == ["Cables", "2 September 2020, date inferred", "The cut, paragraph 3"]
    assert told.index("▎ “gone by noon”") < told.index("It failed.")
    assert told.count("Cables") == 1, "a source is not introduced twice in a row"


def test_what_a_source_tells_differently_and_whom_it_repeats_is_said() -> None:
    told = lines(excerpts(STORE, CUT, 2))
    assert "repeats The Gazette" in told
    assert told[-1] == "≠ Counts a week."


def test_the_page_knows_its_citations_and_the_one_nearest_to_a_number() -> None:
    for number, at in ((-1, 0), (0, 0), (1, 1), (2, 2), (99, 2)):
        page = excerpts(STORE, CUT, number)
        assert page.keys == ("gazette/cut", "gazette/back", "echo/cut")
        assert page.current == at
        assert list(lay_out(page, 30).anchors) == [f"{CITATION}{key}" for key in page.keys]


def test_a_record_without_evidence_and_a_source_that_is_not_held_say_so() -> None:
    bare = excerpts(STORE, Ref("events", "bare"), 0)
    assert lines(bare)[0].startswith("No source is given for this: evidence")
    assert bare.keys == ()
    assert any(line.startswith("Not held") for line in lines(excerpts(STORE, Ref("sources", "yearbook"), 0)))


def test_an_entity_without_evidence_of_its_own_shows_what_is_told_of_it() -> None:
    told = [(one.passage, one.differs) for one in evidence_of(STORE, Ref("people", "doe"))]
    assert told == [("gazette/cut", ""), ("gazette/back", ""), ("echo/cut", "")]
    assert lines(excerpts(STORE, Ref("people", "doe"), 0))[0] == "What is told of it rests on"


def test_no_page_names_a_key() -> None:
    harbour = shipped().store
    refs = [Ref(section, name) for section in SECTIONS for name in harbour.ids(section)]
    pages = [page for ref in refs for page in (card(harbour, ref), excerpts(harbour, ref, 0))]
    pages += [coverage(harbour), disputed(shipped())]
    named = re.compile(r"↵|\b(Enter|Esc|Tab|ctrl\+\w|F\d+)\b")
    assert [line for page in pages for line in lines(page, 80) if named.search(line)] == []
