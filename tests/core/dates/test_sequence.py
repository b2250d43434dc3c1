"""Events come by the calendar, and behind what they come after, as far as their dates allow."""

from __future__ import annotations

from cases import for_each
from hypothesis import given
from hypothesis import strategies as st

from tui.core.dates import edtf
from tui.core.dates.sequence import FirstDays, by_calendar, first_day
from tui.core.model.records import Event


def made(*events: str) -> dict[str, Event]:
    """Return events written as `id date order > others`, without order and others where there are none."""
    found = {}
    for text in events:
        own, _, others = text.partition(" > ")
        name, date, *order = own.split()
        found[name] = Event(id=name, title=name, date=date, order=int(*order or [0]), after=tuple(others.split()))
    return found


@for_each(
    case=(
        (("a 2020-08-09", "b 2020-08-09", "c 2020-08-08"), "c a b"),
        (("a 2020-08-09 > b", "b 2020-08-09", "c 2020-08-09"), "b a c"),
        (("a 2020-08-09 1 > b", "b 2020-08-09 3", "c 2020-08-09 2"), "c b a"),
        (("b 2020-08-10", "a 2020-08 > b", "c 2020-08-10"), "b a c"),
        (("a 2020 > b", "b 2020-08 > c", "c 2020-08-10", "d 2020-08-09"), "d c b a"),
        (("a ../2021 > b", "b 2020-08-10", "c 2020-12"), "b a c"),
        (("a 2020-08-01/2020-08-31 > b", "b 2020-08-10", "c 2020-08-05"), "a c b"),
        (("a 2020-08-01/2020-08-31 > b", "b 2020-08", "c 2020-08-05"), "b a c"),
        (("a 2020-08-01 > b", "b 2021"), "a b"),
        (("a 2020 > b", "b ../2019", "c 2020-01-01"), "b a c"),
        (("a 2020-08 > b", "b ../2021", "c 2020-12"), "b a c"),
        (("a 2020-08 > b", "b [..2021] > c", "c ../2022", "d 2020-12"), "c b a d"),
    )
)
def test_an_event_is_behind_what_it_comes_after(case: tuple[tuple[str, ...], str]) -> None:
    events, order = case
    dataset = made(*events)
    assert " ".join(event.id for event in by_calendar(dataset.values(), dataset.__getitem__)) == order


@for_each(
    case=(
        (("a 2020 > b", "b 2020-08-10"), "2020-08-10"),
        (("a 2020 > b c", "b 2020-08-10", "c 2020-09"), "2020-09-01"),
        (("a 2020 > b", "b 2020 > c", "c 2020-09"), "2020-09-01"),
        (("a 2020-07 > b", "b 2020-08-10"), "2020-07-31"),
        (("a 2020-10 > b", "b 2020-08-10"), "2020-10-01"),
        (("a ../2020 > b", "b ../2019"), ""),
        (("a 2020-07/2020-09-10 > b", "b 2020-08-10"), "2020-07-31"),
    )
)
def test_what_comes_after_bounds_the_first_day(case: tuple[tuple[str, ...], str]) -> None:
    events, day = case
    dataset = made(*events)
    found = first_day(dataset["a"], dataset.__getitem__, {})
    assert (edtf.of_day(found).text if found else "") == day


def test_a_long_chain_is_followed_to_its_end() -> None:
    chain = made("0 2020-08-10", *(f"{n} 2020 > {n - 1}" for n in range(1, 20_000)))
    known: FirstDays = {}
    assert first_day(chain["19999"], chain.__getitem__, known) == edtf.parse("2020-08-10").earliest
    assert [event.id for event in by_calendar(chain.values(), chain.__getitem__)] == [str(n) for n in range(20_000)]


@given(st.lists(st.tuples(st.sampled_from(["2020", "2020-08", "2020-08-09", "../2020-08-09"]), st.integers(0, 9))))
def test_the_order_has_every_event_once_and_by_its_first_day(drawn: list[tuple[str, int]]) -> None:
    dataset = made(*(f"{n} {date}" + (f" > {back}" if back < n else "") for n, (date, back) in enumerate(drawn)))
    ordered = by_calendar(dataset.values(), dataset.__getitem__)
    assert sorted(event.id for event in ordered) == sorted(dataset)
    place = {event.id: at for at, event in enumerate(ordered)}
    known: FirstDays = {}
    for event in ordered:
        for other in event.after:
            # for want of a first day, one with an open start is listed on the last day that it may have begun on
            is_open = first_day(dataset[other], dataset.__getitem__, known) is None
            assert is_open or place[other] < place[event.id]
