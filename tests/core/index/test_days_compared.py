"""What sources tell of some days: which events, by whom, and what one voice tells alone."""

from __future__ import annotations

from compared import event, index_of
from making import days

from tui.core.index.days_compared import MOST, by_source, day_accounts
from tui.core.query import parser

INDEX, DAYS = index_of(), days("2020-08-09", "2020-08-10")


def test_events_are_in_the_days_surely_or_perhaps_or_without_a_source() -> None:
    told = day_accounts(INDEX, parser.parse(""), DAYS)
    assert [one.id for one in told.surely] == ["cut", "copied", "lone", "vote", "next"]
    assert [one.id for one in told.perhaps] == ["year", "august"]
    assert (told.uncited, told.left_off) == (1, 0)
    filtered = day_accounts(INDEX, parser.parse("id:vote"), DAYS)
    assert ([one.id for one in filtered.surely], filtered.perhaps, filtered.uncited) == (["vote"], (), 0)


def test_one_common_day_is_enough_to_be_in_the_days_surely() -> None:
    when = ("2020-08-01/2020-08-08", "2020-08-01/2020-08-09", "2020-08-10/2020-08-31", "2020-08-11/2020-08-31")
    told = day_accounts(index_of(event(days, days, "gull/p1") for days in when), parser.parse(""), DAYS)
    assert ([one.id for one in told.surely], told.perhaps) == ([*when[1:3]], ())


def test_what_one_voice_tells_is_counted_alone_for_each_of_its_sources() -> None:
    told = day_accounts(INDEX, parser.parse(""), DAYS)
    assert told.tellers == {"gull": 3, "tern": 2, "echo": 2, "skua": 2}
    assert told.alone == {"gull": 2, "tern": 1, "echo": 2, "skua": 2}
    assert {*told.voices} == {frozenset({"gull"}), frozenset({"tern", "echo"}), frozenset({"skua"})}
    assert told.columns()[0] == ("gull", [])
    order = [name for name, _ in told.columns()]
    assert order.index("tern") == order.index("echo") + 1
    assert [name for name, _ in told.columns(["skua", "tern"])] == ["skua", "tern", "echo", "gull"]
    assert dict(told.columns()) == {"gull": [], "echo": ["tern"], "tern": ["echo"], "skua": []}


def test_at_most_so_many_events_are_compared() -> None:
    index = index_of(event(f"e{n:03}", "2020-08-09", "gull/p1") for n in range(MOST + 7))
    told = day_accounts(index, parser.parse(""), DAYS)
    assert (len(told.surely), told.left_off) == (MOST, 7)


def test_events_that_are_surely_in_the_days_come_before_wider_ones_that_began_earlier() -> None:
    sure = [event(f"e{n:03}", "2020-08-10", "gull/p1") for n in range(MOST)]
    told = day_accounts(index_of([event("wide", "2020-08-09/2020-09-20", "gull/p1"), *sure]), parser.parse(""), DAYS)
    assert (len(told.surely), told.surely[0].id, told.perhaps, told.left_off) == (MOST, "e000", (), 1)


def test_citations_of_an_event_are_grouped_by_source() -> None:
    found = by_source(INDEX.store.event("lone"))
    assert {name: [one.passage for one in cited] for name, cited in found.items()} == {"gull": ["gull/p2", "gull/p3"]}
