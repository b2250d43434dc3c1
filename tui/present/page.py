"""A page of text with links, and its layout in lines of a given width.

A page is made of blocks, a block of spans. Span texts come from `text.shown`, so that what is laid out here
is safe to draw.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from tui.core.model.records import PassageKey, Ref
from tui.core.query.tree import Query
from tui.core.text.display import cells, cut, shown

Role: TypeAlias = Literal[
    "text",
    "title",
    "heading",
    "source",
    "label",
    "muted",
    "link",
    "quote",
    "bar",
    "gist",
    "warn",
    "differs",
    "known",
    "sign",
    "good",
]
"""The role of a piece of text, by which it is styled; `warn` is what wants care, `differs` what sources tell
differently, `known` what is said of when something was known."""

MEASURE = 76
"""Cells that running text is at most wide: longer lines are hard to read."""

ROW = 120
"""Cells that a row of a list is at most wide: what stands at its end is still seen to belong to its beginning."""

NARROWEST = 8
"""Width in cells below which nothing is indented, and labels are part of the text."""


class Link(Struct, frozen=True):
    """The record that a piece of text opens, and the term of the query that it can become."""

    ref: Ref
    term: Query | None = None
    """None where it makes no filter."""
    passage: PassageKey = ""
    """The words that its line rests on; empty for those of the record whose page it is on."""
    told: Ref | None = None
    """The record that its line tells, where that is not the one that it opens."""


class Span(Struct, frozen=True):
    """A run of text of one kind."""

    text: str
    role: Role = "text"
    link: Link | None = None
    match: bool = False
    """Whether it matches the filter."""


class Block(Struct, frozen=True):
    """A paragraph, or a labelled row."""

    spans: tuple[Span, ...] = ()
    label: Span | None = None
    """Drawn on the first line, in a column of `hang` cells."""
    hang: int = 0
    """Cells by which the lines are indented; the label is drawn in them."""
    bar: Span | None = None
    """Drawn at the left of every line, before the indent."""
    aside: Span | None = None
    """Drawn at the right end of the first line; where there is no room, behind the text of a labelled row, else not."""
    space: int = 0
    """Blank lines before it."""
    anchor: str = ""
    """A name by which a pane finds its first line; empty for none."""
    keep: bool = False
    """Whether it is cut to one line instead of wrapped."""
    wide: bool = False
    """Whether its lines may be up to `ROW` cells wide: it is a row of a list, and no running text."""

    @property
    def is_heading(self) -> bool:
        """Whether it is the heading of a part of the page."""
        return not self.hang and len(self.spans) == 1 and self.spans[0].role == "heading"


class Page(Struct, frozen=True):
    """What a pane shows."""

    blocks: tuple[Block, ...] = ()


class PagePlace(NamedTuple):
    """Where the user is on a page."""

    top: int
    """The line at the top of the pane, 0-based."""
    link: int
    """The number of the link under the cursor, 0-based."""


class Layout(Struct, frozen=True):
    """A page in lines of at most `width` cells."""

    lines: Sequence[tuple[Span, ...]]
    links: tuple[tuple[Link, int, int], ...]
    """Each link with its first and last line, in reading order; one that wraps is one link."""
    anchors: dict[str, int]
    """Anchor → line."""
    matches: tuple[int, ...]
    """Lines on which something matches the filter, in order."""


def say(text: str, role: Role = "text", link: Link | None = None) -> Span:
    """Return raw `text` as a span that is safe to draw."""
    return Span(shown(text), role, link)


def lay_out(page: Page, width: int, *, begun: bool = False) -> Layout:
    """Break `page` into lines of at most `width` cells (at least 1), running text into lines of at most `MEASURE`:
    what hangs begins further right, and ends where all else does.

    With `begun`, other lines come before it, so the space before its first block is kept.
    """
    lines: list[tuple[Span, ...]] = []
    anchors: dict[str, int] = {}
    for block in page.blocks:
        lines.extend(() for _ in range(block.space if lines or begun else 0))
        if block.anchor:
            anchors.setdefault(block.anchor, len(lines))
        lines.extend(_block_lines(block, max(1, width)))
    return Layout(tuple(lines), _links(lines), anchors, tuple(_matching(lines)))


def _block_lines(block: Block, width: int) -> Iterable[tuple[Span, ...]]:
    bar = (block.bar,) if block.bar and cells(block.bar.text) < width else ()
    room = width - sum(cells(span.text) for span in bar)
    hang = min(block.hang, room // 2) if room >= NARROWEST else 0
    spans = (block.label, Span(" "), *block.spans) if block.label and not hang else block.spans
    widest = ROW if block.wide else MEASURE
    measure = max(1, (room if block.keep else min(width, widest) - (width - room)) - hang)  # all end in one column
    most = measure * 3 // 5 if block.wide else measure // 2
    aside = block.aside if block.aside and cells(block.aside.text) + 2 < most else None
    if block.aside and not aside and block.label:
        spans = (*spans, Span("  "), block.aside)
    reserved = cells(aside.text) + 2 if aside else 0
    body = _clipped(spans, measure - reserved) if block.keep else wrap(spans, measure, first=measure - reserved)
    for at, whole in enumerate(body or [()]):
        line = _without_dot(whole) if at + 1 < len(body) else whole
        head = _label(block.label, hang) if at == 0 else _blank(hang)
        tail = _pushed(line, aside, measure) if at == 0 and aside else ()
        yield (*bar, *head, *line, *tail)


def _without_dot(line: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return a line without the dot that parts its last text from the first of the next line: its end does that."""
    if line and line[-1].text.endswith(" ·"):
        left = line[-1].text[:-2].rstrip()
        return (*line[:-1], replace(line[-1], text=left)) if left else line[:-1]
    return line


def _label(label: Span | None, hang: int) -> tuple[Span, ...]:
    if label is None or not hang:
        return _blank(hang)
    text = cut(label.text, hang - 1)
    return (replace(label, text=text), *_blank(hang - cells(text)))


def _blank(count: int) -> tuple[Span, ...]:
    return (Span(" " * count),) if count > 0 else ()


def _pushed(line: Sequence[Span], aside: Span, measure: int) -> tuple[Span, ...]:
    used = sum(cells(span.text) for span in line)
    return (Span(" " * max(1, measure - used - cells(aside.text))), aside)


def _clipped(spans: Sequence[Span], width: int) -> list[tuple[Span, ...]]:
    kept: list[Span] = []
    room = width
    for span in spans:
        if room <= 0:
            break
        text = cut(span.text, room)
        kept.append(replace(span, text=text))
        room -= cells(text)
        if text != span.text:
            break
    return [tuple(kept)]


_PIECE = re.compile(r"\s+|\S+")

_Piece: TypeAlias = tuple[Span, str, int]
"""A part of a span's text that is white space or holds none: the span, the text, its cells."""


def wrap(spans: Sequence[Span], width: int, *, first: int | None = None) -> list[tuple[Span, ...]]:
    """Break `spans` at white space into lines of at most `width` cells, the first one of at most `first`.

    A word that is wider than a line is broken where it must be.
    """
    room = left = max(1, width if first is None else first)
    if sum(cells(span.text) for span in spans) <= room:
        return [tuple(_joined([(span, span.text, 0) for span in spans]))]
    if len(spans) == 1 and room == width and _NARROW.fullmatch(spans[0].text):
        return _wrapped(spans[0], width)
    if all(span.role != "known" and _NARROW.fullmatch(span.text) for span in spans):
        lines_of = _broken_at_blanks("".join(span.text for span in spans), room, width)
        if lines_of is not None:
            return [_cut_out(spans, *line) for line in lines_of]
    lines: list[list[_Piece]] = [[]]
    for word in _words(spans):
        size = sum(piece[2] for piece in word)
        blank = word[0][1].isspace()
        if blank and left == room:
            continue
        if size <= left:
            lines[-1].extend(word)
            left -= size
            continue
        if blank or left < room or size <= width:
            lines.append([])
            room = left = width
        if blank:
            continue
        for piece in _broken(word, left):
            if left < piece[2]:
                lines.append([])
                room = left = width
            lines[-1].append(piece)
            left -= piece[2]
    return [tuple(_joined(line)) for line in lines if line or len(lines) == 1]


_NARROW = re.compile(
    "(?!\\W )[ -~\u00a1-\u00ac\u00ae-\u00b6\u00b8-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e]*"
)
"""Text of which every character takes one cell, without signs that stay with a word."""


def _wrapped(span: Span, width: int) -> list[tuple[Span, ...]]:
    """Do what `wrap` does for plain text in characters of one cell: long documents are made of it."""
    text = span.text.strip(" ")
    lines: list[tuple[Span, ...]] = []
    start = 0
    while len(text) - start > width:
        end = text.rfind(" ", start, start + width + 1)
        end = end if end > start else text.rfind("/", start + width // 2, start + width) + 1 or start + width
        lines.append((replace(span, text=text[start:end].rstrip(" ")),))
        start = end
        while start < len(text) and text[start] == " ":
            start += 1
    return [*lines, (replace(span, text=text[start:]),)] if text else [()]


def _broken_at_blanks(text: str, room: int, width: int) -> list[tuple[int, int]] | None:
    """Return where lines begin and end in text of which every character takes one cell: first of `room` cells.

    None where a word does not fit into a line, or blanks stand together, of which several spans may have some.
    """
    if "  " in text:
        return None
    lines: list[tuple[int, int]] = []
    start, last = len(text) - len(text.lstrip(" ")), len(text.rstrip(" "))
    while last - start > room:
        end = text.rfind(" ", start, start + room + 1)
        if end < 0:
            return None
        lines.append((start, end))
        start, room = end + 1, width
    return [*lines, (start, last)]


def _cut_out(spans: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    """Return the line from one character to another of the text of all spans."""
    pieces: list[_Piece] = []
    at = 0
    for span in spans:
        text = span.text[max(0, start - at) : max(0, end - at)]
        if text:
            pieces.append((span, text, 0))
        at += len(span.text)
    return tuple(_joined(pieces))


def _words(spans: Sequence[Span]) -> Iterable[list[_Piece]]:
    """Yield runs of white space and words, a sign together with the word that it belongs to."""
    kept: list[_Piece] = []
    blank: list[_Piece] = []
    for run in _runs(spans):
        if run[0][1].isspace():
            blank = run
            continue
        if blank and not (kept and (_stands_behind(run) or _stands_before(kept))):
            yield from filter(None, (kept, blank))
            kept = run
        else:
            kept = [*kept, *blank, *run]
        blank = []
    yield from filter(None, (kept, blank))


def _stands_behind(word: Sequence[_Piece]) -> bool:
    """Whether a word is a sign that follows something: a dot between two texts, or what was unknown then."""
    span, text, _ = word[0]
    return len(word) == len(text) == 1 and (text == "·" or (span.role == "known" and not text.isalnum()))


def _stands_before(word: Sequence[_Piece]) -> bool:
    """Whether a word is the sign of a kind, with which the text of a span begins."""
    span, text, _ = word[0]
    return len(word) == len(text) == 1 and not text.isalnum() and text != "·" and span.text.startswith(f"{text} ")


def _runs(spans: Sequence[Span]) -> Iterable[list[_Piece]]:
    """Yield runs of white space and of other characters, which may be of several spans (a mark inside a word)."""
    word: list[_Piece] = []
    was_blank = False
    for span in spans:
        for text in _PIECE.findall(span.text):
            blank = text.isspace()
            if word and (blank or was_blank):
                yield word
                word = []
            word.append((span, text, cells(text)))
            was_blank = blank
    if word:
        yield word


def _broken(word: Sequence[_Piece], width: int) -> Iterable[_Piece]:
    """Cut the spans of a word too wide for a line into pieces; a character wider than a line is one piece."""
    for span, text, wide in word:
        if wide <= width:
            yield span, text, wide
            continue
        rest = text
        while rest:
            size = _fitting(rest, width)
            if size < len(rest):
                size = rest.rfind("/", size // 2, size) + 1 or size  # an address between its parts
            yield span, rest[:size], cells(rest[:size])
            rest = rest[size:]


def _fitting(text: str, width: int) -> int:
    """Return how many characters of `text`, at least one, fit into `width` cells."""
    low, high = 1, min(len(text), max(1, width))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if cells(text[:middle]) <= width else (low, middle - 1)
    return low


def _joined(line: Sequence[_Piece]) -> Iterable[Span]:
    """Yield the pieces of a line as spans, those of one span joined, without white space at either end."""
    runs: list[tuple[Span, str]] = []
    for span, piece, _ in line:
        text = piece if runs else piece.lstrip()
        if not text:
            continue
        if runs and _alike(runs[-1][0], span):
            runs[-1] = (runs[-1][0], runs[-1][1] + text)
        else:
            runs.append((span, text))
    while runs and runs[-1][1].isspace():
        runs.pop()
    if runs:
        runs[-1] = (runs[-1][0], runs[-1][1].rstrip())
    for span, text in runs:
        yield span if text == span.text else Span(text, span.role, span.link, span.match)


def _alike(one: Span, other: Span) -> bool:
    return one is other or (one.role == other.role and one.link is other.link and one.match == other.match)


def _links(lines: Sequence[Sequence[Span]]) -> tuple[tuple[Link, int, int], ...]:
    found: list[tuple[Link, int, int]] = []
    for at, line in enumerate(lines):
        for span in line:
            if span.link is None:
                continue
            if found and found[-1][0] is span.link:
                found[-1] = (span.link, found[-1][1], at)
            else:
                found.append((span.link, at, at))
    return tuple(found)


def _matching(lines: Sequence[Sequence[Span]]) -> Iterable[int]:
    return (at for at, line in enumerate(lines) if any(span.match for span in line))
