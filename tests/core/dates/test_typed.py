"""Dates as people type them, to go to one."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from cases import for_each

from tui.core.dates.day_range import DayRange
from tui.core.dates.edtf import FIRST_DAY, LAST_DAY, of_day
from tui.core.dates.typed import typed
from tui.core.dates.typed_words import MONTHS, NOISE, ORDINALS, SEASONS, THIRDS, UNITS, month
from tui.core.errors import DateError

NEAR = date(2020, 8, 20).toordinal()

LINES = [line for line in Path(__file__).with_name("typed.txt").read_text("utf-8").splitlines() if line[:1] != "#"]
MEANT = [line.split(" | ") for line in LINES if " || " not in line]
REFUSED = [line.split(" || ") for line in LINES if " || " in line]


@for_each(row=MEANT)
def test_what_is_typed_means_these_days(row: list[str]) -> None:
    text, first, last = row
    days = typed(text, NEAR)
    assert (of_day(days.first).text, of_day(days.last).text) == (first, last)
    assert typed(f"  {text.upper() if not text[0].isdigit() else text} ", NEAR) == days


@for_each(row=REFUSED)
def test_what_is_no_date_is_refused_with_a_reason(row: list[str]) -> None:
    with pytest.raises(DateError) as refused:
        typed(row[0].encode().decode("unicode_escape"), NEAR)
    assert str(refused.value) == row[1]
    assert row[1].isprintable()


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
        ("29 february", "1900-06-01", "1904-02-29"),
        ("29 february", "1900-01-15", "1896-02-29"),
        ("9-12 august", "2019-07-01", "2019-08-09"),
    ],
)
def test_without_a_year_it_is_the_nearest_to_where_the_user_is(text: str, near: str, first: str) -> None:
    assert date.fromordinal(typed(text, date.fromisoformat(near).toordinal()).first).isoformat() == first


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
    signs = ["0", "1", "31", "32", "2020", "9999", "0000", "9990s", "q4", "½", "٣", "²", "[", "..", *"-–/?\x1b", "to"]
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
