"""Compute what the panes show for a state: rows, head, card, excerpts; unchanged values are reused."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import Generic, TypeVar

from msgspec import Struct

from tui.core.dates import edtf
from tui.core.errors import DateError
from tui.core.index import report_time
from tui.core.index.day_groups import calendar
from tui.core.index.day_moves import rank
from tui.core.index.highlight import marker
from tui.core.index.index import Index, Result, sorting
from tui.core.index.listing_order import IN_WORDS, ListOrder, in_list_order, orders
from tui.core.index.orders import SORTED_BY
from tui.core.index.report_time import AsOf
from tui.core.model.records import Citation, Event, Ref
from tui.core.model.sections import SECTION
from tui.core.query import date_readings, tree
from tui.core.query.fields import FIELDS
from tui.core.query.plain_dates import as_dates
from tui.core.query.tree import Query
from tui.core.store.base import Store
from tui.core.store.related import evidence_of
from tui.keys.keymap import key
from tui.notebook.book import Book
from tui.present.banner import AsKnown, as_known
from tui.present.bars import Head
from tui.present.bookmarks import with_kept
from tui.present.cards.card import card
from tui.present.empty import NO_DETAILS, NO_EXCERPTS
from tui.present.page import Page
from tui.present.source.evidence import excerpts
from tui.present.timeline.listings import Listing
from tui.present.timeline.rows import Rows
from tui.present.timeline.timeline import TimelineRows
from tui.session.state import Spot, State

FEW = 20
"""Events found by words of which one is looked for that has the words in its title."""


class View(Struct, frozen=True):
    """The contents of the screen for a state."""

    result: Result
    listing: str
    rows: Rows
    """What the first pane lists."""
    cursor: Ref | None
    """The row of the first pane under the cursor; None where nothing is listed."""
    subject: Ref | None
    """The record that the details show."""
    citation: int
    count: int
    """How many records are listed."""
    total: int
    """How many would be listed without the filter."""
    listed: Result
    """The result that the rows show: under `known:` it may include what appeared since."""
    at: AsOf | None = None
    """The day that `known:` asks about."""
    standing: AsKnown | None = None
    """What the banner says of it."""
    sort: ListOrder = ""
    """The order of the list, where it is not of events."""


Made = TypeVar("Made")


class _Memo(Generic[Made]):
    """A cache of the last value, valid while its key stays equal."""

    def __init__(self) -> None:
        self._last: tuple[tuple[object, ...], Made] | None = None

    def __call__(self, key: tuple[object, ...], make: Callable[[], Made]) -> Made:
        if self._last is None or self._last[0] != key:
            self._last = key, make()
        return self._last[1]


class Views:
    """Computes the views of one dataset; most keys change neither the result nor the card, which are reused."""

    def __init__(self, store: Store, index: Index) -> None:
        self.store = store
        self.index = index
        self._result = index.run(tree.Everything())
        self._rows: _Memo[Rows] = _Memo()
        self._page: _Memo[Page] = _Memo()
        self._excerpts: _Memo[Page] = _Memo()
        self._known: tuple[Query, AsOf, report_time.Split] | None = None

    def run(self, wanted: Query) -> Result:
        """Return the result of `wanted`. Raises QueryError."""
        if wanted != self._result.query:
            self._result = self.index.run(wanted)
        return self._result

    def forget(self) -> None:
        """Forget the last result, because user marks have changed since."""
        self._result, self._known = self.index.run(tree.Everything()), None

    def view(self, at: State) -> View:
        """Return what to show. Raises QueryError where the filter asks for what is not there."""
        spot = at.spot
        result = self.run(spot.in_force)
        at_day, parts = self._as_of(spot.in_force)
        listed = parts.listed if parts is not None and spot.since else result
        sort = spot.sort if spot.sort is not None else orders(spot.listing)[0]
        rows = self._rows_of(listed, spot.listing, sort, at_day)
        cursor = self._cursor(listed, rows, spot)
        of_events = spot.listing == "events"
        count = self.index.count(result, spot.listing)
        total = result.total if of_events else len(self.store.ids(spot.listing))
        stands = as_known(self.store, at_day, parts, marked=spot.since) if at_day and parts else None
        is_there = spot.opened is not None and self.store.record(spot.opened) is not None
        subject = spot.opened if is_there else cursor  # what was opened may be gone since the files were read again
        return View(
            result, spot.listing, rows, cursor, subject, spot.citation, count, total, listed, at_day, stands, sort
        )

    def _as_of(self, wanted: Query) -> tuple[AsOf | None, report_time.Split | None]:
        """Return the day that `known:` asks about, and the events by it; nothing where the filter has no such term."""
        if report_time.term(wanted) is None:
            return None, None
        if self._known is None or self._known[0] != wanted:
            found = report_time.as_of(self.index.postings, wanted)
            if found is None:
                return None, None
            self._known = (wanted, found, report_time.split(self.index, found, wanted))
        return self._known[1:]

    def _rows_of(self, result: Result, listing: str, sort: ListOrder, at: AsOf | None) -> Rows:
        """Return the rows of a result; the same object while nothing changes."""

        def make() -> Rows:
            if listing == "events":
                return TimelineRows(self.index, result, at=at)
            numbers = in_list_order(self.index, self.index.listed(result, listing), listing, sort)
            return Listing(self.index, numbers, result.query, at=at)

        return self._rows((result, listing, sort, at), make)

    def _cursor(self, result: Result, rows: Rows, spot: Spot) -> Ref | None:
        """Return the chosen record; if it is not listed, the nearest event by the calendar, or the first row."""
        chosen = spot.chosen
        if chosen is not None and rows.find(chosen) is not None:
            return chosen
        if chosen is not None and chosen.section == "events" == spot.listing and self.store.record(chosen):
            nearest = self._nearest(result, self.index.number(chosen.id))
            return None if nearest is None else Ref("events", self.index.event_id(nearest))
        return rows.ref(rows.row_of(0)) if len(rows) else None

    def _nearest(self, result: Result, number: int) -> int | None:
        """Return the event nearest by the calendar; of a few found by words, the nearest with them in its title."""
        marks = marker(result.query) if result.count <= FEW else None
        if marks is not None:
            events = ((n, self.store.event(self.index.event_id(n))) for n in result.events)
            if titled := [n for n, event in events if marks(event.title)]:
                return min(titled, key=lambda n: abs(n - number))
        return result.nearest(number)

    def lists(self, at: State, ref: Ref) -> bool:
        """Whether the first pane lists `ref`."""
        return self.view(at).rows.find(ref) is not None

    def day(self, ref: Ref | None) -> int | None:
        """Return the day under which an event is filed, as an ordinal: its first, or its last where that is open."""
        if ref is None or ref.section != "events":
            return None
        return calendar(self.index).days[self.index.number(ref.id)]

    def nearest_day(self, result: Result, day: int) -> Ref | None:
        """Return the listed event that begins nearest to `day`, of several the first that is known to its day."""
        events, days = result.events, calendar(self.index).days
        at = rank(events, bisect_left(days, day))
        near = [days[events[place]] for place in (at - 1, at) if 0 <= place < len(events)]
        if not near:
            return None
        starts, ends = self.index.postings.starts, self.index.postings.ends
        far = min(abs(one - day) for one in near)
        first, last = (
            rank(events, find(days, one)) for find, one in ((bisect_left, day - far), (bisect_right, day + far))
        )
        number = min(events[first:last], key=lambda n: (abs(starts[n] - day), starts[n] != ends[n]))
        return Ref("events", self.index.event_id(number))

    def card(self, view: View, book: Book) -> Page:
        """Return the card of the record shown, with what the user keeps of it; where there is none, what it is for."""
        subject, query = view.subject, view.result.query
        if subject is None:
            return NO_DETAILS
        return self._page(
            (query, subject, book.bookmark(subject), book.note(subject)),
            lambda: with_kept(card(self.store, subject, marks=marker(query), at=view.at), book, subject),
        )

    def excerpts(self, view: View) -> Page:
        """Return the passages that the record shown rests on; where there is no record, what the page is for."""
        subject, query = view.subject, view.result.query
        if subject is None:
            return NO_EXCERPTS
        return self._excerpts(
            (query, subject, view.citation),
            lambda: excerpts(self.store, subject, view.citation, marks=marker(query), at=view.at),
        )

    def citations(self, view: View) -> tuple[Citation, ...]:
        """Return what the record shown rests on."""
        return evidence_of(self.store, view.subject) if view.subject else ()

    def head(self, at: State, view: View, problems: int) -> Head:
        """Return what the first line of the screen says."""
        chips = tuple(self.chip(term) for term in tree.terms(at.spot.query))
        timed = view.result.may is not None
        return Head(self.store.about.title, chips, at.spot.suspended, *counted(view), problems, timed)

    def caption(self, ref: Ref | None) -> str:
        """Return the date and the name of a record, for a pane that is shown alone."""
        if ref is None:
            return ""
        record = self.store.record(ref)
        if isinstance(record, Event):
            return f"{edtf.parse(record.date).display}  {record.title}"
        return self.store.name(ref)

    def chip(self, term: Query) -> str:
        """Return the text of a term's chip: "org Yandex", "disputed", "not law"."""
        if isinstance(term, tree.Not):
            return f"not {self.chip(term.node)}"
        if (
            isinstance(term, tree.Or)
            and len({part.name if isinstance(part, tree.Field) else "" for part in term.nodes}) == 1
        ):
            first, *others = (self.chip(part) for part in term.nodes)
            return " or ".join((first, *(chip.partition(" ")[2] or chip for chip in others)))
        if not isinstance(term, tree.Field):
            return str(term)
        spec = FIELDS[term.name]
        ref = Ref(spec.section, term.value)
        named = spec.names_records and self.store.record(ref) is not None
        return spec.chip_text(self.store.name(ref) if named else in_words(term))

    def advice(self, wanted: Query, listing: str = "events") -> str:
        """Say what to do where nothing of a listing matches: which term to drop, or to write as a date."""
        if not tree.is_searchable(wanted):
            return f"Nothing matches: {tree.NOT_SEARCHABLE}"
        if listing != "events" and (count := self._listed_by(wanted, "events")):
            return f"Nothing matches here, but {SECTION['events'].counted(count)}: {key('next_listing')} lists others"
        parts = tree.terms(wanted)
        if (dated := as_dates(wanted)) is not None and (count := self._listed_by(dated, listing)):
            return f"Nothing matches. {dated} asks for the date: {SECTION[listing].counted(count)}"
        if len(parts) < 2:
            return f"Nothing matches. {key('leave')} takes the filter back."
        rests = [(part, tree.joined(parts[:at] + parts[at + 1 :])) for at, part in enumerate(parts)]
        counts = sorted(((self._listed_by(rest, listing), part) for part, rest in rests), key=lambda pair: -pair[0])
        loose = [f"{count} without “{self.chip(term)}”" for count, term in counts if count]
        if not loose:
            return f"Nothing matches. No single term is to blame: {key('leave')} takes the last one off."
        return "\n".join(("Nothing matches; there would be", *loose))

    def _listed_by(self, wanted: Query, listing: str) -> int:
        """Return how many records of a listing match."""
        if listing == "events":
            return len(self.index.events(wanted))
        return self.index.count(self.index.run(wanted), listing)


def in_words(term: tree.Field) -> str:
    """Return the value of a field as it is read: a time in words, all others as they were typed."""
    if term.name not in ("date", "date!", "before", "after", "known"):
        return term.value
    first, range_, last = term.value.partition("..")
    text = (
        f"{first or '..'}/{last or '..'}" if range_ and "/" not in term.value and term.value[0] != "[" else term.value
    )
    try:
        return edtf.parse(text).display
    except DateError:
        return term.value


def counted(view: View) -> tuple[str, str]:
    """Return how much is shown, "7 of 118 events", and of that both readings of a date that the filter asks for."""
    noun = SECTION[view.listing].plural if view.total != 1 else SECTION[view.listing].singular
    said = f"{view.total} {noun}" if view.count == view.total else f"{view.count} of {view.total} {noun}"
    if view.listing != "events":
        return said, ""
    result = view.result
    others = [*filter(None, [date_readings.in_words(result.count, result.must, result.may)])]
    respelled = len(view.result.respelled & view.result.events)
    if respelled and view.count != view.total:
        others.append(f"{respelled} by another spelling")
    return said, " · ".join(others)


def ordered(view: View) -> str:
    """Return by what the list of the first pane is sorted: "by name"."""
    by = IN_WORDS[view.sort] if view.listing != "events" else SORTED_BY[sorting(view.result.query) or "date"]
    return f"by {by}" if by else "as filed"
