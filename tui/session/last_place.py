"""Convert a spot to the last place that the notebook keeps, and back."""

from __future__ import annotations

from msgspec.structs import replace

from tui.core.errors import QueryError
from tui.core.index.listing_order import orders
from tui.core.model.records import PassageKey, Ref
from tui.core.model.sections import LISTED_SECTIONS
from tui.core.query import parser
from tui.core.query.tree import Everything
from tui.core.store.base import Store
from tui.notebook.book import LastPlace
from tui.session.state import Spot


def place_of(spot: Spot, pane: int) -> LastPlace:
    """Return the last place for a spot with the focus in pane 1, 2 or 3."""
    return LastPlace(
        query=str(spot.query),
        suspended=spot.suspended,
        listing=spot.listing,
        sort=spot.sort,
        chosen=_text(spot.chosen),
        opened=_text(spot.opened),
        citation=spot.citation,
        reading=spot.reading or "",
        pane=pane,
    )


def spot_of(place: LastPlace, store: Store) -> Spot:
    """Return the spot of a last place, without records that are gone and a query that is no longer valid."""
    try:
        wanted = parser.parse(place.query)
    except QueryError:
        wanted = Everything()
    spot = Spot(wanted, suspended=place.suspended, citation=max(0, place.citation))
    chosen, opened = _ref(place.chosen, store), _ref(place.opened, store)
    listing = place.listing if place.listing in LISTED_SECTIONS else "events"
    sort = next((by for by in orders(listing) if by == place.sort), None)
    return replace(spot, listing=listing, sort=sort, chosen=chosen, opened=opened)


def passage_of(place: LastPlace, store: Store) -> PassageKey | None:
    """Return the passage, or `source/`, at which a source was open in the last session; None if it is gone."""
    source, _, passage = place.reading.partition("/")
    found = store.sources.get(source)
    return place.reading if found is not None and (not passage or passage in found.passages) else None


def _text(ref: Ref | None) -> str:
    return f"{ref.section}/{ref.id}" if ref else ""


def _ref(text: str, store: Store) -> Ref | None:
    section, _, record_id = text.partition("/")
    ref = Ref(section, record_id)
    return ref if text and store.record(ref) is not None else None
