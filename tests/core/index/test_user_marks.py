"""`is:bookmarked` and `is:noted`: what the reader keeps, as it is when it is asked for."""

from __future__ import annotations

import pytest
from samples import HARBOUR

from tui.core.index.completion import completions, inline_completion
from tui.core.index.index import Index
from tui.core.index.user_marks import asked_for
from tui.core.model.records import Ref
from tui.core.opening import open_dataset
from tui.core.query import parser

DECREE, CUT, PARK = Ref("events", "park-decree"), Ref("events", "network-cut"), Ref("organisations", "hpark")
GONE, PASSAGE = Ref("events", "no-longer-there"), Ref("passages", "gazette/vote")


@pytest.fixture
def kept() -> dict[str, list[Ref]]:
    return {"bookmarked": [DECREE, PARK, GONE, PASSAGE], "noted": [CUT]}


@pytest.fixture
def index(kept: dict[str, list[Ref]]) -> Index:
    found = open_dataset(HARBOUR).index
    found.ask_for_own(lambda value: kept[value])
    return found


def refs(index: Index, text: str) -> set[Ref]:
    result = index.run(parser.parse(text))
    return {index.postings.refs[number] for number in result.events | result.others}


def test_records_that_bear_a_mark_are_found_in_every_list(index: Index) -> None:
    assert refs(index, "is:bookmarked") == {DECREE, PARK}
    assert refs(index, "is:noted") == {CUT}
    assert index.run(parser.parse("is:bookmarked")).count == 1


def test_it_goes_with_all_other_terms(index: Index) -> None:
    assert refs(index, "is:bookmarked kind:law") == {DECREE}
    assert refs(index, "is:bookmarked OR is:noted") == {DECREE, PARK, CUT}
    assert refs(index, "-is:bookmarked kind:law") == refs(index, "kind:law") - {DECREE}
    assert refs(index, "(is:noted date:2020-08-10) -kind:letter") == {CUT}
    assert str(parser.parse("IS:Bookmarked  cable")) == "is:bookmarked cable"


def test_what_is_kept_meanwhile_counts_at_once_in_whatever_stands_around_it(
    index: Index, kept: dict[str, list[Ref]]
) -> None:
    for text in ("is:noted", "is:noted network", "-(-is:noted)", "is:noted OR is:noted"):
        kept["noted"] = [CUT]
        assert refs(index, text) == {CUT}
        kept["noted"] = []
        assert refs(index, text) == set()


def test_a_reader_without_a_notebook_keeps_nothing() -> None:
    index = open_dataset(HARBOUR).index
    assert refs(index, "is:bookmarked") == refs(index, "is:noted") == set()
    assert refs(index, "-is:bookmarked") == set(index.postings.refs)


def test_whether_a_query_asks_for_it() -> None:
    for text, values in (
        ("cable is:disputed", set()),
        ("is:noted", {"noted"}),
        ("cable -(kind:law is:bookmarked) OR is:noted", {"bookmarked", "noted"}),
        ("has:note noted", set()),
    ):
        assert asked_for(parser.parse(text)) == values


def test_both_are_completed(index: Index) -> None:
    assert [one.text for one in completions(index, "cable is:b", 10)] == ["cable is:bookmarked"]
    assert inline_completion(index, "is:no") == "is:noted"
