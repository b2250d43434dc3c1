"""Dates: what EDTF text means, how it reads, how it sorts and filters, and the messages for other text."""

from __future__ import annotations

import contextlib
import io
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from cases import for_each
from hypothesis import given
from hypothesis import strategies as st

from tui.core.dates import edtf as dates
from tui.core.dates.short_labels import WIDTH
from tui.core.errors import DateError
from tui.core.text.display import cells

TABLE = yaml.safe_load((Path(__file__).parent / "edtf.yaml").read_text(encoding="utf-8"))
GOOD = [row[0] for row in TABLE["dates"]]


def iso(ordinal: int | None) -> str | None:
    return None if ordinal is None else dates.of_day(ordinal).text


@for_each(row=TABLE["dates"])
def test_a_date_means_and_reads(row: list[str | None]) -> None:
    value = dates.parse(str(row[0]))
    assert [row[0], iso(value.earliest), iso(value.latest), value.display, value.display_long] == row


@pytest.mark.parametrize(("text", "message"), TABLE["errors"])
def test_what_is_no_date_says_why(text: str, message: str) -> None:
    with pytest.raises(DateError) as caught:
        dates.parse(text)
    assert str(caught.value) == message


DAYS = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))
QUALIFIERS = st.sampled_from(["", "", "~", "?", "%"])
CODES = [f"{code:02}" for code in [*range(1, 13), *range(21, 42)]]


def masked(day: date, mask: str) -> str:
    return "".join("X" if hidden == "X" else sign for sign, hidden in zip(day.isoformat(), mask, strict=True))


POINTS = st.one_of(
    st.builds(lambda day, sign: day.isoformat() + sign, DAYS, QUALIFIERS),
    st.builds(lambda day, sign: day.isoformat()[:7] + sign, DAYS, QUALIFIERS),
    st.builds(lambda year, sign: f"{year:04}{sign}", st.integers(1, 9999), QUALIFIERS),
    st.builds(
        lambda year, code, sign: f"{year:04}-{code}{sign}", st.integers(1, 9998), st.sampled_from(CODES), QUALIFIERS
    ),
    st.builds(
        masked,
        DAYS,
        st.sampled_from(["----------", "---X------", "--XX------", "--------XX", "---------X", "-----XX-XX"]),
    ),
)
SHAPES = st.one_of(
    POINTS,
    st.builds(lambda a, b: f"{min(a, b)}/{max(a, b)}", DAYS, DAYS),
    st.builds(lambda point, form: form.format(point), POINTS, st.sampled_from(["{}/..", "../{}", "{}/", "/{}"])),
    st.builds(lambda points: f"[{','.join(points)}]", st.lists(POINTS, min_size=1, max_size=4)),
)


@given(SHAPES)
def test_the_first_day_is_never_after_the_last(text: str) -> None:
    value = dates.parse(text)
    assert value.earliest is not None or value.latest is not None
    if value.earliest is not None and value.latest is not None:
        assert value.earliest <= value.latest
        assert value.span_days == value.latest - value.earliest + 1
    if value.certain and value.earliest is not None and value.latest is not None:
        assert value.earliest <= value.certain[0] <= value.certain[1] <= value.latest


@given(SHAPES, DAYS, DAYS)
def test_what_must_be_in_a_time_may_be_in_it(text: str, one: date, other: date) -> None:
    value, (lo, hi) = dates.parse(text), sorted((one.toordinal(), other.toordinal()))
    if value.must_be_in(lo, hi):
        assert value.may_be_in(lo, hi)
    assert value.may_be_in(None, None)
    assert value.must_be_in(*value.outer)


@given(st.lists(SHAPES, min_size=3, max_size=3))
def test_the_order_is_total_and_agrees_with_equality(texts: list[str]) -> None:
    first, second, third = sorted(dates.parse(text) for text in texts)
    assert not second < first
    assert not third < second
    assert not third < first
    assert (first < second) + (second < first) + (first == second) == 1


@given(SHAPES, st.integers(1, 9999), st.one_of(st.none(), st.integers(1, 12)))
def test_a_label_fits_the_column_and_words_are_one_line(text: str, year: int, month: int | None) -> None:
    value = dates.parse(text)
    start = value.earliest if value.earliest is not None else value.latest
    assert start is not None
    for heading in ((year, month), (dates.year_of(start), None), (dates.year_of(start), dates.month_of(start))):
        for width in (WIDTH, 9, 13):
            label = value.day_label(*heading, width=width)
            assert 0 < cells(label) <= width, (label, heading)
            assert not label.endswith("…"), "that sign means a day in between"
    assert value.display.isprintable()
    assert value.display_long.isprintable()


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_an_error_of_one_safe_line(text: str) -> None:
    message = ""
    try:
        assert dates.parse(text).text == text
    except DateError as error:
        message = str(error) or "\n"
    assert message.isprintable()


def test_a_range_of_the_query_has_open_ends() -> None:
    day = date(2020, 8, 9).toordinal()
    assert dates.parse_range("2020-08-09..2020-08-12") == (day, day + 3)
    assert dates.parse_range("2020-08-09..") == (day, None)
    assert dates.parse_range("..2020-08-09") == (None, day)
    assert dates.parse_range("2020-08-09") == dates.parse_range("2020-08-09..2020-08-09") == (day, day)
    assert dates.parse_range("../2020-08-09") == dates.parse_range("[..2020-08-09]") == (None, day)
    for text, message in (
        ("..", "a range has a start or an end: write 2020-08.. or ..2020-08"),
        ("2020-08-10..2020-08-09", "the end 2020-08-09 lies before the start 2020-08-10"),
    ):
        with pytest.raises(DateError) as caught:
            dates.parse_range(text)
        assert str(caught.value) == message


# strings that the library reads, and not those whose bounds it takes differently (winters, open ends)
ORACLE = ["2020-08-09", "2020-08", "2020", "0987", "2020-02", "2020-08-09/2020-08-12", "2019/2020", "2020-08~", "2020?"]
ORACLE += ["199X", "2020-XX", "2020-08-XX", "2020-08-09%", "2020-08/2020-09"]


@pytest.mark.parametrize("text", ORACLE)
def test_another_implementation_finds_the_same_days(text: str) -> None:
    edtf = pytest.importorskip("edtf")
    with contextlib.redirect_stdout(io.StringIO()):
        parsed = edtf.parse_edtf(text)
        low, high = parsed.lower_strict(), parsed.upper_strict()
    value = dates.parse(text)
    assert (iso(value.earliest), iso(value.latest)) == (iso_of(low), iso_of(high))


def iso_of(moment: time.struct_time) -> str:
    return (date(moment.tm_year, moment.tm_mon, 1) + timedelta(days=moment.tm_mday - 1)).isoformat()


@for_each(line=(Path(__file__).parent / "facts.txt").read_text("utf-8").splitlines()[1:])
def test_what_is_known_of_a_date(line: str) -> None:
    text, *facts = line.split(" | ")
    value = dates.parse(text)
    known = ["~" * value.approximate, "?" * value.uncertain, "day" * value.is_day]
    certain = "–" if value.certain is None else " ".join(str(iso(day)) for day in value.certain)
    assert facts == [value.precision, value.grain, " ".join(filter(None, known)) or "–", certain]


@for_each(text=GOOD)
def test_only_what_is_known_to_the_day_has_ends_of_one_day(text: str) -> None:
    value = dates.parse(text)
    if value.grain != "other":
        ends = [dates.parse(end) for end in text.split("/")]
        assert (value.grain == "day") == all(end.span_days == 1 for end in ends)


def test_a_text_too_long_for_a_date_is_refused_with_its_length() -> None:
    with pytest.raises(DateError, match="a date of 201 characters: at most 200 are read"):
        dates.parse("2" * 201)


@for_each(line=(Path(__file__).parent / "labels.txt").read_text("utf-8").splitlines()[1:])
def test_a_date_has_a_label_under_each_heading(line: str) -> None:
    text, *labels = line.split(" | ")
    value = dates.parse(text)
    narrow = [value.day_label(2020), value.day_label(2020, 8), value.day_label(2019)]
    assert [*narrow, value.day_label(2020, width=9), value.day_label(2020, 8, width=9)] == labels
    assert all("…" not in label[-1] for label in labels), "that sign means a day in between, nothing is cut with it"


def test_a_day_has_its_year_and_month_and_lies_in_the_years_that_there_are() -> None:
    day = date(2020, 8, 9).toordinal()
    assert (dates.year_of(day), dates.month_of(day), dates.of_day(day).text) == (2020, 8, "2020-08-09")
    assert [dates.of_day(end).text for end in (dates.FIRST_DAY, 0, dates.LAST_DAY)] == [
        "-9999-01-01",
        "0000-12-31",
        "9999-12-31",
    ]
    for beyond in (dates.FIRST_DAY - 1, dates.LAST_DAY + 1):
        with pytest.raises(DateError, match="years run from -9999 to 9999"):
            dates.of_day(beyond)


def test_dates_sort_by_their_start_the_wider_first_and_those_without_a_start_by_their_end() -> None:
    texts = ["../0001-01-01", "0001-01-01/..", "[..2020-08-09]", "2020-08-08/2020-08-09", "2020-08-09", "2020-08-09?"]
    texts = ["0001", *texts, "2020-08-10/..", "2020-08-10/2020-08-12", "2020-08-10"]
    found = [value.text for value in sorted(map(dates.parse, reversed(texts)))]
    assert found == [
        *("../0001-01-01", "0001-01-01/..", "0001", "2020-08-08/2020-08-09", "[..2020-08-09]", "2020-08-09"),
        *("2020-08-09?", "2020-08-10/..", "2020-08-10/2020-08-12", "2020-08-10"),
    ]
    assert dates.parse("2020") == dates.parse("2020") != dates.parse("2020?")
    assert dates.parse("2020") != "2020"


@for_each(
    case=(
        ("2020-08-22~", "2020-08-19", "2020-08-25"),
        ("2020-08-22%", "2020-08-19", "2020-08-25"),
        ("2020-08-22?", "2020-08-22", "2020-08-22"),
        ("2020-09~", "2020-08-17", "2020-10-15"),
        ("2019~", "2018-07-03", "2020-06-30"),
        ("199X~", "1985-01-01", "2004-12-30"),
        ("2020-08-22~/2020-09-03", "2020-08-19", "2020-09-03"),
        ("../2020-08-22~", "", "2020-08-25"),
        ("[2020-08-09,2020-08-22~]", "2020-08-09", "2020-08-25"),
        ("9999-12-31~", "9999-12-28", "9999-12-31"),
    )
)
def test_about_a_day_is_three_days_either_side_and_about_longer_half_its_length(case: tuple[str, str, str]) -> None:
    text, first, last = case
    assert tuple(dates.of_day(day).text if day is not None else "" for day in dates.parse(text).outer) == (first, last)


def test_one_of_several_dates_is_in_none_of_the_gaps_between_them() -> None:
    either = dates.parse("[2011,2013]")
    found = {year: either.may_be_in(*dates.bounds(year)) for year in ("2010", "2011", "2012", "2013", "2011/2013")}
    assert found == {"2010": False, "2011": True, "2012": False, "2013": True, "2011/2013": True}
