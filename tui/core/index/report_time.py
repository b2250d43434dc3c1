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
from tui.core.dates.days import day_of, year_text
from tui.core.errors import DateError
from tui.core.index.facets import AFTER_ALL
from tui.core.index.postings import Postings
from tui.core.index.report_days import told_until
from tui.core.model.records import Claim, Event, Ref, Value
from tui.core.model.sections import ENTITY_SECTIONS, SECTION
from tui.core.query import tree
from tui.core.query.tree import Field, Query
from tui.core.store import accounts
from tui.core.store.base import Store

if TYPE_CHECKING:
    from tui.core.index.index import Index, Result

Status: TypeAlias = Literal["known", "since", "unsure"]
"""Whether a source was out by the day; `unsure` where its date is missing or too rough to tell."""


class AsOf(Struct, frozen=True):
    """A day, by which each source was out, or was not."""

    text: str
    """The time as the query has it: EDTF, or a range."""
    day: int
    """Ordinal of the last day that counts."""
    postings: Postings
    """Of the dataset that is asked about."""

    @property
    def words(self) -> str:
        """The time in words: "1 Sept 2020", "the end of Sept 2020"."""
        return by(self.text)

    def status(self, sources: Iterable[str]) -> Status:
        """Whether what rests on `sources` (ids) had been told; one that was out is enough."""
        ids = list(sources)
        if any(map(self.is_out, ids)):
            return "known"
        return "unsure" if not ids or any(map(self._may_be_out, ids)) else "since"

    def status_of(self, ref: Ref) -> Status:
        """Whether a record had been told; of an entity that cites nothing itself, what is counted under it."""
        postings = self.postings
        own, with_sources = BitMap([postings.numbers[ref]]), told_until(postings, AFTER_ALL, "perhaps")
        if ref.section in ENTITY_SECTIONS and own.isdisjoint(with_sources):
            own = postings.facet(SECTION[ref.section].field, ref.id)
        if own.intersect(told_until(postings, self.day)):
            return "known"
        later = own.intersect(with_sources) and not own.intersect(told_until(postings, self.day, "perhaps"))
        return "since" if later else "unsure"

    def came_out(self, day: int) -> list[str]:
        """Return the ids of the sources that were surely out by the day and not yet by another one, an ordinal."""
        postings = self.postings
        sources = postings.facet("section", "sources") & postings.dated
        return [postings.refs[number].id for number in sources if day < postings.ends[number] <= self.day]

    def is_out(self, source: str) -> bool:
        """Whether a source was surely out."""
        number = self._number(source)
        return number in self.postings.dated and self.postings.ends[number] <= self.day

    def is_rough(self, source: str) -> bool:
        """Whether a source may have been out, because its date is too rough to tell."""
        number = self._number(source)
        if number not in self.postings.dated:
            return False
        return self.postings.starts[number] <= self.day < self.postings.ends[number]

    @property
    def undated(self) -> BitMap:
        """Numbers of the sources without a date, in the order of the files."""
        return self.postings.facet("section", "sources") - self.postings.dated

    def _may_be_out(self, source: str) -> bool:
        return self.is_rough(source) or self._number(source) not in self.postings.dated

    def _number(self, source: str) -> int:
        return self.postings.numbers[Ref("sources", source)]


def by(text: str) -> str:
    """Return in words the last day that counts for `known:text`, which must have one."""
    if _PERIOD.fullmatch(text):
        return f"the end of {edtf.parse(text).display}"
    day = last_day(text)
    return edtf.of_day(edtf.LAST_DAY if day is None else day).display


_PERIOD = re.compile(r"-?\d{4}(-\d\d)?")


def moved(at: AsOf, unit: Literal["day", "month"], by: int) -> str:
    """Return the time `by` days or months after the one asked about, as a query has it; a month stays a whole one.

    Raises:
        DateError: it is beyond the calendar.
    """
    if unit == "day":
        return edtf.of_day(at.day + by).text
    year, month, day = day_of(at.day)
    years, before = divmod(month - 1 + by, 12)
    text = f"{year_text(year + years)}-{before + 1:02}"
    last = edtf.bounds(text)[1]
    if _PERIOD.fullmatch(at.text) or last is None:
        return text
    return edtf.of_day(min(last, last - day_of(last).day + day)).text


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


def as_of(postings: Postings, wanted: Query) -> AsOf | None:
    """Return the day that `wanted` asks about; None where it is not in the mode."""
    found = term(wanted)
    day = last_day(found.value) if found else None
    return None if found is None or day is None else AsOf(found.value, day, postings)


def split(index: Index, at: AsOf, wanted: Query) -> Split:
    """Divide the events that match `wanted`, its `known:` apart. Raises QueryError."""
    listed = index.run(without(wanted))
    postings = index.postings
    known = listed.events & told_until(postings, at.day)
    rest = listed.events - known
    with_sources = told_until(postings, AFTER_ALL, "perhaps")
    since = (rest & with_sources) - told_until(postings, at.day, "perhaps")
    return Split(listed, known, since, rest - since)


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
    if any(citation.differs and at.is_out(citation.source) for citation in event.evidence):
        return True
    return any(accounts.is_disputed(told_by(store.claim(one), at)) for one in store.claims_about(event.id))
