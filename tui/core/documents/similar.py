"""Find the place in a document that is most similar to a quotation.

Words and pairs of neighbouring words vote for the place where the quotation would begin, rare ones more than
common ones; the places with most votes are then compared word by word.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from tui.core.text.word_diff import WORD, difference

_CANDIDATES = 6
"""Places that are compared word by word."""
_COMMON = 400
"""A word or a pair with more occurrences than this does not vote."""
_LEAST = 0.55
"""Part of the quotation's words that a place must have."""
_NEAR = 2
"""Votes for a place also support, by half, the places that many words before and after it."""


class Similar(NamedTuple):
    """The place that is most similar to a quotation."""

    start: int
    """Offset in the folded text."""
    end: int
    places: int
    """How many places are equally similar."""
    difference: str
    grave: bool


class Words:
    """The words of a text, with the positions of each word and of each pair of neighbours."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded: list[str] = []
        """The same word is the same text: a document may have millions."""
        self._first: dict[str, int] = {}
        """Word → its first position."""
        self._others: dict[str, array[int]] = {}
        known: dict[str, str] = {}
        for at, match in enumerate(WORD.finditer(text)):
            word = match[0].casefold()
            word = known.setdefault(word, word)
            self.folded.append(word)
            if self._first.setdefault(word, at) != at:
                self._others.setdefault(word, array("l")).append(at)

    def places(self, word: str) -> Sequence[int]:
        """Return the positions of a word."""
        first = self._first.get(word)
        return () if first is None else (first, *self._others.get(word, ()))

    def count(self, word: str) -> int:
        """Return how often a word occurs."""
        return (word in self._first) + len(self._others.get(word, ()))

    def of_pair(self, first: str, second: str) -> list[int]:
        """Return the positions of the first word of a pair of neighbours."""
        fewer = min(first, second, key=self.count)
        starts = (at - (fewer is not first) for at in self.places(fewer))
        return [at for at in starts if 0 <= at < len(self.folded) - 1 and self.folded[at : at + 2] == [first, second]]

    @cached_property
    def _starts(self) -> array[int]:
        return array("l", (match.start() for match in WORD.finditer(self.text)))

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the offsets in the text from the beginning of word `first` to the end of word `last`."""
        end = WORD.match(self.text, self._starts[last])
        assert end is not None, "a word starts there"  # noqa: S101
        return self._starts[first], end.end()


def most_similar(quote: str, text: Words) -> Similar | None:
    """Return the place in `text` that is most similar to `quote` (folded text), or None if no place is similar."""
    folded = [word.casefold() for word in WORD.findall(quote)]
    if len(folded) < 2:
        return None
    compared = sorted((_compared(folded, text, start) for start in _candidates(folded, text)), reverse=True)
    if not compared or compared[0][0] < _LEAST * len(folded):
        return None
    best, _, first, last = compared[0]
    rivals = {(start, end) for score, _, start, end in compared if score == best and (end < first or start > last)}
    start, end = text.span(first, last)
    return Similar(start, end, 1 + len(rivals), *difference(quote, text.text[start:end]))


def _candidates(folded: Sequence[str], text: Words) -> list[int]:
    """Return the positions at which the quotation most probably begins; they may be before the text."""
    votes: dict[int, float] = defaultdict(float)
    found = [(at, text.places(word), 1.0) for at, word in enumerate(folded) if text.count(word) <= _COMMON]
    found += [(at, text.of_pair(*pair), 3.0) for at, pair in enumerate(pairwise(folded))]
    for at, places, weight in found:
        if len(places) <= _COMMON:
            for place in places:
                votes[place - at] += weight / len(places)
    support: dict[int, float] = defaultdict(float)
    for start, weight in votes.items():
        for near in range(start - _NEAR, start + _NEAR + 1):
            support[near] += weight if near == start else weight * 0.5
    return sorted(support, key=lambda start: -support[start])[:_CANDIDATES]


def _compared(folded: Sequence[str], text: Words, start: int) -> tuple[int, int, int, int]:
    """Return how many words agree near a candidate, minus the length of the place, and its first and last word."""
    slack = 3 + len(folded) // 4
    low = max(0, start - slack)
    window = text.folded[low : start + len(folded) + slack]
    *blocks, _ = SequenceMatcher(None, folded, window, autojunk=False).get_matching_blocks()  # the last one is empty
    first = low + max(0, blocks[0].b - blocks[0].a)
    last = low + min(len(window), blocks[-1].b - blocks[-1].a + len(folded)) - 1
    return (sum(block.size for block in blocks), first - last, first, last)
