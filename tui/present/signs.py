"""The signs that the lists and the strip are drawn with: each takes one cell, and none depends on colour."""

from __future__ import annotations

from msgspec import Struct

from tui.core.dates.edtf import Date
from tui.core.dates.grammar import Interval, OneOf
from tui.core.text.display import cells, shown


class Signs(Struct, frozen=True):
    """One set of signs; `UNICODE` or `ASCII`."""

    cursor: str
    """At the left edge of the row under the cursor."""
    day: str
    """One day, for sure."""
    span: str
    """All of the time from one day to another."""
    rough: str
    """A date that is approximate or uncertain."""
    within: str
    """Some time within a month, a year or another span."""
    gap: str
    """Before and after what names a time in which nothing happened."""
    disputed: str
    """Sources differ."""
    more: str
    """Text was cut."""
    here: str
    """Below the place of the cursor in the strip."""
    blocks: str
    """From empty to full, nine steps."""
    rule: str
    """Draws a line across."""
    column: str
    """Draws a line down."""
    left_out: str
    """Where time is left out of the lanes."""
    about: str
    """In a lane: lasting, at about that time."""
    shared: str
    """Before another lane that has the event under the cursor."""
    alone: str
    """Before an event that only one voice reports."""
    preferred: str
    """The value that the curators prefer."""
    figure: str
    """On a scale: a figure that a source gives."""
    computed: str
    """On a scale: a figure that the curators computed."""
    since: str = "+"
    """Came out after the day that is asked about."""
    unsure: str = "?"
    """May have come out by then: its date is missing, or too rough."""
    focus: str = "▸"
    """Before the heading of the pane that has the focus."""
    stop: str = "▸"
    """Before the link of a page that the cursor is on."""
    enter: str = "↵"
    """Name of the key; not one cell wide."""
    bookmark: str = "⚑"
    """The user has bookmarked it."""
    noted: str = "✎"
    """The user has written a note on it."""
    ascii_only: bool = False


UNICODE = Signs("▌", "◆", "━", "◇", "░", "┈", "≠", "…", "╹", " ▁▂▃▄▅▆▇█", "─", "│", "┊", "╌", "•", "◈", "★", "●", "○")
ASCII = Signs(
    *(">", "*", "=", "~", ":", "-", "!", "~", "^", " ..::==##", "-", "|", "|", "~", "+", "@", "*", "o", "."),
    focus="#",
    stop=">",
    enter="Enter",
    bookmark="b",
    noted="a",
    ascii_only=True,
)


_TAKEN = frozenset(("?", ASCII.cursor, ASCII.day, ASCII.span, ASCII.rough, ASCII.within, ASCII.gap))


_in_force = UNICODE


def signs() -> Signs:
    """Return the set in force; the process draws on one terminal, so there is one, as there is one key table."""
    return _in_force


def use_signs(*, ascii_only: bool) -> None:
    """Put a set in force; called once at the start, before anything is drawn."""
    global _in_force  # noqa: PLW0603 - set at the start and by tests
    _in_force = ASCII if ascii_only else UNICODE


def certainty(date: Date) -> str:
    """Return the sign for how much is known of a date."""
    if date.approximate or date.uncertain:
        return signs().rough
    if isinstance(date.shape, OneOf):
        return signs().within
    if date.is_day:
        return signs().day
    return signs().span if isinstance(date.shape, Interval) else signs().within


def kind_sign(sign: str, title: str) -> str:
    """Return the one cell that marks a kind: its own sign, or a letter where that cannot be drawn.

    In ASCII it differs from the cursor, from the signs of dates and from `?`.
    """
    own = shown(sign)
    can_be_drawn = not signs().ascii_only or own.isascii()
    if not can_be_drawn:
        from tui.present.ascii_signs import plain

        own = plain(own)
        can_be_drawn = own.isascii() and own not in _TAKEN
    if can_be_drawn and cells(own) == 1:
        return own
    letter = shown(title)[:1].lower()
    return letter if letter.isascii() and cells(letter) == 1 else "?"
