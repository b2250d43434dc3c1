"""User marks in queries: `is:bookmarked` and `is:noted`.

The core knows no notebook. Whoever opens one tells the index whom to ask; the answer is asked for anew each time, for
a reader changes it while the dataset stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from pyroaring import BitMap

from tui.core.index.postings import Postings
from tui.core.model.records import Ref
from tui.core.query import tree
from tui.core.query.fields import USER_MARKS
from tui.core.query.tree import Query

Own: TypeAlias = Callable[[str], Iterable[Ref]]
"""Value of `is:`, one of USER_MARKS → the records of which the reader keeps that; also such as the dataset has not."""


def nothing(value: str) -> Iterable[Ref]:
    """Return no records: what a reader without a notebook keeps."""
    del value
    return ()


def asked_for(node: Query) -> frozenset[str]:
    """Return which of USER_MARKS a query asks for, wherever in it."""
    return frozenset(field.value for field in tree.fields(node, "is") if field.value in USER_MARKS)


def items(own: Own, postings: Postings, value: str) -> BitMap:
    """Return the items of which the reader keeps what `value` says."""
    return BitMap(postings.numbers[ref] for ref in own(value) if ref in postings.numbers)
