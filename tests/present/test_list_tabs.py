"""The tabs above the list: the current one always there, what does not fit behind a sign at the end."""

from __future__ import annotations

from cases import for_each
from making import joined

from tui.core.model.sections import LISTED_SECTIONS, SECTION
from tui.core.text.display import cells
from tui.keys.commands import COMMANDS
from tui.present.list_tabs import list_tabs
from tui.present.signs import signs


@for_each(listing=LISTED_SECTIONS, width=[13, 20, 33, 41, 51, 52, 57, 58, 80])
def test_tabs_fit_and_lead_where_they_say(listing: str, width: int) -> None:
    parts = list_tabs(listing, width)
    assert cells(joined(parts).rstrip()) <= width
    assert [part.text for part in parts if part.tone == "tab"] == [SECTION[listing].tab]
    does = [part.does for part in parts if part.does]
    assert set(does) <= {command.id for command in COMMANDS}
    shown = [str(name).removeprefix("list_") for name in does if str(name).startswith("list_")]
    first, last = LISTED_SECTIONS.index(shown[0]), LISTED_SECTIONS.index(shown[-1])
    assert tuple(shown) == LISTED_SECTIONS[first : last + 1]
    more = signs().more
    assert ("previous_listing" in does, joined(parts).startswith(f" {more}")) == (first > 0, first > 0)
    assert ("next_listing" in does, joined(parts).endswith(more)) == (shown[-1] != "relations",) * 2


@for_each(listing=LISTED_SECTIONS, width=range(2, 16))
def test_a_tab_is_whole_or_ends_in_the_sign_that_it_goes_on(listing: str, width: int) -> None:
    drawn, title = joined(list_tabs(listing, width)).rstrip(), SECTION[listing].tab
    assert cells(drawn) <= width
    assert title in drawn or (drawn[1:].endswith(signs().more) and title.startswith(drawn[1:-1])), drawn


def test_where_there_is_room_all_tabs_are_shown() -> None:
    assert joined(list_tabs("people", 60)).rstrip() == " Events  Orgs  People  Places  Sources  Claims  Relations"
    assert joined(list_tabs("people", 51)).rstrip() == " Events Orgs People Places Sources Claims Relations"
