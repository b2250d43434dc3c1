"""Items by the days on which their sources came out: the orders that `known:` is answered from.

A source was surely out by the last day that its date may mean, and perhaps from the first one on; without a date it
may have been out at any time, and never surely was.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import Literal, TypeAlias

from pyroaring import BitMap

from tui.core.index.facets import BEFORE_ALL
from tui.core.index.one_index import remembered
from tui.core.index.postings import Postings
from tui.core.index.until_day import UntilDay

ReportOrder: TypeAlias = tuple[Sequence[int], Sequence[int]]
"""Numbers of items, and for each the day by which it is put in order, as an ordinal; no day is before the one above."""


def surely_told(postings: Postings) -> ReportOrder:
    """Return the items by the first day by which one of their sources was surely out; others are left out."""
    dated = postings.facet("section", "sources") & postings.dated
    return _in_order(postings, dated, postings.ends.__getitem__)


def perhaps_told(postings: Postings) -> ReportOrder:
    """Return the items by the first day on which one of their sources may have been out; those without are left out."""
    dated = postings.dated
    sources = postings.facet("section", "sources")
    return _in_order(postings, sources, lambda one: postings.starts[one] if one in dated else BEFORE_ALL)


@remembered(8)
def told_until(postings: Postings, day: int, how: Literal["told", "perhaps"] = "told") -> BitMap:
    """Return the items of which a source was out by a day, surely or perhaps; not to be changed."""
    return _by_day(postings, how).until(day)


@remembered(2)
def _by_day(postings: Postings, how: Literal["told", "perhaps"]) -> UntilDay:
    return UntilDay(*postings.in_order(how))


def _in_order(postings: Postings, sources: Iterable[int], day_of: Callable[[int], int]) -> ReportOrder:
    seen, items, days = BitMap(), array("I"), array("i")
    for source in sorted(sources, key=day_of):
        told = postings.facet("source", postings.refs[source].id) - seen
        seen |= told
        items.extend(told)
        days.extend([day_of(source)] * len(told))
    return items, days
