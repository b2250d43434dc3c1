"""Where the user is: each change is a new value, jumps lead back, and no layer closes the program."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tui.core.dates.day_range import DayRange
from tui.core.model.records import Ref
from tui.core.query.day_window import Comparing
from tui.core.query.parser import parse
from tui.core.query.tree import And, Everything, Field, Word
from tui.session import state
from tui.session.state import LONGEST_TRAIL, Spot, State

EVENT, ORG, PERSON = Ref("events", "e"), Ref("organisations", "o"), Ref("people", "p")


HERE = State(
    Spot(
        query=parse("a date:2020"),
        since=True,
        listing="people",
        chosen=PERSON,
        opened=ORG,
        citation=2,
        reading="s/p",
        comparing=Comparing(DayRange(1, 2)),
    ),
    back=(Spot(),),
    ahead=(Spot(citation=9),),
)
CLOSED = {"opened": None, "citation": 0, "reading": None, "comparing": None}
STEPS: dict[str, tuple[Callable[[State], State], dict[str, object]]] = {
    "narrow": (lambda s: state.with_query(s, Word("c")), {"query": Word("c"), **CLOSED}),
    "suspend": (state.suspend, {"suspended": True}),
    "choose": (lambda s: state.choose(s, EVENT), {"chosen": EVENT, "opened": None, "citation": 0}),
    "choose the same": (lambda s: state.choose(s, PERSON), {"opened": None, "citation": 0}),
    "choose none": (lambda s: state.choose(s, None), {"chosen": None, "opened": None, "citation": 0}),
    "cite": (lambda s: state.cite(s, 1), {"citation": 1}),
    "turn_to": (lambda s: state.turn_to(s, "s/q"), {"reading": "s/q"}),
    "show_since": (state.show_since, {"since": False}),
}
JUMPS: dict[str, tuple[Callable[[State], State], dict[str, object]]] = {
    "open_record": (lambda s: state.open_record(s, EVENT), {**CLOSED, "opened": EVENT}),
    "open a listed record": (
        lambda s: state.open_record(s, Ref("people", "q")),
        {"chosen": Ref("people", "q"), **CLOSED},
    ),
    "read": (lambda s: state.read(s, "s/q"), {"reading": "s/q"}),
    "compare": (lambda s: state.compare(s, Comparing(DayRange(3, 4))), {"comparing": Comparing(DayRange(3, 4))}),
    "list_section": (
        lambda s: state.list_section(s, "places", None),
        {"listing": "places", "chosen": None, **CLOSED},
    ),
    "add_term": (lambda s: state.add_term(s, Word("c")), {"query": parse("a date:2020 c"), **CLOSED}),
    "show_query": (lambda s: state.show_query(s, Word("c")), {"query": Word("c"), **CLOSED}),
    "show_query of a list": (
        lambda s: state.show_query(s, Word("c"), "places"),
        {"query": Word("c"), "listing": "places", "chosen": None, **CLOSED},
    ),
    "reread": (state.reread, {"query": parse("a date!:2020"), **CLOSED}),
    "drop_term": (lambda s: state.drop_term(s, 0), {"query": parse("date:2020"), **CLOSED}),
    "drop the last term": (lambda s: state.drop_term(s, 1), {"query": parse("a"), **CLOSED}),
    "know": (lambda s: state.know(s, "2021"), {"query": parse("a date:2020 known:2021"), **CLOSED}),
    "forget": (state.forget, {"since": False, **CLOSED}),
    "peel": (state.peel, {"reading": None}),
}


@pytest.mark.parametrize("name", [*STEPS, *JUMPS])
def test_each_change_changes_what_it_says_and_a_jump_leads_back(name: str) -> None:
    change, changed = (STEPS | JUMPS)[name]
    spot = replace(HERE.spot, **changed)
    after = change(HERE)
    assert after == (State(spot, (*HERE.back, HERE.spot), ()) if name in JUMPS else replace(HERE, spot=spot))
    assert after.spot.in_force == (Everything() if after.spot.suspended else after.spot.query)


def test_what_changes_nothing_is_no_jump() -> None:
    plain = State(Spot(parse("a"), chosen=PERSON, citation=2))
    assert state.choose(plain, PERSON) is plain  # the piece of evidence stays
    for same in (state.add_term(HERE, Word("a")), state.one_jump(HERE, HERE.spot), state.reread(plain)):
        assert same in (HERE, plain)
    for change in (state.go_back, state.go_forward, state.peel, lambda s: state.list_section(s, "events", None)):
        assert change(State()) == State()
    typed = state.with_query(HERE, Word("c"))
    assert state.one_jump(typed, HERE.spot) == State(typed.spot, (*HERE.back, HERE.spot), ())


def test_what_is_opened_is_a_jump_and_peels_off_first() -> None:
    start = state.choose(state.with_query(State(), parse("a b")), EVENT)
    opened = state.open_record(start, ORG)
    reading = state.read(opened, "s/p")
    assert (opened.spot.opened, opened.spot.chosen) == (ORG, EVENT)
    assert state.peel(reading).spot.reading is None
    assert state.peel(state.peel(reading)).spot.opened is None
    assert state.peel(state.peel(state.peel(reading))).spot.query == Word("a")
    assert state.peel(State()) == State()
    known = State(Spot(query=parse("a known:2020-09")))
    assert state.peel(known).spot.query == Word("a")


def test_the_open_record_peels_off_before_the_last_of_several_terms() -> None:
    opened = replace(HERE, spot=replace(HERE.spot, reading=None, query=parse("a b c")))
    closed = state.peel(opened)
    assert closed == State(replace(opened.spot, opened=None, citation=0), (*HERE.back, opened.spot), ())
    assert state.peel(closed).spot.query == parse("a b")
    assert Spot() == Spot(Everything(), suspended=False, since=False, listing="events", citation=0)


def test_a_term_is_added_once_and_taken_off_by_number() -> None:
    term = Field("org", "x")
    once = state.add_term(state.with_query(State(), parse("a")), term)
    assert once.spot.query == And((Word("a"), term))
    assert state.add_term(once, term) == once
    lifted = state.add_term(state.suspend(once), term).spot
    assert (lifted.query, lifted.suspended) == (term, False), "what was lifted stays out"
    assert state.drop_term(once, 0).spot.query == term
    assert state.drop_term(state.drop_term(once, 0), 0).spot.query == Everything()


def test_the_trail_is_not_endless() -> None:
    here = State()
    for number in range(LONGEST_TRAIL + 50):
        here = state.open_record(here, Ref("people", str(number)))
    assert len(here.back) == LONGEST_TRAIL == 200
    assert here.back[-1].opened == Ref("people", str(LONGEST_TRAIL + 48))
    typed = state.with_query(here, Word("a"))
    assert state.one_jump(typed, here.spot).back == (*here.back[1:], here.spot)


CHANGES = st.sampled_from(
    [
        lambda s: state.with_query(s, parse("a b")),
        state.suspend,
        lambda s: state.choose(s, EVENT),
        lambda s: state.open_record(s, ORG),
        lambda s: state.read(s, "s/p"),
        lambda s: state.turn_to(s, "s/q"),
        lambda s: state.list_section(s, "people", None),
        lambda s: state.add_term(s, Word("c")),
        lambda s: state.drop_term(s, 0),
        lambda s: state.cite(s, 1),
        state.peel,
        state.go_back,
        state.go_forward,
    ]
)


@given(st.lists(CHANGES, max_size=20))
def test_forward_undoes_back(changes: list) -> None:  # type: ignore[type-arg]
    here = State()
    for change in changes:
        here = change(here)
    if here.back:
        assert state.go_forward(state.go_back(here)) == here
    if here.ahead:
        assert state.go_back(state.go_forward(here)) == here
    layers = 0
    while (peeled := state.peel(here)) != here:
        here, layers = peeled, layers + 1
        assert layers < 50
    assert here.spot.query == Everything()
