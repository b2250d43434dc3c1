"""Dates as people write them in tables."""

from __future__ import annotations

import re

import pytest

from tui.exchange.dates.written import AMBIGUOUS, IMPOSSIBLE, written

READ = """
    2011-5-3                         2011-05-03
    2011/05/03                       2011-05-03
    2011. 5. 3.                      2011-05-03
    20110503                         2011-05-03
    3 May 2011                       2011-05-03
    May 3rd, 2011                    2011-05-03
    Tuesday, 3 May 2011              2011-05-03
    3-May-2011                       2011-05-03
    03.05.2011                       2011-05-03
    13/05/2011                       2011-05-13
    05/13/2011                       2011-05-13
    05/05/2011                       2011-05-05
    May 2011                         2011-05
    05/2011                          2011-05
    2011-05-00                       2011-05
    2011-00-00                       2011
    2011.0                           2011
    987                              0987
    c. 2011                          2011~
    about May 2011?                  2011-05%
    2011?                            2011?
    1990s                            199X
    19th century                     18XX
    Spring 2011                      2011-21
    2011-05-03 14:30                 2011-05-03T14:30
    2011-05-03T23:30:00-0500         2011-05-03T23:30:00-05:00
    2011-05-03, at 9:05 UTC          2011-05-03T09:05Z
    2011-2012                        2011/2012
    2011–13                          2011/2013
    3–9 May 2011                     2011-05-03/2011-05-09
    May–June 2011                    2011-05/2011-06
    28 August – 3 September 2020     2020-08-28/2020-09-03
    2011-05-03 to 2011-05-09         2011-05-03/2011-05-09
    from May 2011 to July 2012       2011-05/2012-07
    about 9–12 August 2020?          2020-08-09%/2020-08-12%
    before 2011                      ../2011
    since 14 August 2020             2020-08-14/..
    1990–present                     1990/..
    between 1950 and 1960            [1950..1960]
    1450~/1460                       1450~/1460
    1 мая 2011                       2011-05-01
    12 жніўня 2011                   2011-08-12
    3. März 2011                     2011-03-03
    le 14 juillet 1789               1789-07-14
    3 de marzo de 2011               2011-03-03
    5 października 2011              2011-10-05
    2011年5月3日                      2011-05-03
    ２０１１                           2011
    AD 79                            0079
    44 BC                            -0043
    15 March 44 BCE                  -0043-03-15
    100–44 BC                        -0099/-0043
    44 BC – AD 14                    -0043/0014
    c. 500 v. Chr.                   -0499~
    44 до н. э.                      -0043
"""

NOT_READ = """
    03/04/2011                       day and month may be either way round
    3/4/11                           a year of two digits
    3-May-11                         a year of two digits
    3 May                            no year
    40666                            no date that can be read
    the day after                    no date that can be read
    Q9 2011                          no date that can be read
    30 Feb 2011                      there is no such date
    2011-13-01                       there is no such date
    1900s                            a decade or a century
    2013–2011                        the end lies before the start
    n.d.                             no date
"""


def rows(table: str) -> list[tuple[str, str]]:
    pairs = (re.split(r"\s{2,}", line.strip()) for line in table.strip().splitlines())
    return [(text, expected) for text, expected in pairs]


def test_dates_of_many_hands_are_read() -> None:
    assert [(text, written(text).date) for text, _ in rows(READ)] == rows(READ)
    assert [written(text).lost for text, _ in rows(READ) if written(text).lost] == []


def test_what_is_not_sure_is_no_date_and_says_why() -> None:
    assert [(text, written(text).lost) for text, _ in rows(NOT_READ)] == rows(NOT_READ)
    assert {written(text).date for text, _ in rows(NOT_READ)} == {""}


def test_the_order_of_day_and_month_decides_only_where_both_are_possible() -> None:
    for text, dmy, mdy in (
        ("03/04/2011", "2011-04-03", "2011-03-04"),
        ("3-4-2011 – 5-4-2011", "2011-04-03/2011-04-05", "2011-03-04/2011-05-04"),
        ("13/05/2011", "2011-05-13", "2011-05-13"),
        ("03.04.2011", "2011-04-03", "2011-04-03"),
    ):
        assert (written(text, "dmy").date, written(text, "mdy").date) == (dmy, mdy)
    assert written("31/04/2011").lost == IMPOSSIBLE
    assert written("03/04/2011").lost == AMBIGUOUS


def test_what_is_lost_of_a_date_is_told_with_it() -> None:
    for text, date in (
        ("2011-05-03 14:30:00.250", "2011-05-03T14:30:00"),
        ("2011-05-03 14:30 – 2011-05-04", "2011-05-03/2011-05-04"),
    ):
        assert written(text).date == date
        assert written(text).lost


@pytest.mark.parametrize(
    "text", ["9" * 5000, "May " * 30, "-" * 99, "((((", "2011 2011", "May May 2011", "0", "²²²", "٢٠١١"]
)
def test_strange_text_is_no_date_or_a_valid_one(text: str) -> None:
    found = written(text)
    assert found.date or found.lost
