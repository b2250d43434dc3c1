"""User marks in queries: `is:bookmarked` and `is:noted`.

The core knows no notebook. Whoever opens one tells the index whom to ask; it is asked each time, as the
user changes marks while the dataset is open.
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
"""Value of `is:`, one of USER_MARKS → the records with this mark; some may not be in the dataset."""


def nothing(value: str) -> Iterable[Ref]:
    """Return no records: the marks of a user without a notebook."""
    del value
    return ()


def asked_for(node: Query) -> frozenset[str]:
    """Return which of USER_MARKS a query asks for, wherever in it."""
    return frozenset(field.value for field in tree.fields(node, "is") if field.value in USER_MARKS)


def items(own: Own, postings: Postings, value: str) -> BitMap:
    """Return the items with the mark `value`."""
    return BitMap(postings.numbers[ref] for ref in own(value) if ref in postings.numbers)
