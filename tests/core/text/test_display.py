"""The gate to the screen: nothing in a text moves the cursor, hides, or reverses what is beside it."""

from __future__ import annotations

import unicodedata

import pytest
from cases import for_each
from hostile import STRINGS
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from wcwidth import wcwidth

from tui.core.text.display import MOST_MARKS, cells, cut, cut_at_word, shown

CONTROLS = [*range(0x20), 0x7F, *range(0x80, 0xA0)]
BIDI = [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
INVISIBLE = [0x00AD, 0x034F, 0x115F, 0x180E, 0x200B, 0x200C, 0x200D, 0x2060, 0x2061, 0x3164, 0xFEFF, 0xFFA0, 0xFFF9]
LINE_ENDS = [0x2028, 0x2029]
TAGS = [0xE0001, 0xE0020, 0xE0041, 0xE007F, 0xFE00, 0xFE0E, 0xFE0F, 0xE0100, 0xE01EF]
OTHERS = [0xD800, 0xDC80, 0xDFFF, 0xE000, 0xFFFE, 0x10FFFF, 0x0378]
HOSTILE = [chr(code) for code in [*CONTROLS, *BIDI, *INVISIBLE, *LINE_ENDS, *TAGS, *OTHERS]]


@for_each(text=[*HOSTILE, *STRINGS])
def test_hostile_text_becomes_visible_and_its_neighbours_stay(text: str) -> None:
    drawn = shown(f"a{text}b")
    assert drawn.startswith("a")
    assert drawn.endswith("b")
    assert len(drawn) > 2
    assert printable(drawn)
    assert all(sign in drawn for sign in text if "!" <= sign <= "~")


def test_there_are_signs_of_every_class() -> None:
    assert shown("\x1b[31m") == "␛[31m"
    assert shown("\x7f\x00") == "␡␀"
    assert shown("\u202e") == "<U+202E>"
    assert shown("\x9b") == "<U+009B>"
    assert shown("\U000e0041") == "<U+E0041>"
    assert shown("\ud800") == "<U+D800>"


@pytest.mark.parametrize(
    "text", ["[sic]", "[/", "[", "[b]x[/b]", "\\[", "{x}", "Ціханоўская", "漢字", "“a – b”", "né", "100 %"]
)
def test_other_text_stays_as_it_is(text: str) -> None:
    assert shown(text) == text


def test_line_ends_and_tabs_are_spaces_unless_lines_are_wanted() -> None:
    assert shown("a\nb\tc\r\nd\u00a0e") == "a b c d e"
    assert shown("a\nb\tc\r\nd", lines=True) == "a\nb c\nd"
    assert shown("a\x1b\n\x1bb", lines=True) == "a␛\n␛b"
    assert shown("a\rb") == "a␍b"


def test_marks_do_not_pile_up_or_combine_with_what_is_before_the_text() -> None:
    assert shown("e" + "\u0301" * 4) == "e" + "\u0301" * 4
    assert shown("e" + "\u0301" * 9) == "e" + "\u0301" * MOST_MARKS + "<U+0301>" * (9 - MOST_MARKS)
    assert shown("\u0301a") == "◌\u0301a"
    assert shown("\u2764\ufe0f") == "\u2764"


def printable(text: str) -> bool:
    return text.translate({0x200C: None, 0x200D: None}).isprintable()


def test_joiners_stay_where_they_shape_what_is_beside_them_and_nowhere_else() -> None:
    family, rainbow = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466", "\U0001f3f3\u200d\U0001f308"
    for text in (
        "می\u200cشود کتاب\u200cها",
        "क्\u200cष",
        family,
        f"a {rainbow} b",
        "\u2764\u200d\U0001f525",
        "⛹\u200d♂",
    ):
        assert shown(text) == text
        assert cells(text) == cell_len(text)
        for width in range(12):
            assert cells(cut(text, width)) <= width
    for text in (
        "کار\u200cها",  # nothing would join there
        "می\u200c\u200cشود",
        "\u200cمی",
        "می\u200c",
        "ab\u200ccd",
        "می\u200dشود",
        f"{family}\u200d\U0001f466",  # no emoji is made of so many
        "\U0001f468\u200d",
        "\U0001f468\u200dx",
    ):
        assert not {"\u200c", "\u200d"} & set(shown(text)), ascii(text)


@given(st.text())
def test_any_text_is_safe_and_safe_text_stays(text: str) -> None:
    drawn = shown(text)
    assert printable(drawn)
    assert shown(drawn) == drawn
    assert all(printable(line) for line in shown(text, lines=True).split("\n"))


@given(st.text(st.characters(exclude_categories=["C", "Z", "M"])))
def test_letters_and_signs_are_never_touched(text: str) -> None:
    assert shown(text) == text or any(sign in text for sign in "\u115f\u1160\u3164\uffa0")


@given(st.text().map(shown), st.integers(-1, 30))
def test_a_cut_text_fits(text: str, width: int) -> None:
    for short in (cut(text, width), cut_at_word(text, width)):
        assert cells(short) <= max(width, 0)
        assert short == text or short.endswith("…") or width <= 0


def test_widths_that_are_known_without_tables_are_those_of_the_tables() -> None:
    for character in map(chr, range(0x3000)):
        if character.isprintable():
            expected = 1 if unicodedata.category(character) == "Mc" else max(wcwidth(character), 0)
            assert cells(character) == expected, f"U+{ord(character):04X}"


def test_cutting_counts_cells_and_keeps_words() -> None:
    assert cells("漢字") == 4
    assert cells("\U0001f44d\U0001f3fd") == 2
    assert cells("и\u0306") == 1
    assert cut("漢字漢字", 5) == "漢字…"
    assert cut("Гаваньск", 8) == "Гаваньск"
    assert cut_at_word("The quick brown fox", 12) == "The quick…"
    assert cut_at_word("Incomprehensibilities", 10) == "Incompreh…"
    assert [cut_at_word("ab cdefgh", width) for width in range(10)] == [
        *("", "…", "a…", "ab…", "ab…", "ab c…", "ab cd…", "ab cde…", "ab cdef…", "ab cdefgh")
    ]
    assert [cut_at_word("letters to x y", width) for width in (10, 11, 12)] == [
        "letters…",
        "letters to…",
        "letters to…",
    ]
    assert [cut_at_word("abcde fghijklmnop", width) for width in (10, 11)] == ["abcde fgh…", "abcde fghi…"]
    assert [cut_at_word("abcdefg hijklmnop", width) for width in (10, 11)] == ["abcdefg…", "abcdefg hi…"]
    assert cut_at_word("one, two – three", 12) == "one, two…"
    assert [cut("ab cd", width) for width in range(-1, 6)] == ["", "", "…", "a…", "ab…", "ab…", "ab cd"]
    assert (cells("漢\x07"), cells("\U0001f44d\x07")) == (2, 0)


def test_a_character_without_a_shape_is_named_by_its_code() -> None:
    assert shown("a\u034f") == "a<U+034F>"
    assert shown("e" + "\u0301" * (MOST_MARKS + 1)) == "e" + "\u0301" * MOST_MARKS + "<U+0301>"


def test_a_row_has_room_for_vowel_signs_that_a_terminal_may_give_a_cell() -> None:
    title = "हिन्दी में शीर्षक"
    spacing = sum(unicodedata.category(sign) == "Mc" for sign in title)
    assert spacing
    assert cells(title) == sum(max(wcwidth(sign), 0) for sign in title) + spacing
    assert all(cells(cut(title, width)) <= width for width in range(1, 20))
