"""Excerpts out of other people's quotations, as long as they may be."""

from __future__ import annotations

from tui.core.checks.rules import LONGEST_QUOTE, word_count

TOO_LONG = f"excerpts are cut after {LONGEST_QUOTE} words; `note:` says so"
"""The reason why a part of a quotation is lost."""


def fragment(quote: str) -> tuple[str, str]:
    """Split a quotation after as many words as an excerpt may have."""
    words = quote.split(" ")
    if word_count(quote) <= LONGEST_QUOTE:
        return quote, ""
    size = min(len(words), LONGEST_QUOTE * 2)
    while size and word_count(" ".join(words[:size])) > LONGEST_QUOTE:
        size -= 1
    return " ".join(words[:size]), " ".join(words[size:])


def continues(rest: str) -> str:
    """Return the note on a passage whose quotation was cut."""
    return f"The quotation continues for {word_count(rest)} words: choose those that matter."
