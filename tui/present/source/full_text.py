"""The full text of a source with its excerpts marked, and below each paragraph the records that cite them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import force_setattr, replace

from tui.core.documents.anchor import Anchoring
from tui.core.documents.folder import Document
from tui.core.model.records import PassageKey, Ref, Source
from tui.core.store.related import citing
from tui.core.text.typography import fold
from tui.present.cards.parts import CardWriter, heading, joined, plural, term_of
from tui.present.cards.source import imprint, quotation, resting
from tui.present.page import Block, Link, Role, Span, say
from tui.present.source.parts import PLACE, Stop, sign_of

PART = 4096
"""Characters of a part of the text, about; a part ends with a paragraph, or at a blank where that is too long."""
HANG = 6
"""Cells of the column for the number of an excerpt below its paragraph."""

LONGEST_HEADING = 300
"""Characters; a longer line is no heading."""


class FullText(Struct, frozen=True, dict=True):
    """The parts: a head, the text itself, the passages without an excerpt."""

    writer: CardWriter
    source: Source
    document: Document
    found: Mapping[str, Anchoring]
    """Places of the excerpts looked for so far, by the key of the passage in its source."""
    whole: bool = True
    cuts: tuple[int, ...] = ()
    """Where the parts of the text begin; computed where it is empty."""
    title = "full text"

    def __post_init__(self) -> None:
        if not self.cuts:
            force_setattr(self, "cuts", tuple(_cuts(self.document.text)))

    # as a reading

    @property
    def parts(self) -> int:
        """The head, the parts of the text, the tail."""
        return len(self.cuts) + 2

    @property
    def length(self) -> int:
        """Characters of the text, at least 1."""
        return max(1, len(self.document.text))

    def begins(self, part: int) -> int:
        """Return the offset in the text."""
        if part == 0:
            return -1
        return self.cuts[part - 1] if part <= len(self.cuts) else self.length

    def guess(self, part: int) -> int:
        """Return about how many characters the part has."""
        inside = 0 < part <= len(self.cuts)
        return self.begins(part + 1) - self.begins(part) if inside else 600

    @cached_property
    def stops(self) -> tuple[Stop, ...]:
        """Excerpts that are not in the text first, then those that are in its order, then passages without one."""
        stops = []
        for number, (key, passage) in enumerate(self.source.passages.items(), 1):
            at = self.found.get(key)
            whole_key = f"{self.source.id}/{key}"
            if not passage.quote:
                stops.append(Stop(whole_key, number, self.length, self.parts - 1, whole_key))
            elif at is not None and at.start < 0:
                stops.append(Stop(whole_key, number, -1, 0, whole_key, at.verdict))
            elif at is not None:
                part = bisect_right(self.cuts, at.start)
                inner = self._shortest(at.start, at.start + 1)
                stops.append(Stop(whole_key, number, at.start, part, inner or whole_key, at.verdict))
        return tuple(sorted(stops, key=lambda stop: (stop.place, self._end(stop), stop.number)))

    def blocks(self, part: int) -> tuple[Block, ...]:
        """Return the blocks of a part."""
        if part == 0:
            return (*imprint(self.writer, self.source), *self._head())
        if part > len(self.cuts):
            return tuple(self._tail())
        return tuple(self._paragraphs(self.begins(part), self.begins(part + 1)))

    # what is said around the text

    def _head(self) -> Iterable[Block]:
        if self.source.summary:
            yield Block(self.writer.text(self.source.summary), space=1)
        yield self._verdict()
        for key, at in self.found.items():
            if at.holds:
                continue
            ref = Ref("passages", f"{self.source.id}/{key}")
            name = say(key, "text", None if at.start >= 0 else self._link(ref.id))
            words = (name, Span("  "), *self.writer.text(at.difference, "gist"))
            yield Block(words, label=say(at.verdict, "warn"), hang=14)

    def _verdict(self) -> Block:
        if self.document.same:
            lead = Span("The text that the excerpts were checked against", "good")
        else:
            lead = Span("Another text than the excerpts were checked against", "warn")
        counted = Counter(at.verdict for at in self.found.values())
        counts = ", ".join(f"{count} {verdict}" for verdict, count in counted.most_common())
        said = f"{plural(len(self.found), 'excerpt')}: {counts}" if self.found else "no excerpt"
        if not self.whole:
            said = "looking for the excerpts …"
        doubt = any(not at.holds for at in self.found.values())
        return Block(joined([(lead,), (say(said, "warn" if doubt else "muted"),)], " · "), space=1)

    def _tail(self) -> Iterable[Block]:
        silent = [stop for stop in self.stops if stop.part == self.parts - 1]
        if silent:
            yield heading("Passages without an excerpt")
        for stop in silent:
            passage = self.writer.store.passage(stop.key)
            number = f"{stop.number}  paragraph {passage.paragraph}" if passage.paragraph else f"{stop.number}  passage"
            yield Block((say(number, "muted", self._link(stop.key)),), space=1)
            yield from quotation(self.writer, passage)
            yield from resting(self.writer, stop.key)
        if self.source.note:
            yield Block(self.writer.text(self.source.note, "gist"), label=Span("Note", "label"), hang=9, space=2)

    # the text

    def _paragraphs(self, begin: int, end: int) -> Iterable[Block]:
        """Yield each line that is not blank as a paragraph, and below it the records that cite its excerpts."""
        offset = begin
        goes_on = begin > 0 and self.document.text[begin - 1] not in "\r\n"
        for line in self.document.text[begin:end].splitlines(keepends=True):
            stop = offset + len(line)
            if line.strip():
                yield Block(self._marked(line, offset), space=0 if goes_on else 1, anchor=f"{PLACE}{offset}")
                yield from self._below(offset, stop)
            goes_on = False
            offset = stop

    def _marked(self, line: str, offset: int) -> tuple[Span, ...]:
        """Return a line with its excerpts as links, the shortest where several cover the same words."""
        text = line.rstrip()
        plain: Role = "heading" if len(text) <= LONGEST_HEADING and _title(text) in self._headings else "text"
        edges = {0, len(text)}
        for start, end, _ in self._over(offset, offset + len(text)):
            edges.update(min(max(0, edge - offset), len(text)) for edge in (start, end))
        spans: list[Span] = []
        for first, last in pairwise(sorted(edges)):
            inner = self._shortest(first + offset, last + offset)
            link = self._link(inner) if inner else None
            spans.extend(self.writer.text(text[first:last], "quote" if inner else plain, link))
        return tuple(spans)

    def _below(self, start: int, end: int) -> Iterable[Block]:
        """Yield number, verdict and gist of each excerpt that ends in a paragraph, and what rests on it."""
        for _, stop, key in self._over(start, end):
            if stop > end:
                continue
            number = self._numbers[key]
            at, passage = self.found[key], self.source.passages[key]
            label = say(f"{number:>2} {sign_of(at.verdict)}", "muted" if at.holds else "warn")
            cited = f"{self.source.id}/{key}"
            resting_on_it = [*resting(self.writer, cited, hang=HANG)]
            gist = self.writer.text(passage.gist, "gist") if passage.gist else (say(key, "muted"),)
            if passage.gist in (self.writer.store.name(ref) for ref in citing(self.writer.store, (cited,))):
                yield replace(resting_on_it.pop(0), label=label)  # what rests on it says the same
            else:
                yield Block(gist, label=label, hang=HANG)
            if not at.holds:
                words = (say(at.verdict, "warn"), Span("  "), *self.writer.text(at.difference, "gist"))
                yield Block(words, hang=HANG)
            yield from resting_on_it

    # where the excerpts are

    @cached_property
    def _places(self) -> list[tuple[int, int, str]]:
        """Start, end and key of every excerpt that was found, in the order of the text."""
        return sorted((at.start, at.end, key) for key, at in self.found.items() if at.start >= 0)

    @cached_property
    def _longest(self) -> int:
        return max((end - start for start, end, _ in self._places), default=0)

    def _over(self, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """Yield the excerpts that share a character with the text from `start` to `end`."""
        for at in range(bisect_left(self._places, (start - self._longest, 0, "")), len(self._places)):
            place = self._places[at]
            if place[0] >= end:
                return
            if place[1] > start:
                yield place

    def _shortest(self, start: int, end: int) -> PassageKey:
        """Return the passage of the shortest excerpt that covers all from `start` to `end`; empty where none does."""
        over = [place for place in self._over(start, end) if place[0] <= start and place[1] >= end]
        inner = min(over, key=lambda place: place[1] - place[0], default=None)
        return f"{self.source.id}/{inner[2]}" if inner else ""

    def _end(self, stop: Stop) -> int:
        at = self.found.get(stop.key.partition("/")[2])
        return at.end if at is not None else stop.place

    def _link(self, key: PassageKey) -> Link:
        """Return the link of a passage, always the same object, so that its pieces count as one link."""
        ref = Ref("passages", key)
        return self._links.setdefault(key, Link(ref, term_of(ref)))

    @cached_property
    def _links(self) -> dict[PassageKey, Link]:
        return {}

    @cached_property
    def _headings(self) -> set[str]:
        return {_title(passage.section_title) for passage in self.source.passages.values()} - {""}

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {key: number for number, key in enumerate(self.source.passages, 1)}


def _title(line: str) -> str:
    """Return a heading without its typography and the signs that Markdown puts around it."""
    return fold(line.strip("# \t")).text


def _cuts(text: str) -> Iterator[int]:
    """Yield where the parts of a text begin."""
    at = 0
    while at < len(text):
        yield at
        if at + PART >= len(text):
            return
        end = text.rfind("\n", at + PART // 2, at + PART)
        if end < 0:
            end = text.rfind(" ", at + PART // 2, at + PART)
        at = at + PART if end < 0 else end + 1
