"""A source without its document: an outline of all its sections and passages."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from msgspec import Struct

from tui.core.model.records import Passage, PassageKey, Ref, Source
from tui.present.cards.parts import CardWriter, heading, plural, term_of
from tui.present.cards.source import imprint, quotation, resting
from tui.present.page import Block, Link, Span, say
from tui.present.source.parts import PLACE, Stop

PART = 40
"""Passages of a part."""


class Outline(Struct, frozen=True, dict=True):
    """Every section and passage with its gist, its excerpt and what rests on it."""

    writer: CardWriter
    source: Source
    unread: str = ""
    """Why the document that is there cannot be read (raw text); empty where there is none, or it can."""
    title = "outline"
    whole = True

    @property
    def parts(self) -> int:
        """The head and the first passages, then the others, then the note."""
        return 1 + (self.length + PART - 1) // PART

    @property
    def length(self) -> int:
        """How many passages there are, at least 1."""
        return max(1, len(self.source.passages))

    def begins(self, part: int) -> int:
        """Return the number of the first passage of a part, 0-based; -1 for the head."""
        return -1 if part == 0 else min(self.length, (part - 1) * PART)

    def guess(self, part: int) -> int:
        """Return about how many characters the part has."""
        return 600 if part == 0 else 400 * (self.begins(part + 1) - self.begins(part))

    @cached_property
    def stops(self) -> tuple[Stop, ...]:
        """All passages."""
        keys = (f"{self.source.id}/{key}" for key in self.source.passages)
        return tuple(Stop(key, at + 1, at, 1 + at // PART, key) for at, key in enumerate(keys))

    @property
    def note(self) -> str:
        """Why this is only an outline, and how to add the text (raw text)."""
        if self.unread:
            return self.unread
        return (
            f"An outline: the text itself is not at hand. Save it as {self.source.id}.html, .pdf, .md or .txt in the "
            "folder documents of the dataset, and each excerpt stands in its place; letapis check compares them."
        )

    def blocks(self, part: int) -> tuple[Block, ...]:
        """Return the blocks of a part."""
        if part == 0:
            return tuple(self._head())
        items = self._items[self.begins(part) : self.begins(part + 1)]
        found = [block for number, key, passage in items for block in self._passage(number, key, passage)]
        if part == self.parts - 1 and self.source.note:
            note = self.writer.text(self.source.note, "gist")
            found.append(Block(note, label=Span("Note", "label"), hang=9, space=2))
        return tuple(found)

    @cached_property
    def _items(self) -> list[tuple[int, str, Passage]]:
        return [(number, key, passage) for number, (key, passage) in enumerate(self.source.passages.items())]

    def _head(self) -> Iterable[Block]:
        yield from imprint(self.writer, self.source)
        if self.source.summary:
            yield Block(self.writer.text(self.source.summary), space=1)
        passages = self.source.passages
        if not passages:
            yield Block((Span("No passage of it is recorded.", "muted"),), space=1)
            return
        quotes = sum(bool(passage.quote) for passage in passages.values())
        said = f"{plural(len(passages), 'passage')}, {plural(quotes, 'excerpt')}; no full text"
        yield Block((say(said, "muted"),), space=1)

    def _passage(self, number: int, key: str, passage: Passage) -> Iterable[Block]:
        before = self._items[number - 1][2].section_title if number else None
        if passage.section_title != before:
            yield from _section(self.writer, passage.section_title)
        place: PassageKey = f"{self.source.id}/{key}"
        ref = Ref("passages", place)
        where = f"{number + 1}  paragraph {passage.paragraph}" if passage.paragraph else f"{number + 1}  passage"
        words = say(where, "muted", Link(ref, term_of(ref)))
        yield Block((words,), space=1, anchor=f"{PLACE}{number}", aside=say(key, "muted"))
        yield from quotation(self.writer, passage)
        yield from resting(self.writer, place)


def _section(writer: CardWriter, title: str) -> Iterable[Block]:
    if title:
        yield Block(writer.text(title, "heading"), space=2)
    else:
        yield heading("Before the first heading")
