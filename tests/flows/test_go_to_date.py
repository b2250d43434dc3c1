"""`t`: a date typed as people write it, the nearest event, and what is said of it."""

from __future__ import annotations

from driving import explorer, press_keys, screen_text

from tui.core.model.records import Ref
from tui.screens.dialogs.ask import AskScreen

LANDS = {
    "12 aug 2020": ("nine-heads-letter", "12 Aug 2020: 2 events"),
    "12 жніўня 2020": ("nine-heads-letter", "12 Aug 2020: 2 events"),
    "3 august 2020": ("lind-leaves", "No event on 3 Aug 2020; nearest is about Aug 2020"),
    "last week of august 2020": ("brightkeel-moves", "this one is dated 24–31 Aug 2020"),
    "december 2017": ("park-decree", "Dec 2017: 1 event"),
}
"""What is typed → where the cursor goes, and what is said."""


async def test_it_lands_on_the_nearest_event_and_says_so() -> None:
    async with explorer() as (pilot, screen):
        before = screen.panes.timeline.cursor
        for typed, (lands, said) in LANDS.items():
            await press_keys(pilot, "t")
            assert isinstance(pilot.app.screen, AskScreen)
            await press_keys(pilot, *typed, "enter")
            assert screen.panes.timeline.cursor == Ref("events", lands)
            assert said in screen_text(pilot.app)
            await press_keys(pilot, "escape", "left_square_bracket")
            assert screen.panes.timeline.cursor == before


async def test_what_is_typed_is_said_back_and_what_is_no_date_is_refused() -> None:
    async with explorer() as (pilot, screen):
        screen.navigation.show_record(Ref("events", "nine-heads-letter"))
        await press_keys(pilot, "t", *"mid sept")
        assert "11–20 September 2020" in screen_text(pilot.app)
        await press_keys(pilot, *"x", "enter")
        assert isinstance(pilot.app.screen, AskScreen)
        assert "what is “septx”?" in screen_text(pilot.app)
        await press_keys(pilot, "escape")
        assert pilot.app.screen is screen


async def test_from_another_list_it_comes_to_the_timeline_and_a_filter_is_said() -> None:
    async with explorer(query="kind:law") as (pilot, screen):
        await press_keys(pilot, "w", "t", *"9 aug 2020", "enter")
        assert screen.session.state.spot.listing == "events"
        assert screen.panes.timeline.cursor == Ref("events", "park-decree")
        assert "(under the filter)" in screen_text(pilot.app)
