"""Typography folded away, with the way back: what looks different and reads the same becomes one text."""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_right
from typing import NamedTuple

_SAME = {
    **dict.fromkeys("‘’‚‛′ʼ`´", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "…": "...",
}
"""One sign for each family of quotation marks, apostrophes and dashes."""
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")


class Folded(NamedTuple):
    """A folded text and where its characters come from."""

    text: str
    starts: array[int]
    """Offset in the original of each character of `text`."""
    ends: array[int]
    """Offset behind it."""

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the original from which `text[start:end]` (not empty) comes."""
        return self.starts[start], self.ends[end - 1]

    def at(self, offset: int) -> int:
        """Return the place in `text` of what stands at `offset` of the original, or just before it."""
        return max(0, bisect_right(self.starts, offset) - 1)


def fold(text: str) -> Folded:
    """Fold quotation marks, dashes, ellipses, compatibility forms and white space (runs become one blank).

    Invisible signs (soft hyphen, zero width) are dropped; case and letters stay as they are.
    """
    out: list[str] = []
    starts = array("l")
    ends = array("l")
    size, at = len(text), 0
    while at < size:
        stop = at + 1
        while stop < size and unicodedata.combining(text[stop]):
            stop += 1
        for sign in _folded(text[at:stop]):
            if sign == " " and out and out[-1] == " ":
                ends[-1] = stop
                continue
            out.append(sign)
            starts.append(at)
            ends.append(stop)
        at = stop
    return Folded("".join(out), starts, ends)


def _folded(cluster: str) -> str:
    """Fold one character with the marks that combine with it."""
    if cluster.isascii():
        return " " if cluster.isspace() else _SAME.get(cluster, cluster)
    if cluster in _INVISIBLE:
        return ""
    if cluster.isspace():
        return " "
    return _SAME.get(cluster) or "".join(_SAME.get(sign, sign) for sign in unicodedata.normalize("NFKC", cluster))
