"""Lay out a comparison in lines of one width: as many columns as fit, rows side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from tui.core.index.report_time import Status
from tui.core.text.display import cells, cut, cut_at_word
from tui.keys.keymap import key
from tui.present.bars import Part
from tui.present.cards.parts import plural
from tui.present.compare.columns import Account, Band, Comparison, ComparisonRow, SourceColumn
from tui.present.page import MEASURE, Block, Page, Span, lay_out
from tui.present.signs import later_sign, signs

LEAST = 38
"""Cells of a column below which another one is not put beside it."""
AIR = 1
"""Blank cells at the left and at the right of a column's text."""

Line = tuple[Span, ...]

ELSEWHERE = "not told here"
_LATER: dict[Status, str] = {"known": "", "since": "only since", "unsure": "perhaps since"}
"""Text in the head of a column for a source that may be later than the report time."""


class AccountPlace(Struct, frozen=True):
    """The place of an account in the grid."""

    column: int
    """Its column, counted from the first of the comparison, 0-based."""
    entry: Account
    first: int
    last: int
    """First and last line."""
    body: int
    """First line in its own column: lines above it go across all, with the title that several sources report."""

    @property
    def titled(self) -> bool:
        """Whether its first lines go across all columns: the title of an event that several sources report."""
        return self.body > self.first


class Grid(Struct, frozen=True):
    """A comparison in lines of one width."""

    heads: tuple[Line, ...] = ()
    """The heads of the columns, which stay in view."""
    lines: tuple[Line, ...] = ()
    places: tuple[AccountPlace, ...] = ()
    """The entries of the columns in view, from the top and then from the left."""
    edges: tuple[tuple[int, int], ...] = ()
    """First cell and width of each column in view."""
    left: int = 0
    """The first column in view."""
    headings: tuple[int, ...] = ()
    """The lines with dates across all columns."""


def _nothing() -> str:
    more, on = key("more_days"), key("next_day")
    return f"Nothing is told of these days. {more} shows more of them, {on} goes on to the next with events."


def fitting(width: int, count: int) -> int:
    """Return how many of `count` columns fit side by side in `width` cells, at least 1."""
    return max(1, min(count, (width + 1) // (LEAST + 1)))


def grid(comparison: Comparison, left: int, width: int) -> Grid:
    """Lay out the columns from number `left` on (brought into range) in lines of `width` cells."""
    width = max(1, width)
    if not comparison.columns:
        return Grid(lines=tuple(_filled(line, width) for line in _laid((Block((Span(_nothing(), "muted"),)),), width)))
    shown = fitting(width, len(comparison.columns))
    left = max(0, min(left, len(comparison.columns) - shown))
    columns = comparison.columns[left : left + shown]
    sheet = _Sheet(columns, left, _edges(width, shown), width)
    return sheet.grid(comparison)


def _edges(width: int, count: int) -> tuple[tuple[int, int], ...]:
    """Share out a width among columns with one cell of rule between them."""
    room = width - (count - 1)
    sizes = [room // count + (at < room % count) for at in range(count)]
    return tuple((sum(sizes[:at]) + at, size) for at, size in enumerate(sizes))


def _laid(blocks: Sequence[Block], width: int) -> tuple[Line, ...]:
    """Lay blocks out in `width` cells with air at both sides; the lines are not filled up."""
    lines = lay_out(Page(tuple(blocks)), max(1, width - 2 * AIR)).lines
    air = (Span(" " * AIR),) if width > 2 * AIR else ()
    return tuple((*air, *line) for line in lines)


def _filled(line: Line, width: int) -> Line:
    """Cut or fill up a line to exactly `width` cells."""
    kept: list[Span] = []
    room = width
    for span in line:
        text = cut(span.text, room)
        if text:
            kept.append(span if text == span.text else replace(span, text=text))
            room -= cells(text)
    return (*kept, Span(" " * room)) if room > 0 else tuple(kept)


class _Sheet:
    """Collects lines and the places of the accounts in them."""

    def __init__(
        self, columns: Sequence[SourceColumn], left: int, edges: tuple[tuple[int, int], ...], width: int
    ) -> None:
        self._columns, self._left, self._edges, self._width = columns, left, edges, width
        self._rule = Span(signs().column, "sign")
        self._elsewhere = [_laid((Block((Span(ELSEWHERE, "muted"),)),), size) for _, size in edges]
        self._lines: list[Line] = []
        self._places: list[AccountPlace] = []
        self._headings: list[int] = []

    def grid(self, comparison: Comparison) -> Grid:
        """Return the whole grid."""
        heads = self._beside([_laid(_head(column, size - 2 * AIR), size) for column, (_, size) in self._sized()])
        vague = False
        for band in comparison.bands:
            if not band.surely and not vague:
                self._heading("Dated more widely: these may be in these days", "", "muted")
            vague = not band.surely
            self._band(band)
        if comparison.left_off or comparison.uncited:
            self._foot(comparison)
        return Grid(heads, tuple(self._lines), tuple(self._places), self._edges, self._left, tuple(self._headings))

    def _sized(self) -> Iterable[tuple[SourceColumn, tuple[int, int]]]:
        return zip(self._columns, self._edges, strict=True)

    def _band(self, band: Band) -> None:
        here = [row for row in band.rows if row.title or any(column.source in row.cells for column in self._columns)]
        listed = sum(
            len(row.cells.get(column.source, ())) for row in here for column in self._columns if not row.title
        ) + sum(bool(row.title) for row in here)
        elsewhere = band.events - listed
        aside = f"{elsewhere} more in other columns" if listed and elsewhere else ""
        self._heading(band.date, aside or plural(band.events, "event") + ("" if listed else ", in other columns"))
        for at, row in enumerate(here):
            if at:
                self._lines += self._beside([[()]])
            self._row(row)

    def _heading(self, text: str, aside: str, role: str = "heading") -> None:
        """Put the name of what follows across all columns, on a rule."""
        if self._lines:
            self._lines.append(_filled((), self._width))
        self._headings.append(len(self._lines))
        name = cut(text, max(0, self._width - 2))
        line = [Span(" "), Span(name, "muted" if role == "muted" else "heading"), Span(" ")]
        tail = f" {aside} " if aside and cells(name) + cells(aside) + 8 <= self._width else ""
        room = self._width - sum(cells(span.text) for span in line) - cells(tail)
        line += [Span(signs().rule * max(0, room), "sign"), Span(tail, "muted")]
        self._lines.append(_filled(tuple(line), self._width))

    def _row(self, row: ComparisonRow) -> None:
        above = len(self._lines)
        if row.title:
            wide = self._width > MEASURE  # one line has room for it, and what is beside it stands at the edge
            title = [replace(block, keep=True) for block in row.title] if wide else row.title
            self._lines += [_filled(line, self._width) for line in _laid(title, self._width)]
        top = len(self._lines)
        beside: list[list[Line]] = []
        for number, (column, (_, size)) in enumerate(self._sized()):
            lines: list[Line] = []
            for entry in row.cells.get(column.source, ()):
                if lines:
                    lines.append(())
                first = top + len(lines)
                lines += _laid(entry.blocks, size) or [()]
                last = top + len(lines) - 1
                self._places.append(
                    AccountPlace(self._left + number, entry, above if row.title else first, last, first)
                )
            if not lines and row.title:
                lines = [*self._elsewhere[number]]
            beside.append(lines)
        self._lines += self._beside(beside)

    def _beside(self, cells_of: Sequence[Sequence[Line]]) -> tuple[Line, ...]:
        """Put cells side by side, the shorter ones filled up."""
        height = max((len(lines) for lines in cells_of), default=0)
        made: list[Line] = []
        for at in range(height):
            line: list[Span] = []
            for number, (_, size) in enumerate(self._edges):
                lines = cells_of[number] if number < len(cells_of) else ()
                line += [self._rule] if number else []
                line += _filled(lines[at] if at < len(lines) else (), size)
            made.append(tuple(line))
        return tuple(made)

    def _foot(self, comparison: Comparison) -> None:
        said = []
        if comparison.left_off:
            said.append(f"{comparison.left_off:,} more events are not compared: - shows fewer days")
        if comparison.uncited:
            said.append(f"{plural(comparison.uncited, 'event')} of these days without a source")
        self._lines.append(_filled((), self._width))
        for text in said:
            self._lines += [_filled(line, self._width) for line in _laid((Block((Span(text, "warn"),)),), self._width)]


def _head(column: SourceColumn, width: int) -> list[Block]:
    """Return the head of a column: its source, how many events it reports, its voice; short enough for `width`."""
    count = plural(column.events, "event")
    alone = ", " + ("all" if column.alone == column.events else str(column.alone)) + " alone" if column.alone else ""
    head = column.head
    later = _LATER[head.status]
    lead = (Span(f"{later_sign(head.status)} ", "known"),) if later else ()
    said = " · ".join(filter(None, (head.issued, later, count)))
    blocks = [
        Block(
            (*lead, Span(cut_at_word(head.name, width - sum(cells(span.text) for span in lead)), "title")), keep=True
        ),
        Block((Span(said + alone if cells(said + alone) <= width else said, "muted"),), keep=True),
    ]
    if head.tie:
        blocks.append(Block((Span(head.tie, "warn"),), keep=True))
    return blocks


def _counted(comparison: Comparison) -> str:
    """Return how many events there are, by both readings of the days."""
    surely = comparison.events - comparison.wider
    if not comparison.wider:
        return plural(surely, "event")
    return f"{plural(surely, 'event')}, {comparison.wider:,} more may be"


def title(comparison: Comparison, at: Grid, filtered: Sequence[str], width: int) -> tuple[Part, ...]:
    """Return the line above: the days, which columns are in view, how many sources there are, the filter in force."""
    count = len(comparison.columns)
    last = at.left + len(at.edges)
    days = f" {comparison.days.words}"
    parts = [Part(cut(days, width), "key")]
    sources = f"{count} of {plural(comparison.sources, 'source')}"
    if comparison.voices != count:
        sources += f", {plural(comparison.voices, 'voice')}"
    seen = f"columns {at.left + 1}–{last} of {count}" if last - at.left < count else ""
    if last - at.left == 1 and seen:
        seen = f"column {last} of {count}"
    asides = [seen, sources, _counted(comparison)]
    right: list[Part] = []
    room = width - cells(days) - 2
    for text in filter(None, asides):
        if cells(text) + 3 <= room:
            right.insert(0, Part(text + ("   " if right else " "), "muted"))
            room -= cells(right[0].text)
    chips: list[Part] = []
    for name in filtered:
        chip = Part(f" {cut(name, 32)} ", "chip")
        if cells(chip.text) + 3 > room:
            if room >= 5:
                chips.append(Part(" +… ", "chip"))
            break
        chips += [chip, Part(" ")]
        room -= cells(chip.text) + 1
    lead = [Part("   "), *chips] if chips else []
    used = sum(cells(part.text) for part in (*parts, *lead, *right))
    return (*parts, *lead, Part(" " * max(0, width - used)), *right)
