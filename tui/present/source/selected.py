"""Words that are being selected in the text of a source, and what the line below says of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from tui.core.checks.rules import LONGEST_QUOTE, word_count
from tui.core.documents.anchor import Anchoring, DocumentText, in_same_words
from tui.core.documents.selecting import (
    WordSpan,
    is_found,
    is_prose,
    joined,
    paragraph_at,
    passage_of,
    word_after,
    word_at,
    word_before,
)
from tui.core.model.records import Passage, Source
from tui.present.cards.parts import plural


class Selected(Struct, frozen=True):
    """The word under the cursor, and the one at which the selection began."""

    text: str
    cursor: WordSpan
    anchor: WordSpan | None = None
    """None while nothing has begun: then the word under the cursor is selected alone."""

    @property
    def span(self) -> WordSpan:
        """What is selected."""
        return joined(self.anchor, self.cursor) if self.anchor else self.cursor

    def stepped(self, by: int, *, extend: bool) -> Selected:
        """Move the cursor a word on (1) or back (-1), extending the selection or taking it along."""
        step = word_after(self.text, self.cursor.end) if by > 0 else word_before(self.text, self.cursor.start)
        return self.moved(step.start if step else self.cursor.start, extend=extend)

    def shortened(self, most: int) -> tuple[Selected, str]:
        """Select only the "first" words, or the "last" where more figures stand in those; return which.

        They are as many as an excerpt of `most` words has.
        """
        first, last = self._end(most, 1), self._end(most, -1)[::-1]
        which, kept = ("last", last) if self._figures(last) > self._figures(first) else ("first", first)
        return replace(self, anchor=kept[0], cursor=kept[-1]), which

    def _end(self, most: int, by: int) -> list[WordSpan]:
        """Return the words from the beginning on (1), or from the end back (-1)."""
        start, end = self.span
        word = word_at(self.text, start) if by > 0 else word_before(self.text, end)
        taken = [word or self.cursor]
        while word is not None and start <= word.start and word.end <= end:
            over = joined(taken[0], word)
            if word_count(self.text[over.start : over.end]) > most:
                break
            taken.append(word)
            word = word_after(self.text, word.end) if by > 0 else word_before(self.text, word.start)
        return taken

    def _figures(self, words: Sequence[WordSpan]) -> int:
        return sum(any(sign.isdigit() for sign in self.text[word.start : word.end]) for word in {*words})

    def moved(self, offset: int, *, extend: bool) -> Selected:
        """Move the cursor to the word at an offset; a selection ends where its paragraph does."""
        word = word_at(self.text, offset) or self.cursor
        anchor = self.anchor or (self.cursor if extend else None)
        if anchor is not None:
            bounds = paragraph_at(self.text, anchor.start)
            if word.start >= bounds.end:
                word = word_before(self.text, bounds.end) or anchor
            elif word.start < bounds.start:
                word = word_after(self.text, bounds.start) or anchor
        return replace(self, cursor=word, anchor=anchor)


def begun(text: str, offset: int) -> Selected | None:
    """Return the word at an offset, or the next one, as the beginning of a selection; None in a text without words."""
    word = word_at(text, offset)
    return Selected(text, word) if word is not None else None


def begun_near(text: str, excerpt: int, seen: Sequence[int]) -> Selected | None:
    """Return the first words of the paragraph of an excerpt, else of the first paragraph in view, selected.

    Args:
        text: that of the document.
        excerpt: the offset of a line of the excerpt at which the user is; negative where that is not in view.
        seen: the offsets of the lines in view.
    """
    top = seen[0] if seen else 0
    if excerpt >= 0:
        return begun(text, max(top, paragraph_at(text, excerpt).start))
    bounds = [paragraph_at(text, at) for at in seen]
    prose = (one.start for one in bounds if one.start >= top and is_prose(text[one.start : one.end]))
    return begun(text, next(prose, top))


class PassageDraft(Struct, frozen=True):
    """A passage as it would be made of the selected words."""

    passage: Passage
    wrong: str = ""
    """Why it cannot be made (raw text); empty where it can."""
    is_long: bool = False
    """Whether it cannot because it has too many words."""
    said: str = ""
    """Its length, where it stands, and whether its words stand there alone (raw text)."""


def drafted(source: Source, page: DocumentText, span: WordSpan, found: Mapping[str, Anchoring]) -> PassageDraft:
    """Return the passage that the selected words make; `found` has the places of the source's excerpts."""
    passage = passage_of(source, page, span, found)
    count = word_count(passage.quote)
    place = f"paragraph {passage.paragraph} of the text"
    if passage.section_title:
        place = f"{place}, under “{passage.section_title}”"
    wrong = ""
    if count > LONGEST_QUOTE:
        wrong = f"{count} words: an excerpt has at most {LONGEST_QUOTE}"
    elif not is_found(passage, page, span):
        wrong = "These words stand in several places that nothing tells apart: take more of them"
    alone = "only here"
    if passage.prefix or passage.suffix:
        at = in_same_words(replace(passage, prefix="", suffix=""), page, everywhere=True)
        places = at.places if at is not None else 0
        told = " and ".join(
            part
            for part in (
                f"“{passage.prefix}” before" if passage.prefix else "",
                f"“{passage.suffix}” behind" if passage.suffix else "",
            )
            if part
        )
        alone = f"{plural(places, 'place')}: told apart by {told}"
    return PassageDraft(passage, wrong, count > LONGEST_QUOTE, f"{plural(count, 'word')} · {alone} · {place}")


def behind(source: Source, found: Mapping[str, Anchoring], start: int) -> str:
    """Return the key of the passage behind which a new one comes, so that they stay in the order of the document."""
    keys = list(source.passages)
    later = (
        at for at, key in enumerate(keys) if (one := found.get(key)) is not None and one.holds and one.start > start
    )
    first_later = next(later, len(keys))
    return keys[first_later - 1] if first_later else ""
