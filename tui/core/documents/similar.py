"""The most similar place: which words of a document are meant by a quotation that is not there word for word.

Words and pairs of neighbouring words vote for the place where the quotation would begin, rare ones more than
common ones; the best places are then compared word by word.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from tui.core.text.word_diff import WORD, difference

_CANDIDATES = 6
"""Places that are compared word by word."""
_COMMON = 400
"""A word or a pair that stands in more places than this says nothing of where a quotation is."""
_LEAST = 0.55
"""Part of the quotation's words that a place must have."""


class Similar(NamedTuple):
    """The place that is most like a quotation."""

    start: int
    """Offset in the folded text."""
    end: int
    places: int
    """How many places are alike; more than one means that it is not known which is meant."""
    difference: str
    grave: bool


class Words:
    """The words of a text, and where each of them and each pair of neighbours stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = [word.casefold() for word in WORD.findall(text)]
        self.places: dict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(self.folded):
            self.places[word].append(at)

    def of_pair(self, first: str, second: str) -> list[int]:
        """Return where two words stand side by side: the numbers of the first."""
        before, after = self.places.get(first, []), self.places.get(second, [])
        if len(before) <= len(after):
            return [at for at in before if self.folded[at + 1 : at + 2] == [second]]
        return [at - 1 for at in after if at and self.folded[at - 1] == first]

    @cached_property
    def _starts(self) -> array[int]:
        return array("l", (match.start() for match in WORD.finditer(self.text)))

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return where the words of these numbers begin and end in the text."""
        end = WORD.match(self.text, self._starts[last])
        return self._starts[first], end.end() if end else self._starts[last]


def most_similar(quote: str, text: Words) -> Similar | None:
    """Return the place in `text` that is most like `quote` (folded text), None where nothing is like it."""
    folded = [word.casefold() for word in WORD.findall(quote)]
    if len(folded) < 2:
        return None
    compared = sorted((_compared(folded, text, start) for start in _candidates(folded, text)), reverse=True)
    if not compared or compared[0][0] < max(2, _LEAST * len(folded)):
        return None
    best, _, first, last = compared[0]
    rivals = {(start, end) for score, _, start, end in compared if score == best and (end < first or start > last)}
    start, end = text.span(first, last)
    return Similar(start, end, 1 + len(rivals), *difference(quote, text.text[start:end]))


def _candidates(folded: Sequence[str], text: Words) -> Iterable[int]:
    """Return the word numbers at which the quotation most probably begins."""
    votes: dict[int, float] = defaultdict(float)
    found = [(at, text.places.get(word, []), 1.0) for at, word in enumerate(folded)]
    found += [(at, text.of_pair(*pair), 3.0) for at, pair in enumerate(pairwise(folded))]
    for at, places, weight in found:
        if len(places) <= _COMMON:
            for place in places:
                votes[place - at] += weight / len(places)
    near: dict[int, float] = defaultdict(float)
    for start, weight in votes.items():
        for shift in (-2, -1, 0, 1, 2):
            near[start + shift] += votes.get(start, 0.0) if shift == 0 else weight / 2
    return sorted(near, key=lambda start: -near[start])[:_CANDIDATES]


def _compared(folded: Sequence[str], text: Words, start: int) -> tuple[int, int, int, int]:
    """Return how many words agree, minus how long the place is, and its first and last word."""
    slack = 3 + len(folded) // 4
    low = max(0, start - slack)
    window = text.folded[low : max(low, start + len(folded) + slack)]
    blocks = [b for b in SequenceMatcher(None, folded, window, autojunk=False).get_matching_blocks() if b.size]
    if not blocks:
        return (0, 0, low, low)
    first, last = blocks[0].b - blocks[0].a, blocks[-1].b + len(folded) - blocks[-1].a - 1
    first = low + max(0, min(first, blocks[0].b) if blocks[0].a == 0 else max(first, blocks[0].b - blocks[0].a))
    last = min(len(text.folded) - 1, low + min(last, len(window) - 1))
    return (sum(block.size for block in blocks), first - last, first, last)
