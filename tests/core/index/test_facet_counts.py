"""Which values of a group can be picked, in which order, and how many events each would give."""

from __future__ import annotations

import pytest
from making import index_of
from making import shipped as index
from samples import DATA

from tui.core.index import facet_counts
from tui.core.index.facet_counts import FEW, GroupCounts, group_counts, held_values, is_known
from tui.core.index.index import Index
from tui.core.model.records import Ref
from tui.core.opening import open_dataset
from tui.core.query import parser
from tui.core.query.facet_picks import OWN, Picks, field_of, group, taken_apart

GROUPS = ("kind", "is", "dated", OWN, "org", "person", "place", "source", "date", "has")


def picks(of: Index, text: str) -> Picks:
    return taken_apart(parser.parse(text), lambda field, value: is_known(of, GROUPS, field, value))


def counted(of: Index, name: str, at: Picks, typed: str = "", first: Picks | None = None) -> GroupCounts | None:
    return group_counts(of, at, name, f"Title of {name}", typed, first or at, lambda value: value.replace("-", " "))


def values(found: GroupCounts | None) -> list[str]:
    return [value for value, _ in found.values] if found else []


@pytest.mark.parametrize("dataset", ["harbour", "belarus-it"])
@pytest.mark.parametrize("text", ["", "kind:network", "is:single-voice -has:place", "date:2020 (cable OR network)"])
def test_each_count_is_what_the_filter_gives_with_the_value(dataset: str, text: str) -> None:
    of = index(dataset)
    at = picks(of, text)
    looked_at = 0
    for name in GROUPS:
        alone = Picks(
            at.rest,
            tuple(pick for pick in at.asked if group(pick) != name),
            tuple(pick for pick in at.shut_out if group(pick) != name),
        )
        found = counted(of, name, at)
        for value, count in found.values if found else ():
            assert count == of.run(alone.ask((field_of(name), value)).query).count, (name, value)
            looked_at += 1
    assert looked_at > 10


def test_values_that_change_nothing_are_left_out_and_the_rest_comes_by_count_or_year() -> None:
    of = index("belarus-it")
    years = values(counted(of, "date", Picks()))
    assert years == sorted(years)
    assert "2020" in years
    turn = index_of("2020-12-31", "2021-01-01", "2023")
    assert values(counted(turn, "date", Picks())) == ["2020", "2021", "2023"]
    found = counted(of, "org", Picks())
    assert len(found.values) == FEW
    assert found.more > 50
    counts = [count for _, count in found.values]
    assert counts == sorted(counts, reverse=True)
    total = of.run(parser.parse("")).count
    every = counted(of, "org", Picks(), "title of org")
    assert all(0 < count < total for _, count in every.values)
    assert len(every.values) + every.more == len(found.values) + found.more
    assert values(counted(of, "kind", picks(of, "nothing-of-the-kind"))) == []


def test_typing_finds_values_by_name_and_all_of_a_group_by_its_title() -> None:
    of = index("harbour")
    assert values(found := counted(of, "kind", Picks(), "netw")) == ["network"]
    assert found.more == 0
    assert counted(of, "date", Picks(), "title") == counted(of, "date", Picks())
    assert counted(of, "kind", Picks(), "nothing-of-the-kind") is None
    assert counted(of, "kind", Picks(), "etwork") is None
    yandex = counted(index("belarus-it"), "org", Picks(), "яндекс")
    assert any("yandex" in value for value, _ in yandex.values)
    assert yandex.more == 0


def test_what_was_picked_first_leads_and_the_rest_keeps_its_place() -> None:
    of = index("belarus-it")
    before = values(counted(of, "kind", Picks()))
    later = picks(of, f"kind:{before[-1]} -kind:{before[2]}")
    assert values(counted(of, "kind", later, "", Picks())) == before
    assert set(values(counted(of, "kind", later))[:2]) == {before[-1], before[2]}
    full = values(counted(of, "org", Picks()))
    assert values(counted(of, "org", picks(of, " ".join(f"-org:{value}" for value in full)))) == sorted(full)
    gone = picks(of, f"kind:{before[-1]} source:startup-jedi")
    assert before[-1] in values(counted(of, "kind", gone, "", Picks()))


def test_user_marks_are_counted_apart_from_what_the_dataset_says() -> None:
    of = open_dataset(DATA / "harbour").index
    assert counted(of, OWN, Picks()) is None
    marked = [Ref("events", "network-cut"), Ref("events", "park-decree"), Ref("people", "quill")]
    of.ask_for_own(lambda what: marked if what == "bookmarked" else marked[:1])
    own = counted(of, OWN, Picks())
    assert own.values == (("bookmarked", 2), ("noted", 1))
    assert not {"bookmarked", "noted"} & {*values(counted(of, "is", Picks()))}
    assert values(counted(of, OWN, picks(of, "is:disputed -is:noted")))[0] == "noted"


def test_values_are_known_by_group_and_years_by_their_form() -> None:
    of = index("harbour")
    assert held_values(of, "kind") >= {"network", "law"}
    assert is_known(of, GROUPS, "kind", "network")
    assert not is_known(of, ("is",), "kind", "network")
    assert not is_known(of, GROUPS, "kind", "none")
    assert is_known(of, GROUPS, "date", "2020")
    assert not is_known(of, GROUPS, "date", "20x0")
    assert not is_known(of, GROUPS, "date", "2020-08")


@pytest.mark.parametrize("text", ["kind:network", "date:2020-08-09", "org:hpark -has:place", "is:disputed"])
def test_of_many_records_those_of_few_events_are_counted(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    of = index("harbour")
    names = ("org", "person", "place", "source")
    every = [counted(of, name, picks(of, text)) for name in names]
    monkeypatch.setattr(facet_counts, "COUNTED", 1)
    assert [counted(of, name, picks(of, text)) for name in names] == every
    monkeypatch.setattr(facet_counts, "FEW_EVENTS", 0)
    most = counted(of, "org", Picks())
    assert most is not None
    assert (most.values, most.more) == (counted(of, "org", Picks()).values[:1], None)  # type: ignore[union-attr]
    assert counted(of, "org", picks(of, "org:tidewatch"), first=picks(of, "org:tidewatch")) is not None
