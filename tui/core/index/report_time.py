"""Report time: which sources were out by a day, and so what of a record had been told by then.

The mode "as known at" is the term `known:` of a query at its top: the latest day that it may mean is the day asked
about. A source was surely out by a day when the last day on which it may have appeared is not after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace
from pyroaring import BitMap

from tui.core.dates import edtf
from tui.core.errors import DateError
from tui.core.index.facets import AFTER_ALL, BEFORE_ALL
from tui.core.model.records import Claim, Event, Source, Value
from tui.core.query import tree
from tui.core.query.tree import Field, Query
from tui.core.store import accounts
from tui.core.store.base import Store

if TYPE_CHECKING:
    from tui.core.index.index import Index, Result

Status: TypeAlias = Literal["known", "since", "unsure"]
"""Whether a source was out by the day; `unsure` where its date is missing or too rough to tell."""


class AsOf(Struct, frozen=True):
    """A day, and which sources were out by then."""

    text: str
    """The time as the query has it: EDTF, or a range."""
    day: int
    """Ordinal of the last day that counts."""
    out: frozenset[str]
    """Ids of the sources that were surely out."""
    perhaps: frozenset[str]
    """Ids of those that may have been out: their date is too rough."""
    undated: tuple[str, ...]
    """Ids of those without a date, in the order of the files."""

    @property
    def words(self) -> str:
        """The time in words: "1 Sept 2020", "the end of Sept 2020"."""
        return by(self.text)

    def status(self, sources: Iterable[str]) -> Status:
        """Whether what rests on `sources` (ids) had been told; one that was out is enough."""
        ids = list(sources)
        if any(one in self.out for one in ids):
            return "known"
        return "unsure" if not ids or any(one in self.perhaps or one in self.undated for one in ids) else "since"


def by(text: str) -> str:
    """Return in words the last day that counts for `known:text`, which must have one."""
    if _PERIOD.fullmatch(text):
        return f"the end of {edtf.parse(text).display}"
    day = last_day(text)
    return edtf.of_day(edtf.LAST_DAY if day is None else day).display


_PERIOD = re.compile(r"-?\d{4}(-\d\d)?")


class Split(Struct, frozen=True):
    """The events that match all else that the query asks for, by whether they had been told by the day."""

    listed: Result
    """All of them, in the order to show."""
    known: BitMap
    since: BitMap
    """Those of which all sources came out after it."""
    unsure: BitMap
    """Those of which no source was surely out, and one has no date, or only a rough one; or that have no source."""


def term(wanted: Query) -> Field | None:
    """Return the term that puts a query into the mode: the earliest `known:` at its top; None without one."""
    found = [part for part in tree.terms(wanted) if isinstance(part, Field) and part.name == "known"]
    days = [(day, part) for part in found if (day := last_day(part.value)) is not None]
    return min(days, key=lambda pair: pair[0])[1] if days else None


def without(wanted: Query) -> Query:
    """Return `wanted` without the `known:` at its top."""
    return tree.joined(tuple(part for part in tree.terms(wanted) if not _is_known(part)))


def within(wanted: Query, text: str) -> Query:
    """Return `wanted` as known at `text`, in place of any other time, as its last term."""
    return tree.joined((*tree.terms(without(wanted)), Field("known", text)))


def _is_known(part: Query) -> bool:
    return isinstance(part, Field) and part.name == "known"


def last_day(text: str) -> int | None:
    """Return the last day that counts for `known:text`; None for what is no date or has no end."""
    try:
        _, last = edtf.parse_range(text)
    except DateError:
        return None
    return last


def as_of(store: Store, wanted: Query) -> AsOf | None:
    """Return the day that `wanted` asks about, and the sources by it; None where it is not in the mode."""
    found = term(wanted)
    day = last_day(found.value) if found else None
    return None if found is None or day is None else at_day(store, found.value, day)


def at_day(store: Store, text: str, day: int) -> AsOf:
    """Return which sources were out by `day` (ordinal), which `text` means."""
    sources = store.sources.values()
    return AsOf(
        text,
        day,
        frozenset(source.id for source in sources if _bounds(source)[1] <= day),
        frozenset(source.id for source in sources if source.issued and _bounds(source)[0] <= day < _bounds(source)[1]),
        tuple(source.id for source in sources if not source.issued),
    )


def _bounds(source: Source) -> tuple[int, int]:
    """First and last day on which a source may have appeared; without a date, it is never surely out."""
    if not source.issued:
        return BEFORE_ALL, AFTER_ALL + 1
    date = edtf.parse(source.issued)
    return (
        BEFORE_ALL if date.earliest is None else date.earliest,
        AFTER_ALL if date.latest is None else date.latest,
    )


def split(index: Index, at: AsOf, wanted: Query) -> Split:
    """Divide the events that match `wanted`, its `known:` apart. Raises QueryError."""
    listed = index.run(without(wanted))
    known = listed.events & _resting(index, at.out)
    rest = listed.events - known
    unsure = rest & _resting(index, (*at.perhaps, *at.undated))
    after = (one for one in index.store.sources if one not in at.out)
    since = (rest & _resting(index, after)) - unsure
    return Split(listed, known, since, rest - since)


def _resting(index: Index, sources: Iterable[str]) -> BitMap:
    return BitMap.union(BitMap(), *(index.postings.facet("source", one) for one in sources))


def value_status(value: Value, at: AsOf) -> Status:
    """Whether a value had been given; one that the curator computed needs all that it is computed from."""
    each = [at.status([citation.source]) for citation in value.evidence]
    if value.derived and "unsure" in each and "since" not in each:
        return "unsure"
    return "since" if value.derived and "since" in each else at.status(c.source for c in value.evidence)


def told_by(claim: Claim, at: AsOf) -> Claim:
    """Return a claim with the values only that had been given by the day."""
    return replace(claim, values=tuple(value for value in claim.values if value_status(value, at) == "known"))


def is_disputed(store: Store, event: Event, at: AsOf) -> bool:
    """Whether sources that were out told an event differently, or gave differing values to a claim about it."""
    if any(citation.differs and citation.source in at.out for citation in event.evidence):
        return True
    return any(accounts.is_disputed(told_by(store.claim(one), at)) for one in store.claims_about(event.id))
