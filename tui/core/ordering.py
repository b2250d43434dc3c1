"""The orders in which events can come: each is worked out once for a dataset and kept."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from typing import cast

from pyroaring import BitMap

from tui.core import accounts, dates, names
from tui.core.facets import AFTER_ALL
from tui.core.postings import Postings
from tui.core.store import Store

SORTED_BY: dict[str, str] = {
    "earliest": "first day",
    "latest": "last day",
    "report": "report date",
    "date": "date",
    "-date": "date, latest first",
    "voices": "voices, most first",
    "title": "title",
}
"""Value of `sort:` → by what the events then come, in words."""

FEW = 4
"""Where a result holds less than one event in so many, it is sorted; else it is picked from the order of all."""


class Orders:
    """Puts the events of one dataset in order; events of the same rank keep the order of the calendar."""

    def __init__(self, store: Store, postings: Postings) -> None:
        self._store, self._postings = store, postings
        self._known: dict[str, tuple[list[int], array[int]]] = {}
        """Value of `sort:` → all events in that order, and the place of each in it."""

    def order(self, events: BitMap, by: str) -> Sequence[int]:
        """Return the numbers in `events` in the order `by`, a value of `sort:`; the bitmap itself for the calendar."""
        if by in ("", "date", "earliest"):
            return cast("Sequence[int]", events)
        if by == "-date":
            return list(reversed(events))
        known = self._known.get(by)
        if known is None:
            known = self._known[by] = self._worked_out(by)
        whole, place = known
        if len(events) * FEW < len(whole):
            return sorted(events, key=place.__getitem__)
        return [number for number in whole if number in events]

    def _worked_out(self, by: str) -> tuple[list[int], array[int]]:
        total = self._postings.events
        ranks: Callable[[], Sequence[object]] = {
            "latest": lambda: self._postings.ends,
            "report": self._first_reports,
            "voices": lambda: [-count for count in self._voices()],
            "title": self._titles,
        }[by]
        ranked = ranks()
        whole = sorted(range(total), key=ranked.__getitem__)  # type: ignore[arg-type]
        place = array("i", [0]) * total
        for at, number in enumerate(whole):
            place[number] = at
        return whole, place

    def _resting_on(self, sources: Sequence[str]) -> BitMap:
        """Return the events that rest on any of `sources`."""
        found = BitMap.union(BitMap(), *(self._postings.facet("source", source) for source in sources))
        return found & BitMap(range(self._postings.events))

    def _first_reports(self) -> Sequence[int]:
        """For each event the day by which the first of its sources was out; those without a date come last."""
        days = array("i", [AFTER_ALL]) * self._postings.events
        for source in self._store.sources.values():
            day = dates.parse(source.issued).latest if source.issued else None
            if day is None:
                continue
            for number in self._resting_on([source.id]):
                days[number] = min(days[number], day)
        return days

    def _voices(self) -> Sequence[int]:
        """For each event the number of independent voices that it rests on."""
        counts = array("i", [0]) * self._postings.events
        for voice in accounts.voices(self._store.sources, self._store.sources):
            for number in self._resting_on(sorted(voice)):
                counts[number] += 1
        return counts

    def _titles(self) -> Sequence[tuple[str, ...]]:
        return [names.words(self._store.event(event_id).title) for event_id in self._store.event_ids]
