"""When things happened, at a glance."""

from __future__ import annotations

from itertools import pairwise

from cases import for_each
from hypothesis import given
from hypothesis import strategies as st
from making import day, index_of, joined, shipped

from tui.core.query import parser
from tui.present.overview.strip import Picture, Strip
from tui.present.signs import use_signs

SUMMER = [f"2020-08-{day:02}" for day in (9, 9, 9, 10, 10, 11, 12, 15, 24)]
LONG = ["1993", "2005-09~", "2017-12-21", *SUMMER, "2020-09", "2021-02-04", "2025"]


def picture(dates: list[str], width: int, text: str = "", window: tuple[int, int] | None = None) -> Picture:
    index = index_of(*dates)
    return Strip(index, index.run(parser.parse(text))).picture(width, window)


def drawn(found: Picture, height: int = 2) -> list[str]:
    return list(map(joined, found.bars(height)))


def test_empty_time_is_left_out_and_dense_time_is_drawn_by_the_day() -> None:
    found = picture(LONG, 100)
    axis = found.axis()
    assert axis.startswith("1993   2005   2017  │ Aug 2020")
    assert [drawn(found)[1][x] for x in found.scale.breaks] == ["┈"] * 4
    assert axis.rstrip().endswith("2025")
    busiest = found.scale.slots[found.scale.slot_of(day("2020-08-09"))]
    assert busiest.bin.unit == "day"
    assert drawn(found)[0][busiest.x] == "█"


def test_a_line_parts_years_months_and_days_which_are_named_and_have_a_scale_each() -> None:
    found = picture([*["1993"] * 9, "2005", *SUMMER, "2020-09", "2025"], 100)
    assert found.units().split() == ["years", "│", "days", "│", "│", "years"]
    lines = [*drawn(found, 3), found.axis(), found.units()]
    assert {line[x] for line in lines for x in found.scale.turns} == {"│"}
    tops = map(found.x_of, map(day, ("1993-01-01", "2005-01-01", "2020-08-09", "2020-08-10")))
    assert [drawn(found, 1)[0][x] for x in tops if x is not None] == ["█", "▁", "█", "▆"]
    assert found.units((0, 20)).startswith("years ────")
    assert found.units((0, 20), (1,)).startswith("───years ──"), "no mark covers a letter"
    days = found.units().index("days")
    assert found.units(None, (days, days + 2))[days:].startswith("    days")
    for marks, begins in (((1,), "───years ──"), ((1, 5), "───────years │"), ((6,), "years ────")):
        assert found.units((0, 20), marks).startswith(begins), "a mark covers no letter"
    few = picture(["2020-08-09", "2020-08-10", "2020-08-11", "2020-08-30"], 40)
    assert "█" not in "".join(drawn(few, 1)), "a single event is no peak"


def test_matches_stand_bright_over_the_others() -> None:
    found = picture(SUMMER, 100, "date:2020-08-10")
    tenth, ninth = (found.columns[found.scale.slot_of(day(f"2020-08-{d:02}"))] for d in (10, 9))
    assert (tenth.match, tenth.rest) == (2, 0)
    assert (ninth.match, ninth.rest) == (0, 3)
    layers = {run.lower for line in found.bars(2) for run in line}
    assert layers == {"match", "rest", ""}


def test_cells_and_days_answer_each_other() -> None:
    found = picture(LONG, 100)
    for slot in found.scale.slots:
        assert found.span_at(slot.x) == (slot.bin.first, slot.bin.last)
        assert found.x_of(slot.bin.first) == slot.x
    assert found.span_at(99) == (day("2025-01-01"), day("2025-12-31"))
    assert picture([], 100).span_at(5) is None
    assert picture([], 100).x_of(5) is None


def test_a_window_shows_its_days_only() -> None:
    found = picture(LONG, 100, window=(day("2020-08-08"), day("2020-08-16")))
    assert {slot.bin.unit for slot in found.scale.slots} == {"day"}
    assert "1993" not in found.axis()


def test_each_look_is_one_run() -> None:
    bars = picture(LONG, 160, "date:2020-08").bars(3)
    assert len(bars) == 3
    for line in bars:
        assert all(one[1:] != other[1:] for one, other in pairwise(line))


def test_plain_bars_have_no_second_colour() -> None:
    use_signs(ascii_only=True)
    runs = [run for line in picture(SUMMER, 100, "date:2020-08-10").bars(1) for run in line]
    assert {run.upper for run in runs} == {""}
    assert {run.lower for run in runs} >= {"match", "rest"}


def fits(found: Picture, width: int) -> None:
    """Assert that bars and labels are as wide as asked for, and that none touches another or what is left out."""
    assert found.scale.width <= max(width, 2)
    assert len(found.axis()) == width
    assert {len(line) for line in drawn(found)} == {width} or not found.scale.slots or found.scale.width > width
    end = -1
    for label in found.labels:
        assert label.x > end
        end = label.x + len(label.text)
        assert end <= width
    for x in found.scale.breaks:
        assert not any(slot.x <= x < slot.x + slot.width for slot in found.scale.slots)


AROUND = st.sampled_from([0, 400, 75, 14, 3])
"""Days before and after the cursor's; 0 shows all."""


@given(st.sampled_from(["belarus-it", "harbour"]), st.integers(1, 300), AROUND, st.integers(-40, 40))
def test_at_any_width_and_in_any_closer_look_it_fits(name: str, width: int, around: int, steps: int) -> None:
    near = day("2020-08-09") + steps * max(around, 1)
    window = (near - around, near + around) if around else None
    index = shipped(name)
    fits(Strip(index, index.run(parser.parse(""))).picture(width, window), width)


@for_each(dates=[LONG, SUMMER, ["2020"], [], [f"{year}-05-0{year % 9 + 1}" for year in range(1200, 2020)]])
def test_any_dates_fit_and_ascii_draws_them(dates: list[str]) -> None:
    index = index_of(*dates)
    strip = Strip(index, index.run(parser.parse("")))
    for width in (1, 2, 3, 7, 20, 40, 80, 100, 160, 300):
        use_signs(ascii_only=False)
        found = strip.picture(width)
        fits(found, width)
        use_signs(ascii_only=True)
        assert "".join(drawn(found)).isascii()


def test_a_plain_bar_is_as_high_as_what_matches_and_what_may() -> None:
    found = picture(["2020-08-09", "2020-08-10", "2020-08-10", "2020-08-12", *["2020-08-09~/2020-08-10~"] * 4], 100)
    use_signs(ascii_only=True)
    (line,) = found.bars(1)
    text = joined(line)
    cells = [found.x_of(day(f"2020-08-{d:02}")) for d in (9, 10, 12)]
    assert "".join(text[x] for x in cells if x is not None) == "O8,"
