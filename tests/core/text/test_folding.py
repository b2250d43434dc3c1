"""How words are compared: case, diacritics and typography do not count."""

from __future__ import annotations

from tui.core.text.folding import as_written, fold, letters, word_spans, words, words_once


def test_case_diacritics_and_letters_with_strokes_do_not_count() -> None:
    assert fold("ABC") == "abc"
    assert fold("Ёлка Ўсё Й") == "елка усе и"
    assert fold("Łł Øø Đđ Iıİ") == "ll oo dd iii"
    assert fold("Straße Æther æther Œuvre œuvre Ǽǿ") == "strasse aether aether oeuvre oeuvre aeo"
    assert fold("ﬁn é ™") == "fin e tm"


def test_every_character_is_folded_once_for_all_and_like_its_other_case() -> None:
    for sign in map(chr, range(0x3000)):
        assert fold(fold(sign)) == fold(sign), ascii(sign)
        for other in {sign.upper(), sign.lower()}:
            assert fold(other) == fold(sign) or other.casefold() != sign.casefold(), ascii(sign)


def test_words_are_runs_of_letters_and_digits() -> None:
    assert words("Né—à l'été_2020 ЎЁ") == ("ne", "a", "l", "ete", "2020", "уе")
    assert words_once("a_b") == ["a", "b"]
    assert as_written("Né e\u0301t_a") == ["Né", "ét", "a"]


def test_offsets_of_words_are_those_of_the_text_as_written() -> None:
    assert word_spans("Été ﬁn_x") == [("ete", 0, 3), ("fin", 4, 6), ("x", 7, 8)]
    assert word_spans("e\u0301te\u0301 x") == [("ete", 0, 5), ("x", 6, 7)]


def test_soft_hyphens_and_joiners_cut_no_word() -> None:
    for joiner in ("\u00ad", "\u034f", "\ufe00", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\ufe0f"):
        text = f"light{joiner}house é{joiner}"
        assert words(text) == ("lighthouse", "e")
        assert as_written(text)[0] == "lighthouse"
        assert word_spans(text)[0] == ("lighthouse", 0, 11)


def test_in_scripts_without_blanks_each_sign_is_a_word() -> None:
    for text, cut in (
        ("東京都 Tokyo都", ["東", "京", "都", "tokyo", "都"]),
        ("カフェ2で", ["カ", "フ", "ェ", "2", "て"]),
        ("ช่องว่าง", ["ช", "อ", "ง", "ว", "า", "ง"]),
        ("👨\u200d👩 ❤\ufe0f x→y", ["👨", "👩", "❤", "x", "y"]),
        ("서울 부산", [fold("서울"), fold("부산")]),  # these have blanks
    ):
        assert words_once(text) == cut
        assert [word for word, _, _ in word_spans(text)] == cut
        for word, start, end in word_spans(text):
            assert words(text[start:end]) == (word,)


def test_letters_that_unicode_does_not_decompose_are_known_as_plain_values() -> None:
    assert letters() == {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss"}
    assert all(fold(letter) == plain for letter, plain in letters().items())
