"""Choose the densest days of what is shown: the one, three, seven or thirty days in a row with the most events."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tui.core.dates import edtf
from tui.core.index.density import Stretch, densest
from tui.core.index.index import Index, Result
from tui.core.query import tree
from tui.present.cards.parts import plural
from tui.screens.dialogs.choose import Choice, ChoosingScreen

LENGTHS = (1, 3, 7, 30)
"""Days in a row, each a choice."""


def densest_screen(choices: Sequence[Choice[Stretch]]) -> ChoosingScreen[Stretch]:
    """Return the dialog that comes back with the days to filter by."""
    note = "surely: its whole date lies in these days; may be: a part of it"
    return ChoosingScreen("The densest days of what is shown", choices, name="densest", note=note)


def choices(index: Index, result: Result) -> Iterable[Choice[Stretch]]:
    """Yield for each length the days that hold the most events; nothing where no event is dated to the day."""
    for days in LENGTHS:
        found = densest(index, days, result.events)
        if found is not None:
            lead = f"{'1 day' if days == 1 else f'{days} days':9}"
            may = len(index.events(tree.Field("date", _span(found))) & result.events)
            counted = f"{plural(found.count, 'event')} surely{f', {may:,} may be' if may != found.count else ''}"
            yield Choice(found, days_text(found), counted, lead=lead)


def _span(found: Stretch) -> str:
    return f"{edtf.of_day(found.first).text}..{edtf.of_day(found.last).text}"


def days_text(found: Stretch) -> str:
    """Return days as they are read: "12–14 Aug 2020"."""
    first, last = edtf.of_day(found.first).text, edtf.of_day(found.last).text
    return edtf.parse(first if first == last else f"{first}/{last}").display
