"""Find the known word closest to a mistyped one."""

from __future__ import annotations

from collections.abc import Iterable

from tui.core.text.folding import fold

CLOSE = 0.55
"""Least similarity of two words for one to be suggested for the other: a ratio of difflib, from 0 to 1."""


def did_you_mean(written: str, known: Iterable[str], least: float = CLOSE) -> str:
    """Return the known word closest to `written`, else the first that begins with it, else "".

    Case and accents do not count; of words that differ in nothing else, the first is returned. `least` is how much it
    must be like it, as difflib has it (0 to 1).
    """
    from difflib import get_close_matches  # only mistakes need it, and it is slow to import

    wanted = fold(written)
    words: dict[str, str] = {}
    for word in known:
        words.setdefault(fold(word), word)
    near = get_close_matches(wanted, words, n=1, cutoff=least)
    near = near or [word for word in words if wanted and word.startswith(wanted)]
    return words[near[0]] if near else ""
