"""Messages for a step to the next day, month or match where there is none."""

from __future__ import annotations

from tui.core.index.index import sorting
from tui.core.index.lanes import By
from tui.core.index.orders import SORTED_BY
from tui.core.query.tree import Everything
from tui.keys.keymap import key
from tui.messages import StepMissed, Unit
from tui.session.session import Notice
from tui.session.view import View

_WITH_EVENTS: dict[Unit, str] = {"day": "day with events", "month": "month with events", "match": "match"}
_WITHOUT: dict[By, str] = {"org": "an organisation", "person": "a person", "kind": "a kind", "source": "a source"}


def no_step(missed: StepMissed, view: View) -> Notice:
    """Say why a step in the list led nowhere."""
    filtered, by = view.result.query != Everything(), sorting(view.listed.query)
    if not view.rows.records:
        return _nothing(missed.unit, filtered=filtered)
    if missed.unit != "match" and view.listing != "events":
        return Notice(
            f"{view.listing.capitalize()} are not listed by days: {key('next_listing')} comes round to the events"
        )
    if missed.unit != "match" and by in SORTED_BY and not view.rows.has_days:
        return Notice(f"The events are sorted by {SORTED_BY[by]}, not by days")
    under = " under this filter" if filtered and missed.unit != "match" else ""
    return Notice(f"There is no {_WITH_EVENTS[missed.unit]} further {'down' if missed.by > 0 else 'up'}{under}")


def no_step_in_lanes(missed: StepMissed, *, empty: bool, filtered: bool) -> Notice:
    """Say why a step in the lanes led nowhere."""
    if empty:
        return _nothing(missed.unit, filtered=filtered)
    way = "later" if missed.by > 0 else "earlier"
    if missed.unit == "match":
        return Notice(f"This row has no {way} event")
    return Notice(f"There is no {way} {_WITH_EVENTS[missed.unit]}{' under this filter' if filtered else ''}")


def no_lane(by: By | None) -> str:
    """Say why the lane of the events that belong to none makes no filter; without `by`, that there is no lane."""
    if by is None:
        return "There is no row here to filter by"
    return f"Events without {_WITHOUT[by]} make no filter: the other rows do"


def _nothing(unit: Unit, *, filtered: bool) -> Notice:
    return Notice(f"There is no {unit} to go to: nothing {'matches the filter' if filtered else 'is listed'}")
