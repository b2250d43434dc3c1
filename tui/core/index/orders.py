"""Orders of events for `sort:`, each computed once for a dataset."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import cast

from pyroaring import BitMap

from tui.core.dates import edtf
from tui.core.index.postings import Order, Postings
from tui.core.query.fields import FIELDS
from tui.core.store import accounts
from tui.core.store.base import Store
from tui.core.text import folding

SORTED_BY = FIELDS["sort"].values
"""Value of `sort:` → the order in words."""

FEW = 4
"""Where a result holds less than one event in so many, it is sorted; else it is picked from the order of all."""


def by_calendar(by: str) -> bool:
    """Whether a value of `sort:` means the calendar, up or down."""
    return by in ("", "date", "earliest", "-date")


class Orders:
    """Puts the events of one dataset in order; events of the same rank keep the order of the calendar."""

    def __init__(self, store: Store, postings: Postings) -> None:
        self._store, self._postings = store, postings
        self._known: dict[str, Order] = {}

    def order(self, events: BitMap, by: str) -> Sequence[int]:
        """Return the numbers in `events` in the order `by`, a value of `sort:`; the bitmap itself for the calendar."""
        if by == "-date":
            backwards = events.to_array()
            backwards.reverse()
            return backwards
        if by_calendar(by):
            return cast("Sequence[int]", events)
        whole, place = self.of_all(by)
        if len(events) == len(whole):
            return whole
        if len(events) * FEW < len(whole):
            return sorted(events, key=place.__getitem__)
        return array("I", filter(events.__contains__, whole))

    def of_all(self, by: str) -> Order:
        """Return the order of all events `by` something that is not the calendar."""
        known = self._known.get(by)
        if known is None:
            known = self._known[by] = self._postings.order(by) or self._worked_out(by)
        return known

    def _worked_out(self, by: str) -> Order:
        make: Callable[[], array[int]] = {
            "latest": self._latest,
            "report": self._first_reports,
            "voices": self._voices,
            "title": self._titles,
        }[by]
        whole = make()
        place = array("I", [0]) * len(whole)
        for at, number in enumerate(whole):
            place[number] = at
        return Order(whole, place)

    def _sorted(self, ranks: Sequence[int] | Sequence[str]) -> array[int]:
        return array("I", sorted(range(self._postings.events), key=ranks.__getitem__))

    def _latest(self) -> array[int]:
        return self._sorted(self._postings.ends)

    def _resting_on(self, sources: Iterable[str]) -> BitMap:
        """Return the events that rest on any of `sources`."""
        found = BitMap.union(BitMap(), *(self._postings.facet("source", source) for source in sources))
        return found & BitMap(range(self._postings.events))

    def _first_reports(self) -> array[int]:
        """By the day by which the first source of an event was out; those without a date come last."""
        out: dict[int, list[str]] = defaultdict(list)
        for source in self._store.sources.values():
            day = edtf.parse(source.issued).latest if source.issued else None
            if day is not None:
                out[day].append(source.id)
        left, whole = BitMap(range(self._postings.events)), array("I")
        for day in sorted(out):
            found = self._resting_on(out[day]) & left
            whole.extend(found)
            left -= found
        whole.extend(left)
        return whole

    def _voices(self) -> array[int]:
        """By the number of independent voices that an event rests on, most first."""
        with_more = [BitMap(range(self._postings.events))]
        """How many voices → the events that rest on so many or more."""
        for voice in accounts.voices(self._store.sources, self._store.voice_of):
            told = self._resting_on(voice)
            with_more.append(BitMap())
            for count in range(len(with_more) - 1, 0, -1):
                with_more[count] |= with_more[count - 1] & told
            if not with_more[-1]:
                with_more.pop()
        whole, taken = array("I"), BitMap()
        for events in reversed(with_more):
            whole.extend(events - taken)
            taken |= events
        return whole

    def _titles(self) -> array[int]:
        # a blank sorts before what words are made of: the text is in order where the words, one by one, are
        store = self._store
        return self._sorted([" ".join(folding.words_once(store.event(event_id).title)) for event_id in store.event_ids])
