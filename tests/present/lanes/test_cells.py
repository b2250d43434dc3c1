"""Lanes: which rows there are, and which cells hold what."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import yaml
from boards import AT, DAYS, MONTHS, STORY, YEARS, board, lines
from cases import for_each
from hypothesis import given, settings
from hypothesis import strategies as st
from making import joined, shipped, store_from
from samples import EDTF_TABLE

from tui.core.dates import edtf
from tui.core.dates.scale import Bin, even
from tui.core.index.facets import AFTER_ALL
from tui.core.index.index import Index
from tui.core.index.lane_board import LEVELS, Board, BoardWindow
from tui.core.query.tree import Everything
from tui.present.lanes.axis import axis
from tui.present.lanes.captions import legend
from tui.present.lanes.cells import CellRun, figure, lane_name, lane_runs, signs_in
from tui.present.signs import use_signs


def by_value(found: Board) -> dict[str, str]:
    return {lane.value: line for lane, line in zip(found.lanes, lines(found), strict=True)}


def test_rows_are_those_of_the_filter_by_first_appearance_and_nobody_s_events_last() -> None:
    found = board(YEARS, ("b", "2001"), ("a b", "2000"), ("c", "2003"), ("", "1999"))
    assert [lane_name(found, row) for row in range(4)] == ["Firm a", "Firm b", "Firm c", "(no organisation)"]
    found = board(YEARS, ("a", "2000"), ("b", "2001"), text="date:2001")
    assert [lane_name(found, row) for row in range(len(found.lanes))] == ["Firm b"]
    assert [slot.bin.unit for slot in found.scale.slots] == ["year"]
    assert lane_name(board(DAYS, *STORY, by="kind"), 0) == "§ Law"


def test_a_day_a_span_and_what_is_vague_are_drawn_differently() -> None:
    found = board(
        DAYS,
        ("a", "2020-08-09"),
        ("b", "2020-08-09/2020-08-12"),
        ("c", "2020-08-12~"),
        ("d", "[2020-08-09..2020-08-11]"),
        ("e", "2020-08-09/2020-08-11~"),
    )
    assert by_value(found) == {
        "a": "§           ",
        "b": "§━━━━━━━━━━ ",
        "c": "         ◇§ ",
        "d": "········    ",
        "e": "§╌╌╌╌╌╌╌    ",
    }


def test_what_is_vague_by_the_day_is_sure_by_the_year() -> None:
    assert lines(board(YEARS, ("a", "2020-08"))) == ["§    "]
    assert lines(board(DAYS, ("a", "2020-08-01"), ("a", "2020-08"), ("a", "2020-08-04")))[0].startswith("2········§··")


def test_an_interval_is_sure_only_between_its_ends() -> None:
    found = board(MONTHS, ("a", "2020-05/2020-07"), ("b", "2020-04"), ("b", "2020-08"))
    assert lines(found)[1] == "     §━━━━━━━━━━━━━      "
    found = board(DAYS, ("a", "2020-08-01/2020-08"), ("b", "2020-08-02"), ("b", "2020-08-03"))
    assert lines(found)[0] == "§━━······"


def test_open_ends_run_to_the_ends_of_the_scale() -> None:
    found = board(YEARS, ("a", "2001/.."), ("b", "../2001"), ("c", "2000"), ("c", "2002"))
    rows = by_value(found)
    assert rows["a"].endswith("·")
    assert rows["a"][10:].strip("·") == ""
    assert rows["b"].startswith("·····")
    assert rows["b"][10:].strip() == ""


def test_several_events_in_one_cell_are_a_figure() -> None:
    assert lines(board(YEARS, *[("a", "2020-08-09")] * 3))[0] == "3    "
    assert figure(12, 2) == "12"
    assert figure(120, 2) == "9+"
    assert figure(3400, 2) == "3k"
    assert figure(34, 1) == "≡"


def test_a_bar_goes_on_over_time_that_is_left_out() -> None:
    found = board(YEARS, ("a", "2000-05-01/2010-05-01"), ("b", "2000"), ("b", "2010"))
    assert len(found.scale.breaks) == 1
    rows = by_value(found)
    assert set(rows["a"].strip()[1:]) == {"━"}
    assert rows["b"][found.scale.breaks[0]] == "┊"


def test_signs_of_ascii_are_ascii() -> None:
    use_signs(ascii_only=True)
    found = board(DAYS, ("a", "2020-08-09"), ("a", "2020-08"), ("b", "2020-08-09/2020-12-12~"), ("c", "2030"))
    window = found.window(0, found.scale.width)
    drawn = frozenset().union(*(signs_in(lane_runs(found, row, window)) for row in range(len(found.lanes))))
    assert "".join([*lines(found), *axis(found, window), *map(joined, legend(found, 200, 9, drawn=drawn))]).isascii()


def test_a_window_shows_what_began_before_it() -> None:
    found = board(DAYS, ("a", "2020-08-01/2020-08-20"), *(("b", f"2020-08-{n:02}") for n in range(1, 31)))
    assert lines(found, left=30, width=9)[0] == "━━━━━━━━━"
    assert lines(found, left=57, width=9)[0] == "━━       "
    assert lines(found, left=60, width=9)[0].strip() == ""


FORMS = ("{0}", "{0}~", "{0}/{1}", "{0:%Y-%m}", "[{0}..{1}]", "{0}/..", "../{1}")
WRITTEN = st.builds(
    lambda form, first, length: form.format(date(2020, 6, 1) + first, date(2020, 6, 1) + first + length),
    st.sampled_from(FORMS),
    st.integers(0, 90).map(timedelta),
    st.integers(0, 60).map(timedelta),
)


def is_named(value: edtf.Date, days: Bin) -> bool:
    """Whether a date, as it is written, has a day in common with some days: it is drawn there, and as rough for `~`."""
    starts = value.earliest is None or value.earliest <= days.last
    return starts and (value.latest is None or value.latest >= days.first)


@settings(max_examples=60)
@given(written=st.lists(WRITTEN, min_size=1, max_size=12), level=st.sampled_from([MONTHS, DAYS, YEARS]), part=st.data())
def test_cells_are_filled_just_where_something_may_be(written: list[str], level: int, part: st.DataObject) -> None:
    found = board(level, *(("a", text) for text in written))
    left = part.draw(st.integers(0, max(0, found.scale.width - 1)))
    width = part.draw(st.integers(1, 40))
    window = found.window(left, width)
    row = joined(lane_runs(found, 0, window))
    assert len(row) == width
    bounds = [edtf.parse(text) for text in written]
    for slot in (found.scale.slots[at] for at in window.slots):
        x = slot.x - left
        may = any(is_named(value, slot.bin) for value in bounds)
        if 0 <= x < width:
            assert (row[x] != " ") == may
        count, going = found.at(0, found.scale.slot_at(slot.x))
        expected = sum(is_named(value, slot.bin) for value in bounds)
        assert count + len(going) == expected


@settings(max_examples=60)
@given(days=st.lists(st.integers(1, AFTER_ALL // 2), min_size=1, max_size=30), level=st.sampled_from(LEVELS))
def test_columns_do_not_overlap_and_every_day_has_one(days: list[int], level: tuple[str, int, int]) -> None:
    days = sorted(day for day in set(days) if day <= date.max.toordinal()) or [1]
    found = even(days, *level)  # type: ignore[arg-type]
    assert all(a.x + a.width <= b.x and a.bin.last < b.bin.first for a, b in pairwise(found.slots))
    for each in days:
        bin_ = found.slots[found.slot_of(each)].bin
        assert bin_.first <= each <= bin_.last
    for x in found.breaks:
        assert all(not slot.x <= x < slot.x + slot.width for slot in found.slots)
    assert len(found.slots) <= 3 * len(days)


def test_in_a_narrow_column_a_day_not_sure_has_its_own_sign() -> None:
    for ascii_only, sign in ((False, "◇"), (True, "~")):
        use_signs(ascii_only=ascii_only)
        found = board(AT["day", 2], ("a", "2020-08-09~"), ("b", "2020-08-09"))
        assert lines(found)[0] == f"{sign}       "


def test_the_legend_names_what_is_drawn_in_as_many_lines_as_it_takes_and_nothing_else() -> None:
    found = Board(shipped(), shipped().run(Everything()).events, "org", DAYS)
    drawn = frozenset().union(*(signs_in(lane_runs(found, row, whole(found))) for row in range(len(found.lanes))))
    for width in (60, 100, 160):
        lines_ = [joined(parts) for parts in legend(found, width, 99, drawn=drawn)]
        assert max(map(len, lines_)) <= width + 3  # blanks behind the last entry
        assert all(f"{sign} " in " ".join(lines_) for sign in drawn - {"9"})
        assert "an event of no kind" not in " ".join(lines_)
        (cut,) = map(joined, legend(found, width, 1, drawn=drawn))
        assert cut.endswith("? all signs")
        assert len(cut) <= width
    assert joined(legend(found, 200, 1, drawn={"9"})[0]).split() == ["2,", "9+", "number", "of", "events"]
    assert len(joined(legend(found, 20, 1, drawn=drawn)[0]).rstrip()) <= 20
    index = Index(store_from("events: {e: {title: E, date: 2020-08-09}}"))
    bare = Board(index, index.run(Everything()).events, "org", DAYS)
    assert "◆ an event of no kind" in joined(legend(bare, 400, 1, drawn={"◆"})[0])


def test_the_plus_of_a_figure_is_no_sign_of_its_own() -> None:
    assert signs_in([CellRun("9+", "count"), CellRun("≡", "count"), CellRun("  ", "")]) == {"9", "≡"}


def whole(found: Board) -> BoardWindow:
    return found.window(0, found.scale.width)


GOOD = [str(row[0]) for row in yaml.safe_load(EDTF_TABLE.read_text(encoding="utf-8"))["dates"]]


def surely_in(value: edtf.Date, first: int, last: int) -> bool:
    """Whether the date says for sure that something was, or began, in a time."""
    start = getattr(value.shape, "start", None)
    began = start is not None and first <= start.earliest <= start.latest <= last
    if value.approximate or value.uncertain:
        return began and not start.qualifier
    lasts = value.certain is not None and value.certain[0] <= last and first <= value.certain[1]
    return began or lasts or value.must_be_in(first, last)


@for_each(level=range(len(LEVELS)))
def test_no_date_is_drawn_as_more_than_it_says(level: int) -> None:
    found = board(level, *((f"o{n:03}", text) for n, text in enumerate(GOOD)))
    for row, lane in enumerate(found.lanes):
        value = edtf.parse(GOOD[int(lane.value[1:])])
        number = lane.events.min()
        own = found.scale.slots[found.scale.slot_of(found.day(number))]
        window = found.window(max(0, own.x - 60), 200)
        cells = [(sign, run.role) for run in lane_runs(found, row, window) for sign in run.text]
        for slot in (found.scale.slots[at] for at in window.slots):
            drawn = cells[max(0, slot.x - window.left) : max(0, slot.x + slot.width - window.left)]
            if not drawn:
                continue
            if value.earliest is None and value.latest is None:
                assert any(role == "event" or role == "rough" for _, role in drawn) == (slot == own)
                continue
            assert any(role != "" for _, role in drawn) == is_named(value, slot.bin), value.text
            if any(role in ("event", "span") for _, role in drawn):
                assert surely_in(value, slot.bin.first, slot.bin.last), (value.text, slot)
