"""Dates that a running text names, and dates as curators type them: relative ones count from the day of the source."""

from __future__ import annotations

import pytest

from tui.core.dates import edtf
from tui.core.dates.in_text import dates_in, read_date
from tui.core.errors import DateError

ISSUED = "2020-09-02"  # a Wednesday

FOUND = {
    "on 9 August 2020": "2020-08-09", "on 9 August": "2020-08-09", "August 9, 2019": "2019-08-09",
    "from 12 to 13 August": "2020-08-12/2020-08-13", "9.8.2020": "2020-08-09", "2020-08-09": "2020-08-09",
    "in May 2019": "2019-05", "in May": "2020-05", "in 2017": "2017", "mid-September 2019": "2019-09-11/2019-09-20",
    "the last week of August": "2020-08-25/2020-08-31", "summer 2019": "2019-22", "9 августа": "2020-08-09",
    "9 жніўня 2020": "2020-08-09",
}  # fmt: skip
COUNTED = {
    "yesterday": "2020-09-01", "the day before yesterday": "2020-08-31", "on Monday": "2020-08-31",
    "last Wednesday": "2020-08-26", "on Wednesday": "2020-09-02", "next Friday": "2020-09-04",
    "next Wednesday": "2020-09-09",
    "three weeks ago": "2020-08-12", "вчера": "2020-09-01", "учора": "2020-09-01",
}  # fmt: skip


def test_dates_are_found_in_words_and_figures() -> None:
    for text, date in FOUND.items():
        (one,) = dates_in(f"They left {text}, they say.", ISSUED)
        wanted = {"2019-22": "2019-06-01/2019-08-31"}.get(date, date)
        assert edtf.bounds(one.date) == edtf.bounds(wanted), text
        assert one.inferred_from == "", text


def test_relative_dates_count_from_the_day_of_the_source_and_say_so() -> None:
    for text, date in COUNTED.items():
        (one,) = dates_in(f"They left {text}, they say.", ISSUED)
        assert one.date == date, text
        assert text.removeprefix("on ") in one.inferred_from
        assert "2 September 2020" in one.inferred_from
        assert dates_in(f"They left {text}.", "") == []


def test_what_comes_later_counts_from_the_date_before_it() -> None:
    found = dates_in("On 9 August 2020 it broke. The next day it rained. Two days later they met.", ISSUED)
    assert [one.date for one in found] == ["2020-08-09", "2020-08-10", "2020-08-12"]
    assert [bool(one.inferred_from) for one in found] == [False, True, True]


def test_no_date_is_seen_where_there_is_none() -> None:
    for text in ("They may march on.", "100 to 12 people", "version 1.2.3", "from 12 to 30 crowns", "a day in the sun"):
        assert dates_in(text, ISSUED) == []


def test_the_nearest_date_comes_first() -> None:
    text = "On 9 August it broke, on 12 August it came back, on 15 August all was well."
    assert dates_in(text, ISSUED, at=text.index("came"))[0].date == "2020-08-12"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        *(
            ("2020~", "2020~"),
            ("2020-08-09/..", "2020-08-09/.."),
            ("9 aug 2020", "2020-08-09"),
            ("aug 2020", "2020-08"),
        ),
        *(
            ("about 2020", "2020~"),
            ("yesterday", "2020-09-01"),
            ("9 aug", "2020-08-09"),
            ("12-13 aug", "2020-08-12/2020-08-13"),
        ),
    ],
)
def test_a_curator_types_a_date_in_any_way(text: str, date: str) -> None:
    assert read_date(text, ISSUED).date == date


@pytest.mark.parametrize("text", ["", "nonsense", "2020-13", "yesterday morning"])
def test_what_is_no_date_is_said(text: str) -> None:
    with pytest.raises(DateError):
        read_date(text, ISSUED)
    with pytest.raises(DateError, match="of which year"):
        read_date("9 aug", "")
