"""The same days in the accounts of each source: columns of sources, rows of events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import groupby

from msgspec import Struct

from tui.core.dates import edtf
from tui.core.dates.day_range import DayRange
from tui.core.index import report_time
from tui.core.index.days_compared import DayAccounts, by_source, day_accounts
from tui.core.index.highlight import Marks
from tui.core.index.index import Index
from tui.core.index.report_time import AsOf, Status
from tui.core.model.records import Citation, Event, PassageKey, Ref
from tui.core.query.tree import Query
from tui.core.store.base import Store
from tui.core.store.related import short_name
from tui.core.text.display import shown
from tui.present.cards.parts import CardWriter, accounts_told, plural
from tui.present.cards.source import quotation
from tui.present.page import Block, Span
from tui.present.signs import signs


class ColumnHead(Struct, frozen=True):
    """What stands above the column of a source. Texts are safe to draw."""

    name: str
    issued: str
    """When it was published, in words; "undated"."""
    tie: str
    """Which of the other columns are one voice with it; empty for none."""
    status: Status
    """Whether it was out by the day that `known:` asks about."""


class SourceColumn(Struct, frozen=True, dict=True, eq=False):
    """A source that reports events of the days."""

    source: str
    events: int
    alone: int
    """How many of the events no other voice reports."""
    describe: Callable[[], ColumnHead]

    @cached_property
    def head(self) -> ColumnHead:
        """What stands above it; made once it is in view, for hundreds of sources may report the same days."""
        return self.describe()


class Account(Struct, frozen=True, dict=True, eq=False):
    """The account of one event by one source."""

    source: str
    event: Ref
    passages: tuple[PassageKey, ...]
    write: Callable[[], tuple[Block, ...]]

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """What it says; written once its column is in view."""
        return self.write()


class ComparisonRow(Struct, frozen=True):
    """Accounts side by side: of one event that several sources report, or of events that one source alone reports."""

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
    """The accounts of some days."""

    days: DayRange
    columns: tuple[SourceColumn, ...] = ()
    bands: tuple[Band, ...] = ()
    events: int = 0
    """Events compared."""
    wider: int = 0
    """How many of them are dated more widely, and only may be in the days."""
    uncited: int = 0
    """Events without a source, which are in no column."""
    left_off: int = 0
    """Events beyond the most that are compared."""
    voices: int = 0
    sources: int = 0
    """How many sources the dataset has."""


def compare(
    store: Store,
    index: Index,
    wanted: Query,
    days: DayRange,
    *,
    marks: Marks | None = None,
    before: Comparison | None = None,
) -> Comparison:
    """Return the accounts of the events that match `wanted` and may be in `days`.

    The columns keep the order that they had in the comparison of other days `before`.

    Raises:
        QueryError: `wanted` asks for what the dataset does not have.
    """
    found = day_accounts(index, wanted, days)
    at = report_time.as_of(index.postings, wanted)
    voice = {source: number for number, group in enumerate(found.voices) for source in group}
    order = [column.source for column in before.columns] if before else ()
    bands = BandWriter(CardWriter(store, marks), voice, signs().alone)
    return Comparison(
        days=days,
        columns=tuple(_column(store, found, source, others, at) for source, others in found.columns(order)),
        bands=(*bands.bands(found.surely, surely=True), *bands.bands(found.perhaps, surely=False)),
        events=len(found.surely) + len(found.perhaps),
        wider=len(found.perhaps),
        uncited=found.uncited,
        left_off=found.left_off,
        voices=len(found.voices),
        sources=len(store.sources),
    )


def _column(store: Store, found: DayAccounts, source: str, others: Sequence[str], at: AsOf | None) -> SourceColumn:
    def describe() -> ColumnHead:
        record = store.sources.get(source)
        issued = edtf.parse(record.issued).display if record and record.issued else "undated"
        tie = f"one voice with {', '.join(shown(short_name(store, other)) for other in others)}" if others else ""
        status = at.status([source]) if at is not None else "known"
        return ColumnHead(shown(short_name(store, source)), issued, tie, status)

    return SourceColumn(source, found.tellers[source], found.alone[source], describe)


class BandWriter(Struct, frozen=True):
    """Writes events as bands, one for each date."""

    writer: CardWriter
    voice: Mapping[str, int]
    """Source → number of its voice."""
    sign: str

    def bands(self, events: Sequence[Event], *, surely: bool) -> Iterator[Band]:
        """Yield the events by date: of each date first those that several sources report, then the others."""
        for date, group in groupby(events, key=lambda event: edtf.parse(event.date).display_long):
            same = list(group)
            rows = [self._shared(event) for event in same if len(by_source(event)) > 1]
            apart: dict[str, tuple[Account, ...]] = {}
            for event in same:
                if len(by_source(event)) == 1:
                    entry = self._alone(event)
                    apart[entry.source] = (*apart.get(entry.source, ()), entry)
            if apart:
                rows.append(ComparisonRow(apart))
            yield Band(shown(date), len(same), surely, tuple(rows))

    def _shared(self, event: Event) -> ComparisonRow:
        sources = by_source(event)
        count = len({self.voice[source] for source in sources})
        said = f"told by {len(sources)}"
        if count == 1:
            said = f"{self.sign} {len(sources)} sources, one voice"
        elif count < len(sources):
            said = f"told by {len(sources)}, {plural(count, 'voice')}"
        differs = any(citation.differs for citation in event.evidence)
        title = Block(
            self.writer.text(event.title, "title"),
            label=Span(
                signs().disputed if differs else self.sign if count == 1 else signs().agreed,
                "differs" if differs else "bar",
            ),
            hang=2,
            aside=Span(said, "bar" if count == 1 else "muted"),
        )
        cells = {source: (self._entry(event, source, citations),) for source, citations in sources.items()}
        return ComparisonRow(cells, (title,))

    def _alone(self, event: Event) -> Account:
        ((source, citations),) = by_source(event).items()
        title = Block(
            self.writer.text(event.title, "title"),
            label=Span(self.sign, "bar"),
            hang=2,
            aside=Span("only here", "bar"),
        )
        return self._entry(event, source, citations, title)

    def _entry(self, event: Event, source: str, citations: Sequence[Citation], *title: Block) -> Account:
        keys = tuple(citation.passage for citation in citations)
        return Account(source, Ref("events", event.id), keys, partial(self._blocks, citations, title))

    def _blocks(self, citations: Sequence[Citation], title: tuple[Block, ...]) -> tuple[Block, ...]:
        return (*title, *(block for citation in citations for block in self._account(citation)))

    def _account(self, citation: Citation) -> Iterable[Block]:
        """Yield the account in one passage: its excerpt, its gist, and what differs."""
        source = self.writer.store.sources.get(citation.source)
        passage = source.passages.get(citation.passage.partition("/")[2]) if source else None
        if passage is None:
            yield Block((Span("known only through others", "muted"),), hang=2)
        else:
            yield from quotation(self.writer, passage)
        yield from accounts_told(self.writer, citation)
