"""Messages that the panes post to the screen, named in the past tense; the screen owns the state."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias, dataclass_transform

from textual.message import Message

from tui.core.model.records import PassageKey, Ref
from tui.core.query.tree import Query
from tui.present.page import Link

Unit: TypeAlias = Literal["day", "month", "match"]
"""What a step goes to the next of."""


@dataclass_transform()
class Posted(Message):
    """Base of messages with values: the annotated attributes, given in their order."""

    def __init__(self, *values: Any) -> None:
        super().__init__()
        vars(self).update(zip(self.__annotations__, values, strict=False))


class RowHighlighted(Posted):
    """The cursor of the first pane moved onto a record."""

    ref: Ref


class RowsDrawn(Message):
    """Other rows of the first pane were drawn."""


class DaysSeen(Posted):
    """Other rows came into view in the first pane; `first` and `last` are days, as ordinals."""

    first: int
    last: int


class RowOpened(Posted):
    """Enter, or a second click, on a row of the first pane."""

    ref: Ref


class LinkOpened(Posted):
    """Enter, or a click, on a link of a page."""

    link: Link


class TermPicked(Posted):
    """A value under the cursor was picked as a term of the filter."""

    term: Query


class TermMissing(Posted):
    """The user wanted to filter by something that is no term: `what` names it, for instance "a claim"; or is empty."""

    what: str = ""


class MatchReached(Posted):
    """The user went to a match of the filter: its number, 1-based, and how many there are."""

    number: int
    total: int


class StepMissed(Posted):
    """The user wanted the next day, month or match, and there is none: `by` is 1 downwards, -1 upwards."""

    unit: Unit
    by: int


class CitationHighlighted(Posted):
    """The sources pane moved to another piece of evidence of the record shown, 0-based."""

    citation: int


class PassageOpened(Posted):
    """A passage was opened, to be read in its place in the source."""

    key: PassageKey


class FilterEdited(Posted):
    """The text of the filter changed by a key."""

    text: str


class FilterLeft(Message):
    """The user went from the filter's input to the list; what was typed stays."""


class NotebookReported(Posted):
    """The notebook reported something that the user must know: it cannot be written, it was damaged. Raw text."""

    text: str


class SpanChosen(Posted):
    """A range of days was selected in the overview: ordinals of the first and the last day."""

    first: int
    last: int


class DayPicked(Posted):
    """A day was clicked in the overview: the ordinal of the day."""

    day: int
