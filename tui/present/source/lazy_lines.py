"""Lines of a source in parts; only the parts around the view are laid out. Map lines to places and back.

The height of a part is an estimate until it is laid out, so line numbers may shift; `reach` returns the new number
of a line.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple, overload

from tui.present.page import MEASURE, Layout, Link, Page, Span, lay_out
from tui.present.source.parts import Reading, part_at, place_of

KEPT = 24
"""Parts that stay laid out; more are dropped, their heights are not forgotten."""

Line = tuple[Span, ...]


class LazyLines(Sequence[Line]):
    """The lines of a source at one width; those that were not laid out yet are blank."""

    def __init__(self, reading: Reading, width: int) -> None:
        self.reading = reading
        self.width = max(1, width)
        measure = min(self.width, MEASURE)
        self._heights = [2 + reading.guess(part) * 11 // (10 * measure) for part in range(reading.parts)]
        self._known: set[int] = set()
        self._laid: OrderedDict[int, Layout] = OrderedDict()
        self._near = range(0)
        self._tops = self._summed()

    # as lines

    def __len__(self) -> int:
        """How many lines there are, as far as that is known."""
        return self._tops[-1]

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Line]: ...
    def __getitem__(self, at: int | slice) -> Line | Sequence[Line]:
        """Return a line."""
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        part, line = self.find(at)
        lines = self._layout(part).lines if part in self._known else ()
        return lines[line] if line < len(lines) else ()

    # places

    def find(self, line: int) -> tuple[int, int]:
        """Return the part that has a line, and the line's number there."""
        part = min(bisect_right(self._tops, max(0, line)) - 1, self.reading.parts - 1)
        return part, max(0, line) - self._tops[part]

    def line(self, part: int, at: int) -> int:
        """Return the number of line `at` of a part among all lines."""
        return self._tops[part] + at

    def height(self, part: int) -> int:
        """Return how many lines a part has, or is guessed to have."""
        return self._heights[part]

    def extent(self, part: int, link: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
        """Return part and line of the first and the last line of the link to the passage `link`.

        None where it does not begin in `part`. The link goes on in the next parts where the text was cut within it.
        Lines below may shift, as its parts are laid out.
        """
        lines = [(first, last) for to, first, last in self._links(part) if _passage(to) == link]
        if not lines:
            return None
        start, end = (part, lines[0][0]), (part, max(last for _, last in lines))
        while end[0] + 1 < self.reading.parts and end[1] >= len(self._layout(end[0]).lines) - 1:
            more = [last for to, first, last in self._links(end[0] + 1) if _passage(to) == link and first <= 1]
            if not more:
                break
            end = (end[0] + 1, max(more))
        for one in range(start[0], end[0] + 1):
            self._know(one)
        self._tops = self._summed()
        return start, end

    def places(self, part: int) -> list[tuple[int, int]]:
        """Return line and place of every line of a part whose place is known, in order."""
        found = [(line, place_of(anchor)) for anchor, line in self._layout(part).anchors.items()]
        return sorted((line, place) for line, place in found if place is not None)

    def part_lines(self, part: int) -> Sequence[Line]:
        """Return the lines of a part, which is laid out for that."""
        return self._layout(part).lines

    # looking

    def reach(self, line: int, height: int) -> int:
        """Lay out `height` lines from `line`, and as many on either side.

        Returns the new number of that line.
        """
        part, at = self.find(min(line, len(self) - 1))
        before = self._heights[part]
        self._know(part)
        if before != self._heights[part]:
            at = min(self._heights[part] - 1, at * self._heights[part] // max(1, before))
        first, above = part, at
        while first > 0 and above < height:
            first -= 1
            above += self._know(first)
        last, below = part, self._heights[part] - at
        while last + 1 < self.reading.parts and below < 2 * height:
            last += 1
            below += self._know(last)
        self._near = range(first, last + 1)
        self._tops = self._summed()
        return self._tops[part] + max(0, at)

    def near(self) -> Layout:
        """Return all lines, with the links, anchors and matches of what was reached last."""
        links: list[tuple[Link, int, int]] = []
        anchors: dict[str, int] = {}
        matches: list[int] = []
        for part in self._near:
            top, laid = self._tops[part], self._layout(part)
            links.extend((link, top + first, top + last) for link, first, last in laid.links)
            anchors.update((anchor, top + line) for anchor, line in laid.anchors.items())
            matches.extend(top + line for line in laid.matches)
        return Layout(self, tuple(links), anchors, tuple(matches))

    def link_at(self, number: int) -> tuple[int, int] | None:
        """Return part and number there of link `number` of `near`."""
        for part in self._near:
            count = len(self._links(part))
            if number < count:
                return part, number
            number -= count
        return None

    def number_of(self, part: int, link: int) -> int:
        """Return the number in `near` of a link of a part; the nearest end where that part is far."""
        if part not in self._near:
            return 0 if not self._near or part < self._near[0] else sum(len(self._links(one)) for one in self._near) - 1
        return link + sum(len(self._links(one)) for one in self._near if one < part)

    # laying out

    def _links(self, part: int) -> tuple[tuple[Link, int, int], ...]:
        return self._layout(part).links

    def _know(self, part: int) -> int:
        self._heights[part] = len(self._layout(part).lines)
        self._known.add(part)
        return self._heights[part]

    def _layout(self, part: int) -> Layout:
        laid = self._laid.get(part)
        if laid is None:
            laid = self._laid[part] = lay_out(Page(self.reading.blocks(part)), self.width, begun=part > 0)
            while len(self._laid) > max(KEPT, len(self._near) + 2):
                self._laid.popitem(last=False)
        else:
            self._laid.move_to_end(part)
        return laid

    def _summed(self) -> list[int]:
        return [0, *accumulate(self._heights)]

    def __iter__(self) -> Iterator[Line]:
        """Yield every line, blank ones for what was not laid out."""
        return (self[at] for at in range(len(self)))


def _passage(link: Link) -> str:
    return link.ref.id if link.ref.section == "passages" else ""


class _Mark(NamedTuple):
    """A line of a part whose place is known."""

    line: int
    place: int


def place_at(laid: LazyLines, line: int) -> float:
    """Return the place of a line, interpolated between the places that are known."""
    part, at = laid.find(line)
    for top, bottom in _stretches(laid, part):
        if at < bottom.line:
            return top.place + (at - top.line) * (bottom.place - top.place) / max(1, bottom.line - top.line)
    return float(laid.reading.begins(part))


def line_at(laid: LazyLines, place: float) -> int:
    """Return the line of a place; it is an estimate until `reach` has laid out the lines around it."""
    part = part_at(laid.reading, int(place // 1))
    for top, bottom in _stretches(laid, part):
        if place < bottom.place:
            way = (place - top.place) / (bottom.place - top.place)
            return laid.line(part, top.line + round(way * (bottom.line - top.line)))
    return laid.line(part, 0)


def _stretches(laid: LazyLines, part: int) -> list[tuple[_Mark, _Mark]]:
    """Return where each stretch of a part begins and ends, from one known place to the next."""
    begins = laid.reading.begins(part)
    ends = max(begins + 1, laid.reading.begins(part + 1))
    known = [_Mark(line, place) for line, place in laid.places(part) if begins < place < ends and line > 0]
    return list(pairwise([_Mark(0, begins), *known, _Mark(laid.height(part), ends)]))
