"""Facets in a filter: taken out of it, changed, and put back, with all else as it was."""

from __future__ import annotations

import random

import pytest

from tui.core.query import parser
from tui.core.query.facet_picks import OWN, Picks, field_of, group, taken_apart

KNOWN = {
    ("kind", "law"),
    ("kind", "network"),
    ("org", "hpark"),
    ("org", "gullwing"),
    ("is", "disputed"),
    ("is", "single-voice"),
    ("is", "bookmarked"),
    ("is", "noted"),
    ("date", "2020"),
}


def picks(text: str) -> Picks:
    return taken_apart(parser.parse(text), lambda field, value: (field, value) in KNOWN)


@pytest.mark.parametrize(
    ("text", "rest", "asked", "shut_out"),
    [
        ("", [], [], []),
        ("cable kind:law", ["cable"], [("kind", "law")], []),
        ("(kind:law OR kind:network) -org:hpark", [], [("kind", "law"), ("kind", "network")], [("org", "hpark")]),
        ("kind:law kind:network", ["kind:network"], [("kind", "law")], []),
        ("kind:law OR cable", ["kind:law OR cable"], [], []),
        ("kind:law OR org:hpark", ["kind:law OR org:hpark"], [], []),
        ("org:Unheard -(kind:law cable)", ["org:Unheard", "-(kind:law cable)"], [], []),
        ("is:disputed is:noted", [], [("is", "disputed"), ("is", "noted")], []),
        ("is:disputed OR is:noted", ["is:disputed OR is:noted"], [], []),
        ("date:2020 date!:2020", ["date!:2020"], [("date", "2020")], []),
    ],
)
def test_a_filter_is_taken_apart(text: str, rest: list[str], asked: list[object], shut_out: list[object]) -> None:
    found = picks(text)
    assert [str(term) for term in found.rest] == rest
    assert (list(found.asked), list(found.shut_out)) == (asked, shut_out)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("cable", "cable kind:law"),
        ("kind:law", ""),
        ("-kind:law", "kind:law"),
        ("kind:network", "kind:network OR kind:law"),
        ("kind:network org:hpark", "(kind:network OR kind:law) org:hpark"),
    ],
)
def test_asking_for_a_value_adds_an_alternative_or_takes_it_back(text: str, after: str) -> None:
    assert str(picks(text).ask(("kind", "law")).query) == after


@pytest.mark.parametrize(
    ("text", "after"),
    [("cable", "cable -kind:law"), ("-kind:law", ""), ("kind:law OR kind:network", "kind:network -kind:law")],
)
def test_shutting_a_value_out_takes_it_from_what_is_asked_for(text: str, after: str) -> None:
    assert str(picks(text).shut(("kind", "law")).query) == after


def test_the_values_of_a_field_are_counted_without_what_is_picked_of_it() -> None:
    found = picks("cable (kind:law OR kind:network) org:hpark -is:disputed")
    assert str(found.without("kind")) == "cable org:hpark -is:disputed"
    assert str(found.without("is")) == "cable (kind:law OR kind:network) org:hpark"


def test_whatever_is_picked_the_filter_reads_back_as_the_same_picks() -> None:
    chance = random.Random(3)
    for _ in range(300):
        found = picks(chance.choice(["", "cable", "cable OR kind:law", "-network"]))
        for _ in range(chance.randint(0, 6)):
            pick = chance.choice(sorted(KNOWN))
            found = found.shut(pick) if chance.random() < 0.4 else found.ask(pick)
        again = picks(str(found.query))
        assert (again.rest, set(again.asked), set(again.shut_out)) == (
            found.rest,
            set(found.asked),
            set(found.shut_out),
        )
        assert parser.parse(str(found.query)) == found.query


def test_what_the_reader_keeps_is_asked_for_beside_what_the_dataset_says() -> None:
    found = picks("is:disputed").ask(("is", "bookmarked"))
    assert str(found.query) == "is:disputed is:bookmarked"
    assert str(found.ask(("is", "noted")).query) == "is:disputed (is:bookmarked OR is:noted)"
    assert str(found.ask(("is", "single-voice")).query) == "(is:disputed OR is:single-voice) is:bookmarked"
    assert str(found.without("own")) == "is:disputed"
    assert str(found.without("is")) == "is:bookmarked"
    assert str(found.shut(("is", "bookmarked")).query) == "is:disputed -is:bookmarked"


def test_the_values_of_a_group_belong_to_its_field() -> None:
    for field, value in KNOWN:
        assert field_of(group((field, value))) == field
    assert group(("is", "noted")) == OWN
