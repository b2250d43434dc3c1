"""Dates that go out into a format and come back are the same, or what was lost is told; they never say more."""

from __future__ import annotations

from cases import for_each
from crossed import DATES, says_no_more
from hypothesis import given
from hypothesis import strategies as st

from tui.exchange.dates.crossing import DATE_FORMATS, FTM, DateFormat, from_biblatex, from_csl, from_timelinejs
from tui.exchange.dates.parts import agreed, in_parts, span
from tui.exchange.dates.written import ReadDate, written
from tui.exchange.losses import Losses


def check(format_: DateFormat, text: str) -> bool:
    """Check a date in a format; return whether it survives."""
    held, lost = format_.crossing(text)
    back = format_.read(held).date if held else ""
    assert lost or back == text, (format_.title, text, held)
    assert not back or says_no_more(back, text), (format_.title, text, held, back)
    assert back or not held, (format_.title, text, held)
    return not lost


SURVIVE = {"csv": 114, "timelinejs": 110, "ftm": 21, "csl": 113, "biblatex": 76, "bibtex": 5, "jsonld": 114}
"""How many of the dates of the table each format keeps whole."""


@for_each(name=DATE_FORMATS)
def test_every_date_comes_back_the_same_or_its_loss_is_told(name: str) -> None:
    assert sum(check(DATE_FORMATS[name], text) for text in DATES) >= SURVIVE[name]
    assert all(isinstance(check(FTM, text), bool) for text in DATES)


POINTS = st.builds(
    lambda day, width, sign: f"{day.isoformat()[:width]}{sign}",
    st.dates(),
    st.sampled_from([4, 7, 10]),
    st.sampled_from(["", "", "~", "?", "%"]),
)


@given(
    st.lists(POINTS, min_size=2, max_size=2),
    st.sampled_from(["{}", "{}/{}", "{}/..", "../{}", "{}/", "[{},{}]", "[..{}]"]),
)
def test_no_date_says_more_than_the_record(points: list[str], form: str) -> None:
    text = form.format(*sorted(points))
    for format_ in (*DATE_FORMATS.values(), FTM):
        check(format_, text)


def test_what_each_format_holds() -> None:
    for name, text, held in (
        ("ftm", "2020-08", {"date": "2020-08"}),
        ("ftm", "2020-08/2020-10", {"startDate": "2020-08", "endDate": "2020-10"}),
        ("ftm", "../2011", {"endDate": "2011"}),
        ("ftm", "2020-08-09~", {"date": "2020-08"}),
        ("ftm", "199X", {}),
        ("ftm", "0987", {}),
        ("ftm", "-0043", {}),
        ("csl", "-0043-03-15", {"date-parts": [[-44, 3, 15]]}),
        ("biblatex", "-0043", {"date": "-0043"}),
        ("bibtex", "-0043", {}),
        ("csl", "2020-08-09~", {"date-parts": [[2020, 8, 9]], "circa": True}),
        ("csl", "2020-24", {"date-parts": [[2020]], "season": 4}),
        ("csl", "2020?", {"literal": "2020?"}),
        ("csl", "19XX", {"literal": "1900–1999 (19XX)"}),
        ("biblatex", "1450~/1460", {"date": "1450~/1460"}),
        ("biblatex", "[2020-08-09,2020-08-10]", {"date": "2020-08"}),
        ("bibtex", "2019/2020-03", {}),
        ("bibtex", "2020-08-09", {"year": "2020", "month": "8"}),
        ("jsonld", "199X", {"temporal": "199X"}),
        ("timelinejs", "199X", {"start_date": {"year": "1990"}, "end_date": {"year": "1999"}, "display_date": "1990s"}),
        ("timelinejs", "XXXX-08", {}),
    ):
        assert DATE_FORMATS[name].crossing(text).held == held, (name, text)


def test_losses_are_told_once_a_cause_and_with_their_record() -> None:
    losses = Losses()
    for number, text in enumerate(("199X", "188X", "2020~", "2020", "")):
        DATE_FORMATS["ftm"].put(losses, f"events/e{number}", text)
    assert [*losses.summary()] == [
        "2 dates: FollowTheMoney has no unknown digits: the date is left out (first: events/e0 “199X”)",
        "1 date: FollowTheMoney has no “about” or “uncertain”: only what it can hold is kept (events/e2 “2020~”)",
    ]


def test_parts_never_shift() -> None:
    for year, month, day, date in (
        ("1999", "March", "5", "1999-03-05"),
        ("1999", "3 ", 5.0, "1999-03-05"),
        (1999, 3.0, "5.0", "1999-03-05"),
        ("1999", "марта", "", "1999-03"),
        ("2021", "", "12", "2021-XX-12"),
        ("2021", "0", "0", "2021"),
        ("99", None, None, "0099"),
        ("-44", "3", "15", "-0043-03-15"),
        (-1, "", "", "0000"),
        ("२०२१", "", "", "2021"),
        ("1999", "13", "5", ""),
        ("2021", "02", "30", ""),
        ("2021", "x", "5", ""),
        ("2021", "2.5", "", ""),
        ("", "3", "", ""),
        ("12000", "", "", ""),
        ("²²²", "", "", ""),
    ):
        found = in_parts(year, month, day)
        assert found.date == date, (year, month, day)
        assert bool(found.lost) == (not date)


def test_starts_and_ends() -> None:
    for start, end, date, told in (
        ("2011", "2012", "2011/2012", False),
        ("2011", "2011", "2011", False),
        ("", "2011", "../2011", False),
        ("2011", "", "2011", False),
        ("2021-05", "2021-04", "2021-05", True),
        ("2015-03-01T23:59", "2015-03-02T01:00", "2015-03-01/2015-03-02", True),
    ):
        found = span(ReadDate(start), ReadDate(end))
        assert (found.date, bool(found.lost)) == (date, told)


def test_of_several_dates_the_most_precise_that_agree() -> None:
    for texts, date, told in (
        (("2015", "2015-03-01"), "2015-03-01", False),
        (("2015", "2015-03", "2015-03"), "2015-03", False),
        (("2015-03-05", "2015-03-01"), "[2015-03-01,2015-03-05]", True),
        (("soon", "2020-08"), "2020-08", True),
        ((), "", False),
    ):
        found = agreed(map(written, texts))
        assert (found.date, bool(found.lost)) == (date, told)


def test_dates_of_csl_as_programs_write_them() -> None:
    for value, date in (
        ({"date-parts": [["2020", "8", "9"]]}, "2020-08-09"),
        ({"date-parts": [[2020, "Aug"]], "circa": "1"}, "2020-08~"),
        ({"date-parts": [[2020], [2021]], "circa": False}, "2020/2021"),
        ({"date-parts": [[2020]], "season": "21"}, "2020-21"),
        ({"date-parts": [[2020]], "season": "Winter"}, "2020-24"),
        ({"date-parts": [[2020], [0, 0, 0]]}, "2020/.."),
        ({"date-parts": [[2020, 13]]}, ""),
        ({"date-parts": [[]], "literal": "May 2011"}, "2011-05"),
        ({"date-parts": "2020"}, ""),
        ({"raw": "2020-08-09/2020-08-12"}, "2020-08-09/2020-08-12"),
        ({"edtf": "199X"}, "199X"),
        ("2020-08", "2020-08"),
        (None, ""),
    ):
        assert from_csl(value).date == date, value


def test_dates_of_bib_entries() -> None:
    for entry, date in (
        ({"date": "1450~/1460"}, "1450~/1460"),
        ({"year": "2011", "month": "may"}, "2011-05"),
        ({"year": "2011", "month": "5", "day": "3"}, "2011-05-03"),
        ({"year": "c. 1450"}, "1450~"),
        ({"year": "forthcoming"}, ""),
    ):
        assert from_biblatex(entry).date == date


def test_slides_as_people_write_them() -> None:
    for slide, date, told in (
        (
            {"start_date": {"year": "2021", "month": "5", "day": "1", "hour": "14", "minute": "30"}},
            "2021-05-01T14:30",
            False,
        ),
        ({"start_date": {"year": "2021", "hour": "14"}}, "2021", True),
        ({"end_date": {"year": "2021", "month": "4"}}, "../2021-04", False),
        ({"start_date": {"year": "2021"}, "end_date": {"year": "", "month": "3"}}, "2021", True),
        ({"start_date": {"year": "2021", "month": "5", "day": "1"}, "display_date": "Spring 2021"}, "2021-05-01", True),
        ({"start_date": {"year": "2021", "month": "5"}, "display_date": "May 2021"}, "2021-05", False),
        ({"start_date": {"year": "1990"}, "end_date": {"year": "1999"}, "display_date": "1990s"}, "199X", False),
        ({"start_date": {"year": "1980"}, "display_date": "1990s"}, "1980", True),
        ({"start_date": "soon"}, "", False),
        ({}, "", False),
    ):
        found = from_timelinejs(slide)
        assert (found.date, bool(found.lost)) == (date, told), slide
