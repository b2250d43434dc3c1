"""The lens over the overview: how close it is, where it looks, and when it follows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.present.overview.lens import AROUND, Lens

DAY = 737_000
ENDS = (DAY - 1000, DAY + 1000)


def test_it_comes_closer_step_by_step_and_goes_back_to_all() -> None:
    lens, seen = Lens(), []
    while (closer := lens.zoomed(1, DAY)) is not None:
        lens = closer
        seen.append(lens.window)
    assert seen == [(DAY - around, DAY + around) for around in AROUND[1:]]
    for _ in seen:
        farther = lens.zoomed(-1, DAY)
        assert farther is not None
        lens = farther
    assert lens == Lens()
    assert lens.zoomed(-1, DAY) is None


def test_without_a_day_it_only_goes_back() -> None:
    assert Lens().zoomed(1, None) is None
    assert Lens(1, (DAY - 400, DAY + 400)).zoomed(-1, None) == Lens()


def test_it_pans_by_half_of_what_is_seen_and_never_where_nothing_is() -> None:
    lens = Lens(3, (DAY - 14, DAY + 14))
    assert lens.panned(1, ENDS) == Lens(3, (DAY, DAY + 28))
    assert lens.panned(-1, ENDS) == Lens(3, (DAY - 28, DAY))
    assert lens.panned(1, (DAY - 9, DAY - 1)) is None
    assert lens.panned(-1, (DAY + 1, DAY + 9)) is None
    assert Lens().panned(1, ENDS) is None


def test_it_follows_a_day_only_from_its_edge_on() -> None:
    lens = Lens(2, (DAY - 75, DAY + 75))
    assert lens.following(DAY + 57) == lens
    assert lens.following(DAY + 58) == Lens(2, (DAY - 17, DAY + 133))
    assert Lens().following(DAY) == Lens()


@given(st.integers(-99, 99), st.integers(-99, 99))
def test_what_is_clipped_lies_in_view(first: int, last: int) -> None:
    first, last = sorted((first, last))
    found = Lens(3, (-14, 14)).clipped(first, last)
    assert (found is None) == (last < -14 or first > 14)
    if found is not None:
        assert {*range(found[0], found[1] + 1)} == {*range(first, last + 1)} & {*range(-14, 15)}
    assert Lens().clipped(first, last) == (first, last)
