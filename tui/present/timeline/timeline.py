"""The events of a result as rows: years, months, the gaps between them, and the events themselves.

`core.index.day_groups` finds days, months and gaps, and an event becomes a row only when it is drawn, so a list of
100,000 events costs a few milliseconds.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from msgspec.structs import replace

from tui.core.dates import edtf
from tui.core.dates.days import day_of, year_name
from tui.core.dates.month_names import LONG_MONTHS
from tui.core.index import report_time
from tui.core.index.day_groups import DAYS_TO_NAME, MONTH, Turn, Turns, calendar
from tui.core.index.highlight import marker
from tui.core.index.index import Index, Result, sorting
from tui.core.index.report_time import AsOf
from tui.core.model.records import Event, Ref
from tui.core.query.tree import Field, Query
from tui.core.store import accounts
from tui.core.text.display import shown
from tui.present.signs import certainty, day_label, kind_signs, later_sign
from tui.present.timeline.date_bar import bar, period, ticks
from tui.present.timeline.rows import BRIEF_CELLS, DATE_CELLS, DateHeading, EventRow, Gap, Row, Rows

MONTHS_TO_NAME = 2
"""A gap between months with a heading each is named from this many months on."""
MONTHS_WITHOUT_HEADINGS = 11
"""A gap between events under the heading of a year is named from this many months on."""
FARTHEST = 1000
"""Events of a day or month among which one that is known to the day is looked for."""


class TimelineRows(Rows):
    """The events that match, with headings and gaps; without them where the order is not the calendar's.

    With `at`, events not known by then are marked.
    """

    def __init__(self, index: Index, result: Result, *, at: AsOf | None = None) -> None:
        self._store, self._index, self._result = index.store, index, result
        self._as_of = at
        self._marks = marker(result.query)
        self._kinds = kind_signs(self._store.kinds)
        self._disputed = index.postings.facet("is", "disputed")
        self._order: Sequence[int] = result.order
        self.by_calendar = sorting(result.query) in ("", "date", "earliest", "-date")
        """Whether there are headings."""
        turns = Turns(index, result.events, down=not result.by_calendar) if self.by_calendar else None
        between = _between(turns) if turns else []
        self._headings = [heading for _, _, heading in between]
        super().__init__(
            len(self._order),
            [(position, row) for position, row, _ in between],
            turns.positions if turns else (),
            turns.month_positions() if turns else (),
        )
        self._row = lru_cache(maxsize=512)(self._event_row)

    def __getitem__(self, number: int) -> Row:  # type: ignore[override]
        row = super().__getitem__(number)
        if isinstance(row, DateHeading) and row.is_year != self._is_under_month(self.position(number)):
            return replace(row, ticks=self.ticks(number))  # made for what is drawn only: headings can be thousands
        return row

    def record_row(self, position: int) -> Row:
        """Return the event at a position."""
        return self._row(position)

    def record_ref(self, position: int) -> Ref:
        """Return the event at a position."""
        return self._index.postings.refs[self._order[position]]

    def find(self, ref: Ref) -> int | None:
        """Return the row number of an event, None where it does not match."""
        number = self._index.postings.numbers.get(ref)
        if number is None or ref.section != "events":
            return None
        position = self._result.position(number)
        return None if position is None else self.row_of(position)

    def day(self, number: int) -> int | None:
        """Return the day on which the event in a row sorts, as an ordinal; None where there is no event."""
        if not 0 <= number < len(self) or self.ref(number) is None:
            return None
        return calendar(self._index).days[self._order[self.position(number)]]

    def term(self, number: int) -> Query | None:
        """Return the term for the time of the event in a row."""
        ref = self.ref(number)
        return Field("date", self._store.event(ref.id).date) if ref else None

    def landing(self, first: int, end: int) -> int:
        """Return the first position of an event known to its day; vaguer ones, which sort before it, are skipped."""
        starts, ends = self._index.postings.starts, self._index.postings.ends
        day = calendar(self._index).days[self._order[first]]
        for position in range(first, min(end, first + FARTHEST)):
            number = self._order[position]
            if starts[number] == ends[number] == day:
                return position
        return first

    def heading(self, number: int) -> str:
        """Return the month, or the year, that heads a row."""
        above = self._last_above(number)
        return self._headings[above] if above >= 0 else ""

    def ticks(self, number: int) -> str:
        """Return the scale of the heading above a row."""
        position = self.position(number)
        return ticks(*self._period(position)) if self.by_calendar and position < self.records else ""

    def _last_above(self, number: int) -> int:
        return bisect_right(self._at, number) - 1

    def _event_row(self, position: int) -> EventRow:
        number = self._order[position]
        event = self._store.event(self._index.event_id(number))
        title = shown(event.title)
        voices, disputed, later = self._accounts(event, number)
        return EventRow(
            ref=self._index.postings.refs[number],
            date=self._label(event, position, DATE_CELLS),
            brief=self._label(event, position, BRIEF_CELLS),
            sign=certainty(edtf.parse(event.date)),
            kind=self._kinds.get(event.kind, ""),
            title=title,
            matches=tuple(self._marks(title)) if self._marks else (),
            voices=voices,
            disputed=disputed,
            bar=self._bar(event, position),
            later=later,
        )

    def _accounts(self, event: Event, number: int) -> tuple[int, bool, str]:
        """Return how many voices report an event, whether they differ, and the sign if it was not known by then."""
        sources, at, later = [citation.source for citation in event.evidence], self._as_of, ""
        disputed = number in self._disputed
        if at is not None:
            status = at.status(sources)
            if status == "known":
                sources = list(filter(at.is_out, sources))
                disputed = disputed and report_time.is_disputed(self._store, event, at)
            later = later_sign(status)
        return accounts.count_voices(sources, self._store.voice_of), disputed, later

    def _bar(self, event: Event, position: int) -> str:
        """Draw the date against the scale of the heading above."""
        if not self.by_calendar:
            return ""
        first, last = self._period(position)
        return bar(edtf.parse(event.date), first, last)

    def _period(self, position: int) -> tuple[int, int]:
        """Return the first and last day of the month, or of the year, that heads an event."""
        day = calendar(self._index).days[self._order[position]]
        return period(day, month=self._is_under_month(position))

    def _is_under_month(self, position: int) -> bool:
        above = self._last_above(self.row_of(position))
        while above >= 0 and isinstance(self._between[above], Gap):
            above -= 1
        heading = self._between[above] if above >= 0 else None
        return isinstance(heading, DateHeading) and not heading.is_year

    def _label(self, event: Event, position: int, width: int) -> str:
        """Put the date into a column of `width` cells: as much of it as the heading above leaves open."""
        value = edtf.parse(event.date)
        if not self.by_calendar:
            return day_label(value, 0, None, width)
        day = calendar(self._index).days[self._order[position]]
        under_month = self._is_under_month(position)
        return day_label(value, edtf.year_of(day), edtf.month_of(day) if under_month else None, width)


def _between(turns: Turns) -> list[tuple[int, Row, str]]:
    """Return headings and gaps with the position that each precedes, and the heading in force from there on."""
    found: list[tuple[int, Row, str]] = []
    detailed = _detailed(turns)
    year: int | None = None
    month, heading = 0, ""
    for turn in turns.named():
        its_month = turn.month if turn.year in detailed else 0
        new_month = (turn.year, its_month) != (year, month)
        gap = _gap(turn, new_month, turn.year in detailed)
        if gap and not new_month:
            found.append((turn.position, Gap(gap), heading))
        if turn.year != year or (month and not its_month):  # a vague date may follow a month, but is not in it
            heading = year_name(turn.year)
            found.append((turn.position, DateHeading(heading, after=gap, is_year=True), heading))
            gap = ""
        if its_month and new_month:
            name = LONG_MONTHS[its_month - 1]
            heading = f"{name} {year_name(turn.year)}"
            found.append((turn.position, DateHeading(name, after=gap), heading))
        year, month = turn.year, its_month
    return found


def _detailed(turns: Turns) -> set[int]:
    """Return the years whose months have headings: two events in each on average, or days to show."""
    events: dict[int, int] = {}
    months: dict[int, set[int]] = {}
    for year, month, count in turns.runs():
        if month:
            events[year] = events.get(year, 0) + count
            months.setdefault(year, set()).add(month)
    dense = {year for year, found in months.items() if events[year] >= max(4, 2 * len(found))}
    return dense | turns.hiding_days(months.keys() - dense)


def _gap(turn: Turn, new_month: bool, detailed: bool) -> str:
    """Name a gap, or return nothing where it is not worth a row."""
    if detailed and not new_month:
        within = turn.free < day_of(turn.until).day  # else it began before the heading
        return length(turn.free) if within and turn.free >= DAYS_TO_NAME else ""
    least = MONTHS_TO_NAME if detailed else MONTHS_WITHOUT_HEADINGS
    return length(turn.wide) if turn.wide >= round(least * MONTH) else ""


def length(days: int) -> str:
    """Put a number of days in words: "4 days", "11 months", "2 years"."""
    months = round(days / MONTH)
    if days < 2 * MONTH:
        return "1 day" if days == 1 else f"{days} days"
    if months < 24:
        return f"{months} months"
    return f"{months // 12} years"
