"""Run a query: a tree → the set of events that match, the other records that match, and the counts.

A set is a roaring bitmap of item numbers (see `postings`); events are numbered by the calendar.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from msgspec import Struct, field
from pyroaring import BitMap

from tui.core.errors import QueryError
from tui.core.index.evaluate import Evaluator, Texts
from tui.core.index.names import Names
from tui.core.index.orders import Orders
from tui.core.index.postings import Postings
from tui.core.index.user_marks import Own
from tui.core.model.records import Ref
from tui.core.query import date_readings, parser, tree
from tui.core.query.fields import FIELDS
from tui.core.query.tree import Query
from tui.core.store.base import Store


class Result(Struct, frozen=True):
    """What a query gives."""

    query: Query
    events: BitMap
    """Numbers of the events that match; not to be changed."""
    others: BitMap
    """Numbers of the other records that match; not to be changed."""
    order: Sequence[int]
    """The matching events in the order to show them: by the calendar unless the query sorts otherwise."""
    total: int
    """How many events there are without a query."""
    must: int | None
    """Where the query asks for a time: how many events it gives where every date *must* be in it."""
    may: int | None = None
    """Where the query asks for a time: how many events it gives where every date *may* be in it."""
    respelled: BitMap = field(default_factory=BitMap)
    """Numbers of the matching items that match only because a name in them is spelled differently."""

    @property
    def count(self) -> int:
        """How many events match."""
        return len(self.order)

    @property
    def by_calendar(self) -> bool:
        """Whether the events come in the order of the calendar."""
        return isinstance(self.order, BitMap)

    def position(self, number: int) -> int | None:
        """Return the place of an event in the order, 0-based, or None when it does not match."""
        if number not in self.events:
            return None
        return self.events.rank(number) - 1 if self.by_calendar else self.order.index(number)

    def nearest(self, number: int) -> int | None:
        """Return the matching event nearest to event `number` by the calendar, None where nothing matches."""
        if not self.events:
            return None
        before = self.events.rank(number)
        around = [self.events[at] for at in (before - 1, before) if 0 <= at < len(self.events)]
        return min(around, key=lambda other: abs(other - number))


class Index:
    """Answers queries over one store."""

    def __init__(self, store: Store, postings: Postings | None = None, texts: Texts | None = None) -> None:
        """Take the postings of `store`, or make them; `texts` gives the documents of its sources."""
        self.store = store
        if postings is None:
            from tui.core.index.build import build

            postings = build(store)
        self.postings = postings
        self._events = BitMap(range(self.postings.events))
        self._evaluator = Evaluator(store, self.postings, texts)
        self._matching = self._evaluator.matching
        self._orders = Orders(store, self.postings)

    @cached_property
    def names(self) -> Names:
        """The names of all records."""
        return Names(self.store, self.postings, self._evaluator.naming)

    def ask_for_own(self, own: Own) -> None:
        """Set the source of user marks, which `is:bookmarked` and `is:noted` find."""
        self._evaluator.own = own

    def prepare(self) -> None:
        """Make what the first query for a word needs, where it is not made yet."""
        self.postings.prepare()

    def run(self, wanted: Query) -> Result:
        """Return what matches `wanted`.

        Raises:
            QueryError: a value that this dataset does not have, or a date that is none.
        """
        try:
            found = self._matching(wanted)
        except QueryError as error:
            raise _placed(error, wanted) from None
        events = found & self._events
        timed = date_readings.asks_for_time(wanted)
        return Result(
            query=wanted,
            events=events,
            others=found - self._events,
            order=self._orders.order(events, sorting(wanted)),
            total=len(self._events),
            must=self._count(date_readings.strictly(wanted)) if timed else None,
            may=self._count(date_readings.loosely(wanted)) if timed else None,
            respelled=found - self._matching(wanted, False),
        )

    def number(self, event_id: str) -> int:
        """Return the number of an event. Raises KeyError where there is none."""
        return self.postings.numbers[Ref("events", event_id)]

    def event_id(self, number: int) -> str:
        """Return the id of the event with this number."""
        return self.postings.refs[number].id

    def refs(self, result: Result, section: str) -> list[Ref]:
        """Return the records of `section` that match: events in the order of the result, others as filed."""
        if section == "events":
            return [self.postings.refs[number] for number in result.order]
        return [self.postings.refs[number] for number in self.listed(result, section)]

    def listed(self, result: Result, section: str) -> BitMap:
        """Return the numbers of the records of a section other than events that match."""
        return result.others & self.postings.facet("section", section)

    def count(self, result: Result, section: str) -> int:
        """Return how many records of a section match."""
        return result.count if section == "events" else len(self.listed(result, section))

    def counts(self, result: Result, field: str, values: Iterable[str]) -> dict[str, int]:
        """Return how many of the matching events have each of `values`."""
        facet = self.postings.facet
        return {value: result.events.intersection_cardinality(facet(field, value)) for value in values}

    def loosened(self, wanted: Query) -> list[tuple[Query, int]]:
        """Return for each term of `wanted` the term and how many events there are without it, most first."""
        parts = tree.terms(wanted)
        found: list[tuple[Query, int]] = []
        for at, part in enumerate(parts):
            rest = tree.joined(parts[:at] + parts[at + 1 :])
            found.append((part, self._count(rest)))
        return sorted(found, key=lambda pair: -pair[1])

    def events(self, wanted: Query) -> BitMap:
        """Return the numbers of the events that match, in no other order than the calendar's. Raises QueryError."""
        return self._matching(wanted) & self._events

    def called(self, field: str, text: str) -> BitMap:
        """Return the numbers of what has a name with words that begin as those of `text`, else that sounds so.

        `field` is org, person, place or source.
        """
        return self._evaluator.naming.numbers(tree.Field(field, text))

    def _count(self, wanted: Query) -> int:
        return self._matching(wanted).intersection_cardinality(self._events)


def sorting(wanted: Query) -> str:
    """Return the value of the last `sort:` of a query; empty without one."""
    chosen = [sort.value for sort in tree.fields(wanted, "sort")]
    return chosen[-1] if chosen else ""


def _placed(error: QueryError, wanted: Query) -> QueryError:
    """Make of the suggestion for one term a suggestion for the whole query."""
    faulty = [part for name in FIELDS for part in tree.fields(wanted, name) if part.start == error.start]
    if not error.suggestion or len(faulty) != 1:
        return error
    better = tree.replaced(wanted, faulty[0], parser.parse(error.suggestion))
    return QueryError(error.message, error.start, error.end, str(better))
