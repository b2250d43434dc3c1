"""`v` and `n` in every pane: a chip or a word on why not; and which match of how many."""

from __future__ import annotations

import pytest
from driving import explorer, press_keys, screen_text

from tui.core.model.records import Ref


@pytest.mark.parametrize("size", [(160, 48), (80, 24), (40, 10)])
async def test_v_on_a_claim_says_that_it_makes_no_filter(size: tuple[int, int]) -> None:
    async with explorer(size=size) as (pilot, screen):
        await press_keys(pilot, *["w"] * 5, "v")
        assert screen.session.state.spot.listing == "claims"
        assert "A claim makes no filter" in screen_text(pilot.app)
        assert str(screen.session.state.spot.query) == ""


async def test_v_on_the_kind_of_an_organisation_never_empties_the_timeline() -> None:
    async with explorer() as (pilot, screen):
        screen.navigation.show_record(Ref("organisations", "hpark"))
        await pilot.pause()
        await press_keys(pilot, "2", "g", "v")
        assert str(screen.session.state.spot.query) == "kind:state-body"
        assert screen.session.state.spot.listing == "organisations"
        assert len(screen.panes.timeline.rows) > 0
        assert "No event has kind state-body, but" in screen_text(pilot.app)
        await press_keys(pilot, "left_square_bracket")
        assert screen.session.state.spot.listing == "events"
        assert len(screen.panes.timeline.rows) > 10


@pytest.mark.parametrize("size", [(160, 48), (80, 24), (40, 10)])
async def test_n_says_which_match_of_how_many_in_every_pane(size: tuple[int, int]) -> None:
    async with explorer(query="cable OR network", size=size) as (pilot, screen):
        total = len(screen.panes.timeline.rows) - sum(
            1 for n in range(len(screen.panes.timeline.rows)) if screen.panes.timeline.rows.ref(n) is None
        )
        await press_keys(pilot, "g", "n")
        assert f"match 2 of {total}" in screen_text(pilot.app)
        await press_keys(pilot, "N")
        assert f"match 1 of {total}" in screen_text(pilot.app)
        screen.navigation.show_record(Ref("events", "network-cut"))
        for pane, view in (("2", screen.panes.details), ("3", screen.panes.sources)):
            await press_keys(pilot, pane)
            matches = view.layout_of_page.matches
            assert matches
            for number in (*range(1, len(matches) + 1), 1):
                await press_keys(pilot, "n")
                assert f"match {number} of {len(matches)}" in screen_text(pilot.app)
                top = view.scroll_offset.y
                assert top <= matches[number - 1] < top + view.size.height


async def test_without_a_filter_there_is_no_match_to_count() -> None:
    async with explorer() as (pilot, _):
        await press_keys(pilot, "n", "2", "n", "3", "n")
        assert "match " not in screen_text(pilot.app)


async def test_suspending_keeps_event_line_pane_and_what_was_opened() -> None:
    async with explorer(query="kind:detention OR kind:network OR kind:law", size=(120, 24)) as (pilot, screen):
        await press_keys(pilot, "G")
        cursor = screen.panes.timeline.cursor
        await press_keys(pilot, "2")
        await press_keys(pilot, "backslash")
        assert screen.session.state.spot.suspended
        assert "16 events" in screen_text(pilot.app)
        assert screen.panes.timeline.cursor == cursor
        assert screen.focused is screen.panes.details
        await press_keys(pilot, "backslash")
        assert not screen.session.state.spot.suspended
        assert screen.panes.timeline.cursor == cursor
        assert "of 16 events" in screen_text(pilot.app)
