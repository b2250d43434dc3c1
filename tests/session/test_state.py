"""Where the reader is: each change is a new value, jumps lead back, and no layer closes the program."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.core.model.records import Ref
from tui.core.query.parser import parse
from tui.core.query.tree import And, Everything, Field, Word
from tui.session import state
from tui.session.state import LONGEST_TRAIL, State

EVENT, ORG = Ref("events", "e"), Ref("organisations", "o")


def test_a_filter_keeps_the_chosen_record_in_mind() -> None:
    start = state.choose(State(), EVENT)
    narrowed = state.narrow(start, parse("a"))
    assert narrowed.spot.chosen == EVENT
    assert narrowed.spot.in_force == Word("a")
    assert narrowed.back == ()


def test_a_suspended_filter_comes_back_on_the_same_record() -> None:
    start = state.choose(state.narrow(State(), parse("a")), EVENT)
    lifted = state.suspend(start)
    assert lifted.spot.in_force == Everything()
    assert lifted.spot.chosen == EVENT
    assert state.suspend(lifted) == start


def test_what_is_opened_is_a_jump_and_peels_off_first() -> None:
    start = state.choose(state.narrow(State(), parse("a b")), EVENT)
    opened = state.open_record(start, ORG)
    reading = state.read(opened, "s/p")
    assert (opened.spot.opened, opened.spot.chosen) == (ORG, EVENT)
    assert state.peel(reading).spot.reading is None
    assert state.peel(state.peel(reading)).spot.opened is None
    assert state.peel(state.peel(state.peel(reading))).spot.query == Word("a")
    assert state.peel(State()) == State()


def test_what_the_first_pane_lists_takes_the_cursor_along() -> None:
    opened = state.open_record(State(), EVENT)
    assert (opened.spot.chosen, opened.spot.opened) == (EVENT, None)


def test_turning_pages_is_no_jump() -> None:
    reading = state.read(State(), "s/p")
    turned = state.turn_to(reading, "s/q")
    assert turned.back == reading.back
    assert state.go_back(turned) == State(ahead=(turned.spot,))


def test_a_term_is_added_once_and_taken_off_by_number() -> None:
    term = Field("org", "x")
    once = state.add_term(state.narrow(State(), parse("a")), term)
    assert once.spot.query == And((Word("a"), term))
    assert state.add_term(once, term) == once
    assert state.add_term(state.suspend(once), term).spot == once.spot
    assert state.drop_term(once, 0).spot.query == term
    assert state.drop_term(state.drop_term(once, 0), 0).spot.query == Everything()


def test_the_trail_is_not_endless() -> None:
    here = State()
    for number in range(LONGEST_TRAIL + 50):
        here = state.open_record(here, Ref("people", str(number)))
    assert len(here.back) == LONGEST_TRAIL


CHANGES = st.sampled_from(
    [
        lambda s: state.narrow(s, parse("a b")),
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
