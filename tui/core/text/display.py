"""Make text from data safe to display, measure its width in cells, and shorten it; the only way to the screen.

A dataset is other people's text. A control character in it could move the cursor, change the title of the
window or type into the shell; a bidirectional or invisible one could make a quotation say what it does not.
Here each of them gets a visible sign. Markup is no concern of this gate: what it returns is never read as
markup, so that `[sic]` and `[/` stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

__all__ = ["cells", "cut", "cut_at_word", "shown"]

MOST_MARKS = 4
"""Combining marks drawn on one letter; more would overrun other lines, and have crashed terminals."""

_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
_INVISIBLE = "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef"
"""Printable by category, but without a shape: joiners, fillers and selectors, which can hide a message."""
_PLAIN = re.compile(
    "[ -~\xa1-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e"
    "\u20a0-\u20c0\u2190-\u22ff\u2400-\u2426\u2500-\u25fc\u2713\u2800-\u28ff]*"
)
"""Text of which each printable character is drawn as it is, in one cell: Latin, Greek, Cyrillic, common signs.

Most text is of this kind, and the tables for all other text take 15 ms to import.
"""


def shown(text: str, *, lines: bool = False) -> str:
    """Return `text` as it may be drawn: a visible sign in place of each character that is none.

    Controls become the signs of U+2400 (`␛`), everything else without a shape `<U+202E>`. Spaces of all
    kinds, tabs and line ends become plain spaces; with `lines`, line ends are kept as `\\n`.
    """
    if text.isascii() and text.isprintable():
        return text
    return _shown(text, lines)


@lru_cache(maxsize=4096)
def _shown(text: str, lines: bool) -> str:
    if text.isprintable() and (_PLAIN.fullmatch(text) or not _odd().search(text)):
        return text
    if lines and "\n" in text:
        return "\n".join(_shown(line, False) for line in text.replace("\r\n", "\n").split("\n"))
    text = _look_of_emoji().sub(r"\1", text.replace("\r\n", "\n"))
    clean = "".join(character if character.isprintable() else _sign(character) for character in text)
    return _odd().sub(_tamed, clean)


@cache
def _odd() -> re.Pattern[str]:
    """Match characters without a shape, too many combining marks, and a mark at the start of the text."""
    return re.compile(f"[{_INVISIBLE}]|[{_MARKS}]{{{MOST_MARKS + 1},}}|\\A[{_MARKS}]")


@cache
def _look_of_emoji() -> re.Pattern[str]:
    """Match a sign and its selector for drawing it as text or as a picture."""
    return re.compile("([\u203c-\u3299#*0-9\U0001f000-\U0001faff])[\ufe0e\ufe0f](?![\ufe00-\ufe0f])")


@lru_cache(maxsize=1024)
def _sign(character: str) -> str:
    """Return the visible replacement of a character that cannot be printed."""
    if character in "\n\t" or unicodedata.category(character) == "Zs":
        return " "
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"<U+{code:04X}>"


def _tamed(match: re.Match[str]) -> str:
    """Return the visible replacement of what `_odd` matches."""
    found = match[0]
    if len(found) > MOST_MARKS:
        return found[:MOST_MARKS] + "".join(f"<U+{ord(mark):04X}>" for mark in found[MOST_MARKS:])
    return f"<U+{ord(found):04X}>" if match.start() or not re.match(f"[{_MARKS}]", found) else f"◌{found}"


def cells(text: str) -> int:
    """Return how many cells of a terminal `text`, as `shown` returns it, takes in one line."""
    return len(text) if text.isascii() else _cells(text)


@lru_cache(maxsize=8192)
def _cells(text: str) -> int:
    if _PLAIN.fullmatch(text):
        return len(text)
    if max(text) >= "\U0001f000":  # flags and skin tones: two signs that are drawn as one
        from wcwidth import wcswidth

        return max(wcswidth(text), 0)
    return sum(map(_width, text))


@lru_cache(maxsize=4096)
def _width(character: str) -> int:
    if _PLAIN.fullmatch(character):
        return 1
    from wcwidth import wcwidth  # only text that needs the tables pays for them

    return max(wcwidth(character), 0)


def cut(text: str, width: int) -> str:
    """Return `text`, or the beginning of it with `…`, in at most `width` cells; nothing for no cells."""
    if cells(text) <= width:
        return text
    return text[: _fitting(text, width - 1)].rstrip() + "…" if width > 0 else ""


def cut_at_word(text: str, width: int) -> str:
    """As `cut`, but between words, unless that would leave less than half of the width."""
    if cells(text) <= width or width <= 0:
        return cut(text, width)
    kept = _fitting(text, width - 1)
    if text[kept : kept + 1] not in (" ", ""):
        space = text.rfind(" ", 0, kept)
        if space > 0 and cells(text[:space]) * 2 >= width:
            kept = space
    return text[:kept].rstrip(" ,;:–—-") + "…"


def _fitting(text: str, width: int) -> int:
    """Return how many characters of `text` fit into `width` cells, each letter with its combining marks."""
    if text.isascii():
        return max(width, 0)
    used = 0
    for place, character in enumerate(text):
        used += _width(character)
        if used > width:
            return place
    return len(text)
