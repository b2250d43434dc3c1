"""The calendar: which days months and parts of a year span, and what they are called."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from tui.core.dates.edtf import parse
from tui.core.dates.month_names import LONG_MONTHS, SHORT_MONTHS, month_length, span

SEASONS = [("spring", 3, 5), ("summer", 6, 8), ("autumn", 9, 11), ("winter", 12, 2)]
SOUTHERN = [("spring", 9, 11), ("summer", 12, 2), ("autumn", 3, 5), ("winter", 6, 8)]
OTHERS = [
    *(("Q1", "Q1", 1, 3), ("Q2", "Q2", 4, 6), ("Q3", "Q3", 7, 9), ("Q4", "Q4", 10, 12)),
    *(("first third of", "1st ⅓", 1, 4), ("second third of", "2nd ⅓", 5, 8), ("last third of", "3rd ⅓", 9, 12)),
    *(("first half of", "1st ½", 1, 6), ("second half of", "2nd ½", 7, 12)),
]
PARTS = [
    *((name, name, first, last) for name, first, last in SEASONS),
    *((f"northern {name}", name, first, last) for name, first, last in SEASONS),
    *((f"southern {name}", name, first, last) for name, first, last in SOUTHERN),
    *OTHERS,
]


def test_each_part_of_a_year_has_its_months_and_its_names() -> None:
    for code, (name, label, first, last) in enumerate(PARTS, 21):
        value = parse(f"2020-{code}")
        following = last < first
        end = date(2020 + following, last, monthrange(2020 + following, last)[1])
        assert (value.earliest, value.latest) == (date(2020, first, 1).toordinal(), end.toordinal()), code
        assert value.display == (f"{name} 2020–21" if following else f"{name} 2020"), code
        assert value.day_label(2020) == label, code


def test_months_have_their_names_and_lengths() -> None:
    for month, (long, short) in enumerate(zip(LONG_MONTHS, SHORT_MONTHS, strict=True), 1):
        assert (
            parse(f"2020-{month:02}-05").display_long == f"5 {long} 2020" == date(2020, month, 5).strftime("5 %B 2020")
        )
        assert long.startswith(short)
        for year in (1900, 2000, 2019, 2020):
            assert month_length(year, month) == monthrange(year, month)[1]


def test_a_span_is_none_where_the_calendar_has_no_such_date() -> None:
    assert span("0001", "", "") == (1, 365)
    assert span("9999", "12", "31") == (date.max.toordinal(),) * 2
    for year, part, day in (
        *(("-0000", "", ""), ("2020", "00", ""), ("2020", "13", ""), ("2020", "42", ""), ("9999", "24", "")),
        *(("2020", "02", "30"), ("2020", "02", "00"), ("2020", "21", "01")),
    ):
        assert span(year, part, day) is None, (year, part, day)
