"""The days that are compared, found from an event or a filter."""

from __future__ import annotations

import pytest
from making import days

from tui.core.query import parser
from tui.core.query.day_window import of_event, of_filter


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2020-08-09", "2020-08-08", "2020-08-10"),
        ("2020-08-09~", "2020-08-08", "2020-08-10"),
        ("2020-08", "2020-08-01", "2020-08-31"),
        ("2020-08-09/2020-08-12", "2020-08-09", "2020-08-12"),
        ("2020-08-01/2020-08-31", "2020-08-01", "2020-08-31"),
        ("2020-08-01/2020-09-01", "2020-07-31", "2020-08-02"),
        ("2020", "2020-01-01", "2020-12-31"),
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
