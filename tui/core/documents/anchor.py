"""Excerpts in documents: where a quotation stands, and whether it still says the same.

The ladder is exact, then the same words (typography folded), then the most similar place. The answer is a
verdict and never a score: similarity cannot tell a small edit from a changed fact. Quote, prefix and suffix
are those of the W3C TextQuoteSelector (https://www.w3.org/TR/annotation-model/#text-quote-selector).
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from tui.core.documents.similar import Similar, Words, most_similar
from tui.core.model.records import Passage
from tui.core.text.typography import Folded, fold, is_cut
from tui.core.text.word_diff import WORD, agreeing, difference

Verdict: TypeAlias = Literal["exact", "same words", "changed", "found twice", "moved", "absent"]


class Anchoring(Struct, frozen=True):
    """Where an excerpt stands in a document and how it compares."""

    verdict: Verdict
    start: int = -1
    """Offset in the document of its first character; -1 where it was not found."""
    end: int = -1
    """Offset behind its last character."""
    difference: str = ""
    """Word by word where the two differ: `[-excerpt-]` and `{+document+}`; empty where they do not."""
    grave: bool = False
    """Whether the difference touches a figure, a name or a negation."""
    places: int = 0
    """How many places fit equally well, where that is more than one."""
    elsewhere: tuple[int, ...] = ()
    """Offsets at which the other places begin."""

    @property
    def holds(self) -> bool:
        """Whether the document says what the excerpt says, at one place."""
        return self.verdict in ("exact", "same words")


ABSENT = Anchoring("absent")


class DocumentText:
    """A document's text with what is computed from it once, when first needed."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def folded(self) -> Folded:
        """The text with its typography folded."""
        return fold(self.text)

    def foldings(self) -> Iterator[Folded]:
        """Yield the folded text, then, where words are cut at the ends of lines, that with whole words."""
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
    """Return where the quote of `passage` stands in the document; a passage without a quote is absent.

    With `everywhere`, a place with the same words is another place even where one is exact; else a long
    document need not be folded for an excerpt that stands in it sign for sign.
    """
    if not passage.quote.strip():
        return ABSENT
    page = DocumentText(document) if isinstance(document, str) else document
    found = in_same_words(passage, page, everywhere=everywhere)
    return found if found is not None else _approximately(page, fold(passage.quote).text.strip())


def in_same_words(passage: Passage, page: DocumentText, *, everywhere: bool = False) -> Anchoring | None:
    """Return where the quote (not blank) stands sign for sign or in the same words; None where nowhere.

    It looks for no similar place, and so is quick in a document of any size.
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

    Passages stand in the order of the document; an excerpt that is there but not where that order wants it
    has moved. Those that keep the order are the longest chain of places that rise.
    """
    page = DocumentText(document) if isinstance(document, str) else document
    found = {key: locate(passage, page, everywhere=True) for key, passage in passages.items() if passage.quote}
    placed = [key for key, anchoring in found.items() if anchoring.holds]
    kept = _rising([found[key].start for key in placed])
    for at, key in enumerate(placed):
        if at not in kept:
            found[key] = replace(found[key], verdict="moved")
    return found


def _all(text: str, wanted: str) -> list[int]:
    """Return the offsets at which `wanted` stands as whole words."""
    found: list[int] = []
    at = text.find(wanted)
    while at >= 0:
        if not _inside_word(text, at) and not _inside_word(text, at + len(wanted)):
            found.append(at)
        at = text.find(wanted, at + 1)
    return found


def _inside_word(text: str, at: int) -> bool:
    """Whether the place between two characters is in the middle of a word or a number."""
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
    """Return the one place that prefix and suffix leave, or that there are several."""
    if passage.prefix or passage.suffix:
        before, after = fold(passage.prefix).text.strip(), fold(passage.suffix).text.strip()
        fitting = [span for span in spans if _stands_between(page, span, before, after)]
        if len(spans) == 1 and not fitting:
            return _among_other_words(page, spans[0], before, after)
        spans = fitting or spans
    start, end = spans[0]
    if len(spans) == 1:
        return Anchoring("exact" if page.text[start:end] == passage.quote else "same words", start, end)
    return Anchoring("found twice", start, end, places=len(spans), elsewhere=tuple(at for at, _ in spans[1:]))


def _around(
    page: DocumentText, span: tuple[int, int], before: str, after: str, *, join: bool = False
) -> tuple[str, str]:
    """Return the folded text on both sides of a place, a little longer than what is looked for there."""
    left = page.text[max(0, span[0] - 2 * len(before) - 40) : span[0]]
    right = page.text[span[1] : span[1] + 2 * len(after) + 40]
    return fold(left, join=join).text.rstrip(), fold(right, join=join).text.lstrip()


def _stands_between(page: DocumentText, span: tuple[int, int], before: str, after: str) -> bool:
    sides = (_around(page, span, before, after, join=join) for join in (False, True))
    return any(left.endswith(before) and right.startswith(after) for left, right in sides)


def _among_other_words(page: DocumentText, span: tuple[int, int], before: str, after: str) -> Anchoring:
    """Return that the quote stands there, and what has changed before or after it.

    Where most of those words are others, it is another place of the same words, and what it says there is not
    what was quoted: that is grave.
    """
    left, right = _around(page, span, before, after)
    sides = [(before, _last(left, before)), (after, _first(right, after))]
    told = [difference(*side) for side in sides]
    said = " … ".join(text for text, _ in told if text)
    elsewhere = sum(agreeing(*side) for side in sides) * 2 <= sum(len(WORD.findall(wanted)) for wanted, _ in sides)
    return Anchoring("changed", *span, difference=said, grave=elsewhere or any(grave for _, grave in told))


def _last(text: str, like: str) -> str:
    """Return as many words from the end of `text` as `like` has."""
    starts = [match.start() for match in WORD.finditer(text)][-len(WORD.findall(like)) or len(text) :]
    return text[starts[0] :] if starts else ""


def _first(text: str, like: str) -> str:
    """Return as many words from the beginning of `text` as `like` has."""
    ends = [match.end() for match in WORD.finditer(text)][: len(WORD.findall(like))]
    return text[: ends[-1]] if ends else ""


def _approximately(page: DocumentText, quote: str) -> Anchoring:
    found: Similar | None = most_similar(quote, page.words)
    if found is None:
        return ABSENT
    start, end = page.folded.original(found.start, found.end)
    verdict: Verdict = "changed" if found.places == 1 else "found twice"
    return Anchoring(verdict, start, end, found.difference, found.grave, found.places if found.places > 1 else 0)


def _rising(values: list[int]) -> set[int]:
    """Return the places of a longest chain of values that do not fall (patience sorting)."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = [-1] * len(values)
    for at, value in enumerate(values):
        pile = bisect_left(tails, value + 1)
        before[at] = ends[pile - 1] if pile else -1
        if pile == len(tails):
            tails.append(value)
            ends.append(at)
        else:
            tails[pile], ends[pile] = value, at
    kept: set[int] = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return kept
