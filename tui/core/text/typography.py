"""Fold typographic variants of a text to one form, with a map of offsets back to the original."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

_QUOTATION = "“”„‟«»″"
_DASHES = "‐‑‒–—―−"
_SAME = {
    **dict.fromkeys("‘’‚‛′ʼ`´", "'"),
    **dict.fromkeys(_QUOTATION, '"'),
    **dict.fromkeys(_DASHES, "-"),
    "…": "...",
}
"""One sign for each family of quotation marks, apostrophes and dashes."""
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_LETTERS = (range(0x21, 0x7F), range(0xA1, 0x250), range(0x400, 0x530))
"""Where the signs of Latin and Cyrillic texts are: most of them stay as they are and are passed over in runs."""


_RAISED = "\u00b9\u00b2\u00b3\u2070\u2074-\u2079"
_RAISED_DIGITS = frozenset("¹²³⁰⁴⁵⁶⁷⁸⁹")
_CLOSES = r"[.,;:!?…»”\"'’)\]]"
_NOTES = re.compile(
    r"(?P<open>\[\[(?:[^\[\]|\n]{1,200}\|)?)[^\[\]|\n]{1,200}(?P<close>\]\])"
    rf"|(?:(?<=[^\W\d_])|(?<=\d{{4}})|(?<={_CLOSES}))\[(?:\d{{1,3}}|\^[\w-]{{1,20}})\]"
    rf"|(?:(?<=[^\W\d_]{{3}})|(?<={_CLOSES}))[{_RAISED}]{{1,3}}"
)
"""A link of a wiki, or the number of a note behind a word, a year or the end of a clause."""


class _Piece(NamedTuple):
    """A stretch of folded text and what it comes from."""

    at: int
    """Offset in the folded text."""
    start: int
    end: int
    """Span in the original."""
    alike: bool
    """Whether it is the original's text, sign for sign."""


class Folded:
    """A folded text with a map of offsets to the original."""

    __slots__ = ("_ats", "_pieces", "_starts", "text")

    def __init__(self, text: str, pieces: list[_Piece]) -> None:
        self.text = text
        self._pieces = pieces
        self._ats = [piece.at for piece in pieces]
        self._starts = [piece.start for piece in pieces]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the original from which `text[start:end]` (not empty) comes."""
        first = self._pieces[bisect_right(self._ats, start) - 1]
        last = self._pieces[bisect_right(self._ats, end - 1) - 1]
        begin = first.start + start - first.at if first.alike else first.start
        return begin, last.start + end - last.at if last.alike else last.end

    def at(self, offset: int) -> int:
        """Return the offset in `text` that corresponds to `offset` in the original, or the one just before."""
        piece = self._pieces[max(0, bisect_right(self._starts, offset) - 1)]
        return piece.at + min(offset, piece.end - 1) - piece.start if piece.alike else piece.at


def fold(text: str, *, join: bool = False) -> Folded:
    """Fold quotation marks, dashes, ellipses, compatibility forms and white space (runs become one blank).

    Blanks around a dash, inside «guillemets» and before a percent sign go, and so do invisible signs (soft
    hyphen, zero width), numbers of notes (`word[12]`, `word¹²`) and the signs of a link (`[[page|word]]`); case
    and letters stay as they are. With `join`, a word that was cut at the end of a line is one word again, without
    its hyphen.
    """
    pieces: list[_Piece] = []
    out: list[str] = []
    length = 0
    for first, last in _between_notes(text):
        for match in _parts(join).finditer(text, first, last):
            start, end = match.span()
            for folded, at, stop, alike in _shapes(text, match.lastgroup, start, end):
                pieces.append(_Piece(length, at, stop, alike))
                out.append(folded)
                length += len(folded)
    return Folded("".join(out), pieces)


def _between_notes(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the text without numbers of notes and signs of links."""
    done = 0
    if "[" in text or not _RAISED_DIGITS.isdisjoint(text):
        for match in _NOTES.finditer(text):
            for start, end in (match.span("open"), match.span("close")) if match["close"] else (match.span(),):
                if start > done:
                    yield done, start
                done = end
    yield done, len(text)


def is_cut(text: str) -> bool:
    """Whether a word of the text is cut at the end of a line."""
    return _CUT.search(text) is not None


_CUT_HERE = r"[-‐‑\u00ad][ \t]*\r?\n\s*(?=[^\W\d_])"
_CUT = re.compile(r"[^\W\d_]" + _CUT_HERE)


def _shapes(text: str, kind: str | None, start: int, end: int) -> Iterator[tuple[str, int, int, bool]]:
    """Yield a part of the text folded, with its span and whether it is as it was."""
    match kind:
        case "run" | "rest":
            yield text[start:end], start, end, True
        case "cut":
            yield text[start], start, start + 1, True
        case "dash":
            yield "-", start, end, False
        case "mark":
            yield '"', start, end, False
        case "mixed":
            for at, stop in _clusters(text, start, end):
                yield _folded(text[at:stop]), at, stop, False
        case "blank" if any(sign.isspace() for sign in text[start:end]):
            yield " ", start, end, False


@cache
def _parts(join: bool) -> re.Pattern[str]:
    """Return what cuts a text into runs that stay as they are and parts that folding looks at."""
    plain = "".join(chr(code) for block in _LETTERS for code in block if _stays(chr(code)))
    known = re.escape(plain)
    run = re.escape(plain.translate({ord("-"): None, ord("%"): None}))
    foreign = rf"[^{known}\s«»{_DASHES}{_INVISIBLE}]"
    gap = rf"[\s{_INVISIBLE}]"
    dash = rf"{gap}*[-{_DASHES}](?:{gap}*[-{_DASHES}])*{gap}*"
    ends = rf"(?!{foreign})" + (rf"(?!{_CUT_HERE})" if join else "")
    return re.compile(
        rf"(?P<run>(?: ?[{run}]+{ends})+)|"
        + (rf"(?P<cut>{_CUT.pattern})|" if join else "")
        + rf"(?P<mark>(?<!\w)«{gap}*|{gap}*»(?!\w)|[«»])|(?P<gone>(?<=[0-9]){gap}+(?=%))|(?P<dash>{dash})"
        + rf"|(?P<mixed>[{known}]?{foreign}+)|(?P<blank>{gap}{{2,}}|[^\S ]|[{_INVISIBLE}])|(?P<rest>.)"
    )


def _stays(sign: str) -> bool:
    return _folded(sign) == sign and not unicodedata.combining(sign) and sign not in _INVISIBLE


def _clusters(text: str, at: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of characters, each with the marks that combine with it."""
    while at < end:
        stop = at + 1
        while stop < end and unicodedata.combining(text[stop]):
            stop += 1
        yield at, stop
        at = stop


def _folded(cluster: str) -> str:
    """Fold one character with the marks that combine with it."""
    if cluster in _SAME:
        return _SAME[cluster]
    if unicodedata.decomposition(cluster[0]).startswith(("<super>", "<sub>")):
        return cluster  # a power or the number of a footnote is no digit of the figure before it
    return "".join(_SAME.get(sign, sign) for sign in unicodedata.normalize("NFKC", cluster))
