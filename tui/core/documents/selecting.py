"""Select words in a document's text, and make a passage of them: the excerpt, where it stands, what tells it apart.

A unit of selecting is what stands between blanks, without the signs around it; in scripts without blanks, a sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from msgspec.structs import replace

from tui.core.documents.anchor import Anchoring, DocumentText, in_same_words
from tui.core.documents.location import HEADING, SENTENCE_ENDS, place_in
from tui.core.model.records import Passage, Source
from tui.core.text import folding

_RUN = re.compile(r"\S+")
_AROUND = ".,;:!?…\"'“”„‟«»‘’‚()[]{}<>–—-*_#|/\\"
"""Signs around a word that belong to its sentence."""
MOST_CONTEXT = 8
"""Words of a prefix or a suffix."""


class WordSpan(NamedTuple):
    """Words that follow one another in a text: offsets of the first character and behind the last one."""

    start: int
    end: int


def word_after(text: str, at: int) -> WordSpan | None:
    """Return the first word that begins at an offset or behind it; None behind the last one."""
    for run in _RUN.finditer(text, _run_start(text, at)):
        found = next((word for word in _within(run.group(), run.start()) if word.start >= at), None)
        if found is not None:
            return found
    return None


def word_before(text: str, at: int) -> WordSpan | None:
    """Return the last word that begins before an offset; None before the first one."""
    while at > 0:
        end = len(text[:at].rstrip())
        start = _run_start(text, end - 1) if end else 0
        run = _RUN.match(text, start)
        words = [word for word in _within(run.group(), start) if word.start < at] if run else []
        if words:
            return words[-1]
        at = start
    return None


def word_at(text: str, at: int) -> WordSpan | None:
    """Return the word at an offset, else the next one, else the last one of the text."""
    before = word_before(text, at + 1)
    return before if before and at < before.end else word_after(text, at) or before


def joined(one: WordSpan, other: WordSpan) -> WordSpan:
    """Return the words from one to another, whichever comes first."""
    return WordSpan(min(one.start, other.start), max(one.end, other.end))


def paragraph_at(text: str, at: int) -> WordSpan:
    """Return the bounds of the paragraph at an offset: a line, or lines between blank ones where the text has such.

    A heading that begins with `#` is one of its own.
    """
    start, end = text.rfind("\n", 0, at) + 1, _line_end(text, at)
    wrapped = ("\n\n" in text or "\n\r\n" in text) and not text.startswith("#", start)
    while wrapped:
        above = text.rfind("\n", 0, start - 1) + 1
        if not text[above:start].strip() or text.startswith("#", above):
            break
        start = above
    while wrapped:
        below = _line_end(text, end + 1)
        if not text[end:below].strip() or text.startswith("#", end + 1):
            break
        end = below
    return WordSpan(start, end)


def is_prose(paragraph: str) -> bool:
    """Whether a paragraph is none of the short lines that make a title, a date or a heading."""
    words = paragraph.strip()
    return len(words.split()) > HEADING or words.endswith(SENTENCE_ENDS)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return end if end >= 0 else len(text)


def found_words(text: str, typed: str, at: int) -> WordSpan | None:
    """Return the next words from `at` on, else from the top, that are `typed`, in any case and typography.

    `first words … last words` finds all from the first to the last, in one paragraph.
    """
    first, _, last = typed.replace("...", "…").partition("…")
    for start in (at, 0):
        found = _spelled(text, first, start, len(text))
        if found is not None:
            ends = _spelled(text, last, found.end, paragraph_at(text, found.start).end)
            return joined(found, ends) if ends is not None else found
    return None


def passage_of(source: Source, page: DocumentText, words: WordSpan, found: Mapping[str, Anchoring]) -> Passage:
    """Return selected words as a passage without a gist.

    It has the heading and the number of its paragraph, and a prefix or suffix where its words stand in the text
    several times. `found` has the places of the source's excerpts.
    """
    quote = " ".join(page.text[words.start : words.end].split())
    place = place_in(source, page.text, found, words.start)
    passage = Passage(quote=quote, section_title=place.section, paragraph=place.paragraph)
    if is_found(passage, page, words) or not quote:
        return passage
    before, after = _context(page.text, words)
    for count in range(1, MOST_CONTEXT + 1):
        for left, right in ((0, count), (count, 0), (count, count)):
            told = replace(passage, prefix=" ".join(before[-left:] if left else ()), suffix=" ".join(after[:right]))
            if is_found(told, page, words):
                return told
    return passage


def is_found(passage: Passage, page: DocumentText, words: WordSpan) -> bool:
    """Whether the excerpt is found in the document at one place, which is that of the selected words."""
    at = in_same_words(passage, page, everywhere=True) if passage.quote else None
    return at is not None and at.holds and at.start <= words.start < at.end


def _context(text: str, words: WordSpan) -> tuple[list[str], list[str]]:
    """Return what stands before and behind the words in their paragraph."""
    start = text.rfind("\n", 0, words.start) + 1
    end = text.find("\n", words.end)
    return text[start : words.start].split(), text[words.end : end if end >= 0 else len(text)].split()


def _run_start(text: str, at: int) -> int:
    """Return where the run of signs begins that an offset is in."""
    while 0 < at <= len(text) and not text[at - 1].isspace():
        at -= 1
    return max(0, at)


def _within(run: str, offset: int) -> Iterator[WordSpan]:
    """Yield the words of a run of signs without a blank."""
    if not run.isascii() and folding.compiled(f"[{folding.ALONE}]").search(run):
        yield from (WordSpan(offset + start, offset + end) for _, start, end in folding.word_spans(run))
        return
    word = run.strip(_AROUND)
    if word:
        start = offset + len(run) - len(run.lstrip(_AROUND))
        yield WordSpan(start, start + len(word))


def _spelled(text: str, typed: str, start: int, end: int) -> WordSpan | None:
    """Return the first words between two offsets that are those typed, the last of which may be begun."""
    wanted = [word for word, _, _ in folding.word_spans(typed)]
    if not wanted:
        return None
    pattern = r"[\W_]+".join(map(re.escape, wanted))
    folded = text[start:end].casefold()
    if len(folded) == end - start:
        match = re.search(rf"(?<!\w){pattern}", folded)
        if match is not None:
            first, last = word_at(text, start + match.start()), word_at(text, start + match.end() - 1)
            return joined(first, last) if first and last else None
    spans = folding.word_spans(text[start:end])
    for at in range(len(spans) - len(wanted) + 1):
        run = [word for word, _, _ in spans[at : at + len(wanted)]]
        if run[:-1] == wanted[:-1] and run[-1].startswith(wanted[-1]):
            first, last = word_at(text, start + spans[at][1]), word_at(text, start + spans[at + len(wanted) - 1][1])
            return joined(first, last) if first and last else None
    return None
