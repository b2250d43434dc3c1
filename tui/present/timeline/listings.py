"""Organisations, people, places, sources, claims and relations as rows of the first pane."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from pyroaring import BitMap

from tui.core.dates import edtf
from tui.core.dates.spans import span_of_time
from tui.core.index.highlight import marker
from tui.core.index.index import Index
from tui.core.index.listing_order import count_events
from tui.core.index.report_time import AsOf
from tui.core.model.records import Claim, Event, Organisation, Person, Place, Ref, Relation, Source
from tui.core.query.tree import Everything, Query
from tui.core.store import accounts
from tui.core.store.base import Store
from tui.core.text.display import shown
from tui.present.cards.parts import NO_TERM, term_of
from tui.present.signs import later_sign
from tui.present.timeline.rows import RecordRow, Row, Rows


class Listing(Rows):
    """Records of one section in the order given, without headings.

    With `at`, records not known by then are marked; entities by all evidence of theirs.
    """

    def __init__(
        self, index: Index, numbers: Sequence[int] | BitMap, query: Query | None = None, *, at: AsOf | None = None
    ) -> None:
        """`numbers` are those of the records."""
        self._index, self._store, self._as_of = index, index.store, at
        self._marks = marker(query or Everything())
        self._numbers = numbers
        super().__init__(len(numbers))
        self._row = lru_cache(maxsize=512)(self._record_row)

    def record_row(self, position: int) -> Row:
        """Return the record at a position."""
        return self._row(position)

    def record_ref(self, position: int) -> Ref:
        """Return the record at a position."""
        return self._index.postings.refs[self._numbers[position]]

    def find(self, ref: Ref) -> int | None:
        """Return the row number of a record, None where it is not listed."""
        number = self._index.postings.numbers.get(ref)
        if number is None:
            return None
        if isinstance(self._numbers, BitMap):
            return self._numbers.rank(number) - 1 if number in self._numbers else None
        try:
            return self._numbers.index(number)
        except ValueError:
            return None

    def term(self, number: int) -> Query | None:
        """Return the term that finds the events of the record in a row; None where none could match."""
        ref = self.ref(number)
        return term_of(ref) if ref else None

    def _record_row(self, position: int) -> RecordRow:
        ref = self.record_ref(position)
        name = shown(self._store.name(ref))
        record = self._store.record(ref)
        return RecordRow(
            ref=ref,
            name=name,
            matches=tuple(self._marks(name)) if self._marks else (),
            what=shown(what(self._store, ref)),
            count=count(self._index, ref),
            disputed=isinstance(record, Claim) and accounts.is_disputed(record),
            later=self._later(ref),
            has_long_name=ref.section in NO_TERM,
            apart=shown(_apart(record)) if isinstance(record, Source) else "",
        )

    def _later(self, ref: Ref) -> str:
        """Return the sign of a record that was not known by the report time."""
        return later_sign(self._as_of.status_of(ref)) if self._as_of is not None else ""


def what(store: Store, ref: Ref) -> str:
    """Return what a record is, in a few words (raw text)."""
    record = store.record(ref)
    match record:
        case Organisation():
            return record.kind.replace("-", " ")
        case Person():
            return record.role
        case Place():
            around = store.entity(record.within) if record.within else None
            return f"in {around.name}" if around else ""
        case Source():
            issued = edtf.parse(record.issued).display if record.issued else ""
            return ", ".join(filter(None, (record.publisher, issued)))
        case Claim():
            about = store.entity(record.about)
            return about.name if about else store.name(Ref("events", record.about))
        case Event():
            return edtf.parse(record.date).display
        case Relation():
            return span_of_time(record.start, record.end, record.as_of)
        case None:
            return ""


def _apart(source: Source) -> str:
    """Return what tells a source from others with its title: who published it, else when."""
    return source.publisher or (edtf.parse(source.issued).display if source.issued else "")


def count(index: Index, ref: Ref) -> int:
    """Return how many values a claim has, how many sources a relation, how many events any other record."""
    record = index.store.record(ref)
    if isinstance(record, Claim):
        return len(record.values)
    if isinstance(record, Relation):
        return len({citation.source for citation in record.evidence})
    return count_events(index.postings, ref)
