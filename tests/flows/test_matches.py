"""`v` and `n` in every pane: a chip or a word on why not; and which match of how many."""

from __future__ import annotations

from driving import each_size, explorer, press_keys, screen_text

from tui.core.model.records import Ref


async def test_v_on_a_claim_or_the_kind_of_an_organisation_never_empties_the_timeline() -> None:
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
        await press_keys(pilot, *["w"] * 5)
        async for _ in each_size(pilot, [(40, 10), (80, 24), (160, 48)]):
            await press_keys(pilot, "v")
            assert screen.session.state.spot.listing == "claims"
            assert "A claim makes no filter" in screen_text(pilot.app)
            assert str(screen.session.state.spot.query) == ""


async def test_n_says_which_match_of_how_many_in_every_pane() -> None:
    async with explorer(query="cable OR network") as (pilot, screen):
        rows = screen.panes.timeline.rows
        total = sum(rows.ref(n) is not None for n in range(len(rows)))
        async for _ in each_size(pilot, [(160, 48), (80, 24), (40, 10)]):
            await press_keys(pilot, "1", "g", "n")
            assert f"match 2 of {total}" in screen_text(pilot.app)
            await press_keys(pilot, "N")
            assert f"match 1 of {total}" in screen_text(pilot.app)
            screen.navigation.show_record(Ref("events", "network-cut"))
            for pane, view in (("2", screen.panes.details), ("3", screen.panes.sources)):
                await press_keys(pilot, pane, "g")
                matches = view.layout_of_page.matches
                assert matches
                for number in (*range(1, len(matches) + 1), 1):
                    await press_keys(pilot, "n")
                    assert f"match {number} of {len(matches)}" in screen_text(pilot.app)
                    top = view.scroll_offset.y
                    assert top <= matches[number - 1] < top + view.size.height
        await press_keys(pilot, "1", *["escape"] * 3, "n", "2", "n", "3", "n")
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
