"""Filter by a value that is on the screen; an empty list is never shown without an explanation."""

from __future__ import annotations

from typing import NamedTuple

from tui.core.model.sections import LISTED_SECTIONS, SECTION
from tui.core.query import tree
from tui.core.query.tree import Query
from tui.keys.keymap import key
from tui.session import state
from tui.session.state import State
from tui.session.view import Views


class Picked(NamedTuple):
    """The result of picking a value."""

    state: State
    said: str = ""
    """A message for the user (raw text); empty if the new chip is enough."""
    refused: bool = False
    """Whether the value made no filter."""


def picked(views: Views, at: State, term: Query) -> Picked:
    """Return the state filtered by `term` as well.

    If nothing would match, the term replaces other values of the same field; if only records of another list match,
    that list is shown; else the filter is unchanged. Raises QueryError for a value that the dataset does not have.
    """
    chip = views.chip(term)
    after = state.add_term(at, term)
    if after == at:
        return Picked(at, f"{chip} is in the filter already")
    if views.view(after).count:
        return Picked(after)
    others = tuple(part for part in tree.terms(at.spot.in_force) if not _same_field(part, term))
    if len(others) < len(tree.terms(at.spot.in_force)):
        instead = state.show_query(at, tree.joined((*others, term)))
        if views.view(instead).count:
            return Picked(instead, f"{chip}, in the place of what the filter had there")
    section, count = _elsewhere(views, after)
    if section is not None:
        noun = "that is" if count == 1 else "those are"
        said = (
            f"No {SECTION[at.spot.listing].singular} has {chip}, but {SECTION[section].counted(count)}: {noun} listed; "
            f"{key('next_listing')} lists others"
        )
        return Picked(state.show_query(at, after.spot.query, section), said)
    left = " under this filter" if tree.terms(at.spot.in_force) else ""
    return Picked(at, f"No {SECTION[at.spot.listing].singular} has {chip}{left}: it makes no filter", refused=True)


def no_filter(what: str) -> str:
    """Return why the item under the cursor cannot be a filter (raw text)."""
    if what:
        named = f"{what[0].upper()}{what[1:]} makes no filter: no event could have it"
        return f"{named}. {key('filter_by')} takes names, dates, kinds, sources"
    return "Nothing here makes a filter: put the cursor on a name, a date, a kind or a source"


def _same_field(part: Query, term: Query) -> bool:
    """Whether both terms have the same field; the two readings of a date count as one."""
    if not isinstance(part, tree.Field) or not isinstance(term, tree.Field):
        return False
    return part.name.rstrip("!") == term.name.rstrip("!")


def _elsewhere(views: Views, after: State) -> tuple[str | None, int]:
    """Return the list with the most matching records and their number; None if there are none."""
    result = views.run(after.spot.in_force)
    counts = [(views.index.count(result, section), section) for section in LISTED_SECTIONS]
    most, section = max(counts, key=lambda pair: pair[0])
    return (section, most) if most else (None, 0)
