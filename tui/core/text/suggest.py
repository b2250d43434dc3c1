"""Suggest the known word that a mistyped one was meant to be."""

from __future__ import annotations

from collections.abc import Iterable

from tui.core.text.folding import fold

CLOSE = 0.55
"""How alike two words are that may be meant for each other: a ratio of difflib, from 0 to 1."""


def did_you_mean(written: str, known: Iterable[str]) -> str:
    """Return the known word closest to `written`, else the first that begins with it, else "".

    Case and accents do not count; of words that differ in nothing else, the first is returned.
    """
    from difflib import get_close_matches  # only mistakes need it, and it is slow to import

    wanted = fold(written)
    words: dict[str, str] = {}
    for word in known:
        words.setdefault(fold(word), word)
    near = get_close_matches(wanted, words, n=1, cutoff=CLOSE)
    near = near or [word for word in words if wanted and word.startswith(wanted)]
    return words[near[0]] if near else ""
