"""The records that sources disagree about, and which of them concern a record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pyroaring import BitMap

from tui.core.index.index import Index
from tui.core.model.records import Ref, Source
from tui.core.store.base import Store
from tui.core.store.related import citing, passage_keys


class Disputes(NamedTuple):
    """Disputed records by kind; events by the calendar."""

    claims: list[Ref]
    """Claims whose values differ."""
    events: list[Ref]
    """Events with an account that differs."""
    others: list[Ref]
    """Entities and relations with an account that differs."""


def disputes(index: Index) -> Disputes:
    """Return all records that sources disagree about."""
    facet, events = index.postings.facet, BitMap(range(index.postings.events))
    claims = facet("is", "disputed") & facet("section", "claims")
    differing = facet("has", "differs") - claims
    numbers = (claims, differing & events, differing - events)
    return Disputes(*([index.postings.refs[number] for number in found] for found in numbers))


def dispute_about(index: Index, ref: Ref) -> Ref | None:
    """Return the disputed record nearest to `ref`; None if nothing about it is disputed.

    That is the record itself; else, of an entity or event, a claim about it or of its own, its events and relations;
    of a source or passage, a record that cites it.
    """
    found = disputes(index)
    disputed = {*found.claims, *found.events, *found.others}
    return next((one for one in _near(index.store, ref) if one in disputed), None)


def _near(store: Store, ref: Ref) -> Iterable[Ref]:
    yield ref
    if ref.section in ("sources", "passages"):
        source = store.record(ref)
        every = passage_keys(source) if isinstance(source, Source) else []
        yield from citing(store, [ref.id] if ref.section == "passages" else every)
        return
    yield from (Ref("claims", one) for one in (*store.claims_about(ref.id), *store.claims_of(ref.id)))
    if ref.section == "claims":
        yield Ref("events", store.claim(ref.id).about)
        return
    yield from (Ref("events", one) for one in store.events_of(ref.id))
    yield from (Ref("relations", one) for one in store.relations_of(ref.id))
