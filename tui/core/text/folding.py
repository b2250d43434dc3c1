"""Fold text for comparison: case, diacritics and compatibility forms are ignored."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_WITH_MARKS = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
"""A word in which accents may be separate characters."""
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
"""Letters that Unicode does not decompose; looked up last, when case and diacritics are gone."""


def fold(text: str) -> str:
    """Return `text` as it is compared: casefolded, without diacritics (`ў` is `у`, `ё` is `е`, `ł` is `l`)."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).translate(_LETTERS)


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """Return the folded words of `text` in order: runs of letters and digits of any script."""
    return tuple(words_once(text))


def words_once(text: str) -> list[str]:
    """Return the folded words as `words` does, but without caching them: for texts read only once."""
    return _WORD.findall(fold(text))


def as_written(text: str) -> list[str]:
    """Return the words of `text` with their case and diacritics: what `spelling.keys` takes."""
    return _WITH_MARKS.findall(unicodedata.normalize("NFC", text))


def word_spans(text: str) -> list[tuple[str, int, int]]:
    """Return each folded word of `text` with its start and end offset in `text` as written.

    Words are cut in the text as written and folded one by one, so that offsets survive a folding that
    changes lengths (`ﬁ`, decomposed accents).
    """
    composed = unicodedata.is_normalized("NFC", text)
    pattern = _WORD if composed else _WITH_MARKS
    return [(fold(match.group()), match.start(), match.end()) for match in pattern.finditer(text)]
