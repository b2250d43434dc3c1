"""Spellings of one name meet, in Belarusian, Russian and Latin; those of different names do not."""

from __future__ import annotations

import re
import unicodedata
from itertools import combinations, product
from pathlib import Path

import pytest

from tui.core.index import searchable_text
from tui.core.text.spelling import SCRIPTS, fits, is_beginning, keys, rules, script

FAMILIES = [line.split() for line in (Path(__file__).parent / "families.txt").read_text("utf-8").splitlines()]


def meet(one: str, other: str) -> bool:
    return not keys(one).isdisjoint(keys(other))


def test_spellings_of_one_name_meet() -> None:
    pairs = [pair for family in FAMILIES for pair in combinations(family, 2)]
    met = sum(meet(*pair) for pair in pairs)
    assert len(FAMILIES) >= 60
    assert met / len(pairs) >= 0.96


def test_different_names_do_not_meet() -> None:
    pairs = [pair for one, other in combinations(FAMILIES, 2) for pair in product(one, other)]
    assert len(pairs) > 50_000
    assert [pair for pair in pairs if meet(*pair)] == []


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("караткев", "Uładzimir Karatkievič"),
        ("karatkev", "Уладзімір Караткевіч"),
        ("Oxana", "Аксана"),
        ("Vladimir", "Уладзімір Караткевіч"),
        ("Polotsk", "Połack"),
        ("ščarb", "Щербаков"),
    ],
)
def test_a_name_is_found_while_it_is_typed(typed: str, name: str) -> None:
    assert searchable_text.spells(typed, name)


@pytest.mark.parametrize(
    ("typed", "name"), [("port", "Пратасовіч"), ("park", "Перакоп"), ("an", "Анна"), ("", "Анна"), ("2020", "Анна")]
)
def test_other_names_are_not(typed: str, name: str) -> None:
    assert not searchable_text.spells(typed, name)


@pytest.mark.parametrize("word", ["", "а", "漢字", "1999", "İ", "ﬁ", "'", "x" * 500])
def test_any_word_has_keys_or_none(word: str) -> None:
    assert all(key.isascii() for key in keys(word)) or not word.isascii()


SAME = """quark kvark,
qadar kadar, victor viktor, claude klaude, crista krista, acsan aksan, xanten ksanten, philon filon,
wanda vanda, ceplar tseplar, gomel homel, mikola nikola, mikita nikita, peter petr, alexander alexandr, uladim vladim,
lauran lavran, annika anika, schara shara, szara shara, dzhon zhon, dzima dima, khadar hadar, tchad czad, tsar tzar,
zhana zana, szczara ščara, ksølk ksolk, d’arc darc, o'nil onil"""
OTHERS = "tsar char, mikula nikula, umka vmka, shmikola shnikola, gora sora"


def test_letters_of_one_sound_are_one_in_their_place() -> None:
    for pairs, same in ((SAME, True), (OTHERS, False)):
        for pair in pairs.split(","):
            one, other = pair.split()
            assert (keys(one) == keys(other) != set()) is same, pair
    assert (script("Анна"), script("Ąnna"), SCRIPTS) == ("c", "l", ("c", "l"))
    assert is_beginning("k.rt", same_script=False)
    assert not is_beginning("k.rt", same_script=True)
    assert not is_beginning("k.r", same_script=False)
    assert is_beginning("k.rtk", same_script=True)
    assert fits("k.", "k.", same_script=True)
    assert not fits("k.rt", "k.rtk", same_script=True)
    assert fits("k.rt", "k.rtk", same_script=False)
    assert not fits("k.rt", "m.k.rt", same_script=False)


def test_letters_that_are_read_in_two_ways_give_two_keys() -> None:
    assert keys("back") == {"b.k", "b.tk"}
    assert keys("cora") == {"k.r", "t.r"}
    assert keys("charkov") == {"C.rk.v", "h.rk.v"}
    for cyrillic, latin in zip(
        "бвгґджзклмнпрстўфхцчшщ",
        (
            "b",
            "v",
            "h",
            "h",
            "d",
            "zh",
            "z",
            "k",
            "l",
            "m",
            "n",
            "p",
            "r",
            "s",
            "t",
            "v",
            "f",
            "kh",
            "ts",
            "cz",
            "sh",
            "shch",
        ),
        strict=True,
    ):
        assert keys(f"{cyrillic}ал") == keys(f"{latin}al"), cyrillic
    for vowel in "аеёєіиїйоуыэюя":
        assert keys(f"к{vowel}т") == {"k.t"}, vowel
    assert keys("ксьт") == keys("ксът") == {"kst"}
    for letter, plain in zip("ŭłøßčšžđ", ("v", "l", "o", "ss", "cz", "sh", "zh", "d"), strict=True):
        assert keys(f"{letter}alk") == keys(f"{plain}alk"), letter


def test_the_rules_as_plain_values_make_the_same_keys() -> None:
    given = rules()
    sounds = [(pattern, sound.replace("$1", "\\1")) for pattern, sound in given["sounds"]]  # type: ignore[attr-defined]

    def key(spelled: str) -> str:
        for pattern, sound in sounds:
            spelled = re.sub(pattern, sound, spelled)
        return spelled.rstrip(".")

    for word in (one for family in FAMILIES for one in family):
        plain = unicodedata.normalize("NFC", word).casefold().translate(str.maketrans(given["letters"]))  # type: ignore[arg-type]
        plain = "".join(one for one in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(one))
        spelled = [re.sub(given["apostrophes"], "", plain)]  # type: ignore[call-overload]
        for pattern, ways in given["choices"]:  # type: ignore[attr-defined]
            spelled = [re.sub(pattern, way, one) for one in spelled for way in ways]
        assert keys(word) <= set(map(key, spelled)), word
        assert {one for one in map(key, spelled) if len(one) - one.count(".") >= 2} == keys(word), word
    assert "$1" in dict(given["sounds"]).values()  # type: ignore[call-overload]
