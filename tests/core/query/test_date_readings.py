"""May be and must be: two readings of every date in a query, each the other's way back."""

from __future__ import annotations

import random
from functools import lru_cache

import pytest
from samples import HARBOUR

from tui.core.index.index import Index
from tui.core.loading.loader import load
from tui.core.query import parser
from tui.core.query import tree as query_tree
from tui.core.query.date_readings import asks_for_time, in_words, loosely, strictly, switched
from tui.core.store.memory import MemoryStore

LEAVES = [
    "date:2020-08",
    "date!:2020-08-09..2020-08-12",
    "before:2020-08-10",
    "before!:2020-08-12",
    "after:2020-08-12",
    "after!:2020",
    "org:hpark",
    "is:disputed",
    "cable",
]


@lru_cache(maxsize=1)
def harbour() -> Index:
    dataset, _ = load(HARBOUR)
    return Index(MemoryStore(dataset))


@pytest.mark.parametrize(
    ("text", "strict", "loose"),
    [
        ("date:2020", "date!:2020", "date:2020"),
        ("before:2020 after!:2019", "before!:2020 after!:2019", "before:2020 after:2019"),
        ("-date:2020", "-date:2020", "-date!:2020"),
        ("-(date:2020 -before:2019) x", "-(date:2020 -before!:2019) x", "-(date!:2020 -before:2019) x"),
        ("date:2020 OR org:x", "date!:2020 OR org:x", "date:2020 OR org:x"),
    ],
)
def test_the_readings_of_a_query(text: str, strict: str, loose: str) -> None:
    wanted = parser.parse(text)
    assert (str(strictly(wanted)), str(loosely(wanted))) == (strict, loose)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("date:2020 x", "date!:2020 x"),
        ("date!:2020 x", "date:2020 x"),
        ("date:2020 before!:2021", "date!:2020 before!:2021"),
        ("x", "x"),
        ("", ""),
    ],
)
def test_switching_goes_to_the_narrowest_reading_and_from_there_to_the_widest(text: str, other: str) -> None:
    assert str(switched(parser.parse(text))) == other


@pytest.mark.parametrize(
    ("text", "asks"), [("x is:disputed", False), ("-(a OR after:2020)", True), ("known:2020", False)]
)
def test_only_dates_of_events_have_two_readings(text: str, asks: bool) -> None:
    assert asks_for_time(parser.parse(text)) is asks


@pytest.mark.parametrize(
    ("count", "must", "may", "said"),
    [
        (5, 1, 5, "1 for certain"),
        (1, 1, 5, "5 possibly"),
        (3, 1, 5, "1 for certain, 5 possibly"),
        (5, 5, 5, "all for certain"),
        (0, 0, 0, ""),
        (0, 0, 1200, "1,200 possibly"),
        (2000, 1100, 3000, "1,100 for certain, 3,000 possibly"),
        (5, None, None, ""),
    ],
)
def test_the_readings_are_counted_in_words(count: int, must: int | None, may: int | None, said: str) -> None:
    assert in_words(count, must, may) == said


def tree(chance: random.Random, depth: int = 0) -> query_tree.Query:
    pick = chance.random()
    if depth < 3 and pick < 0.5:
        parts = tuple(tree(chance, depth + 1) for _ in range(2))
        return chance.choice((query_tree.And, query_tree.Or))(parts)
    if depth < 4 and pick < 0.65:
        return query_tree.Not(tree(chance, depth + 1))
    return parser.parse(chance.choice(LEAVES))


def test_what_must_be_is_always_among_what_matches_and_that_among_what_may_be() -> None:
    chance, differing = random.Random(7), 0
    for _ in range(300):
        wanted = tree(chance)
        strict, result, loose = (harbour().run(one) for one in (strictly(wanted), wanted, loosely(wanted)))
        assert strict.events <= result.events <= loose.events, str(wanted)
        if asks_for_time(wanted):
            assert (result.must, result.may) == (strict.count, loose.count)
        else:
            assert (result.must, result.may) == (None, None)
        differing += strict.count < loose.count
    assert differing > 50
