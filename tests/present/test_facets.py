"""What can be picked to narrow by, and how many events each value would give."""

from __future__ import annotations

from functools import lru_cache

import pytest
from samples import DATA

from tui.core.index.index import Index
from tui.core.model.records import Ref
from tui.core.opening import open_dataset
from tui.core.query import parser
from tui.core.query.facet_picks import Picks, taken_apart
from tui.present.facets import FEW, TITLES, Facet, facets, is_known


@lru_cache(maxsize=2)
def index(name: str) -> Index:
    return open_dataset(DATA / name).index


def picks(of: Index, text: str) -> Picks:
    return taken_apart(parser.parse(text), lambda field, value: is_known(of, field, value))


def facet(found: tuple[Facet, ...], title: str) -> Facet:
    return next(one for one in found if one.title == title)


@pytest.mark.parametrize("dataset", ["harbour", "belarus-it"])
@pytest.mark.parametrize("text", ["", "kind:network", "is:single-voice -has:place", "date:2020 (cable OR network)"])
def test_each_count_is_what_the_filter_gives_with_the_value(dataset: str, text: str) -> None:
    of = index(dataset)
    at = picks(of, text)
    found = facets(of, at)
    assert found.count == of.run(at.query).count
    looked_at = 0
    for one in found.facets:
        for value in one.values:
            alone = at._replace(
                asked=tuple(pick for pick in at.asked if pick[0] != value.pick[0]),
                shut_out=tuple(pick for pick in at.shut_out if pick[0] != value.pick[0]),
            )
            assert value.count == of.run(alone.ask(value.pick).query).count, value.pick
            looked_at += 1
    assert looked_at > 10


def test_every_kind_of_facet_is_offered_and_years_come_in_order() -> None:
    found = facets(index("belarus-it"), Picks()).facets
    assert [one.title for one in found] == [title for title in TITLES.values() if title in {o.title for o in found}]
    assert {"Kind", "How sure", "How dated", "Organisations", "People", "Places", "Sources", "Years"} <= {
        one.title for one in found
    }
    years = [value.name for value in facet(found, "Years").values]
    assert years == sorted(years)
    assert "2020" in years


def test_a_long_facet_says_how_many_more_there_are_and_typing_finds_them() -> None:
    of = index("belarus-it")
    long = facet(facets(of, Picks()).facets, "Organisations")
    assert len(long.values) == FEW
    assert long.more > 50
    found = facet(facets(of, Picks(), "яндекс").facets, "Organisations")
    assert any("Yandex" in value.name for value in found.values)
    assert found.more == 0


def test_typing_finds_values_of_all_facets_and_a_facet_by_its_heading() -> None:
    of = index("harbour")
    assert [one.title for one in facets(of, Picks(), "network").facets if one.title == "Kind"] == ["Kind"]
    assert [one.title for one in facets(of, Picks(), "years").facets] == ["Years"]
    assert facets(of, Picks(), "nothing-of-the-kind").facets == ()


def test_what_is_picked_keeps_its_place_while_the_list_stands() -> None:
    of = index("belarus-it")
    before = facet(facets(of, Picks()).facets, "Kind").values
    last = before[-1].pick
    elsewhere = picks(of, f"{last[0]}:{last[1]} -kind:{before[2].pick[1]}")
    after = facet(facets(of, elsewhere, "", Picks()).facets, "Kind").values
    assert [value.pick for value in after] == [value.pick for value in before]
    assert [value.pick for value in after if value.asked or value.shut_out] == [before[2].pick, last]
    narrow = picks(of, f"{last[0]}:{last[1]} source:startup-jedi")
    assert last in [value.pick for value in facet(facets(of, narrow, "", Picks()).facets, "Kind").values]


def test_what_is_picked_stays_listed_first_with_its_sign() -> None:
    of = index("harbour")
    found = facet(facets(of, picks(of, "kind:network -kind:law")).facets, "Kind")
    assert [(value.pick[1], value.asked, value.shut_out) for value in found.values[:2]] == [
        ("law", False, True),
        ("network", True, False),
    ]
    assert all(not value.asked and not value.shut_out for value in found.values[2:])


def test_your_own_is_a_facet_beside_how_sure_where_there_is_some() -> None:
    of = open_dataset(DATA / "harbour").index
    assert "Your own" not in [one.title for one in facets(of, Picks()).facets]
    assert "Your own" not in [one.title for one in facets(of, Picks(), "bookmarked").facets]
    marked = [Ref("events", "network-cut"), Ref("events", "park-decree"), Ref("people", "quill")]
    of.ask_for_own(lambda what: marked if what == "bookmarked" else marked[:1])
    own = facet(facets(of, Picks()).facets, "Your own").values
    assert [(value.pick, value.count) for value in own] == [(("is", "bookmarked"), 2), (("is", "noted"), 1)]
    assert [value.name for value in own] == ["bookmarked by you", "with a note of yours"]
    under = facets(of, picks(of, "is:disputed"))
    assert [value.count for value in facet(under.facets, "Your own").values] == [1, 1]
    sure = {value.pick[1] for value in facet(under.facets, "How sure").values}
    assert not sure & {"bookmarked", "noted"}
    both = facets(of, picks(of, "is:disputed -is:noted"))
    first = facet(both.facets, "Your own").values[0]
    assert (first.pick[1], first.shut_out) == ("noted", True)
    assert [one.title for one in facets(of, Picks(), "note of yours").facets] == ["Your own"]
