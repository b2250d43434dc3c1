"""Where the user is, and the changes of that: frozen values and pure functions."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct, field
from msgspec.structs import replace

from tui.core.index import report_time
from tui.core.index.listing_order import ListOrder
from tui.core.model.records import PassageKey, Ref
from tui.core.query import date_readings, tree
from tui.core.query.day_window import Comparing
from tui.core.query.tree import Everything, Query
from tui.present.page import PagePlace

Top: TypeAlias = Literal["source", "record", "known", "term"]
"""What can be left, from the top."""
LONGEST_TRAIL = 200
"""Jumps that are remembered, back and ahead."""


class Spot(Struct, frozen=True):
    """A place to come back to: the filter, and the record and evidence shown under it."""

    query: Query = field(default_factory=Everything)
    """The filter, in force unless `suspended`."""
    suspended: bool = False
    since: bool = False
    """Under `known:`, whether events that came to be known later are listed too, marked."""
    listing: str = "events"
    """The section that the first pane lists, one of LISTED_SECTIONS."""
    sort: ListOrder | None = None
    """The order of that list; None for the one it has at first. Events are sorted by the filter instead."""
    chosen: Ref | None = None
    """The record that the user last put the cursor on. A filter may hide it; it is kept until the filter ends."""
    opened: Ref | None = None
    """The record shown in the details if it is not the one under the cursor."""
    citation: int = 0
    """Number of the current piece of evidence of the record shown, 0-based."""
    place: PagePlace | None = None
    """Where its card is shown from where one comes back to it; None for its top."""
    reading: PassageKey | None = None
    """The current passage of the open source; None while no source is open."""
    comparing: Comparing | None = None
    """The position in the comparison of sources; None while that is not open."""

    @property
    def in_force(self) -> Query:
        """The query that filters the lists now."""
        return Everything() if self.suspended else self.query


class State(Struct, frozen=True):
    """The current spot, with the jumps back and ahead."""

    spot: Spot = field(default_factory=Spot)
    back: tuple[Spot, ...] = ()
    """Spots that Back returns to, the next one last."""
    ahead: tuple[Spot, ...] = ()
    """Spots that Forward returns to, the next one last."""


def with_query(state: State, wanted: Query) -> State:
    """Apply the filter `wanted`; what was opened is closed, the record under the cursor is remembered."""
    spot = replace(state.spot, query=wanted, suspended=False, opened=None, place=None, citation=0)
    return replace(state, spot=replace(spot, reading=None, comparing=None))


def suspend(state: State) -> State:
    """Suspend the filter, or apply the suspended one again."""
    return replace(state, spot=replace(state.spot, suspended=not state.spot.suspended))


def choose(state: State, ref: Ref | None) -> State:
    """Put the cursor on `ref`; what was opened from another record is closed."""
    if ref == state.spot.chosen and state.spot.opened is None:
        return state
    return replace(state, spot=replace(state.spot, chosen=ref, opened=None, place=None, citation=0))


def choose_below(state: State, ref: Ref) -> State:
    """Put the cursor on `ref`, if it can be listed, in the open source and where one goes back to from there."""
    if ref.section != state.spot.listing or not state.back:
        return state
    below = choose(State(state.back[-1]), ref).spot
    return replace(choose(state, ref), back=(*state.back[:-1], below))


def cite(state: State, citation: int) -> State:
    """Select another piece of evidence of the record shown."""
    return replace(state, spot=replace(state.spot, citation=citation))


def open_record(state: State, ref: Ref) -> State:
    """Show `ref` in the details; an event or what the first pane lists takes the cursor with it."""
    spot = replace(state.spot, opened=ref, citation=0, reading=None, comparing=None)
    if ref.section == spot.listing:
        spot = replace(spot, chosen=ref, opened=None)
    return _jump(state, spot)


def read(state: State, key: PassageKey) -> State:
    """Open a source at one of its passages."""
    return _jump(state, replace(state.spot, reading=key))


def turn_to(state: State, key: PassageKey) -> State:
    """Go to another passage of the open source; not a jump, so that one step back leaves the source."""
    return replace(state, spot=replace(state.spot, reading=key))


def compare(state: State, at: Comparing) -> State:
    """Open the comparison of sources."""
    return _jump(state, replace(state.spot, comparing=at))


def list_section(state: State, listing: str, chosen: Ref | None, sort: ListOrder | None = None) -> State:
    """List the records of another section in the first pane."""
    spot = replace(state.spot, listing=listing, sort=sort, chosen=chosen, opened=None, citation=0)
    return _jump(state, replace(spot, reading=None, comparing=None))


def sort_list(state: State, by: ListOrder) -> State:
    """Sort the list of the first pane, where it is not of events."""
    return replace(state, spot=replace(state.spot, sort=by))


def add_term(state: State, term: Query) -> State:
    """Add a term to the filter in force, so that a suspended one stays out; a jump: one step back undoes it."""
    parts = tree.terms(state.spot.in_force)
    if term in parts:
        return state
    wanted = tree.joined((*(part for part in parts if part != term), term))
    return _jump(state, with_query(state, wanted).spot)


def show_query(state: State, wanted: Query, listing: str | None = None) -> State:
    """Replace the whole filter, and optionally the list; a jump, so that one step back undoes it."""
    spot = with_query(state, wanted).spot
    return _jump(state, spot if listing is None else replace(spot, listing=listing, sort=None, chosen=None))


def reread(state: State) -> State:
    """Switch the reading of the dates in the filter between "must be in" and "may be in"; a jump."""
    other = date_readings.switched(state.spot.query)
    return state if other == state.spot.query else show_query(state, other)


def drop_term(state: State, at: int) -> State:
    """Remove term number `at` of the filter, 0-based."""
    parts = tree.terms(state.spot.query)
    return _jump(state, with_query(state, tree.joined(parts[:at] + parts[at + 1 :])).spot)


def know(state: State, text: str) -> State:
    """Show everything as it was known at a time, with what appeared since listed and marked; a jump."""
    return _jump(state, replace(with_query(state, report_time.within(state.spot.in_force, text)).spot, since=True))


def slide(state: State, text: str) -> State:
    """Show everything as it was known at another time, in the place of the one asked about; no jump."""
    at = with_query(state, report_time.within(state.spot.query, text))
    return replace(state, spot=replace(at.spot, since=state.spot.since))


def forget(state: State) -> State:
    """Leave `know`; a jump."""
    return _jump(state, replace(with_query(state, report_time.without(state.spot.query)).spot, since=False))


def show_since(state: State) -> State:
    """Toggle whether what appeared since is listed."""
    return replace(state, spot=replace(state.spot, since=not state.spot.since))


def top_layer(state: State) -> Top | None:
    """Return what `peel` leaves; None where there is nothing to leave."""
    spot = state.spot
    if spot.reading is not None:
        return "source"
    if spot.opened is not None:
        return "record"
    if not spot.suspended and report_time.term(spot.query) is not None:
        return "known"
    return "term" if tree.terms(spot.query) else None


def peel(state: State) -> State:
    """Leave one layer: the open source, the opened record, the time that all is known at, the filter's last term."""
    match top_layer(state):
        case "source":
            return _jump(state, replace(state.spot, reading=None))
        case "record":
            below = (spot for spot in reversed(state.back) if spot.opened is None and spot.chosen == state.spot.chosen)
            place = next((spot.place for spot in below), None)
            return _jump(state, replace(state.spot, opened=None, citation=0), place)
        case "known":
            return forget(state)
        case "term":
            return drop_term(state, len(tree.terms(state.spot.query)) - 1)
    return state


def one_jump(state: State, before: Spot) -> State:
    """Merge all filters that were typed since `before` into one jump."""
    if state.spot.query == before.query:
        return state
    return replace(state, back=(*state.back, before)[-LONGEST_TRAIL:], ahead=())


def go_back(state: State) -> State:
    """Return to where the last jump started."""
    if not state.back:
        return state
    return State(state.back[-1], state.back[:-1], (*state.ahead, state.spot))


def go_forward(state: State) -> State:
    """Undo `go_back`."""
    if not state.ahead:
        return state
    return State(state.ahead[-1], (*state.back, state.spot), state.ahead[:-1])


def left_at(state: State, left: Spot, place: PagePlace) -> State:
    """Return a state with the place on the card of the spot `left`, if one step leads back, or forward, to that."""

    def kept(spots: tuple[Spot, ...]) -> tuple[Spot, ...]:
        return (*spots[:-1], replace(left, place=place)) if spots and spots[-1] is left else spots

    return replace(state, back=kept(state.back), ahead=kept(state.ahead))


def _jump(state: State, spot: Spot, place: PagePlace | None = None) -> State:
    if replace(spot, place=None) == replace(state.spot, place=None):
        return state
    return State(replace(spot, place=place), (*state.back, state.spot)[-LONGEST_TRAIL:], ())
