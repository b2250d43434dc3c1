"""Where the cursor of the list goes, and what is scrolled to."""

from __future__ import annotations

import pytest

from tui.core.model.records import Ref
from tui.present.timeline.row_cursor import RowCursor
from tui.present.timeline.rows import DateHeading, Gap, Row, Rows


class Lettered(Rows):
    """Six records a to f: two headings above the first, a gap above the third, a heading above the fifth."""

    def __init__(self) -> None:
        month = DateHeading("May")
        super().__init__(6, [(0, DateHeading("2020")), (0, month), (2, Gap("4 days")), (4, month)])

    def record_ref(self, position: int) -> Ref:
        return Ref("events", "abcdef"[position])

    def record_row(self, position: int) -> Row:
        return DateHeading("abcdef"[position])


ROWS = Lettered()
A, B, C, D, E, F = 2, 3, 5, 6, 8, 9
"""The rows of the records."""


def test_it_begins_on_the_first_record() -> None:
    assert RowCursor(ROWS).row == A
    assert RowCursor(ROWS).ref == Ref("events", "a")
    assert RowCursor(Rows()).ref is None
    assert RowCursor(ROWS, 0).ref is None  # a heading


def test_moves_by_records_skip_headings_and_stop_at_the_ends() -> None:
    for row, count, found in ((A, 1, B), (B, 1, C), (C, -1, B), (D, 2, F), (A, -1, A), (F, 1, F), (C, 100, F)):
        assert RowCursor(ROWS, row).by_records(count) == found


def test_moves_by_lines_go_at_least_one_record_on() -> None:
    on, back = ((A, 1, B), (A, 3, C), (A, 2, C), (B, 1, C), (D, 1, E), (A, 50, F)), ((E, -1, D), (E, -2, D), (F, -4, C))
    for row, lines, found in (*on, *back, (A, -1, A)):
        assert RowCursor(ROWS, row).by_lines(lines) == found


def test_an_empty_list_has_nowhere_to_go() -> None:
    cursor = RowCursor(Rows())
    assert {cursor.row, cursor.by_records(3), cursor.by_lines(3), cursor.by_lines(-3)} == {0}


LONG = Rows(200)


def test_the_view_moves_as_little_as_needed() -> None:
    for row, top, height, found in (
        (20, 10, 20, 10),  # well in view
        (27, 10, 20, 10),  # two rows below it are in view
        (28, 10, 20, 11),
        (60, 10, 20, 43),
        (13, 10, 20, 10),  # two rows and the heading above it are in view
        (12, 10, 20, 9),
        (2, 10, 20, 0),
        (0, 10, 20, 0),
        (9, 10, 4, 8),  # in a low pane no neighbours are asked for
        (10, 10, 1, 10),
        (50, 10, 0, 10),  # before the first layout
    ):
        assert RowCursor(LONG, row).top(top, height) == found


def test_the_first_record_shows_the_headings_above_it() -> None:
    assert RowCursor(ROWS, A).top(2, 6) == 0
    assert RowCursor(ROWS, C).top(5, 6) == C - 1 - 1


def test_the_cursor_comes_to_the_middle() -> None:
    assert RowCursor(LONG, 100).top(10, 21, centred=True) == 90
    assert RowCursor(LONG, 3).top(10, 21, centred=True) == 0


@pytest.mark.parametrize(("row", "found"), [(11, True), (10, False), (9, False), (19, True), (20, False), (199, False)])
def test_room_below_is_a_third_of_the_pane(row: int, found: bool) -> None:
    assert RowCursor(LONG, row).has_room_below(10, 15) is found


def test_at_the_end_there_is_no_more_room_to_ask_for() -> None:
    assert RowCursor(LONG, 198).has_room_below(185, 15)
