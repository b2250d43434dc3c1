"""The same days as told by each source: columns of sources, rows of events, and what only one voice tells."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct

from tui.core.dates import edtf
from tui.core.dates.day_range import DayRange
from tui.core.index import report_time
from tui.core.index.day_groups import calendar
from tui.core.index.highlight import Marks
from tui.core.index.index import Index
from tui.core.index.report_time import AsOf, Status
from tui.core.model.records import Citation, Event, PassageKey, Ref
from tui.core.query import tree
from tui.core.query.tree import Field, Query
from tui.core.store import accounts
from tui.core.store.base import Store
from tui.core.store.related import short_name
from tui.core.text.display import shown
from tui.present.cards.parts import Hand, plural
from tui.present.cards.source import quotation
from tui.present.page import Block, Span
from tui.present.signs import signs

MOST = 200
"""Events that are compared at once; how many more there are is said."""
ALONE, ALONE_ASCII = "◈", "@"
"""Stands before what only one voice tells."""


class SourceColumn(Struct, frozen=True):
    """A source that tells of the days. Texts are safe to draw."""

    source: str
    name: str
    issued: str
    """When it was published, in words; "undated"."""
    tie: str
    """Which of the other columns are one voice with it; empty for none."""
    events: int
    alone: int
    """How many of the events only this source's voice tells."""
    status: Status = "known"
    """Whether it was out by the day that `known:` asks about."""


class Account(Struct, frozen=True):
    """What one source tells of one event."""

    source: str
    event: Ref
    passages: tuple[PassageKey, ...]
    blocks: tuple[Block, ...]


class ComparisonRow(Struct, frozen=True):
    """What stands side by side: one event that several sources tell, or what each of them tells alone."""

    cells: Mapping[str, tuple[Account, ...]]
    """Source → its entries, one where the row is of one event."""
    title: tuple[Block, ...] = ()
    """The event above the cells; empty where each entry has its own title."""


class Band(Struct, frozen=True):
    """The events of one date."""

    date: str
    """In words, safe to draw."""
    events: int
    surely: bool
    """Whether they are in the days for sure; the others are dated more widely and only may be."""
    rows: tuple[ComparisonRow, ...]


class Comparison(Struct, frozen=True):
    """What is told of some days."""

    days: DayRange
    columns: tuple[SourceColumn, ...] = ()
    bands: tuple[Band, ...] = ()
    events: int = 0
    """Events compared."""
    wider: int = 0
    """How many of them are dated more widely, and only may be in the days."""
    uncited: int = 0
    """Events that rest on no source, and so stand in no column."""
    left_off: int = 0
    """Events beyond MOST."""
    voices: int = 0
    sources: int = 0
    """How many sources the dataset has."""


def compare(store: Store, index: Index, wanted: Query, days: DayRange, *, marks: Marks | None = None) -> Comparison:
    """Return what each source tells of the events that match `wanted` and may be in `days`.

    Raises:
        QueryError: `wanted` asks for what the dataset does not have.
    """
    result = index.run(tree.joined((*tree.terms(wanted), Field("date", days.text))))
    starts, ends = index.postings.starts, index.postings.ends
    inside = [n for n in result.events if starts[n] >= days.first and ends[n] <= days.last]
    wider = [n for n in result.events if not (starts[n] >= days.first and ends[n] <= days.last)]
    numbers = [*inside[:MOST], *wider[: MOST - len(inside[:MOST])]]
    found = [store.event(index.event_id(number)) for number in numbers]
    told = [event for event in found if event.evidence]
    surely = [event for event in told if _is_surely_in(event, days)]
    others = [event for event in told if not _is_surely_in(event, days)]
    tellers = Counter(source for event in told for source in _sources(event))
    voices = accounts.voices(tellers, store.sources)
    voice = {source: at for at, group in enumerate(voices) for source in group}
    drawn = _Drawer(Hand(store, marks), voice, ALONE_ASCII if signs().ascii_only else ALONE)
    surely.sort(key=lambda event: edtf.parse(event.date).sort_key[0])
    return Comparison(
        days=days,
        columns=tuple(_columns(store, told, tellers, voices, at=report_time.as_of(store, wanted))),
        bands=(*drawn.bands(surely, surely=True), *drawn.bands(others, surely=False)),
        events=len(told),
        wider=len(others),
        uncited=len(found) - len(told),
        left_off=result.count - len(found),
        voices=len(voices),
        sources=len(store.sources),
    )


def step(index: Index, wanted: Query, days: DayRange, by: int, *, months: bool = False) -> DayRange | None:
    """Return the days from the next day with events on, or the previous one if `by` is -1; None without one.

    With `months`, from the first day with events of the next or previous month that has any.
    """
    found = index.run(wanted).events
    starts = calendar(index).days
    if by > 0:
        after = _month_end(days.first) if months else days.first
        at = found.rank(bisect_right(starts, after) - 1) if bisect_right(starts, after) else 0
        return days.moved(starts[found[at]]) if at < len(found) else None
    before = _month_begin(days.first) if months else days.first
    at = (found.rank(bisect_left(starts, before) - 1) if bisect_left(starts, before) else 0) - 1
    if at < 0:
        return None
    first = starts[found[at]]
    if months:
        begin = _month_begin(first)
        at = found.rank(bisect_left(starts, begin) - 1) if bisect_left(starts, begin) else 0
        first = starts[found[at]]
    return days.moved(first)


def _month_begin(day: int) -> int:
    return edtf.bounds(edtf.of_day(day).text[:7])[0] or day


def _month_end(day: int) -> int:
    return edtf.bounds(edtf.of_day(day).text[:7])[1] or day


def _is_surely_in(event: Event, days: DayRange) -> bool:
    """Whether some day of the event is in `days` whatever its date turns out to be."""
    date = edtf.parse(event.date)
    if date.must_be_in(*days):
        return True
    sure = date.certain
    return sure is not None and sure[0] <= days.last and sure[1] >= days.first


def _sources(event: Event) -> dict[str, list[Citation]]:
    """Return what an event rests on, by source, in the order of the evidence."""
    found: dict[str, list[Citation]] = {}
    for citation in event.evidence:
        found.setdefault(citation.source, []).append(citation)
    return found


def _columns(
    store: Store,
    told: Sequence[Event],
    tellers: Counter[str],
    voices: Sequence[frozenset[str]],
    *,
    at: AsOf | None = None,
) -> Iterator[SourceColumn]:
    """Yield the sources that tell most first, those of one voice beside each other."""
    voice = {source: group for group in voices for source in group}
    alone = Counter(
        source for event in told if len({voice[one] for one in _sources(event)}) == 1 for source in _sources(event)
    )
    for group in sorted(voices, key=lambda group: -max(tellers[source] for source in group)):
        order = sorted(group, key=lambda source: (-tellers[source], source))
        for source in order:
            record = store.sources.get(source)
            issued = edtf.parse(record.issued).display if record and record.issued else "undated"
            others = [shown(short_name(store, other)) for other in order if other != source]
            tie = f"one voice with {', '.join(others)}" if others else ""
            name = shown(short_name(store, source))
            status = at.status([source]) if at is not None else "known"
            yield SourceColumn(source, name, issued, tie, tellers[source], alone[source], status)


class _Drawer(Struct, frozen=True):
    """Makes bands of events."""

    hand: Hand
    voice: Mapping[str, int]
    """Source → number of its voice."""
    sign: str

    def bands(self, events: Sequence[Event], *, surely: bool) -> Iterator[Band]:
        """Yield the events by date: of each date first what several sources tell, then what one tells alone."""
        for date, group in groupby(events, key=lambda event: edtf.parse(event.date).display_long):
            same = list(group)
            rows = [self._shared(event) for event in same if len(_sources(event)) > 1]
            apart: dict[str, tuple[Account, ...]] = {}
            for event in same:
                if len(_sources(event)) == 1:
                    entry = self._alone(event)
                    apart[entry.source] = (*apart.get(entry.source, ()), entry)
            if apart:
                rows.append(ComparisonRow(apart))
            yield Band(shown(date), len(same), surely, tuple(rows))

    def _shared(self, event: Event) -> ComparisonRow:
        sources = _sources(event)
        count = len({self.voice[source] for source in sources})
        said = f"told by {len(sources)}"
        if count == 1:
            said = f"{self.sign} {len(sources)} sources, one voice"
        elif count < len(sources):
            said = f"told by {len(sources)}, {plural(count, 'voice')}"
        differs = any(citation.differs for citation in event.evidence)
        title = Block(
            self.hand.text(event.title, "title"),
            label=Span("≠" if differs else self.sign if count == 1 else "=", "warn" if differs else "bar"),
            hang=2,
            aside=Span(said, "bar" if count == 1 else "muted"),
        )
        cells = {source: (self._entry(event, source, told),) for source, told in sources.items()}
        return ComparisonRow(cells, (title,))

    def _alone(self, event: Event) -> Account:
        ((source, told),) = _sources(event).items()
        title = Block(
            self.hand.text(event.title, "title"),
            label=Span(self.sign, "bar"),
            hang=2,
            aside=Span("only here", "bar"),
        )
        return self._entry(event, source, told, title)

    def _entry(self, event: Event, source: str, told: Sequence[Citation], *title: Block) -> Account:
        blocks = (*title, *(block for citation in told for block in self._account(citation)))
        keys = tuple(citation.passage for citation in told)
        return Account(source, Ref("events", event.id), keys, blocks)

    def _account(self, citation: Citation) -> Iterable[Block]:
        """Yield what one passage says: its gist, its excerpt, and what it tells differently."""
        source = self.hand.store.sources.get(citation.source)
        passage = source.passages.get(citation.passage.partition("/")[2]) if source else None
        if passage is None:
            yield Block((Span("known only through others", "muted"),), hang=2)
        else:
            yield from quotation(self.hand, passage)
        if citation.differs:
            yield Block(self.hand.text(citation.differs, "warn"), label=Span("≠", "warn"), hang=2)
