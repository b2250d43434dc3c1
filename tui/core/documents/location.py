"""Check the heading and the paragraph number that a passage gives against its position in the document.

Curators count paragraphs in different ways, with or without headings, bylines and captions. So a number is compared
with those of its neighbours: it is wrong if the passages before and after it agree on another count.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from tui.core.dates.in_text import dates_in
from tui.core.documents.anchor import Anchoring
from tui.core.documents.folder import Document
from tui.core.model.records import Passage, Source
from tui.core.text.typography import fold

HEADING = 12
"""Words of a line that may be a heading, if no sign of punctuation ends it; a longer line is a paragraph."""
SENTENCE_ENDS = tuple(".,;:!?…”»\"'’)")
"""Signs that end a sentence, or a part of one."""


class PassageFinding(NamedTuple):
    """Something wrong with a passage, or with a whole source."""

    key: str
    """Key of the passage; empty for the source."""
    rule: str
    message: str
    mend: str


class _Line(NamedTuple):
    """A line of a document that is not blank."""

    start: int
    text: str
    """Folded."""
    counts: tuple[int, int, int, int]
    """Its number among lines, lines without headings, blocks between blank lines, blocks without headings; from 1."""


def misplaced(source: Source, document: Document, found: Mapping[str, Anchoring]) -> Iterator[PassageFinding]:
    """Yield what is wrong with `section` and `paragraph` of the excerpts that are in the document."""
    titles = {fold(passage.section_title).text.strip() for passage in source.passages.values()} - {""}
    lines = _lines(document.text, titles)
    starts = [line.start for line in lines]
    placed = {key: bisect_right(starts, at.start) - 1 for key, at in found.items() if at.holds and lines}
    yield from _sections(source, document, lines, titles, placed)
    if document.is_running:
        yield from _paragraphs(source, document, lines, placed)


class TextPlace(NamedTuple):
    """Where something stands in a document."""

    section: str
    """The heading above it, as printed; empty before the first one."""
    paragraph: int
    """From 1."""


def place_in(source: Source, text: str, found: Mapping[str, Anchoring], at: int) -> TextPlace:
    """Return the heading and the paragraph of an offset in the text of a source.

    Headings are those that its passages name, and lines that look like some. Paragraphs are counted as its passages
    are; where it has none, those below the title, without the headings.
    """
    named = {fold(passage.section_title).text.strip() for passage in source.passages.values()} - {""}
    body = _body(source, text)
    headings = {line.start: line for line in _lines(text, named) if line.text in named or line.start in body.headings}
    lines = _lines(text, {line.text for line in headings.values()})
    here = max(0, bisect_right([line.start for line in lines], at) - 1)
    above = [start for start in headings if start <= at]
    section = text[above[-1] :].partition("\n")[0].strip("# \t\r") if above else ""
    starts = [line.start for line in lines]
    placed = {key: bisect_right(starts, one.start) - 1 for key, one in found.items() if one.holds}
    counted = {key: line for key, line in placed.items() if source.passages[key].paragraph}
    if counted:
        best = min((_Count(source.passages, lines, counted, way) for way in range(4)), key=lambda count: count.cost)
        nearest = min(counted, key=lambda key: abs(counted[key] - here))
        number = lines[here].counts[best.way] - lines[counted[nearest]].counts[best.way]
        return TextPlace(section, max(1, source.passages[nearest].paragraph + number))
    way = 3 if "\n\n" in text.replace("\r", "").strip() else 1
    first = max(0, bisect_right(starts, body.start) - 1)
    return TextPlace(section, max(1, lines[here].counts[way] - lines[first].counts[way] + 1) if lines else 1)


class _Body(NamedTuple):
    """The running text of a document."""

    start: int
    """Offset of its first paragraph or heading, behind title, author and date."""
    headings: tuple[int, ...]
    """Offsets of lines that look like headings."""


def _body(source: Source, text: str) -> _Body:
    own = {fold(title).text.strip() for title in (source.title, source.bare_title, source.publisher)}
    short: list[int] = []
    headings: list[int] = []
    begins, head, start = -1, -1, 0
    others = 0
    for line in text.splitlines(keepends=True):
        words = line.strip()
        if words and len(words.split()) <= HEADING and not words.endswith(SENTENCE_ENDS):
            if begins < 0 and (_is_dateline(words, source.issued) or _is_byline(words, source)):
                head, others = start, others + 1
            elif not _is_dateline(words, source.issued):
                short.append(start)
        elif words:
            if begins < 0:
                # the last short line above the first paragraph is a heading if it is neither the title nor in the head
                # that names author and day
                begins = start
                titled = [at for at in short if fold(text[at:].partition("\n")[0].strip("# \t\r")).text.strip() in own]
                is_heading = titled and short[-1] > max(titled[-1], head) and len(short) + others > 3
                short = short[-1:] if is_heading else []
            headings += short[-1:]
            short = []
        start += len(line)
    return _Body(max(0, begins), tuple(headings))


def _is_dateline(words: str, issued: str) -> bool:
    """Whether a line says when the source came out, and nothing else but the time of day or a word as "Published"."""
    for one in dates_in(words, issued) if issued else ():
        others = "".join(sign if sign.isalpha() else " " for sign in words.replace(one.words, " ")).split()
        if one.date == issued and len(others) <= 1:
            return True
    return False


def _is_byline(words: str, source: Source) -> bool:
    """Whether a line says who wrote the source."""
    return words.lower().startswith("by ") or any(
        author.full and author.full in words and len(words.split()) <= len(author.full.split()) + 1
        for author in source.authors
    )


def _lines(text: str, titles: set[str]) -> list[_Line]:
    found: list[_Line] = []
    line = body = block = body_block = offset = 0
    fresh = open_body = True
    for written in text.splitlines(keepends=True):
        folded = fold(written).text.strip()
        if folded:
            heading = folded in titles
            line += 1
            body += not heading
            block += fresh
            body_block += not heading and (fresh or not open_body)
            open_body = not heading
            found.append(_Line(offset, folded, (line, body, block, body_block)))
        fresh = not folded
        offset += len(written)
    return found


def _sections(
    source: Source, document: Document, lines: list[_Line], titles: set[str], placed: Mapping[str, int]
) -> Iterator[PassageFinding]:
    """Yield passages whose heading is not in the document, or is not the one above them."""
    headings = [at for at, line in enumerate(lines) if line.text in titles]
    known = {lines[at].text for at in headings}
    whole = fold(document.text).text if titles - known else ""
    reported: set[str] = set()
    for key, passage in source.passages.items():
        title = fold(passage.section_title).text.strip()
        if title and title not in known:
            if title not in reported and title not in whole:
                reported.add(title)
                message = f"the heading “{passage.section_title}” does not stand in {document.path.name}"
                yield PassageFinding(key, "excerpt-section", message, "copy the heading from the document")
            continue
        if key not in placed:
            continue
        above = headings[: bisect_right(headings, placed[key])]
        there = lines[above[-1]].text if above else ""
        if there != title:
            what = f"under “{there}”" if there else "before the first heading"
            message = f"the excerpt stands {what} in {document.path.name}"
            yield PassageFinding(key, "excerpt-section", message, "name that heading under section:" if there else "")


def _paragraphs(
    source: Source, document: Document, lines: list[_Line], placed: Mapping[str, int]
) -> Iterator[PassageFinding]:
    """Yield passages whose number does not fit those of the passages around them."""
    counted = {key: at for key, at in placed.items() if source.passages[key].paragraph}
    ways = [_Count(source.passages, lines, counted, way) for way in range(4)]
    best = min(ways, key=lambda count: count.cost)
    for key, wanted in best.wrong:
        written = source.passages[key].paragraph
        line = document.text.count("\n", 0, lines[counted[key]].start) + 1
        message = f"the excerpt stands in line {line} of {document.path.name}: paragraph {wanted}, not {written}"
        mend = "count as for the passages before and after it"
        yield PassageFinding(key, "excerpt-paragraph", message, mend)


class _Count:
    """One way to count the paragraphs of a document, compared with the numbers that the passages give."""

    def __init__(
        self, passages: Mapping[str, Passage], lines: list[_Line], counted: Mapping[str, int], way: int
    ) -> None:
        self.way = way
        self.units: dict[int, dict[str, int]] = {}
        """Number in this count → key of each passage there → how much smaller the number that it gives is."""
        for key, at in sorted(counted.items(), key=lambda item: item[1]):
            unit = lines[at].counts[way]
            self.units.setdefault(unit, {})[key] = unit - passages[key].paragraph
        self.offsets = [_mode(list(keys.values())) for keys in self.units.values()]
        self.wrong = list(self._wrong())
        """Key of each passage whose number is wrong, and the number that fits."""

    @property
    def cost(self) -> int:
        """How badly the passages fit this count: wrong numbers, changes of the difference, numbers given twice."""
        wrong = {key for key, _ in self.wrong}
        kept = [
            (unit, {offset for key, offset in keys.items() if key not in wrong}) for unit, keys in self.units.items()
        ]
        sound = [(unit, offset) for unit, offsets in kept for offset in offsets]
        changes = sum(one != other for (_, one), (_, other) in pairwise(sound))
        twice = sum(unit - one == later - other for (unit, one), (later, other) in pairwise(sound))
        return len(wrong) + changes + twice

    def _wrong(self) -> Iterator[tuple[str, int]]:
        last = len(self.offsets) - 1
        for at, (unit, keys) in enumerate(self.units.items()):
            between = 0 < at < last and self.offsets[at - 1] == self.offsets[at + 1]
            wanted = self.offsets[at - 1] if between else self.offsets[at]
            yield from ((key, unit - wanted) for key, offset in keys.items() if offset != wanted)


def _mode(values: list[int]) -> int:
    """Return the most frequent value, the first of equals."""
    return max(values, key=values.count)
