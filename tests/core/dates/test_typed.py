"""Dates as people type them, to go to one."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date

import pytest

from tui.core.dates.day_range import DayRange
from tui.core.dates.edtf import FIRST_DAY, LAST_DAY
from tui.core.dates.typed import typed
from tui.core.dates.typed_words import MONTHS, NOISE, ORDINALS, SEASONS, THIRDS, UNITS, month
from tui.core.errors import DateError

NEAR = date(2020, 8, 20).toordinal()

TABLE = [
    # as the data write them
    ("2020-08-09", "2020-08-09", "2020-08-09"),
    ("2020-08", "2020-08-01", "2020-08-31"),
    ("2020", "2020-01-01", "2020-12-31"),
    ("2020-08-09..2020-08-12", "2020-08-09", "2020-08-12"),
    ("2020-08-09/2020-08-12", "2020-08-09", "2020-08-12"),
    ("2020-08..", "2020-08-01", "2020-08-01"),
    ("..2020-08", "2020-08-31", "2020-08-31"),
    ("2020-8-9", "2020-08-09", "2020-08-09"),
    # in figures
    ("9.8.2020", "2020-08-09", "2020-08-09"),
    ("09.08.2020", "2020-08-09", "2020-08-09"),
    ("9/8/2020", "2020-08-09", "2020-08-09"),
    ("8/23/2020", "2020-08-23", "2020-08-23"),
    ("2020/08/09", "2020-08-09", "2020-08-09"),
    ("2020.08", "2020-08-01", "2020-08-31"),
    ("08.2020", "2020-08-01", "2020-08-31"),
    ("9.8.", "2020-08-09", "2020-08-09"),
    # in words
    ("9 aug 2020", "2020-08-09", "2020-08-09"),
    ("9 August 2020", "2020-08-09", "2020-08-09"),
    ("aug 9, 2020", "2020-08-09", "2020-08-09"),
    ("August 9th 2020", "2020-08-09", "2020-08-09"),
    ("the 9th of August, 2020", "2020-08-09", "2020-08-09"),
    ("2020 aug 9", "2020-08-09", "2020-08-09"),
    ("9aug2020", "2020-08-09", "2020-08-09"),
    ("Sunday, 9 August 2020", "2020-08-09", "2020-08-09"),
    ("aug 2020", "2020-08-01", "2020-08-31"),
    ("2020 august", "2020-08-01", "2020-08-31"),
    ("in September of 2020", "2020-09-01", "2020-09-30"),
    ("sept. 2020", "2020-09-01", "2020-09-30"),
    ("29 feb 2020", "2020-02-29", "2020-02-29"),
    ("last day of february 2020", "2020-02-29", "2020-02-29"),
    ("first of august 2020", "2020-08-01", "2020-08-01"),
    # parts
    ("last week of august 2020", "2020-08-25", "2020-08-31"),
    ("first week of august 2020", "2020-08-01", "2020-08-07"),
    ("2nd week of august 2020", "2020-08-08", "2020-08-14"),
    ("5th week of august 2020", "2020-08-29", "2020-08-31"),
    ("early august 2020", "2020-08-01", "2020-08-10"),
    ("mid september 2020", "2020-09-11", "2020-09-20"),
    ("mid-september 2020", "2020-09-11", "2020-09-20"),
    ("end of august 2020", "2020-08-21", "2020-08-31"),
    ("first half of 2020", "2020-01-01", "2020-06-30"),
    ("second half of august 2020", "2020-08-16", "2020-08-31"),
    ("late 2020", "2020-09-01", "2020-12-31"),
    ("summer 2020", "2020-06-01", "2020-08-31"),
    ("winter 2020", "2020-12-01", "2021-02-28"),
    ("q3 2020", "2020-07-01", "2020-09-30"),
    ("2020 Q3", "2020-07-01", "2020-09-30"),
    ("third quarter of 2020", "2020-07-01", "2020-09-30"),
    ("1990s", "1990-01-01", "1999-12-31"),
    # from one to another
    ("9-12 aug 2020", "2020-08-09", "2020-08-12"),
    ("9–12 August 2020", "2020-08-09", "2020-08-12"),
    ("from 9 to 12 august 2020", "2020-08-09", "2020-08-12"),
    ("28 aug - 3 sept 2020", "2020-08-28", "2020-09-03"),
    ("aug–oct 2020", "2020-08-01", "2020-10-31"),
    ("28 december – 3 january 2021", "2020-12-28", "2021-01-03"),
    ("august 9 to 12 2020", "2020-08-09", "2020-08-12"),
    ("2017 to 2019", "2017-01-01", "2019-12-31"),
    # Russian and Belarusian
    ("9 августа 2020", "2020-08-09", "2020-08-09"),
    ("9 августа 2020 г.", "2020-08-09", "2020-08-09"),
    ("9 жніўня 2020", "2020-08-09", "2020-08-09"),
    ("9 жніўня 2020 года", "2020-08-09", "2020-08-09"),
    ("жнівень 2020", "2020-08-01", "2020-08-31"),
    ("в сентябре 2020", "2020-09-01", "2020-09-30"),
    ("у верасні 2020", "2020-09-01", "2020-09-30"),
    ("сен 2020", "2020-09-01", "2020-09-30"),
    ("1 мая 2020", "2020-05-01", "2020-05-01"),
    ("середина сентября 2020", "2020-09-11", "2020-09-20"),
    ("сярэдзіна верасня 2020", "2020-09-11", "2020-09-20"),
    ("последняя неделя августа 2020", "2020-08-25", "2020-08-31"),
    ("апошні тыдзень жніўня 2020", "2020-08-25", "2020-08-31"),
    ("лето 2020", "2020-06-01", "2020-08-31"),
    ("с 9 по 12 августа 2020", "2020-08-09", "2020-08-12"),
    ("9-12 жніўня 2020", "2020-08-09", "2020-08-12"),
]


@pytest.mark.parametrize(("text", "first", "last"), TABLE, ids=[text for text, _, _ in TABLE])
def test_what_is_typed_means_these_days(text: str, first: str, last: str) -> None:
    days = typed(text, NEAR)
    assert (date.fromordinal(days.first).isoformat(), date.fromordinal(days.last).isoformat()) == (first, last)
    assert typed(f"  {text.upper() if not text[0].isdigit() else text} ", NEAR) == days


@pytest.mark.parametrize(
    ("text", "near", "first"),
    [
        ("9 August", "2020-08-20", "2020-08-09"),
        ("9 august", "2021-01-31", "2020-08-09"),
        ("9 august", "2021-03-31", "2021-08-09"),
        ("january", "2020-12-20", "2021-01-01"),
        ("9 жніўня", "2017-12-21", "2017-08-09"),
        ("mid september", "2020-08-20", "2020-09-11"),
        ("last week of december", "2021-01-03", "2020-12-25"),
        ("summer", "1999-02-01", "1999-06-01"),
        ("q4", "2020-02-01", "2019-10-01"),
        ("29 february", "2021-06-01", "2020-02-29"),
        ("9-12 august", "2019-07-01", "2019-08-09"),
    ],
)
def test_without_a_year_it_is_the_nearest_to_where_the_reader_is(text: str, near: str, first: str) -> None:
    assert date.fromordinal(typed(text, date.fromisoformat(near).toordinal()).first).isoformat() == first


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "type a date"),
        ("soon", "what is “soon”?"),
        ("30 february 2020", "February"),
        ("31.04.2020", "April"),
        ("13.13.2020", "month"),
        ("2020-13", "month 13"),
        ("9", "of which month"),
        ("the ninth", "what is “ninth”?"),
        ("third", "of which month"),
        ("last week", "of which month or year"),
        ("week of august 2020", "which week"),
        ("6th week of august 2020", "five weeks"),
        ("12 august 2020 to 9 august 2020", "before the start"),
        ("9 august 12020", "what is"),
        ("\x1b[31m august \x07", "what is"),
    ],
)
def test_what_is_no_date_is_refused_with_a_reason(text: str, said: str) -> None:
    with pytest.raises(DateError) as refused:
        typed(text, NEAR)
    assert said in str(refused.value)
    assert str(refused.value).isprintable()


def test_no_two_months_share_a_name() -> None:
    assert len(MONTHS) == len([1 for name in MONTHS if month(name) == MONTHS[name]])
    assert month("ma") is None
    assert [month(word) for word in ("jun", "июл", "лют", "ліс", "sept")] == [6, 7, 2, 11, 9]


def meant(text: str, near: int) -> DayRange | str:
    """What a text is taken for, or why it is no date."""
    try:
        return typed(text, near)
    except DateError as error:
        return str(error)


def test_whatever_is_typed_gives_days_that_there_are_or_a_reason() -> None:
    words = [*MONTHS, *SEASONS, *THIRDS, *ORDINALS, *UNITS, *NOISE]
    signs = [
        "0",
        "1",
        "31",
        "32",
        "2020",
        "9999",
        "0000",
        "9990s",
        "q4",
        "½",
        "٣",
        "²",
        "[",
        "..",
        "-",
        "–",
        "to",
        "/",
        "?",
        "\x1b",
    ]
    chance, understood = random.Random(5), 0
    for _ in range(4000):
        parts = [chance.choice(words if chance.random() < 0.5 else signs) for _ in range(chance.randint(1, 6))]
        found = meant(chance.choice(("", " ")).join(parts), chance.choice((FIRST_DAY, NEAR, LAST_DAY)))
        if isinstance(found, str):
            assert found.isprintable()
        else:
            assert FIRST_DAY <= found.first <= found.last <= LAST_DAY, parts
            understood += 1
    assert understood > 500


def test_every_language_has_its_words_for_months_and_parts() -> None:
    """Three languages, one form in English and three cases in the others."""
    assert Counter(MONTHS.values()) == dict.fromkeys(range(1, 13), 7)
    assert Counter(SEASONS.values()) == {"21": 8, "22": 5, "23": 8, "24": 8}
    assert Counter(UNITS.values()) == {"week": 7, "half": 7, "quarter": 4, "day": 4}
    assert not any(word in MONTHS or word in SEASONS or word in UNITS for word in ("", *NOISE))
