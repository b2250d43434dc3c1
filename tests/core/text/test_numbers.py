"""Numbers in text: which a value means, and which a text says, in digits or in words."""

from __future__ import annotations

import pytest

from tui.core.text.numbers import Figure, Quantity, digits, figure, plain_unit, quantity, stated, unit_behind

SCALES = {"hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9}
SMALL = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"]
SMALL += ["fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"]
ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
TENS = ["ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred"]
IN_WORDS = {
    **{word: number for words in (SMALL, ORDINALS) for number, word in enumerate(words, 1)},
    **{word: number * 10 for number, word in enumerate(TENS, 1)},
    "once": 1,
    "twice": 2,
    "both": 2,
    "dozen": 12,
    "half": 50,
    "hundreds": 100,
    "thousand": 1000,
    "thousands": 1000,
    "million": 10**6,
    "millions": 10**6,
    "billion": 10**9,
    "billions": 10**9,
}


@pytest.mark.parametrize(
    ("numbers", "value"),
    [
        ("12 +12 12+ ~12 ≈12 <12 $12 12% 12,0", None),
        ("1234 1,234 1'234 1’234 1,234.0", 1234),
        ("1.5 1,5 1.50", 1.5),
        ("1.234,5 1,234.5 1234.5", 1234.5),
        ("1.234.567 1,234,567 1'234'567 1.234.567,0", 1234567),
        ("-5 −5", -5),
        ("01,234", 1.234),
    ],
)
def test_a_number_is_read_however_it_is_written(numbers: str, value: float | None) -> None:
    for written in numbers.split():
        expected = None if written == "+12" else Figure(value or 12, value or 12)
        assert figure(written) == expected, written
    assert figure("1 234") == figure("1\u00a0234") == Figure(1234, 1234)


def test_a_range_has_its_lower_end_first() -> None:
    for written in ("80-90", "80–90", "80 to 90", "between 80 and 90", "from 80 to 90", "80 .. 90", "$80-$90", "80/90"):
        assert figure(written) == Figure(80, 90), written
    assert figure("80-80") == Figure(80, 80)
    assert figure("-5 to 3") == Figure(-5, 3)
    assert figure("90-80") is None
    assert figure("2-3 million") == Figure(2e6, 3e6)


def test_words_of_scale_multiply_in_the_value_and_in_the_unit() -> None:
    for word, scale in {**SCALES, "trillion": 1e12}.items():
        assert figure(f"3 {word}") == Figure(3 * scale, 3 * scale)
    for word, scale in {**SCALES, "trillion": 1e12, "thousands": 1e3, "millions": 1e6, "billions": 1e9}.items():
        assert figure("3", f"{word.title()} crowns") == Figure(3 * scale, 3 * scale)
        assert plain_unit(f"{word.title()} crowns") == "crowns"
    assert figure("3", "crowns") == Figure(3, 3)
    assert plain_unit("Gold  Crowns") == "gold crowns"


def test_what_is_no_number_is_words() -> None:
    for text in ("", "x", "9 to 12 August", "12,34,5", "1.234.56", "5-1.23.4", "1.23.4-5", "1 23", "1" * 81):
        assert figure(text) is None, text
    assert figure("1" * 80) is not None


def test_every_number_of_a_text_is_found_by_its_digits() -> None:
    assert digits("1,200 and 3.50, then 12.34.56 or 7") == ["1200", "3.5", "12", "34", "56", "7"]


def test_a_text_says_numbers_in_digits_scaled_and_in_words() -> None:
    assert stated("1.2 million and 3-thousand") == {"1.2", "1200000", "1000000", "3", "3000", "1000"}
    assert stated("4M, 12.34.5 million, 7 millionths") == {"4", "4000000", "12", "34", "5", "7", "1000000"}
    for word, number in IN_WORDS.items():
        assert stated(f"{word.title()}!") == {str(number)}, word
    assert stated("someone") == set()


@pytest.mark.parametrize(
    ("unit", "single"),
    [
        ("firms", "firm"),
        ("crowns a day", "crown a day"),
        ("companies", "company"),
        ("people", "person"),
        ("branches", "branch"),
        ("boxes", "box"),
        ("classes", "class"),
        *((unit, unit) for unit in ("gas", "loss", "series", "%", "per cent", "km", "s", "дней", "")),
    ],
)
def test_of_one_the_unit_is_in_the_singular(unit: str, single: str) -> None:
    assert unit_behind("1", unit) == single
    assert {unit_behind(value, unit) for value in ("0", "1.5", "11", "1–2", "one")} == {unit}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("11 million crowns", ("11", "million crowns", "")),
        ("about 2,000 crowns a month", ("2,000", "crowns a month", "about")),
        ("No more than 80 to 90 boats", ("80 to 90", "boats", "No more than")),
        ("40% of the staff", ("40", "% of the staff", "")),
        ("about 1912 people", ("1912", "people", "about")),
        ("не менее 11 миллионов крон", ("11", "миллионов крон", "не менее")),
        ("каля 11 мільёнаў крон", ("11", "мільёнаў крон", "каля")),
        *(
            (text, None)
            for text in ("11", "1912 strike", "10 am", "3 of 5", "12th keeper", "40 men had left", "some 9")
        ),
    ],
)
def test_a_quantity_is_its_number_its_unit_and_how_sure_it_is(text: str, parts: tuple[str, str, str] | None) -> None:
    assert quantity(text) == (Quantity(*parts) if parts else None)


def test_words_of_scale_are_known_in_all_languages() -> None:
    for unit in ("million", "млн", "миллионов", "мільёнаў"):
        assert figure("11", f"{unit} crowns") == figure(f"11 {unit}") == Figure(11e6, 11e6), unit
        assert plain_unit(f"{unit} crowns") == "crowns"
        assert stated(f"it cost 11 {unit} crowns") >= {"11000000"}
