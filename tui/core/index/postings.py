"""Postings: for every word and every facet value, the set of items that have it.

Items are numbered: events first, by the calendar, then all other records. A range of dates is then nearly a
range of numbers, the first rows of a result are its smallest numbers, and the same sets answer the list, the
counts and the overview.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pyroaring import BitMap

from tui.core.index.calendar import Calendar
from tui.core.model.records import Ref


class Order(NamedTuple):
    """An order of all events."""

    whole: Sequence[int]
    """Their numbers in that order."""
    place: Sequence[int]
    """Event number → its place in it, 0-based."""


class Postings(ABC):
    """The sets, and the numbers that they speak of. What is given out is shared: not to be changed."""

    refs: Sequence[Ref]
    """Item number → record; the first `events` of them are events, by the calendar."""
    events: int
    """How many events there are."""
    numbers: Mapping[Ref, int]
    """Record → item number."""

    @property
    @abstractmethod
    def starts(self) -> array[int]:
        """First day that the date of each item names, of sources that it may mean; BEFORE_ALL where open or undated."""

    @property
    @abstractmethod
    def ends(self) -> array[int]:
        """Last day that the date of each item names, of sources that it may mean; AFTER_ALL where open or undated."""

    @property
    @abstractmethod
    def dated(self) -> BitMap:
        """Items that have a date of their own."""

    @property
    @abstractmethod
    def calendar(self) -> Calendar:
        """On which days events sort."""

    @property
    @abstractmethod
    def dense_from(self) -> int | None:
        """First of the days in a row in which events are densest, as an ordinal; None where no day is known."""

    @abstractmethod
    def order(self, by: str) -> Order | None:
        """Return the order `by`, a value of `sort:` other than the calendar's; None where it has to be worked out."""

    @abstractmethod
    def listing(self, section: str, by: str) -> Sequence[int] | None:
        """Return all records of a section other than events, in an order of its list; None where it is worked out."""

    @abstractmethod
    def ids_from(self, beginning: str, most: int) -> list[Ref]:
        """Return the records whose id begins so, by their id, at most so many."""

    @abstractmethod
    def values(self, field: str) -> Sequence[str]:
        """Return the values that records have in a field such as "org" or "kind", sorted; "" is none."""

    @abstractmethod
    def facet(self, field: str, value: str) -> BitMap:
        """Return the items with this value."""

    @abstractmethod
    def each(self, field: str) -> Iterator[tuple[str, BitMap]]:
        """Yield every value that records have in a field, sorted, with the items that have it."""

    @abstractmethod
    def starting_with(self, prefix: str) -> BitMap:
        """Return the items that have a term which starts with `prefix`."""

    @abstractmethod
    def word(self, word: str) -> BitMap:
        """Return the items that have exactly this term: a folded word, or a `searchable.name_term`."""

    @abstractmethod
    def phrase(self, words: Sequence[str], *, open_end: bool) -> BitMap | None:
        """Return the items with these folded words one after the other, the last perhaps the beginning of one.

        None where there is no index of phrases: then the texts have to be looked through.
        """

    @abstractmethod
    def in_order(self, name: str) -> tuple[Sequence[int], Sequence[int]]:
        """Return the items by the "starts" or "ends" that they may mean, and the days in that order.

        Also those with sources, by the day by which they were "told", surely or "perhaps" (see `report_days`).
        """

    @abstractmethod
    def prepare(self) -> None:
        """Make what the first query for a word needs, where it is not made yet."""
