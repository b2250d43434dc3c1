"""`t`: a date typed as people write it, the nearest event, and what is said of it."""

from __future__ import annotations

import pytest
from driving import opened, screen_text
from samples import HARBOUR

from tui.app import LetapisApp
from tui.core.model.records import Ref
from tui.screens.dialogs.ask import AskScreen


@pytest.mark.parametrize(
    ("typed", "lands", "said"),
    [
        ("12 aug 2020", "nine-heads-letter", "12 Aug 2020: 2 events"),
        ("12 жніўня 2020", "nine-heads-letter", "12 Aug 2020: 2 events"),
        ("3 august 2020", "lind-leaves", "No event on 3 Aug 2020; nearest is about Aug 2020"),
        ("last week of august 2020", "brightkeel-moves", "this one is dated 24–31 Aug 2020"),
        ("december 2017", "park-decree", "Dec 2017: 1 event"),
    ],
)
async def test_it_lands_on_the_nearest_event_and_says_so(typed: str, lands: str, said: str) -> None:
    app = LetapisApp(HARBOUR)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(app, pilot)
        before = screen.panes.timeline.cursor
        await pilot.press("t")
        await pilot.pause()
        assert isinstance(app.screen, AskScreen)
        await pilot.press(*["space" if sign == " " else sign for sign in typed], "enter")
        await pilot.pause()
        assert screen.panes.timeline.cursor is not None
        assert (screen.panes.timeline.cursor.id, said in screen_text(app)) == (lands, True)
        await pilot.press("escape", "left_square_bracket")
        await pilot.pause()
        assert screen.panes.timeline.cursor == before


async def test_what_is_typed_is_said_back_and_what_is_no_date_is_refused() -> None:
    app = LetapisApp(HARBOUR)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(app, pilot)
        screen.navigation.show_record(Ref("events", "nine-heads-letter"))
        await pilot.press("t", *"mid", "space", *"sept")
        await pilot.pause()
        assert "11–20 September 2020" in screen_text(app)
        await pilot.press(*"x", "enter")
        await pilot.pause()
        assert isinstance(app.screen, AskScreen)
        assert "what is “septx”?" in screen_text(app)
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is screen


async def test_from_another_list_it_comes_to_the_timeline_and_a_filter_is_said() -> None:
    app = LetapisApp(HARBOUR, query="kind:law")
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(app, pilot)
        await pilot.press("w", "t", *"9", "space", *"aug", "space", *"2020", "enter")
        await pilot.pause()
        assert screen.session.state.spot.listing == "events"
        assert screen.panes.timeline.cursor == Ref("events", "park-decree")
        assert "(under the filter)" in screen_text(app)
