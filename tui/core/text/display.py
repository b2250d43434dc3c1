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

__all__ = ["cells", "cut", "cut_at_word", "printable", "shown"]

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
    kept = _joiners(text)
    clean = "".join(
        character if character.isprintable() or at in kept else _sign(character) for at, character in enumerate(text)
    )
    return _odd().sub(_tamed, clean)


def printable(text: str) -> str:
    """Return `text` without characters that act on a terminal; joiners and odd blanks are harmless.

    The last line of defence: `shown` has replaced them already.
    """
    if text.isprintable():
        return text
    return "".join(sign for sign in text if sign.isprintable() or sign in "\u200c\u200d\u00a0\u202f\u3000\u2009")


def _joiners(text: str) -> set[int]:
    """Return where joiners stand that shape what is beside them; all others could hide something."""
    if "\u200c" not in text and "\u200d" not in text:
        return set()
    return {
        at
        for match in _joined().finditer(text)
        for at in range(*match.span())
        if text[at] in "\u200c\u200d" and text[at - 1].isprintable() and text[at + 1].isprintable()
    }


@cache
def _joined() -> re.Pattern[str]:
    """Match joiners between Arabic letters that would join else, behind an Indic virama, and in one emoji of a few."""
    joining = (
        "\u0620\u0626\u0628\u062a-\u062e\u0633-\u063f\u0641-\u0647\u0649\u064a\u0678-\u0687\u069a-\u06bf"
        "\u06c1\u06c2\u06cc\u06ce\u06d0\u06d1"
    )
    viramas = "\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca"
    picture = "[\u2600-\u27bf\u2b1b\U0001f000-\U0001f3fa\U0001f400-\U0001faff][\U0001f3fb-\U0001f3ff]?"
    return re.compile(
        rf"(?<=[{joining}])\u200c(?=[\u0620-\u064a\u066e-\u06d3])"
        rf"|(?<=[{viramas}])\u200c(?=[\u0904-\u0dc6])"
        rf"|(?<!\u200d){picture}(?:\u200d{picture}){{1,3}}(?!\u200d)"
    )


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
    if max(text) >= "\U0001f000" or "\u200d" in text:  # flags and skin tones: two signs that are drawn as one
        from wcwidth import wcswidth

        return max(wcswidth(text), 0)
    return sum(map(_width, text))


@lru_cache(maxsize=4096)
def _width(character: str) -> int:
    if _PLAIN.fullmatch(character):
        return 1
    if unicodedata.category(character) == "Mc":
        return (
            1  # the vowel signs of Indic scripts: terminals give them no cell or one, and what follows must have room
        )
    from wcwidth import wcwidth  # only text that needs the tables pays for them

    return max(wcwidth(character), 0)


def cut(text: str, width: int) -> str:
    """Return `text`, or the beginning of it with `…`, in at most `width` cells; nothing for no cells."""
    if cells(text) <= width:
        return text
    return text[: _fitting(text, width - 1)].rstrip() + "…" if width > 0 else ""


def cut_at_word(text: str, width: int) -> str:
    """As `cut`, but between words, unless that would leave more than a quarter of the width empty."""
    if cells(text) <= width or width <= 0:
        return cut(text, width)
    kept = _fitting(text, width - 1)
    if text[kept : kept + 1] not in (" ", ""):
        space = text.rfind(" ", 0, kept)
        if space > 0 and (cells(text[:space]) + 1) * 4 >= width * 3:
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
