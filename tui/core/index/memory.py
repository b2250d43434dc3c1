"""Postings in memory, as `build` makes them."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from heapq import nsmallest
from threading import Lock
from typing import NamedTuple

from pyroaring import BitMap

from tui.core.index import calendar, density
from tui.core.index.calendar import Calendar
from tui.core.index.postings import Order, Postings
from tui.core.index.report_days import perhaps_told, surely_told
from tui.core.model.records import Ref


class Bounds(NamedTuple):
    """First and last day of each item, as ordinals."""

    starts: array[int]
    ends: array[int]


class MemoryPostings(Postings):
    """The sets in memory."""

    def __init__(
        self,
        refs: Sequence[Ref],
        events: int,
        facets: dict[tuple[str, str], BitMap],
        bounds: tuple[Bounds, Bounds, BitMap],
        words: Callable[[], dict[str, BitMap]],
    ) -> None:
        """Take records, facets, (days named, days meant, dated), and what makes the terms when first asked for."""
        self.refs, self.events, self.facets = refs, events, facets
        (self._starts, self._ends), self._meant, self._dated = bounds
        self._words = words
        self._terms: dict[str, BitMap] | None = None
        self._making = Lock()
        self._in_order = lru_cache(maxsize=4)(self._put_in_order)
        self._prefixed = lru_cache(maxsize=1024)(self._union)

    @cached_property
    def numbers(self) -> Mapping[Ref, int]:  # type: ignore[override]
        """Record → item number."""
        return {ref: number for number, ref in enumerate(self.refs)}

    @property
    def starts(self) -> array[int]:
        """First day of each item."""
        return self._starts

    @property
    def ends(self) -> array[int]:
        """Last day of each item."""
        return self._ends

    @property
    def dated(self) -> BitMap:
        """Items that have a date of their own."""
        return self._dated

    @cached_property
    def calendar(self) -> Calendar:
        """On which days events sort."""
        return calendar.made(self._starts, self._ends, self.events)

    @cached_property
    def dense_from(self) -> int | None:
        """First of the days in a row in which events are densest."""
        events = self.events
        found = density.densest_of(zip(self._starts[:events], self._ends, strict=False), density.BEGINNING_DAYS)
        return found.first if found else None

    def order(self, by: str) -> Order | None:
        """Nothing is worked out before it is asked for."""
        del by
        return None

    def listing(self, section: str, by: str) -> Sequence[int] | None:
        """Nothing is worked out before it is asked for."""
        del section, by
        return None

    @property
    def terms(self) -> dict[str, BitMap]:
        """Term → items: the larger part of the work, and not needed for the first rows."""
        with self._making:  # a thread may make them in advance while the first key asks for them
            if self._terms is None:
                self._terms = self._words()
        return self._terms

    @cached_property
    def ordered(self) -> list[str]:
        """All terms, sorted."""
        return sorted(self.terms)

    def ids_from(self, beginning: str, most: int) -> list[Ref]:
        """Return the records whose id begins so, by their id, at most so many."""
        return nsmallest(most, (ref for ref in self.refs if ref.id.startswith(beginning)), key=lambda ref: ref.id)

    def values(self, field: str) -> Sequence[str]:
        """Return the values that records have in a field, sorted."""
        return sorted(value for name, value in self.facets if name == field)

    def facet(self, field: str, value: str) -> BitMap:
        """Return the items with this value."""
        return self.facets.get((field, value), _EMPTY)

    def each(self, field: str) -> Iterator[tuple[str, BitMap]]:
        """Yield every value that records have in a field, sorted, with the items that have it."""
        return ((value, self.facet(field, value)) for value in self.values(field))

    def starting_with(self, prefix: str) -> BitMap:
        """Return the items that have a term which starts with `prefix`."""
        return self._prefixed(prefix)

    def word(self, word: str) -> BitMap:
        """Return the items that have exactly this term."""
        return self.terms.get(word, _EMPTY)

    def phrase(self, words: Sequence[str], *, open_end: bool) -> BitMap | None:
        """There is no index of phrases in memory."""
        del words, open_end
        return None

    def in_order(self, name: str) -> tuple[Sequence[int], Sequence[int]]:
        """Return the items by the "starts" or "ends" that they may mean, or by when they were told; and the days."""
        return self._in_order(name)

    def _put_in_order(self, name: str) -> tuple[Sequence[int], Sequence[int]]:
        if name in ("told", "perhaps"):
            return surely_told(self) if name == "told" else perhaps_told(self)
        days: array[int] = getattr(self._meant, name)
        items = array("I", sorted(range(len(days)), key=days.__getitem__))
        return items, array("i", map(days.__getitem__, items))

    def prepare(self) -> None:
        """Make the terms, where they are not made yet."""
        _ = self.terms

    def _union(self, prefix: str) -> BitMap:
        ordered, terms = self.ordered, self.terms
        first = bisect_left(ordered, prefix)
        last = bisect_left(ordered, prefix + "\U0010ffff", first)
        return BitMap.union(_EMPTY, *(terms[term] for term in ordered[first:last]))


_EMPTY = BitMap()
