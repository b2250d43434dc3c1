"""The records that sources disagree about, and which of them concern a record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pyroaring import BitMap

from tui.core.index.index import Index
from tui.core.model.records import Ref, Source
from tui.core.model.sections import ENTITY_SECTIONS, SECTION
from tui.core.store.related import citing, passage_keys


class Disputes(NamedTuple):
    """Numbers of the disputed records by kind; events by the calendar. Not to be changed."""

    claims: BitMap
    """Claims whose values cannot all be true."""
    events: BitMap
    """Events with an account that differs."""
    others: BitMap
    """Entities and relations with an account that differs."""


def disputes(index: Index) -> Disputes:
    """Return all records that sources disagree about."""
    facet, events = index.postings.facet, BitMap(range(index.postings.events))
    claims = facet("is", "disputed") & facet("section", "claims")
    differing = facet("has", "differs") - claims
    return Disputes(claims, differing & events, differing - events)


def dispute_about(index: Index, ref: Ref) -> Ref | None:
    """Return the disputed record nearest to `ref`; None if nothing about it is disputed.

    That is the record itself; else, of an entity or event, a claim about it or of its own, its events and relations;
    of a source or passage, a record that cites it.
    """
    disputed, postings = BitMap.union(*disputes(index)), index.postings
    near = next((number for number in _near(index, ref) if number in disputed), None)
    return None if near is None else postings.refs[near]


def _near(index: Index, ref: Ref) -> Iterable[int]:
    """Yield the numbers of a record and of those that are tied to it, the nearest first."""
    store, postings = index.store, index.postings
    if ref in postings.numbers:
        yield postings.numbers[ref]
    if ref.section in ("sources", "passages"):
        source = store.record(ref)
        every = passage_keys(source) if isinstance(source, Source) else []
        citers = citing(store, [ref.id] if ref.section == "passages" else every)
        yield from map(postings.numbers.__getitem__, citers)
        return
    claims = (*store.claims_about(ref.id), *store.claims_of(ref.id))
    yield from (postings.numbers[Ref("claims", one)] for one in claims)
    if ref.section == "claims":
        about = Ref("events", store.claim(ref.id).about)
        yield from (postings.numbers[about],) if about in postings.numbers else ()
        return
    if ref.section in ENTITY_SECTIONS:
        yield from postings.facet(SECTION[ref.section].field, ref.id) & BitMap(range(postings.events))
    yield from (postings.numbers[Ref("relations", one)] for one in store.relations_of(ref.id))
