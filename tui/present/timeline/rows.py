"""Rows of the first pane, and how each is drawn in one line.

A row is a frozen value; `line` puts it into pieces of text with a role each, as wide as asked for. Texts in
rows come from `text.shown`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from tui.core.model.records import Ref
from tui.core.query.tree import Query
from tui.core.text.display import cells, cut, cut_at_word
from tui.present.signs import signs
from tui.present.timeline.date_bar import SCALE_FROM, above

DATE_CELLS, BRIEF_CELLS = 9, 7
"""Width of the column of dates, as `Date.day_label` fills it, and in narrow rows."""
DATES_FROM = 34
"""Cells of a row from which on the column has its whole width."""

LEAST_NAME = 18
"""Cells that a date or a note leaves the name of a part of a page, where it is long."""

_LONGEST_COUNT = 5
"""Cells of the number behind a record that is no event."""

COLUMN_FROM = 48
"""Width of the pane from which what records are has a column; in narrower ones it takes what the names leave."""
NOTE_GAP = "  "
LEAST_NOTE = 6
"""Cells below which a longer note is left out."""

LONG_NAMES_FROM = 72
"""Width of the pane from which rows with long names have a column for what they are."""


class DateHeading(Struct, frozen=True):
    """The year or the month that the rows below it are in."""

    text: str
    """Its text in the list: "2020", "August"."""
    after: str = ""
    """How long nothing happened before it: "11 months"; empty where that is not worth a word."""
    is_year: bool = False
    ticks: str = ""
    """The scale of the month or year, for wide panes; as wide as the bars below it."""


class Gap(Struct, frozen=True):
    """A time within a month in which nothing happened."""

    text: str
    """How long it was: "4 days"."""


class EventRow(Struct, frozen=True):
    """An event."""

    ref: Ref
    date: str
    """In at most DATE_CELLS cells, under its heading."""
    brief: str
    """The same in at most BRIEF_CELLS."""
    sign: str
    """How much is known of the date; one cell."""
    kind: str
    """The sign of its kind; one cell, or empty."""
    title: str
    matches: tuple[tuple[int, int], ...]
    """Matches of the filter in the title: first and last offset of each."""
    voices: int
    """How many independent sources it rests on."""
    disputed: bool
    bar: str = ""
    """The date against the scale of its heading, for wide panes; empty where there are no headings."""
    later: str = ""
    """The sign of an event that was not known by the report time; one cell, or empty."""


class RecordRow(Struct, frozen=True):
    """A record that is no event."""

    ref: Ref
    name: str
    matches: tuple[tuple[int, int], ...]
    """Matches of the filter in the name: first and last offset of each."""
    what: str
    """What it is, in a few words: its kind, role, publisher."""
    count: int
    """How many events, values or sources it has."""
    disputed: bool = False
    later: str = ""
    """The sign of a record that was not known by the report time; one cell, or empty."""
    has_long_name: bool = False
    """Whether its name is a whole sentence, so that what it is gets a column in wide panes only."""
    apart: str = ""
    """What tells it from others of its name, for narrow panes: a source's publisher; empty where nothing does."""


class IndexRow(Struct, frozen=True):
    """A part of a page."""

    ref: Ref
    """Stands for the part; it points to no record."""
    name: str
    note: str = ""
    heads: bool = False
    """Whether the parts below it belong to it."""


Row: TypeAlias = DateHeading | Gap | EventRow | RecordRow | IndexRow


class Rows(Sequence[Row]):
    """Rows made when they are asked for: records in an order, with headings and gaps put in between.

    A record's place among the records is its position, its place among all rows its row number; both 0-based.
    Without arguments it is the empty list.
    """

    def __init__(
        self,
        records: int = 0,
        between: Sequence[tuple[int, Row]] = (),
        days: Sequence[int] = (),
        months: Sequence[int] = (),
    ) -> None:
        """Take headings and gaps with the positions that they precede, and where days and months begin."""
        self.records = records
        """How many records there are."""
        self._before = [position for position, _ in between]
        self._between = [row for _, row in between]
        self._at = [position + number for number, position in enumerate(self._before)]
        self._days = days
        self._months = months

    def record_row(self, position: int) -> Row:
        """Return the row of the record at a position."""
        raise IndexError(position)

    def record_ref(self, position: int) -> Ref:
        """Return the record at a position."""
        raise IndexError(position)

    def find(self, ref: Ref) -> int | None:
        """Return the row number of a record, None where it is not listed."""
        return None

    def term(self, number: int) -> Query | None:
        """Return the record in a row as a term of the query; None where it makes none."""
        return None

    def heading(self, number: int) -> str:
        """Return the heading to repeat above the row `number` when its own is out of view; or empty."""
        return ""

    @property
    def has_days(self) -> bool:
        """Whether the records are grouped by day, so that there is a next day."""
        return bool(self._days)

    def landing(self, first: int, end: int) -> int:
        """Return the position to go to of those from `first` up to but not with `end`: a day, or a month."""
        del end
        return first

    def day(self, number: int) -> int | None:
        """Return the day under which the record in a row is filed, as an ordinal; None where there is none."""
        return None

    def ticks(self, number: int) -> str:
        """Return the scale of the heading above a row; or empty."""
        return ""

    def __len__(self) -> int:
        return self.records + len(self._before)

    def __getitem__(self, number: int) -> Row:  # type: ignore[override]
        if not 0 <= number < len(self):
            raise IndexError(number)
        between = self._is_between(number)
        return self.record_row(self.position(number)) if between is None else self._between[between]

    def ref(self, number: int) -> Ref | None:
        """Return the record of a row; None for headings, gaps, and outside of the list."""
        if not 0 <= number < len(self) or self._is_between(number) is not None:
            return None
        return self.record_ref(self.position(number))

    def position(self, number: int) -> int:
        """Return the position of the record in a row, or of the first one below it."""
        return number - bisect_left(self._at, number)

    def row_of(self, position: int) -> int:
        """Return the row number of the record at a position; positions beyond the ends mean the ends."""
        position = max(0, min(position, self.records - 1))
        return position + bisect_right(self._before, position)

    def day_from(self, number: int, by: int) -> int:
        """Return the row of the first event of the next day with events, of the previous if `by` is -1."""
        return self._turn(self._days, number, by)

    def month_from(self, number: int, by: int) -> int:
        """Return the row of the first event of the next month with events, of the previous if `by` is -1."""
        return self._turn(self._months, number, by)

    def _turn(self, turns: Sequence[int], number: int, by: int) -> int:
        if not turns:
            return number
        now = bisect_right(turns, self.position(number)) - 1
        wanted = now + by
        if not 0 <= wanted < len(turns):
            return number
        end = turns[wanted + 1] if wanted + 1 < len(turns) else self.records
        return self.row_of(self.landing(turns[wanted], end))

    def _is_between(self, number: int) -> int | None:
        found = bisect_left(self._at, number)
        return found if found < len(self._at) and self._at[found] == number else None


PieceRole: TypeAlias = Literal[
    "text",
    "year",
    "month",
    "gap",
    "date",
    "sign",
    "kind",
    "count",
    "voices",
    "differs",
    "known",
    "note",
    "later",
    "kept",
    "scale",
]
"""The role of a piece of a row, by which it is styled."""


class Piece(Struct, frozen=True):
    """A run of text of one kind."""

    text: str
    role: PieceRole = "text"
    match: bool = False
    """Whether it matches the filter."""


def line(row: Row, width: int, kept: str = " ") -> tuple[Piece, ...]:
    """Return a row in pieces that fill exactly `width` cells, without the cell for the cursor's mark.

    `kept` is the sign, of one cell, for the user's bookmark or note. The last cells are blank and before a scroll bar.
    """
    return padded([*_line(row, max(0, width - 1), kept)], width)


def _line(row: Row, width: int, kept: str) -> tuple[Piece, ...]:
    match row:
        case DateHeading():
            later = [Piece(f"  {signs().gap} {row.after} later", "gap")] if row.after else []
            left = [Piece(f" {row.text}", "year" if row.is_year else "month"), *later]
            return padded([*left, Piece(above(row.ticks, width, cells_of(left)), "gap")], width)
        case Gap():
            return padded([Piece(f"{'':{_date_cells(width) - 2}}{signs().gap} {row.text} {signs().gap}", "gap")], width)
        case EventRow():
            return _event(row, width, kept)
        case RecordRow():
            return _record(row, width, kept)
        case IndexRow():
            return _part(row, width)


def _part(row: IndexRow, width: int) -> tuple[Piece, ...]:
    lead = " " if row.heads else "  "
    room = width - cells(lead) - 1
    note = f"  {cut(row.note, max(room // 2, room - LEAST_NAME))}" if row.note else ""
    name = cut_at_word(row.name, room - cells(note))
    push = " " * (room - cells(note) - cells(name))
    return padded(
        [Piece(lead), Piece(name, "month" if row.heads else "text"), Piece(push), Piece(note, "note"), Piece(" ")],
        width,
    )


def _date_cells(width: int) -> int:
    return DATE_CELLS if width >= DATES_FROM else BRIEF_CELLS


def _event(row: EventRow, width: int, kept: str) -> tuple[Piece, ...]:
    column = _date_cells(width)
    left = [
        Piece(right_in(row.date if column == DATE_CELLS else row.brief, column), "date"),
        Piece(f" {row.sign} ", "sign"),
    ]
    if width >= 31:
        left.append(Piece(f"{row.kind or ' '} ", "kind"))
    if row.later:
        left = [*(replace(piece, role="later") for piece in left), Piece(f"{row.later} ", "known")]
    voices = "" if row.voices == 1 else str(row.voices)  # one is the rule
    right = _figures(voices, row.disputed, kept) if width >= 23 else []
    if row.voices > 1:  # several independent voices are emphasised
        right = [replace(piece, role="voices") if piece.role == "count" else piece for piece in right]
    if row.bar and width >= SCALE_FROM:
        right = [Piece(f" {row.bar} ", "scale"), *right]
    elif not voices and not row.disputed and kept == " ":  # the title takes what would be blank
        right = [Piece(" ")]
    room = width - cells_of(left) - cells_of(right)
    title = filled(row.title, row.matches, room)
    if row.later:
        title = [piece if piece.match else replace(piece, role="later") for piece in title]
    return padded([*left, *title, *right], width)


def _record(row: RecordRow, width: int, kept: str) -> tuple[Piece, ...]:
    count = "" if row.count == 1 and row.has_long_name else str(row.count)  # one answer or one source is the rule
    right = _figures(count, row.disputed, kept, most=_LONGEST_COUNT) if width >= 23 else []
    lead = [Piece(" "), *([Piece(f"{row.later} ", "known")] if row.later else [])]
    room = width - cells_of(lead) - cells_of(right)
    has_column = width >= (LONG_NAMES_FROM if row.has_long_name else COLUMN_FROM)
    column = min(max((width - 1 - cells_of(right)) * 2 // 5, 12), 28)
    note = "" if has_column else _apart(row, room) or _note(row, room)
    name = filled(row.name, row.matches, room - (column + 1 if has_column else cells(note)))
    if row.later:
        name = [piece if piece.match else replace(piece, role="later") for piece in name]
    if not has_column:
        return padded([*lead, *name, Piece(note, "note"), *right], width)
    blanks = max(0, _LONGEST_COUNT - len(count)) if kept == " " else 0
    text = cut(row.what, column - 1 + blanks)  # it may reach into the blanks before the number
    right[1] = replace(right[1], text=right[1].text[max(0, cells(text) - column) :])
    return padded([*lead, *name, Piece(f" {left_in(text, column)}", "note"), *right], width)


def _apart(row: RecordRow, room: int) -> str:
    """Return what tells a record with a long name from others, at the right end of a narrow row."""
    text = cut(row.apart, room * 2 // 5 - len(NOTE_GAP))
    return NOTE_GAP + text if row.apart and cells(text) >= LEAST_NOTE else ""


def _note(row: RecordRow, room: int) -> str:
    """Return what a record is, to be drawn in a narrow pane behind its name; empty where there is no room."""
    left = room - cells(row.name) - len(NOTE_GAP)
    if row.has_long_name or left < min(LEAST_NOTE, cells(row.what)):
        return ""
    return NOTE_GAP + cut(row.what, left)


def _figures(count: str, disputed: bool, kept: str, most: int = 2) -> list[Piece]:
    """Return the number at the right end, the sign of a dispute, and the user's marks."""
    figure = count if len(count) <= most else "9" * (most - 1) + "+"
    return [
        Piece(kept if kept == " " else f" {kept}", "kept"),
        Piece(right_in(figure, most), "count"),
        Piece(signs().disputed if disputed else " ", "differs"),
        Piece(" "),
    ]


def filled(text: str, matches: Sequence[tuple[int, int]], room: int) -> list[Piece]:
    """Put a text with its matches into exactly `room` cells."""
    if room <= 0:
        return []
    short = cut_at_word(text, room)
    kept = len(short) - 1 if short != text else len(text)
    pieces = []
    at = 0
    for first, last in matches:
        start, end = max(first, at), min(last, kept)
        if start < end:
            pieces += [Piece(short[at:start]), Piece(short[start:end], match=True)]
            at = end
    pieces.append(Piece(short[at:] + " " * (room - cells(short))))
    return [piece for piece in pieces if piece.text]


def padded(pieces: list[Piece], width: int) -> tuple[Piece, ...]:
    """Cut or fill up pieces to exactly `width` cells."""
    fitting: list[Piece] = []
    room = width
    for piece in pieces:
        text = piece.text if cells(piece.text) <= room else cut(piece.text, room)
        if text:
            fitting.append(Piece(text, piece.role, piece.match))
            room -= cells(text)
    if room > 0:
        fitting.append(Piece(" " * room))
    return tuple(fitting)


def cells_of(pieces: Sequence[Piece]) -> int:
    """Return how many cells pieces take."""
    return sum(cells(piece.text) for piece in pieces)


def right_in(text: str, width: int) -> str:
    """Align a text at the right of `width` cells."""
    return " " * (width - cells(text)) + text


def left_in(text: str, width: int) -> str:
    """Align a text at the left of `width` cells."""
    return text + " " * (width - cells(text))
