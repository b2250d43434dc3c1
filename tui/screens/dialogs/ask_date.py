"""Ask for a date as people write them, and find the event to go to."""

from __future__ import annotations

from tui.core.dates import edtf as dates
from tui.core.dates.typed import EXAMPLES, typed
from tui.core.errors import DateError
from tui.core.index import report_time
from tui.core.model.records import Ref
from tui.core.query.tree import Everything
from tui.present.go_to_date import Landing, edtf, land
from tui.screens.dialogs.ask_text import AskScreen
from tui.session.view import View, Views


def date_screen(views: Views, cursor: Ref | None) -> AskScreen:
    """Return the dialog that asks for a date near the cursor."""
    return ask_near(near_day(views, cursor))


def ask_near(near: int) -> AskScreen:
    """Return the dialog that asks for a date; one typed without a year is the one nearest to the day `near`."""

    def wrong(text: str) -> str:
        try:
            typed(text, near)
        except DateError as error:
            return str(error)
        return ""

    def understood(text: str) -> str:
        try:
            return dates.parse(edtf(typed(text, near))).display_long
        except DateError:
            return ""

    return AskScreen("Go to a date", EXAMPLES, wrong, understood)


def known_screen(views: Views, cursor: Ref | None) -> AskScreen:
    """Return the dialog that asks for the date as of which everything is shown."""
    near = near_day(views, cursor)

    def wrong(text: str) -> str:
        try:
            _edtf_with_end(text, near)
        except DateError as error:
            return str(error)
        return ""

    def understood(text: str) -> str:
        try:
            return f"by {report_time.by(_edtf_with_end(text, near))}"
        except DateError:
            return ""

    return AskScreen("As known at which date?", EXAMPLES, wrong, understood)


def as_edtf(views: Views, cursor: Ref | None, text: str) -> str:
    """Return a date as it was typed into `known_screen` as EDTF. Raises DateError."""
    return _edtf_with_end(text, near_day(views, cursor))


def _edtf_with_end(text: str, near: int) -> str:
    found = edtf(typed(text, near))
    try:
        endless = dates.parse_range(text.strip())[1] is None
    except DateError:  # words, not EDTF: these always have an end
        endless = False
    if endless:
        raise DateError("this time has no end: write a day, a month or a year")
    return found


def near_day(views: Views, cursor: Ref | None) -> int:
    """Return the day near which a date without a year lies: the cursor's, else that of the middle one of all events."""
    day = views.day(cursor)
    if day is None:
        starts = [day for day in views.index.postings.starts[: views.index.postings.events] if day]
        day = starts[len(starts) // 2] if starts else dates.LAST_DAY
    return day


def landing(views: Views, view: View, text: str) -> Landing:
    """Return the event to go to for a date that was typed, and a message; only events that match the filter count."""
    found = land(views.index, view.listed, typed(text, near_day(views, view.cursor)))
    filtered = not isinstance(view.result.query, Everything) and found.said.startswith("No")
    return found._replace(said=f"{found.said} (under the filter)") if filtered else found
