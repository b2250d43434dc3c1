"""Dialogs with a line to type into: a text, a date to go to, or the date as of which everything is shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from tui.core.dates import edtf as dates
from tui.core.dates.day_range import DayRange
from tui.core.dates.typed import EXAMPLES, typed
from tui.core.errors import DateError
from tui.core.index import report_time
from tui.core.index.day_moves import date_target
from tui.core.index.facets import BEFORE_ALL
from tui.core.index.index import Index, Result
from tui.core.model.records import Ref
from tui.core.query.tree import Everything
from tui.core.text.display import shown
from tui.present.cards.parts import plural
from tui.screens.dialogs.dialog import Dialog
from tui.screens.stack import leave
from tui.session.view import View, Views
from tui.widgets.key_hints import KeyHints
from tui.widgets.line_input import LineInput


class AskScreen(Dialog[str]):
    """Comes back with what was typed once nothing is wrong with it."""

    def __init__(
        self,
        title: str,
        example: str,
        wrong: Callable[[str], str],
        understood: Callable[[str], str] | None = None,
        *,
        text: str = "",
        longest: int = 100,
        does: str = "go",
        nothing: str = "",
    ) -> None:
        """Take the title, an example of what may be typed (raw), a text to begin with, and what the answer does.

        `wrong` returns what is wrong with a text, "" for nothing; `understood` how a text that is being typed is
        understood, "" where that is not clear yet. `nothing` says what an empty line does, where that is an answer: the
        text to begin with is selected then, so that what is typed takes its place.
        """
        super().__init__()
        self._title, self._text = title, text
        self._does, self._nothing = does, nothing
        self._line, self._foot = LineInput(example, longest=longest), KeyHints(("choose", does), ("close", "close"))
        self._remark = Static(classes="ask-remark", markup=False)
        self._wrong, self._understood = wrong, understood
        self.commands["choose"] = self._choose

    def compose(self) -> ComposeResult:
        """Make the input."""
        with Vertical(classes="dialog"):
            yield Static(Content(self._title), classes="dialog-title", markup=False)
            yield from (self._line, self._remark, self._foot)

    def on_mount(self) -> None:
        """Begin to type."""
        self._line.value = self._text
        if self._nothing:
            self._line.action_select_all()
        self._line.focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        text = event.value.strip()
        understood = self._understood(text) if self._understood and text else "" if text else self._nothing
        self._foot.show(("choose", understood or self._does), ("close", "close"))
        self._remark.display = False

    @on(Input.Submitted)
    def _choose(self) -> None:
        text = self._line.value.strip()
        wrong = "" if self._nothing and not text else self._wrong(text)
        if wrong:
            self._remark.update(Content.styled(shown(wrong), "$warning"))
            self._remark.display = True
        else:
            leave(self, text)


def date_screen(views: Views, cursor: Ref | None) -> AskScreen:
    """Return the dialog that asks for a date near the cursor."""
    return ask_near(near_day(views, cursor))


def ask_near(near: int, title: str = "Go to a date", *, now: str = "", nothing: str = "") -> AskScreen:
    """Return the dialog that asks for a date; one typed without a year is the one nearest to the day `near`.

    `now` is the date in force (EDTF), if any, and `nothing` says what an empty line does where that is an answer.
    """
    return _ask_date(title, lambda text: dates.parse(edtf(typed(text, near))).display_long, now, nothing)


def known_screen(views: Views, cursor: Ref | None, now: str = "") -> AskScreen:
    """Return the dialog that asks for the date as of which everything is shown; `now` is the one in force, if any.

    In the place of that an empty answer asks for today.
    """
    near, nothing = near_day(views, cursor), "back to today" if now else ""
    return _ask_date("As known at which date?", partial(_known_by, near=near), now, nothing)


def _known_by(text: str, near: int) -> str:
    return f"by {report_time.by(_edtf_with_end(text, near))}"


def _ask_date(title: str, understand: Callable[[str], str], now: str = "", nothing: str = "") -> AskScreen:
    """Return a dialog for a date; `understand` returns how one is understood, and raises DateError for what is none."""

    def wrong(text: str) -> str:
        try:
            understand(text)
        except DateError as error:
            return str(error)
        return ""

    def understood(text: str) -> str:
        return "" if wrong(text) else understand(text)

    return AskScreen(title, EXAMPLES, wrong, understood, text=now, nothing=nothing)


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
        starts = [day for day in views.index.postings.starts[: views.index.postings.events] if day != BEFORE_ALL]
        day = starts[len(starts) // 2] if starts else dates.LAST_DAY
    return day


def landing(views: Views, view: View, text: str) -> Landing:
    """Return the event to go to for a date that was typed, and a message; only events that match the filter count."""
    found = land(views.index, view.listed, typed(text, near_day(views, view.cursor)))
    filtered = not isinstance(view.result.query, Everything) and found.said.startswith("No")
    return found._replace(said=f"{found.said} (under the filter)") if filtered else found


class Landing(NamedTuple):
    """Where going to a date leads."""

    ref: Ref | None
    """The event; None where there is none at all."""
    said: str
    """The message for the user (raw text)."""


def land(index: Index, result: Result, days: DayRange) -> Landing:
    """Return the listed event to go to for `days`: the first that begins in them, one that lasts, or the nearest."""
    target = date_target(index, result, days)
    if target is None:
        return Landing(None, "Nothing is listed that one could go to")
    ref = Ref("events", index.event_id(target.number))
    words, joined = dates.parse(edtf(days)).display, "on" if days.width == 1 else "in"
    date = dates.parse(index.store.event(ref.id).date).display
    if target.why == "begins":
        said = f"{words}: {plural(target.begun, 'event')}"
    elif target.why == "lasts":
        said = f"No event begins {joined} {words}; this one is dated {date}"
    else:
        said = f"No event {joined} {words}; nearest is {date}"
    return Landing(ref, said)


def edtf(days: DayRange) -> str:
    """Return days as EDTF: the year or the month where they are a whole one, else a day or an interval."""
    return days.whole or days.text.replace("..", "/")
