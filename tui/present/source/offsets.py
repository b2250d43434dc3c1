"""Which line of a laid out source shows which words of its text, and back.

Lines differ from the text in their blanks only, and in signs that stand for what cannot be drawn; so places are
counted in signs that are no blanks.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from tui.core.text.display import shown
from tui.present.source.lazy_lines import LazyLines
from tui.present.source.parts import part_at


class Paragraph(Struct, frozen=True):
    """A paragraph, or the piece of a long one, that is laid out."""

    part: int
    """The part of the source that it is in."""
    line: int
    """Its first line in that part."""
    lines: tuple[str, ...]
    offsets: tuple[int, ...]
    """Offset in the text of each sign that is no blank."""

    def offset(self, line: int, column: int) -> int:
        """Return the offset of the sign at a column (in characters) of a line of its part, or of the next one there."""
        before = sum(map(_signs, self.lines[: line - self.line]))
        here = self.lines[line - self.line] if line - self.line < len(self.lines) else ""
        at = before + _signs(here[: max(0, column)])
        return self.offsets[min(at, len(self.offsets) - 1)]

    def columns(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Yield each line that shows some of the text between two offsets, its first column, and the one behind."""
        at = 0
        for number, line in enumerate(self.lines):
            inside = [
                column
                for column, place in zip(_columns(line), self.offsets[at : at + _signs(line)], strict=False)
                if start <= place < end
            ]
            at += _signs(line)
            if inside:
                yield self.line + number, inside[0], inside[-1] + 1


def paragraph_of(laid: LazyLines, text: str, line: int) -> Paragraph | None:
    """Return the paragraph of the text that a line shows a part of; None for a line around the text."""
    part, at = laid.find(line)
    above = [(first, place) for first, place in laid.places(part) if first <= at]
    return _paragraph(laid, text, part, *above[-1], below=at) if above else None


def paragraph_with(laid: LazyLines, text: str, offset: int) -> Paragraph | None:
    """Return the paragraph in which an offset of the text is; its part is laid out by that."""
    part = part_at(laid.reading, offset)
    above = [(first, place) for first, place in laid.places(part) if place <= offset]
    return _paragraph(laid, text, part, *above[-1]) if above else None


def _paragraph(laid: LazyLines, text: str, part: int, first: int, place: int, *, below: int = -1) -> Paragraph | None:
    """Return the paragraph at `place`, unless it ends above line `below` of its part."""
    end = text.find("\n", place)
    end = min(end if end >= 0 else len(text), max(place + 1, laid.reading.begins(part + 1)))
    offsets = tuple(_offsets(text[place:end].rstrip(), place))
    lines: list[str] = []
    left = len(offsets)
    for spans in laid.part_lines(part)[first:]:
        if left <= 0:
            break
        line = "".join(span.text for span in spans)
        lines.append(line)
        left -= _signs(line)
    if not lines or below >= first + len(lines):
        return None
    return Paragraph(part, first, tuple(lines), offsets)


def _offsets(text: str, place: int) -> Iterator[int]:
    """Yield the offset of each sign that is drawn of a text and no blank."""
    if shown(text) == text:
        yield from (place + at for at, sign in enumerate(text) if not sign.isspace())
        return
    for at, sign in enumerate(text):
        yield from (place + at for _ in range(_signs(shown(sign))))


def _signs(text: str) -> int:
    return len(text) - sum(map(str.isspace, text))


def _columns(line: str) -> Iterator[int]:
    return (column for column, sign in enumerate(line) if not sign.isspace())
