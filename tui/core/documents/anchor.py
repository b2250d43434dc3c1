"""Anchor excerpts in documents: find where a quotation is, and whether the wording is unchanged.

Exact matches are tried first, then the same words with folded typography, then the most similar place. The result
is a verdict, never a score: similarity cannot tell a small edit from a changed fact. Quote, prefix and suffix
are those of the W3C TextQuoteSelector (https://www.w3.org/TR/annotation-model/#text-quote-selector).
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from tui.core.documents.similar import Words, most_similar
from tui.core.model.records import Passage
from tui.core.text.typography import Folded, fold, is_cut
from tui.core.text.word_diff import WORD, agreeing, difference

Verdict: TypeAlias = Literal["exact", "same words", "changed", "found twice", "moved", "absent"]


class Anchoring(Struct, frozen=True):
    """The position of an excerpt in a document, and how the wordings compare."""

    verdict: Verdict
    start: int = -1
    """Offset in the document of its first character; -1 if it was not found."""
    end: int = -1
    """Offset behind its last character."""
    difference: str = ""
    """The differences word by word, `[-excerpt-]` and `{+document+}`; empty if there are none."""
    grave: bool = False
    """Whether the difference touches a figure, a name or a negation."""
    places: int = 0
    """How many places match equally well, if more than one; else 0."""
    elsewhere: tuple[int, ...] = ()
    """Offsets of the other places."""

    @property
    def holds(self) -> bool:
        """Whether the document has the words of the excerpt, at one place."""
        return self.verdict in ("exact", "same words")


ABSENT = Anchoring("absent")
_MARGIN = 40
"""Characters of a document that are read beside a place in addition to twice the length of a prefix or suffix."""


class DocumentText:
    """A document's text, with derived values that are computed once, when first needed."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def folded(self) -> Folded:
        """The text with its typography folded."""
        return fold(self.text)

    def foldings(self) -> Iterator[Folded]:
        """Yield the folded text, then, if words are hyphenated at line ends, the text with these joined."""
        yield self.folded
        if self._joined is not None:
            yield self._joined

    @cached_property
    def _joined(self) -> Folded | None:
        return fold(self.text, join=True) if is_cut(self.text) else None

    @cached_property
    def words(self) -> Words:
        """The words of the folded text."""
        return Words(self.folded.text)


def locate(passage: Passage, document: DocumentText | str, *, everywhere: bool = False) -> Anchoring:
    """Return the position of the quote of `passage` in the document; a passage without a quote is absent.

    With `everywhere`, places with the same words are looked for even if there is an exact match; without it, a long
    document is not folded for an excerpt that it contains character for character.
    """
    if not passage.quote.strip():
        return ABSENT
    page = DocumentText(document) if isinstance(document, str) else document
    found = in_same_words(passage, page, everywhere=everywhere)
    return found if found is not None else _approximately(page, fold(passage.quote).text.strip())


def in_same_words(passage: Passage, page: DocumentText, *, everywhere: bool = False) -> Anchoring | None:
    """Return the position of the quote (not blank) as an exact match or in the same words; None if there is none.

    Similar places are not looked for, so it is fast in a document of any size.
    """
    exact = [(at, at + len(passage.quote)) for at in _all(page.text, passage.quote)]
    if exact and not everywhere:
        return _decided(page, passage, exact)
    quote = fold(passage.quote).text.strip()
    for folded in page.foldings():
        spans = [folded.original(at, at + len(quote)) for at in _all(folded.text, quote)] if quote else []
        if len(spans) > len(exact):
            return _decided(page, passage, spans)
    return _decided(page, passage, exact) if exact else None


def verdicts(passages: Mapping[str, Passage], document: DocumentText | str) -> dict[str, Anchoring]:
    """Return the anchoring of every passage that has a quote.

    Passages are listed in the order of the document. Excerpts that are found but out of that order have moved: all
    that are not in the longest subsequence of ascending positions.
    """
    page = DocumentText(document) if isinstance(document, str) else document
    found = {key: locate(passage, page, everywhere=True) for key, passage in passages.items() if passage.quote}
    placed = [key for key, anchoring in found.items() if anchoring.holds]
    kept = _ascending([found[key].start for key in placed])
    for at, key in enumerate(placed):
        if at not in kept:
            found[key] = replace(found[key], verdict="moved")
    return found


def _all(text: str, wanted: str) -> list[int]:
    """Return the offsets at which `wanted` occurs as whole words."""
    found: list[int] = []
    at = text.find(wanted)
    while at >= 0:
        if not _inside_word(text, at) and not _inside_word(text, at + len(wanted)):
            found.append(at)
        at = text.find(wanted, at + 1)
    return found


def _inside_word(text: str, at: int) -> bool:
    """Whether an offset is in the middle of a word or a number."""
    if not 0 < at < len(text):
        return False
    left, right = text[at - 1], text[at]
    if left.isalnum() and (right.isalnum() or unicodedata.combining(right)):
        return True
    if right in ".," and left.isdigit():
        return text[at + 1 : at + 2].isdigit()
    if left in ".," and right.isdigit():
        return at > 1 and text[at - 2].isdigit()
    return left in "nN" and right in "'’" and text[at + 1 : at + 2] in ("t", "T")


def _decided(page: DocumentText, passage: Passage, spans: list[tuple[int, int]]) -> Anchoring:
    """Return the only place that prefix and suffix allow, or that there are several."""
    if passage.prefix or passage.suffix:
        before, after = fold(passage.prefix).text.strip(), fold(passage.suffix).text.strip()
        fitting = [span for span in spans if _has_context(page, span, before, after)]
        if len(spans) == 1 and not fitting:
            (only,) = spans
            return _in_other_context(page, only, before, after)
        spans = fitting or spans
    (start, end), *others = spans
    if others:
        elsewhere = tuple(at for at, _ in others)
        return Anchoring("found twice", start, end, places=1 + len(others), elsewhere=elsewhere)
    return Anchoring("exact" if page.text[start:end] == passage.quote else "same words", start, end)


def _context(page: DocumentText, span: tuple[int, int], before: str, after: str, *, join: bool) -> tuple[str, str]:
    """Return the folded text on both sides of a place, somewhat longer than the expected prefix and suffix."""
    reach = 2 * max(len(before), len(after)) + _MARGIN
    left, right = page.text[max(0, span[0] - reach) : span[0]], page.text[span[1] : span[1] + reach]
    return fold(left, join=join).text.rstrip(), fold(right, join=join).text.lstrip()


def _has_context(page: DocumentText, span: tuple[int, int], before: str, after: str) -> bool:
    """Whether a place has this prefix and suffix; either may be empty."""
    sides = (_context(page, span, before, after, join=join) for join in (False, True))
    return any(left.endswith(before) and right.startswith(after) for left, right in sides)


def _in_other_context(page: DocumentText, span: tuple[int, int], before: str, after: str) -> Anchoring:
    """Return that the quote is at this place, with the changes of the words before and after it.

    If half of these words or more are different, it is another occurrence of the same words with another meaning:
    that is grave.
    """
    left, right = _context(page, span, before, after, join=False)
    sides = [(before, _last_words(left, before)), (after, _first_words(right, after))]
    differences = [difference(*side) for side in sides]
    text = " … ".join(text for text, _ in differences if text)
    elsewhere = sum(agreeing(*side) for side in sides) * 2 <= sum(len(WORD.findall(wanted)) for wanted, _ in sides)
    return Anchoring("changed", *span, difference=text, grave=elsewhere or any(grave for _, grave in differences))


def _last_words(text: str, like: str) -> str:
    """Return as many words from the end of `text` as `like` has."""
    count = len(WORD.findall(like))
    starts = [match.start() for match in WORD.finditer(text)][-count:]
    return text[starts[0] :] if starts and count else ""


def _first_words(text: str, like: str) -> str:
    """Return as many words from the beginning of `text` as `like` has."""
    ends = [match.end() for match in WORD.finditer(text)][: len(WORD.findall(like))]
    return text[: ends[-1]] if ends else ""


def _approximately(page: DocumentText, quote: str) -> Anchoring:
    """Return the place that is most similar to the folded quote."""
    found = most_similar(quote, page.words)
    if found is None:
        return ABSENT
    start, end = page.folded.original(found.start, found.end)
    if found.places == 1:
        return Anchoring("changed", start, end, found.difference, found.grave)
    return Anchoring("found twice", start, end, found.difference, found.grave, found.places)


def _ascending(values: list[int]) -> set[int]:
    """Return the indexes of a longest subsequence of values that do not descend (patience sorting)."""
    tails: list[int] = []
    """Last value of the best subsequence of each length."""
    chains: list[tuple[int, ...]] = []
    for at, value in enumerate(values):
        length = bisect_right(tails, value)
        tails[length : length + 1] = [value]
        chains[length : length + 1] = [(*(chains[length - 1] if length else ()), at)]
    return set(chains[-1]) if chains else set()
