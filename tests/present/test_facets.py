"""The facets as they are listed: titles, names and signs of their values, and what is picked."""

from __future__ import annotations

from collections.abc import Iterable

from making import shipped as index
from samples import DATA

from tui.core.index.index import Index
from tui.core.model.records import Ref
from tui.core.opening import open_dataset
from tui.core.query import parser
from tui.core.query.facet_picks import Picks, taken_apart
from tui.present.facets import TITLES, Facet, facets, is_known


def picks(of: Index, text: str) -> Picks:
    return taken_apart(parser.parse(text), lambda field, value: is_known(of, field, value))


def facet(found: Iterable[Facet], title: str) -> Facet:
    return next(one for one in found if one.title == title)


def test_facets_come_in_their_order_with_the_counts_of_the_filter() -> None:
    of = index("belarus-it")
    titles = [one.title for one in facets(of, picks(of, "date:2020"))]
    assert titles == [title for title in TITLES.values() if title in titles]
    assert {"Kind", "How sure", "How dated", "Organisations", "People", "Places", "Sources", "Years"} <= {*titles}
    assert any("Yandex" in value.name for value in facet(facets(of, Picks(), "яндекс"), "Organisations").values)


def test_typing_finds_values_by_their_names_and_a_facet_by_its_title() -> None:
    of = index("harbour")
    assert [one.title for one in facets(of, Picks(), "network") if one.title == "Kind"] == ["Kind"]
    assert [one.title for one in facets(of, Picks(), "years")] == ["Years"]
    assert list(facets(of, Picks(), "nothing-of-the-kind")) == []


def test_what_is_picked_is_listed_first_with_its_sign() -> None:
    of = index("harbour")
    found = facet(facets(of, picks(of, "kind:network -kind:law")), "Kind").values
    assert [(value.pick[1], value.asked, value.shut_out) for value in found[:2]] == [
        ("law", False, True),
        ("network", True, False),
    ]
    assert found[0].name == "Law  §"
    assert all(not value.asked and not value.shut_out for value in found[2:])


def test_user_marks_are_their_own_facet_once_there_are_some() -> None:
    of = open_dataset(DATA / "harbour").index
    assert "Your own" not in [one.title for one in facets(of, Picks(), "bookmarked")]
    marked = [Ref("events", "network-cut"), Ref("events", "park-decree"), Ref("people", "quill")]
    of.ask_for_own(lambda what: marked if what == "bookmarked" else marked[:1])
    own = facet(facets(of, Picks()), "Your own").values
    assert [(value.pick, value.count) for value in own] == [(("is", "bookmarked"), 2), (("is", "noted"), 1)]
    assert [value.name for value in own] == ["bookmarked by you", "with a note of yours"]
    assert [one.title for one in facets(of, Picks(), "note of yours")] == ["Your own"]
