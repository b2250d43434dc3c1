"""The two lines above the lanes: years, months and days, none of which touch."""

from __future__ import annotations

from calendar import month_abbr, month_name
from datetime import date

from boards import DAYS, MONTHS, YEARS, board
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.core.index.lane_board import LEVELS
from tui.present.lanes.axis import axis


def test_the_axis_names_years_months_and_days() -> None:
    written = [("a", "2020-07-30"), ("a", "2020-08-01"), ("a", "2020-08-09"), ("a", "2021-03-02")]
    by_day = board(DAYS, *written)
    upper, lower = axis(by_day, by_day.window(0, by_day.scale.width))
    assert "August 2020" in upper or "Aug 2020" in upper
    assert "Mar 2021" in upper
    assert lower.split() == ["30", "31", "1", "┈", "9", "┈", "2"]
    by_month = board(MONTHS, *written)
    assert axis(by_month, by_month.window(0, by_month.scale.width)) == ("2020         2021 ", "Jul  Aug   ┈ Mar  ")
    by_year = board(YEARS, *written)
    assert axis(by_year, by_year.window(0, 10))[1] == "2020 2021 "


def test_years_before_christ_are_called_so() -> None:
    written = [("a", "-0099"), ("a", "-0043-03-15"), ("a", "-0043-03-16"), ("a", "0001-06-02")]
    by_day = board(DAYS, *written)
    upper, lower = axis(by_day, by_day.window(0, by_day.scale.width))
    assert "Mar 44 BC" in upper
    assert lower.split() == ["1", "┈", "15", "16", "┈", "2"]
    by_year = board(YEARS, *written)
    assert axis(by_year, by_year.window(0, by_year.scale.width))[1].split("┈")[0] == "100 BC"


def test_the_month_stays_in_sight_while_its_days_scroll() -> None:
    found = board(DAYS, *(("a", f"2020-08-{n:02}") for n in range(1, 31)))
    assert axis(found, found.window(31, 30))[0].startswith("August 2020")


@settings(max_examples=60, deadline=None)
@given(
    days=st.lists(st.integers(700_000, 740_000), min_size=1, max_size=40),
    level=st.integers(0, len(LEVELS) - 1),
    left=st.integers(0, 200),
    width=st.integers(1, 120),
)
def test_labels_never_touch(days: list[int], level: int, left: int, width: int) -> None:
    found = board(level, *(("a", date.fromordinal(each).isoformat()) for each in days))
    upper, lower = axis(found, found.window(left, width))
    assert len(upper) == len(lower) == width
    months = {*month_name[1:], *month_abbr[1:], "Sept"}
    for word in (*upper.split(), *lower.replace("┈", " ").split()):
        assert word in months or (word.isdigit() and len(word) <= 4) or (word[:-1].isdigit() and word[-1] == "s")
