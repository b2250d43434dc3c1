"""Fold typographic variants of a text to one form, with a map of offsets back to the original."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from io import StringIO

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


class Folded:
    """A folded text with a map of offsets to the original."""

    __slots__ = ("_alike", "_ats", "_ends", "_starts", "text")

    def __init__(self, parts: Iterable[tuple[str, int, int, bool]]) -> None:
        """Take the parts of the text: folded, its span in the original, and whether it is that sign for sign."""
        # arrays: a text may have a part for each of its signs
        self._ats, self._starts, self._ends = array("I"), array("I"), array("I")
        self._alike = bytearray()
        out = StringIO()
        at = 0
        for folded, start, end, alike in parts:
            self._ats.append(at)
            self._starts.append(start)
            self._ends.append(end)
            self._alike.append(alike)
            out.write(folded)
            at += len(folded)
        self.text = out.getvalue()
        """The folded text."""

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the original from which `text[start:end]` (not empty) comes."""
        first, last = bisect_right(self._ats, start) - 1, bisect_right(self._ats, end - 1) - 1
        begin = self._starts[first] + (start - self._ats[first] if self._alike[first] else 0)
        return begin, self._starts[last] + end - self._ats[last] if self._alike[last] else self._ends[last]

    def at(self, offset: int) -> int:
        """Return the offset in `text` that corresponds to `offset` in the original, or the one just before."""
        part = max(0, bisect_right(self._starts, offset) - 1)
        within = min(offset, self._ends[part] - 1) - self._starts[part] if self._alike[part] else 0
        return self._ats[part] + within


def fold(text: str, *, join: bool = False) -> Folded:
    """Fold quotation marks, dashes, ellipses, compatibility forms and white space (runs become one blank).

    Blanks around a dash, inside «guillemets» and before a percent sign go, and so do invisible signs (soft
    hyphen, zero width), numbers of notes (`word[12]`, `word¹²`) and the signs of a link (`[[page|word]]`); case
    and letters stay as they are. With `join`, a word that was cut at the end of a line is one word again, without
    its hyphen.
    """
    parts = _parts(join)
    return Folded(
        part
        for first, last in _between_notes(text)
        for match in parts.finditer(text, first, last)
        for part in _shapes(text, match.lastgroup, *match.span())
    )


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
    """Return what cuts a text into runs that stay as they are and parts that folding looks at.

    Repeated groups are possessive: else each of their parts is remembered, a hundred bytes for each word of a text.
    """
    plain = "".join(chr(code) for block in _LETTERS for code in block if _stays(chr(code)))
    known = re.escape(plain)
    run = re.escape(plain.translate({ord("-"): None, ord("%"): None}))
    foreign = rf"[^{known}\s«»{_DASHES}{_INVISIBLE}]"
    gap = rf"[\s{_INVISIBLE}]"
    dash = rf"{gap}*[-{_DASHES}](?:{gap}*[-{_DASHES}])*+{gap}*"
    ends = rf"(?!{foreign})" + (rf"(?!{_CUT_HERE})" if join else "")
    return re.compile(
        rf"(?P<run>(?: ?[{run}]+{ends})++)|"
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
