"""Dates in words."""

from __future__ import annotations

from tui.core.dates.words import either, year_words


def test_a_year_of_which_digits_are_unknown_is_a_decade_or_the_years_that_it_may_be() -> None:
    for year, words in {
        "2020": "2020",
        "0000": "1 BC",
        "-0043": "44 BC",
        "XXXX": "year unknown",
        "199X": "1990s",
        "010X": "100s",
        "009X": "90–99",
        "000X": "1–9",
        "19XX": "1900–1999",
        "1XXX": "1000–1999",
        "19X5": "19X5",
        "-004X": "50–41 BC",
        "-000X": "10–2 BC",
    }.items():
        assert year_words(year) == words


def test_alternatives_are_joined() -> None:
    assert [either(choices) for choices in (["5"], ["5", "15"], ["5", "15", "25"])] == ["5", "5 or 15", "5, 15 or 25"]
