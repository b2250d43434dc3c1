"""Fold text for comparison: case, diacritics and compatibility forms are ignored."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

_JOINERS = "\u00ad\u034f\u200b\u200c\u200d\u2060\ufeff\ufe00-\ufe0f"
"""Soft hyphens, joiners and selectors: they are seen in no word, and cut none."""
_MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670"
"""Accents and vowel signs that may be separate characters."""
ALONE = (
    "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6"  # Thai, Lao
    "\u1000-\u102a\u1780-\u17b3"  # Burmese, Khmer
    "\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
    "\u2600-\u27bf\u2b50\u2b55\U0001f000-\U0001faff"  # pictures
)
"""Signs that are each a word, as a class of a regular expression: scripts without blanks between words, and pictures.

So what is searched is found inside a run, and the index has a term for each sign and not for each run.
"""
_WORD = re.compile(r"[^\W_]+")
_HAS_ALONE = f"[{ALONE}]"
_WORD_OR_ALONE = rf"[{ALONE}]|(?:(?![{ALONE}])[^\W_])+"
_WITH_MARKS = rf"[^\W_](?:[^\W_]|[{_MARKS}{_JOINERS}])*"
"""A word in which accents may be separate characters."""
_WITH_MARKS_OR_ALONE = (
    rf"[{ALONE}][{_MARKS}{_JOINERS}]*|(?:(?![{ALONE}])[^\W_])(?:(?![{ALONE}])[^\W_]|[{_MARKS}{_JOINERS}])*"
)
_UNSEEN = dict.fromkeys((0xAD, 0x34F, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0xFE00, 0xFE10)), "")
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"} | {chr(c): "" for c in _UNSEEN})
"""Letters that Unicode does not decompose, and joiners."""


class _Folded(dict[int, "int | str"]):
    """Character → what is left of it when case is gone and Unicode has decomposed it; filled as characters come."""

    def __missing__(self, code: int) -> int | str:
        self[code] = left = "" if unicodedata.combining(chr(code)) else code
        return left


_FOLDED = _Folded(_LETTERS)


def letters() -> dict[str, str]:
    """Return the letters that `fold` replaces after Unicode has decomposed what it can."""
    return {chr(code): letter for code, letter in _LETTERS.items() if letter} | {"ß": "ss"}


compiled = cache(re.compile)
"""Compiles a pattern on first use: those with all signs that stand alone take 6 ms, and few texts need them."""


def fold(text: str) -> str:
    """Return `text` as it is compared: casefolded, without diacritics (`ў` is `у`, `ł` is `l`) and joiners."""
    if text.isascii():
        return text.casefold()
    return unicodedata.normalize("NFKD", text).casefold().translate(_FOLDED)


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """Return the folded words of `text` in order: runs of letters and digits, or a sign that is `ALONE`."""
    return tuple(words_once(text))


def words_once(text: str) -> list[str]:
    """Return the folded words as `words` does, but without caching them: for texts read only once."""
    return cut(fold(text))


def cut(folded: str) -> list[str]:
    """Return the words of a text that is folded, in order."""
    if folded.isascii() or not compiled(_HAS_ALONE).search(folded):
        return _WORD.findall(folded)
    return compiled(_WORD_OR_ALONE).findall(folded)


def as_written(text: str) -> list[str]:
    """Return the words of `text` with their case and diacritics: what `spelling.keys` takes."""
    return compiled(_WITH_MARKS).findall(
        unicodedata.normalize("NFC", text if text.isascii() else text.translate(_UNSEEN))
    )


def word_spans(text: str) -> list[tuple[str, int, int]]:
    """Return each folded word of `text` with its start and end offset in `text` as written.

    Words are cut in the text as written and folded one by one, so that offsets survive a folding that
    changes lengths (`ﬁ`, decomposed accents).
    """
    if text.isascii():
        return [(match.group().casefold(), match.start(), match.end()) for match in _WORD.finditer(text)]
    pattern = compiled(_WITH_MARKS_OR_ALONE if compiled(_HAS_ALONE).search(text) else _WITH_MARKS)
    return [(word, match.start(), match.end()) for match in pattern.finditer(text) for word in cut(fold(match.group()))]
