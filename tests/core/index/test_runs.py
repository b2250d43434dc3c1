"""Texts as runs of words: each of a record's own, with a break between two, so that no phrase goes over it."""

from __future__ import annotations

from making import store_from

from tui.core.index.runs import BREAK, of_names, of_passage, of_record
from tui.core.model.records import Passage, Ref

STORE = store_from("""\
sources:
  gazette: {title: The Week, passages: {cut: {gist: It fails}}}
people: {ann: {name: Ann}}
events:
  a:
    title: Network Down
    date: 2020
    summary: It rained.
    evidence: [{passage: gazette/cut, differs: On the 2nd., tells: Only half.}]
claims:
  size: {about: a, question: How many?, values: [{value: "5"}]}
""")


def texts(run: str) -> list[str]:
    return run.split(f" {BREAK} ")


def test_a_record_has_its_texts_what_it_says_of_sources_and_claims_about_it() -> None:
    found = texts(of_record(STORE, Ref("events", "a")))
    for text in ("network down", "it rained", "on the 2nd", "only half", "how many", "5"):
        assert text in found, text
    assert "it fails" not in found
    assert "the week" in texts(of_record(STORE, Ref("sources", "gazette")))
    assert "how many" in texts(of_record(STORE, Ref("claims", "size")))
    assert of_record(STORE, Ref("events", "none")) == ""


def test_passages_and_names_are_runs_of_their_own() -> None:
    assert set(texts(of_passage(Passage(gist="It fails", quote="The Line is cut")))) == {"it fails", "the line is cut"}
    assert of_names(["Ann Roe", "", "Ганна Роў"]) == f"ann roe {BREAK} ганна роу"
