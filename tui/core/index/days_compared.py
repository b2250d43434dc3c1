"""Compare what sources tell of some days: which events, which sources tell each, and what one voice tells alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain, compress
from operator import not_

from msgspec import Struct

from tui.core.dates import edtf
from tui.core.dates.day_range import DayRange
from tui.core.index.index import Index
from tui.core.model.records import Citation, Event
from tui.core.query import tree
from tui.core.query.tree import Field, Query
from tui.core.store import accounts

MOST = 200
"""Most events that are compared at once."""


class DayAccounts(Struct, frozen=True):
    """The events that may be in some days, and the sources that tell them."""

    surely: tuple[Event, ...]
    """Events with a source that are in the days for sure, by date."""
    perhaps: tuple[Event, ...]
    """Events with a source that are dated more widely, and only may be in the days."""
    uncited: int
    """Events without a source."""
    left_off: int
    """Events beyond MOST."""
    tellers: Counter[str]
    """Source → how many of the events it tells."""
    alone: Counter[str]
    """Source → how many of the events no other voice than its own tells."""
    voices: tuple[frozenset[str], ...]
    """The sources by independent voice."""

    def columns(self, before: Sequence[str] = ()) -> list[tuple[str, list[str]]]:
        """Return the sources that tell most first, those of one voice side by side; each with the others of its voice.

        Sources that were in columns `before` come first, in that order.
        """
        places = {source: at for at, source in enumerate(before)}

        def place(source: str) -> tuple[int, int]:
            return places.get(source, len(places)), -self.tellers[source]

        found = []
        for voice in sorted(self.voices, key=lambda voice: min(map(place, voice))):
            order = sorted(voice, key=lambda source: (*place(source), source))
            found += [(source, [other for other in order if other != source]) for source in order]
        return found


def day_accounts(index: Index, wanted: Query, days: DayRange) -> DayAccounts:
    """Return what sources tell of the events that match `wanted` and may be in `days`. Raises QueryError."""
    events = index.events(tree.joined((*tree.terms(wanted), Field("date", days.text))))
    starts, ends = index.postings.starts, index.postings.ends
    chosen = sorted(events, key=lambda n: starts[n] < days.first or ends[n] > days.last)[:MOST]
    found = [index.store.event(index.event_id(number)) for number in sorted(chosen)]
    told = [event for event in found if event.evidence]
    sources = [[*by_source(event)] for event in told]
    tellers = Counter(chain.from_iterable(sources))
    voices = accounts.voices(tellers, index.store.voice_of)
    voice = {source: number for number, group in enumerate(voices) for source in group}
    surely = [_is_surely_in(event, days) for event in told]
    return DayAccounts(
        surely=tuple(compress(told, surely)),
        perhaps=tuple(compress(told, map(not_, surely))),
        uncited=len(found) - len(told),
        left_off=len(events) - len(found),
        tellers=tellers,
        alone=Counter(chain.from_iterable(one for one in sources if len({voice[source] for source in one}) == 1)),
        voices=tuple(voices),
    )


def _is_surely_in(event: Event, days: DayRange) -> bool:
    """Whether some day of the event is in `days` whatever its date turns out to be."""
    date = edtf.parse(event.date)
    if date.must_be_in(*days):
        return True
    sure = date.certain
    return sure is not None and sure[0] <= days.last and sure[1] >= days.first


def by_source(event: Event) -> dict[str, list[Citation]]:
    """Return the citations of an event by source, in the order of the evidence."""
    found: dict[str, list[Citation]] = {}
    for citation in event.evidence:
        found.setdefault(citation.source, []).append(citation)
    return found
