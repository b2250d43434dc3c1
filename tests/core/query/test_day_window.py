"""The days that are compared: how they are found, grow, shrink and move."""

from __future__ import annotations

from datetime import date

import pytest

from tui.core.dates import edtf
from tui.core.query import parser, tree
from tui.core.query.day_window import WIDTHS, Days, of_event, of_filter


def days(first: str, last: str) -> Days:
    return Days(date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal())


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2020-08-09", "2020-08-08", "2020-08-10"),
        ("2020-08-09~", "2020-08-08", "2020-08-10"),
        ("2020-08", "2020-08-01", "2020-08-31"),
        ("2020-08-09/2020-08-12", "2020-08-09", "2020-08-12"),
        ("2020-08-09/2020-12-31", "2020-08-08", "2020-08-10"),
        ("2020-08-09/..", "2020-08-08", "2020-08-10"),
        ("../2021-02-28", "2021-02-27", "2021-03-01"),
    ],
)
def test_the_days_of_an_event_are_its_own_or_a_day_with_its_neighbours(written: str, first: str, last: str) -> None:
    assert of_event(written) == days(first, last)


def test_a_filter_with_two_ends_gives_its_days_and_what_is_left_of_it() -> None:
    assert of_filter(parser.parse("date:2020-08-09..2020-08-12 org:x is:disputed")) == (
        days("2020-08-09", "2020-08-12"),
        parser.parse("org:x is:disputed"),
    )
    assert of_filter(parser.parse("date!:2020-08 date:2020-08-20..2020-09-03")) == (
        days("2020-08-20", "2020-08-31"),
        parser.parse(""),
    )


@pytest.mark.parametrize("text", ["", "org:x", "date:2020-08..", "-date:2020", "date:2020 date:2021", "after:2020"])
def test_a_filter_without_two_ends_stays_as_it_is(text: str) -> None:
    assert of_filter(parser.parse(text)) == (None, parser.parse(text))


def test_wider_and_back_is_the_same_and_ends_somewhere() -> None:
    one = days("2020-08-08", "2020-08-10")
    assert one.widened() == days("2020-08-06", "2020-08-12")
    assert one.widened().narrowed() == one
    assert one.narrowed() == days("2020-08-09", "2020-08-09")
    assert one.narrowed().narrowed() == one.narrowed()
    widest = one
    for _ in range(len(WIDTHS) + 3):
        widest = widest.widened()
    assert widest.width == WIDTHS[-1] == widest.widened().width


def test_a_window_stays_in_the_years_that_there_are() -> None:
    first = Days(edtf.FIRST_DAY, edtf.FIRST_DAY + 2)
    last = Days(edtf.LAST_DAY, edtf.LAST_DAY)
    assert first.widened() == Days(edtf.FIRST_DAY, edtf.FIRST_DAY + 6)
    assert last.widened() == Days(edtf.LAST_DAY - 2, edtf.LAST_DAY)
    assert first.moved(-5).first == edtf.FIRST_DAY
    assert last.widened().moved(edtf.LAST_DAY) == last.widened()


def test_days_are_written_for_queries_and_for_readers() -> None:
    some = days("2020-08-09", "2020-08-12")
    assert parser.parse(f"date:{some.text}") == tree.Field("date", "2020-08-09..2020-08-12")
    assert some.words == "9–12 August 2020"
    assert some.narrowed().narrowed().words == "10 August 2020"
