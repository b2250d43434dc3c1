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
        self.folded = [word.casefold() for word in WORD.findall(text)]
        self.places: dict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(self.folded):
            self.places[word].append(at)

    def of_pair(self, first: str, second: str) -> list[int]:
        """Return the positions of the first word of a pair of neighbours."""
        return sorted(set(self.places.get(first, ())).intersection(at - 1 for at in self.places.get(second, ())))

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
    found = [(at, text.places.get(word, []), 1.0) for at, word in enumerate(folded)]
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
