"""What a store answers of harbour: the same in memory and from a compiled file."""

from __future__ import annotations

from pathlib import Path

import pytest
from samples import HARBOUR

from tui.core.index.index import Index
from tui.core.model.records import Ref
from tui.core.opening import open_dataset
from tui.core.query.parser import parse
from tui.core.store import accounts
from tui.core.store.base import Store
from tui.core.store.related import parts_of


@pytest.fixture(params=["memory", "compiled"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    opened = open_dataset(HARBOUR, cache_folder=tmp_path)
    if request.param == "memory":
        return opened.store
    assert opened.keep() == ""
    return open_dataset(HARBOUR, cache_folder=tmp_path).store


def test_what_the_dataset_says_of_itself(store: Store) -> None:
    assert store.about.title == "The harbour software sector"
    assert list(store.kinds)[:2] == ["election", "law"]
    assert list(store.relation_types)[:2] == ["leads", "founded"]
    assert list(store.sources)[:2] == ["gazette", "lystok"]


def test_ids_come_by_the_calendar_or_by_the_files(store: Store) -> None:
    assert list(store.event_ids[:3]) == list(store.ids("events")[:3]) == ["park-founded", "park-decree", "lind-leaves"]
    assert list(store.ids("people")) == ["j-doe", "quill", "brand", "lind", "reed"]


def test_an_event_sorts_and_is_found_behind_what_it_comes_after(tmp_path: Path) -> None:
    folder = tmp_path / "dataset"
    folder.mkdir()
    events = "  b: {title: B, date: 2020-08, after: a}\n  a: {title: A, date: 2020-08-10}\n"
    (folder / "dataset.yaml").write_text(f"letapis: 1\nevents:\n{events}", encoding="utf-8")
    in_memory = open_dataset(folder, cache_folder=tmp_path / "cache")
    assert in_memory.keep() == ""
    for opened in (in_memory, open_dataset(folder, cache_folder=tmp_path / "cache")):
        assert list(opened.store.event_ids) == ["a", "b"]
        found = {days: opened.index.run(parse(f"date:{days}")).count for days in ("2020-08-01..2020-08-09", "2020-08")}
        assert found == {"2020-08-01..2020-08-09": 0, "2020-08": 2}


def test_a_time_between_two_dates_of_which_one_is_meant_finds_neither(tmp_path: Path) -> None:
    folder = tmp_path / "dataset"
    folder.mkdir()
    events = (
        '  a: {title: A, date: "[2011,2013]"}\n  b: {title: B, date: 2011/2013}\n  c: {title: C, date: 2020-08-22~}\n'
    )
    (folder / "dataset.yaml").write_text(f"letapis: 1\nevents:\n{events}", encoding="utf-8")
    in_memory = open_dataset(folder, cache_folder=tmp_path / "cache")
    assert in_memory.keep() == ""
    wanted = {"date:2012": 1, "date:2011": 2, "date:2013-06": 2, "date!:2011..2013": 2, "-date:2012": 2}
    wanted |= {"date!:2020-08-22": 0, "date:2020-08-25": 1, "date!:2020-08-19..2020-08-25": 1, "date:2020-08-26": 0}
    for opened in (in_memory, open_dataset(folder, cache_folder=tmp_path / "cache")):
        assert {query: opened.index.run(parse(query)).count for query in wanted} == wanted


def test_what_is_so_as_of_a_time_is_found_then_and_not_before_or_after(store: Store) -> None:
    index = Index(store)
    found = {time: len(index.run(parse(f"id:quill-leads-gullwing {time}")).others) for time in AS_OF}
    assert found == AS_OF


AS_OF = {
    "date:2020-09-15": 1, "date!:2020": 1, "date:2020-08": 0, "date:2020-10": 0, "before:2020-09": 0, "after:2020-09": 0
}  # fmt: skip


def test_records_by_section_and_id(store: Store) -> None:
    assert (store.event("park-decree").id, store.claim("crowd").id) == ("park-decree", "crowd")
    assert store.relation("doe-leads-hpark").source == "j-doe"
    for ask in (store.event, store.claim, store.relation, store.entity_ref):
        with pytest.raises(KeyError):
            ask("nobody")
    assert store.record(Ref("passages", "gazette/cut")) == store.sources["gazette"]
    assert store.record(Ref("people", "park-decree")) is None
    assert (store.entity("nobody"), store.entity_ref("coast")) == (None, Ref("places", "coast"))
    place = store.location(Ref("people", "j-doe"))
    assert place is not None
    assert (place.file, place.line, place.column) == ("people.yaml", 2, 3)
    assert store.location(Ref("people", "nobody")) is None


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("gazette/cut", Ref("passages", "gazette/cut")),
        ("sources/gazette", Ref("sources", "gazette")),
        ("gazette", Ref("sources", "gazette")),
        ("people/park-decree", None),
        ("gazette/nowhere", None),
        ("x/y", None),
        ("nobody", None),
    ],
)
def test_a_record_is_found_by_its_id_its_section_or_its_passage(store: Store, text: str, ref: Ref | None) -> None:
    assert store.find(text) == ref


def test_the_line_by_which_a_record_is_known(store: Store) -> None:
    assert store.name(Ref("sources", "gazette")) == "The week the cables went quiet"
    assert store.name(Ref("claims", "share-2019")) == "What part of output was the sector in 2019?"
    assert store.name(Ref("relations", "doe-leads-hpark")) == "Jan Doe leads Harbour Park"
    assert store.name(Ref("people", "j-doe")) == "Jan Doe"
    assert store.name(Ref("events", "park-decree")) == store.event("park-decree").title
    assert store.name(Ref("people", "nobody")) == "nobody"


def test_what_is_tied_to_a_record(store: Store) -> None:
    assert list(store.events_of("council")) == ["park-founded", "council-vote", "report-put-off"]
    assert list(store.relations_of("hpark")) == list(store.relations_of("j-doe")) == ["doe-leads-hpark"]
    assert list(store.claims_about("hpark")) == ["share-2019", "firms", "people"]
    assert list(store.claims_of("tidewatch")) == ["outage-cost"]
    assert list(store.resting_on("rev21/decree")) == [Ref("events", "park-decree")]
    assert list(store.resting_on("rev21/founded"))[:2] == [
        Ref("events", "park-founded"),
        Ref("relations", "doe-leads-hpark"),
    ]
    assert list(store.within("harbourtown")) == ["fish-market", "harbour-gate"]
    assert sorted(parts_of(store, "coast")) == ["coast", "fish-market", "harbour-gate", "harbourtown", "southport"]
    for ask in (
        store.events_of,
        store.relations_of,
        store.claims_about,
        store.claims_of,
        store.resting_on,
        store.within,
    ):
        assert list(ask("nobody")) == []


def test_what_a_record_rests_on(store: Store) -> None:
    assert [one.passage for one in store.citations(Ref("sources", "gazette"))][:2] == ["gazette/cut", "gazette/back"]
    assert [one.passage for one in store.citations(Ref("passages", "gazette/cut"))] == ["gazette/cut"]
    assert store.citations(Ref("events", "park-decree")) == store.event("park-decree").evidence
    assert store.citations(Ref("events", "nobody")) == ()
    assert store.passage("gazette/cut") is store.sources["gazette"].passages["cut"]
    with pytest.raises(KeyError):
        store.passage("gazette/nowhere")


def test_sources_that_repeat_each_other_are_one_voice(store: Store) -> None:
    assert dict(store.voice_of) == {"rev21": "rev21", "stat20": "rev21"}
    assert accounts.count_voices(["rev21", "stat20", "gazette", "gazette"], store.voice_of) == 2
