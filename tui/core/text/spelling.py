"""Phonetic keys that match spellings of one name: Belarusian, Russian and Latin, with or without diacritics.

A key holds what the spellings of a name have in common: its consonants, one sign for each family of them, and a full
stop for each run of vowels. Vowels differ most between the languages (Бабарико, Бабарыка), and g and h, ў and v, soft
and hard consonants next (Сергей, Сяргей, Siarhiej). Two words are spellings of one when their keys meet.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import product

__all__ = ["SCRIPTS", "fits", "is_beginning", "keys", "rules", "script"]

SCRIPTS = ("c", "l")
"""Cyrillic, and Latin with all others."""

_CYRILLIC = dict(
    zip(
        "абвгґдеёєжзиіїйклмнопрстуўфхцчшщъыьэюя",
        (
            *("a", "b", "v", "h", "h", "d", "e", "yo", "e", "zh", "z", "i", "i", "i", "j", "k", "l", "m", "n", "o"),
            *("p", "r", "s", "t", "u", "v", "f", "kh", "ts", "cz", "sh", "shch", "", "y", "", "e", "yu", "ya"),
        ),
        strict=True,
    )
)
_LETTERS = str.maketrans(
    _CYRILLIC | {"ŭ": "v", "ł": "l", "ø": "o", "ß": "ss", "č": "cz", "š": "sh", "ž": "zh", "đ": "d"}
)
_APOSTROPHES = re.compile("[’'ʼ`´]")
_CHOICES = (
    (r"(?<![tsc])ch", ("C", "h")),  # English ч, or х as in Łacinka
    (r"ck", ("k", "tk")),  # English к, or цк as in Łacinka
    (r"c(?=[aou])", ("k", "t")),
)
"""Letters with different sounds in different spellings, and those sounds."""
_SOUNDS = (
    (r"sch|sz|sh", "s"),
    (r"tch|cz", "C"),
    (r"dzh|zh", "z"),
    (r"dz", "d"),
    (r"ts|tz", "t"),
    (r"kh", "h"),
    (r"qu(?=[aeiou])", "kv"),
    (r"q|c(?=[trlks])", "k"),
    (r"x", "ks"),
    (r"ph", "f"),
    (r"w", "v"),
    (r"c", "t"),
    (r"g", "h"),
    (r"^mik(?=[aio])", "nik"),  # Мікалай, Мікіта
    (r"(?<=[dt])er$", "r"),  # Alexander
    (r"^u(?=l)", "v"),  # Уладзімір, Vladimir
    (r"(?<=[aeo])u(?![aeiouyj])", "v"),  # ў in Latin letters without its breve
    (r"[aeiouyj]+", "."),
    (r"([^.])\1+", r"\1"),
)


def rules() -> dict[str, object]:
    """Return the rules as plain values, from which a program in another language makes the same keys."""
    return {
        "letters": {chr(code): letter for code, letter in _LETTERS.items()},
        "apostrophes": _APOSTROPHES.pattern,
        "choices": _CHOICES,
        "sounds": [(pattern, sound.replace("\\1", "$1")) for pattern, sound in _SOUNDS],
    }


@cache
def _choices() -> tuple[tuple[re.Pattern[str], tuple[str, str]], ...]:
    """Compiled when the first name is spelled: 22 patterns take a millisecond of every start."""
    return tuple((re.compile(pattern), sounds) for pattern, sounds in _CHOICES)


@cache
def _sounds() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), sound) for pattern, sound in _SOUNDS)


def _latin(word: str) -> str:
    """Spell a word in plain Latin letters."""
    spelled = unicodedata.normalize("NFC", word).casefold().translate(_LETTERS)
    if not spelled.isascii():
        spelled = "".join(s for s in unicodedata.normalize("NFKD", spelled) if not unicodedata.combining(s))
    return _APOSTROPHES.sub("", spelled)


def _key(spelled: str) -> str:
    for pattern, sound in _sounds():
        spelled = pattern.sub(sound, spelled)
    return spelled.rstrip(".")


@lru_cache(maxsize=65536)
def keys(word: str) -> frozenset[str]:
    """Return the phonetic keys of `word`, several where a letter may be read in several ways.

    Empty for a word with less than two consonants, of which too many others would be spellings.
    """
    spelled = [_latin(word)]
    for pattern, sounds in _choices():
        spelled = list(dict.fromkeys(pattern.sub(sound, text) for text, sound in product(spelled, sounds)))
    return frozenset(key for key in map(_key, spelled) if _consonants(key) >= 2)


def script(word: str) -> str:
    """Return "c" for a word in Cyrillic letters, else "l"."""
    return "c" if any("Ѐ" <= sign <= "ӿ" for sign in word.casefold()) else "l"


def fits(typed: str, key: str, *, same_script: bool) -> bool:
    """Whether the key of what was typed so far is the key of a name, or of the beginning of one."""
    return key == typed or (key.startswith(typed) and is_beginning(typed, same_script=same_script))


def is_beginning(typed: str, *, same_script: bool) -> bool:
    """Whether a key is long enough for the beginning of a name; within one script it must be longer."""
    return _consonants(typed) >= (4 if same_script else 3)


def _consonants(key: str) -> int:
    return len(key) - key.count(".")
