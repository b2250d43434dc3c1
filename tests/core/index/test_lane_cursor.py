"""The cursor in the lanes: how it goes, and what is said of where it stands."""

from __future__ import annotations

import pytest
from boards import DAYS, STORY, YEARS, board
from making import day
from making import joined as said

from tui.core.index import lane_cursor as cursor
from tui.core.index.lane_board import Board, LaneSpot
from tui.core.model.records import Ref
from tui.core.query.parser import parse
from tui.core.query.tree import Everything
from tui.present.lanes.axis import axis
from tui.present.lanes.captions import cursor_line, following, heading


def at(found: Board, spot: LaneSpot) -> tuple[str, str]:
    title = found.index.store.event(found.index.event_id(spot.number)).id if spot.number is not None else ""
    return found.lanes[spot.row].value, title


def test_the_cursor_begins_at_an_event_and_steps_through_those_of_its_row() -> None:
    found = board(DAYS, *STORY)
    spot = cursor.on(found, found.index.number("e00"))
    seen = [at(found, spot)]
    for _ in range(3):
        spot = cursor.to_event(found, spot, 1)
        seen.append(at(found, spot))
    assert seen == [("a", "e00"), ("a", "e01"), ("a", "e03"), ("a", "e03")]
    assert at(found, cursor.to_event(found, spot, -1)) == ("a", "e01")


def test_of_several_that_go_on_that_day_the_cursor_is_on_the_last() -> None:
    found = board(DAYS, ("a", "2020-08-09/2020-08-12"), ("a", "2020-08-09/2020-08-13"), ("b", "2020-08-11"))
    row = [lane.value for lane in found.lanes].index("a")
    assert at(found, cursor.at_day(found, row, day("2020-08-11"))) == ("a", "e00")


def test_days_and_months_are_stepped_through_in_all_rows() -> None:
    found = board(DAYS, *STORY)
    spot = cursor.on(found, found.index.number("e00"))
    seen = []
    for _ in range(3):
        spot = cursor.to_day(found, spot, 1)
        seen.append(at(found, spot))
    assert seen == [("b", "e02"), ("a", "e03"), ("a", "e03")]
    assert at(found, cursor.to_day(found, spot, -1)) == ("b", "e02")
    first = cursor.to_month(found, spot, -1)
    assert at(found, first) == ("a", "e00")
    assert at(found, cursor.to_month(found, first, 1)) == ("a", "e03")
    assert cursor.to_month(found, first, -1) == first
    found = board(DAYS, ("a", "2020-08-09"), ("b", "2020-08-10"), ("a", "2020-08-11"))
    assert at(found, cursor.to_day(found, cursor.on(found, 0), 1)) == ("b", "e01")


def test_columns_and_rows_are_walked_over_empty_cells_and_bars() -> None:
    found = board(DAYS, *STORY)
    spot = cursor.on(found, found.index.number("e02"))
    spot = cursor.to_column(found, spot, -1)
    assert at(found, spot) == ("b", "e04")
    assert spot.day == day("2020-08-11")
    spot = cursor.to_row(found, spot, 0 if found.lanes[0].value == "a" else 1)
    assert at(found, spot) == ("a", "")
    assert cursor.to_column(found, spot, -99).day == day("2020-08-09")
    assert cursor.to_row(found, spot, 99).row == 1


def test_a_zoom_keeps_the_day() -> None:
    found = board(YEARS, *STORY)
    spot = cursor.on(found, found.index.number("e03"))
    close = found.zoomed(DAYS)
    bin_ = close.scale.slots[close.scale.slot_of(spot.day)].bin
    assert (bin_.first, bin_.last) == (day("2020-09-01"), day("2020-09-01"))
    assert close.lanes is found.lanes


def test_the_line_of_the_cursor_says_what_stands_there() -> None:
    found = board(DAYS, *STORY)
    spot = cursor.on(found, found.index.number("e01"))
    assert said(cursor_line(found, spot, 60)).split("  ")[0] == " 9 Aug 2020"
    assert said(cursor_line(found, spot, 60)).endswith("  2 of 2 here ")
    row = next(row for row, lane in enumerate(found.lanes) if lane.value == "b")
    on_bar = cursor.at_day(found, row, day("2020-08-10"))
    assert "9–11 Aug 2020  Event 4" in said(cursor_line(found, on_bar, 60))
    empty = cursor.at_day(found, 1 - row, day("2020-08-10"))
    assert said(cursor_line(found, empty, 60)) == " 10 Aug 2020  nothing here in this row"


@pytest.mark.parametrize("width", [1, 20, 40, 80, 160])
def test_the_heading_keeps_the_count(width: int) -> None:
    text = said(heading(board(DAYS, *STORY), "5 of 9 events", "org:a date:2020", width))
    assert ("5 of 9 events" if width >= 40 else "5 of 9") in text
    assert ("organisations" in text) == (width >= 40)
    assert ("org:a" in text) == (width >= 80)
    assert ("by first" in text) == (width >= 80)
    assert len(text) <= max(width, 40)


def test_no_events_are_no_error() -> None:
    found = board(DAYS, ("a", "2020"), text="date:1999")
    assert found.lanes == ()
    assert axis(found, found.window(0, 10)) == (" " * 10, " " * 10)
    assert said(cursor_line(found, LaneSpot(0, 1), 80)) == ""
    assert said(heading(found, "0 events", "", 80)).split() == ["Lanes", "0", "events"]


def test_what_follows_in_the_row_is_listed() -> None:
    found = board(DAYS, *STORY)
    spot = cursor.on(found, found.index.number("e00"))
    lines_ = [said(line).strip() for line in following(found, spot, 40, 3)]
    assert lines_ == ["9 Aug 2020   Event 1", "1 Sept 2020  Event 3", ""]
    empty = cursor.to_column(found, spot, 2)
    assert empty.number is None
    assert said(following(found, empty, 40, 1)[0]).strip() == "1 Sept 2020  Event 3"


def test_the_lanes_begin_at_a_record_or_at_the_first_event() -> None:
    index = board(DAYS, *STORY).index
    events = index.run(Everything()).events
    for ref, expected in (
        (Ref("events", "e03"), ("org", ("a", "e03"))),
        (Ref("organisations", "a"), ("org", ("a", "e00"))),
        (Ref("people", "nobody"), ("person", ("", "e04"))),
        (Ref("sources", "nothing"), ("source", ("", "e04"))),
        (None, ("org", ("b", "e04"))),
    ):
        found, spot = cursor.begin(index, events, ref)
        assert (found.by, at(found, spot)) == expected
        assert found.level == 2
    for year in (1990, 2030):
        apart = board(DAYS, ("c", f"{year}"), *[("a", "2020-08-09")] * 2)
        assert at(*cursor.begin(apart.index, apart.events, Ref("organisations", "c"))) == ("c", "e00")
    like, _ = cursor.begin(index, events, None, ("kind", DAYS))
    assert (like.by, like.level) == ("kind", DAYS)
    empty, spot = cursor.begin(index, index.run(parse("none-such")).events, None)
    assert (empty.lanes, spot) == ((), LaneSpot(0, 1))
