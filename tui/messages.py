"""Messages that the panes post to the screen, named in the past tense; the screen owns the state."""

from __future__ import annotations

from typing import Literal, TypeAlias

from textual.message import Message

from tui.core.model.records import PassageKey, Ref
from tui.core.query.tree import Query
from tui.present.page import Link

Unit: TypeAlias = Literal["day", "month", "match"]
"""What a step goes to the next of."""


class RowHighlighted(Message):
    """The cursor of the first pane moved onto a record."""

    def __init__(self, ref: Ref) -> None:
        super().__init__()
        self.ref = ref


class RowsDrawn(Message):
    """Other rows of the first pane were drawn."""


class DaysSeen(Message):
    """Other rows came into view in the first pane; `first` and `last` are days, as ordinals."""

    def __init__(self, first: int, last: int) -> None:
        super().__init__()
        self.first = first
        self.last = last


class RowOpened(Message):
    """Enter, or a second click, on a row of the first pane."""

    def __init__(self, ref: Ref) -> None:
        super().__init__()
        self.ref = ref


class LinkOpened(Message):
    """Enter, or a click, on a link of a page."""

    def __init__(self, link: Link) -> None:
        super().__init__()
        self.link = link


class TermPicked(Message):
    """A value under the cursor was picked as a term of the filter."""

    def __init__(self, term: Query) -> None:
        super().__init__()
        self.term = term


class TermMissing(Message):
    """The user wanted to filter by something that is no term: `what` names it, for instance "a claim"; or is empty."""

    def __init__(self, what: str = "") -> None:
        super().__init__()
        self.what = what


class MatchReached(Message):
    """The user went to a match of the filter: its number, 1-based, and how many there are."""

    def __init__(self, number: int, total: int) -> None:
        super().__init__()
        self.number = number
        self.total = total


class StepMissed(Message):
    """The user wanted the next day, month or match, and there is none: `by` is 1 downwards, -1 upwards."""

    def __init__(self, unit: Unit, by: int) -> None:
        super().__init__()
        self.unit = unit
        self.by = by


class CitationHighlighted(Message):
    """The sources pane moved to another piece of evidence of the record shown, 0-based."""

    def __init__(self, citation: int) -> None:
        super().__init__()
        self.citation = citation


class PassageOpened(Message):
    """A passage was opened, to be read in its place in the source."""

    def __init__(self, key: PassageKey) -> None:
        super().__init__()
        self.key = key


class FilterEdited(Message):
    """The text of the filter changed by a key."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class FilterLeft(Message):
    """The user went from the filter's input to the list; what was typed stays."""


class NotebookReported(Message):
    """The notebook reported something that the user must know: it cannot be written, it was damaged. Raw text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class SpanChosen(Message):
    """A range of days was selected in the overview: ordinals of the first and the last day."""

    def __init__(self, first: int, last: int) -> None:
        super().__init__()
        self.first = first
        self.last = last


class DayPicked(Message):
    """A day was clicked in the overview: the ordinal of the day."""

    def __init__(self, day: int) -> None:
        super().__init__()
        self.day = day
