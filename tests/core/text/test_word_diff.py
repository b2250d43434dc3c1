"""How two wordings differ, and when the difference is grave."""

from __future__ import annotations

import pytest

from tui.core.text.word_diff import agreeing, difference


@pytest.mark.parametrize(
    ("before", "after", "changes", "grave"),
    [
        ("a b c", "a b c", "", False),
        ("a b c", "a x c", "a [-b-] {+x+} c", False),
        ("a b", "a b c d", "a b {+c d+}", False),
        ("small cat sat", "cat sat", "[-small-] cat sat", False),
        ("small grey cat sat", "big fat cat sat", "[-small grey-] {+big fat+} cat sat", False),
        ("one a two b", "a b", "[-one-] a [-two-] b", True),
        ("small men of war", "big men of peace", "[-small-] {+big+} men of [-war-] {+peace+}", False),
        ("a, b", "a b", "[-a,-] {+a+} b", False),
        ("a 5, b", "a 5; b", "a [-5,-] {+5;+} b", False),
        ("-5 a", "5 a", "[--5-] {+5+} a", True),
        ("5 men", "6 men", "[-5-] {+6+} men", True),
        ("5 a", "5% a", "[-5-] {+5%+} a", True),
        ("went home", "went Home", "went [-home-] {+Home+}", True),
        ("can do", "can't do", "[-can-] {+can't+} do", True),
        ("в январе", "в феврале", "в [-январе-] {+феврале+}", True),
        ("их пятнадцать", "их много", "их [-пятнадцать-] {+много+}", True),
        ("іх пятнаццаць", "іх многа", "іх [-пятнаццаць-] {+многа+}", True),
    ],
)
def test_a_difference_is_given_in_words(before: str, after: str, changes: str, grave: bool) -> None:
    assert difference(before, after) == (changes, grave)


def test_numerals_and_negations_of_three_languages_are_grave() -> None:
    for word in [
        *("no", "never", "nowhere", "cannot", "не", "никто", "нет", "няма", "ніхто", "бяз", "one", "seventeen"),
        *("eighteen", "billion", "hundreds", "half", "twice", "один", "шести", "семи", "четверть", "адзін", "сямі"),
        *("восем", "траціна"),
    ]:
        assert difference("a b", f"a {word} b") == (f"a {{+{word}+}} b", True), word
    for word in ("тысячи", "двадцатый", "двести", "кастрычніка", "снежня", "воскресенье", "января", "студзеня"):
        assert difference(f"a {word}", "a")[1], word
    for word in ("сорок", "четырёхсот", "small"):
        assert not difference(f"a {word}", "a")[1], word


def test_a_word_and_its_contrary_differ_gravely() -> None:
    for one, other in [
        *(("lawful", "unlawful"), ("exact", "inexact"), ("possible", "impossible"), ("legal", "illegal")),
        *(("regular", "irregular"), ("agree", "disagree"), ("stop", "nonstop"), ("законно", "незаконно")),
        *(("кто", "никто"), ("опасный", "безопасный"), ("вядомы", "нявядомы"), ("печны", "бязпечны")),
    ]:
        assert difference(f"it is {one}", f"it is {other}")[1], other
        assert difference(f"it is {other}", f"it is {one}")[1], other
    assert not difference("it is lawful", "it is awful")[1]


def test_words_that_agree_are_counted_in_their_order() -> None:
    assert agreeing("a b c", "a b c") == 3
    assert agreeing("a, b c", "x a b") == 2
    assert agreeing("a b", "c") == 0
    many = " ".join(["the", "same"] * 150)
    assert agreeing(many, f"{many} end") == 300
    assert difference(many, f"{many} end") == (f"{many} {{+end+}}", False)
