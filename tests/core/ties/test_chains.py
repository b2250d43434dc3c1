"""The shortest chains between two entities, against a plain search over all records."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import pytest
from making import store_of
from samples import BELARUS, HARBOUR

from tui.core.dates import edtf
from tui.core.dates.sequence import first_day
from tui.core.index.index import Index
from tui.core.loading.loader import load
from tui.core.model.records import Claim, Event, Involvement, Organisation, Ref, Relation, Value
from tui.core.model.sections import TYING_SECTIONS
from tui.core.store.base import Store
from tui.core.store.memory import MemoryStore
from tui.core.ties.chains import MOST, Chain, chains, reach, ways
from tui.core.ties.graph import TieGraph, counted

DAYS = (
    None,
    *random.Random(5).sample(range(date(1991, 1, 1).toordinal(), date(2020, 7, 1).toordinal()), 9),
    *random.Random(5).sample(range(date(2020, 7, 1).toordinal(), date(2021, 7, 1).toordinal()), 40),
)
PAIRS = 200


@pytest.fixture(scope="module", params=[HARBOUR, BELARUS], ids=lambda folder: folder.name)
def index(request: pytest.FixtureRequest) -> Index:
    return Index(MemoryStore(load(request.param)[0]))


def named(store: Store, kind: str, day: int | None) -> list[set[str]]:
    """Return the entities that each record of a kind names together, of those that count on `day`."""
    found = []
    for record_id in store.ids(kind):
        match kind:
            case "events":
                event = store.event(record_id)
                names, ended = {*(part.entity for part in event.involves), *event.places}, ""
                starts = [first_day(event, store.event, {}, outer=True)]
            case "relations":
                relation = store.relation(record_id)
                starts = earliest([relation.start or ("" if relation.end else relation.as_of)])
                ended = relation.end or ("" if relation.start else relation.as_of)
                names = {relation.source, relation.target}
            case _:
                claim = store.claim(record_id)
                starts, ended = earliest([value.as_of for value in claim.values]), ""
                names = {claim.about, *(value.said_by for value in claim.values if value.said_by)}
        last = edtf.parse(ended).outer[1] if ended else None
        if day is not None and starts and all(start is not None and start > day for start in starts):
            continue
        if day is not None and last is not None and last < day:
            continue
        found.append(names)
    return found


def earliest(dates: list[str]) -> list[int | None]:
    return [edtf.parse(date).outer[0] for date in dates if date]


def neighbours(store: Store, kinds: tuple[str, ...], day: int | None) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for kind in kinds:
        for names in named(store, kind, day):
            for name in names:
                found[name] |= names - {name}
    return found


def paths(around: dict[str, set[str]], inner: set[str], first: str, last: str) -> set[tuple[str, ...]]:
    """Return all shortest paths over `inner`, found breadth first."""
    level, seen = {(first,)}, {first}
    while level:
        reached = {(*path, name) for path in level for name in around[path[-1]] if name not in seen}
        there = {path for path in reached if path[-1] == last}
        if there:
            return there
        level = {path for path in reached if path[-1] in inner}
        seen |= {path[-1] for path in level}
    return set()


def passed(chain: Chain) -> tuple[str, ...]:
    assert all(one.far == other.near for one, other in pairwise(chain.ties))
    return (*(link.near for link in chain.ties), chain.ties[-1].far)


def test_chains_are_those_of_a_plain_search(index: Index) -> None:
    store, rng = index.store, random.Random(PAIRS)
    inner = {*store.ids("organisations"), *store.ids("people")}
    ends = sorted(inner | set(store.ids("places")))
    tied = 0
    for _ in range(PAIRS):
        day = rng.choice(DAYS)
        kinds = tuple(kind for kind in TYING_SECTIONS if rng.random() < 0.7)
        first, last = rng.sample(ends, 2)
        around = neighbours(store, kinds, day)
        ties = TieGraph(index, counted(index, kinds, day=day))
        expected, found = paths(around, inner, first, last), chains(ties, store, first, last)
        assert len(found) == min(MOST, len(expected))
        assert {passed(chain) for chain in found} <= expected
        assert found == sorted(found, key=lambda chain: chain.rank, reverse=True)
        straight = ways(ties, store, first, last)
        media = {one for one in store.ids("organisations") if store.record(Ref("organisations", one)).kind == "media"}
        if straight.reported:
            assert straight.reported == found
            assert {passed(chain) for chain in straight.chains} <= paths(around, inner - media, first, last)
            assert all(media.intersection(passed(chain)[1:-1]) for chain in found)
        else:
            assert straight.chains == found
            over_others = paths(around, inner - media, first, last)
            assert not over_others or min(map(len, over_others)) == len(passed(found[0]))
        assert bool(found) or reach(ties, index, first, last).near < len(inner)
        tied += bool(found)
    assert tied > PAIRS / 10


def test_a_link_names_its_records_relations_first_and_counts_their_voices(index: Index) -> None:
    store = index.store
    ties = TieGraph(index, counted(index))
    for relation_id in store.ids("relations"):
        relation: Relation = store.relation(relation_id)
        if "places" in {store.entity_ref(end).section for end in (relation.source, relation.target)}:
            continue
        (chain,) = chains(ties, store, relation.source, relation.target)
        (link,) = chain.ties
        assert relation_id in {ref.id for ref in link.records}
        assert [ref.section for ref in link.records] == sorted(
            (r.section for r in link.records), key=TYING_SECTIONS.index
        )
        assert link.voices <= len({citation.source for ref in link.records for citation in store.citations(ref)})
        for ref in link.records:
            record = store.record(ref)
            match record:
                case Event():
                    assert {link.near, link.far} <= {part.entity for part in record.involves}
                case Claim():
                    assert {link.near, link.far} <= {record.about, *(value.said_by for value in record.values)}


def test_where_nothing_ties_two_the_reach_of_both_is_told(index: Index) -> None:
    store = index.store
    ties = TieGraph(index, counted(index, ["relations"]))
    apart = next(
        (one, other)
        for one in store.ids("people")
        for other in store.ids("people")
        if one != other and not chains(ties, store, one, other) and ties.around(one) and ties.around(other)
    )
    told, back = reach(ties, index, *apart), reach(ties, index, *reversed(apart))
    assert (told.near, told.far) == (back.far, back.near)
    assert told.near >= len(ties.around(apart[0]))
    assert set(told.sources) == set(back.sources)


def tied(*named: tuple[str, ...], media: str = "", claims: Sequence[Claim] = ()) -> tuple[TieGraph, Store]:
    """Return the ties of events in which these take part together; those in the first event are all there are."""
    everybody = sorted({name for names in named for name in names} | {claim.about for claim in claims})
    organisations = [Organisation(id=one, name=one, kind="media" if one == media else "group") for one in everybody]
    events = [
        Event(id=f"e{number}", title="met", date="2020", involves=tuple(Involvement(entity=one) for one in names))
        for number, names in enumerate(named)
    ]
    store = store_of(organisations=organisations, events=events, claims=claims)
    index = Index(store)
    return TieGraph(index, counted(index)), store


def test_a_medium_that_told_of_both_comes_behind_longer_ways_and_is_all_where_there_is_no_other() -> None:
    near, far, longer = ("a", "paper"), ("paper", "z"), (("a", "b"), ("b", "c"), ("c", "z"))
    found = ways(*tied(near, far, *longer, media="paper"), "a", "z")
    assert [passed(chain) for chain in found.chains] == [("a", "b", "c", "z")]
    assert [passed(chain) for chain in found.reported] == [("a", "paper", "z")]
    alone = ways(*tied(near, far, media="paper"), "a", "z")
    assert ([passed(chain) for chain in alone.chains], alone.reported) == ([("a", "paper", "z")], [])
    itself = ways(*tied(near, far, *longer, media="paper"), "a", "paper")
    assert [passed(chain) for chain in itself.chains] == [("a", "paper")]


def test_of_chains_of_one_length_those_through_hubs_and_over_sayings_come_last() -> None:
    said = Claim(id="c", about="talk", question="?", values=(Value(value="1", said_by="z"),))
    around = [("hub", f"n{number}") for number in range(20)]
    ties = [("a", "hub"), ("hub", "z"), ("a", "quiet"), ("quiet", "z"), ("a", "talk"), *around, *around]
    found = chains(*tied(*ties, claims=[said]), "a", "z")
    assert [passed(chain)[1] for chain in found] == ["quiet", "hub", "talk"]
