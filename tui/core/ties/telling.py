"""What a record that ties two entities tells of them: the part of each, when, and who says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from msgspec import Struct

from tui.core.dates import edtf
from tui.core.dates.spans import span_of_time
from tui.core.model.records import Claim, EntityId, Event, Ref, Relation
from tui.core.store.accounts import count_voices
from tui.core.store.base import Store

_READ = 60
"""Records of one tie that are read to count its voices."""


class Told(Struct, frozen=True):
    """What one record tells. All texts are raw."""

    part: str = ""
    """The part of each in an event ("both: was searched"), the role in a relation."""
    when: str = ""
    """In words; of an event its date, of a relation from when to when it held."""
    sayers: tuple[EntityId, ...] = ()
    """Of a claim: who has given a value."""
    sources: tuple[str, ...] = ()
    """Ids of the sources that it cites."""


def told(store: Store, ref: Ref, ends: Sequence[EntityId] = ()) -> Told:
    """Return what a record tells of two entities, the `ends`."""
    sources = tuple(dict.fromkeys(citation.source for citation in store.citations(ref)))
    match store.record(ref):
        case Event() as event:
            return Told(_parts(store, event, ends), edtf.parse(event.date).display, sources=sources)
        case Relation() as held:
            return Told(held.role, span_of_time(held.start, held.end, held.as_of), sources=sources)
        case Claim() as claim:
            sayers = dict.fromkeys(value.said_by for value in claim.values if value.said_by)
            return Told(sayers=tuple(sayers), sources=sources)
    return Told(sources=sources)


def voices(store: Store, records: Iterable[Ref]) -> int:
    """Return on how many independent voices some records rest; of many, the first `_READ` are asked."""
    asked = islice(records, _READ)
    return count_voices({citation.source for ref in asked for citation in store.citations(ref)}, store.voice_of)


def _parts(store: Store, event: Event, ends: Sequence[EntityId]) -> str:
    roles = {part.entity: part.role for part in event.involves}
    parts = {end: role for end in ends if (role := roles.get(end))}
    if len(parts) == len(ends) > len({*parts.values()}):
        return f"both: {parts[ends[0]]}"
    return "; ".join(f"{store.name(store.entity_ref(end))}: {role}" for end, role in parts.items())
