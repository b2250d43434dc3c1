"""A step for which there is no next day, month or match says why, and so does a lane that makes no filter."""

from __future__ import annotations

from pathlib import Path

import pytest
from driving import each_size, explorer, press, press_keys, screen_lines, screen_text
from textual.app import App

from tui.screens.lanes.screen import LanesScreen
from tui.widgets.bar import Footer

STEPS = {"d": "day", "D": "day", "m": "month", "M": "month", "n": "match", "N": "match"}


async def test_in_an_empty_list_every_step_says_that_nothing_matches(tmp_path: Path) -> None:
    async with explorer(query="zzqq") as (pilot, screen):
        async for _ in each_size(pilot, [(160, 48), (80, 24), (40, 10)]):
            for key, unit in STEPS.items():
                screen.footer.say()
                text = await press(pilot, key)
                assert screen.footer.message == f"There is no {unit} to go to: nothing matches the filter"
                assert screen.footer.tone == "plain"  # it is no fault
                assert f"There is no {unit} to go to" in text.splitlines()[-1]
            assert screen.panes.timeline.cursor is None
    (tmp_path / "dataset.yaml").write_text("letapis: 1\ndataset: {title: Small, languages: [en], licence: CC0-1.0}\n")
    async with explorer(tmp_path) as (pilot, screen):
        await press_keys(pilot, "m")
        assert screen.footer.message == "There is no month to go to: nothing is listed"


async def test_a_step_says_that_there_is_nothing_further_on_or_what_is_listed_or_how_it_is_sorted() -> None:
    async with explorer(size=(100, 30)) as (pilot, screen):
        await press_keys(pilot, "G", "d")
        assert screen.footer.message == "There is no day with events further down"
        assert screen.footer.tone == "plain"
        await press_keys(pilot, "g", "M")
        assert screen.footer.message == "There is no month with events further up"
        await press_keys(pilot, "j")
        assert screen.footer.message == ""
        await press_keys(pilot, "slash", *"gullwing", "enter", "G", "d")
        assert screen.footer.message == "There is no day with events further down under this filter"
        await press_keys(pilot, "escape", "escape", "w", "d")
        assert screen.footer.message == "Organisations are not listed by days: w comes round to the events"
        await press_keys(pilot, *["w"] * 6, "slash", *"sort:title", "enter", "m")
        assert screen.footer.message == "The events are sorted by title, not by days"


def footer(app: App[None]) -> Footer:
    assert isinstance(app.screen, LanesScreen)
    return app.screen.query_one(Footer)


async def test_in_the_lanes_a_step_to_nowhere_is_said_too() -> None:
    async with explorer(query="zzqq", size=(80, 24)) as (pilot, screen):
        await press_keys(pilot, "l")
        for key in "dDmM":
            footer(pilot.app).say()
            await press_keys(pilot, key)
            assert footer(pilot.app).message == f"There is no {STEPS[key]} to go to: nothing matches the filter"
        await press_keys(pilot, "n")
        assert "There is no match to go to" in screen_text(pilot.app)
        await press_keys(pilot, "v")
        assert footer(pilot.app).message == "There is no row here to filter by"
        await press_keys(pilot, "escape", "escape")
        assert screen.panes.timeline.rows.records
        await press_keys(pilot, "G", "l", "d")
        assert footer(pilot.app).message == "There is no later day with events"
        await press_keys(pilot, "g", "H", "H", "H", "H", "N")
        await press_keys(pilot, "N")
        assert footer(pilot.app).message == "This row has no earlier event"


async def test_v_on_the_lane_of_what_belongs_to_none_says_that_it_makes_no_filter() -> None:
    async with explorer() as (pilot, screen):
        async for _ in each_size(pilot, [(160, 48), (80, 24), (40, 10)]):
            await press_keys(pilot, "l")
            for without in ("an organisation", "a person"):
                text = await press(pilot, "G", "v")
                assert footer(pilot.app).message == f"Events without {without} make no filter: the other rows do"
                assert f"Events without {without}" in text.splitlines()[-1]
                await press_keys(pilot, "k")
                assert footer(pilot.app).message == ""
                await press_keys(pilot, "w")
            await press_keys(pilot, "w", "w", "escape")
            assert str(screen.session.state.spot.query) == ""


async def test_that_there_is_nothing_to_do_is_no_warning_and_what_is_wrong_is_one() -> None:
    async with explorer(query="zzqq") as (pilot, screen):
        for name in (
            "copy",
            "edit_record",
            "bookmark",
            "go_to_excerpt",
            "compare",
            "show_since",
            "densest",
        ):
            screen.action_run_command(name)
            assert (bool(screen.footer.message), screen.footer.tone) == (True, "plain"), name
            screen.say()
        await press_keys(pilot, "escape")
        for name in ("suspend_filter", "save_view", "switch_reading"):
            screen.action_run_command(name)
            assert (bool(screen.footer.message), screen.footer.tone) == (True, "plain"), name
            screen.say()
        await press_keys(pilot, "slash", *"kind:")
        assert (bool(screen.footer.message), screen.footer.tone) == (True, "plain"), "it is still being typed"
        await press_keys(pilot, *"law)")
        assert (bool(screen.footer.message), screen.footer.tone) == (True, "warn")


@pytest.mark.parametrize("opening", ["F", "l", "c", "i"])
async def test_on_screens_over_the_explorer_a_key_of_the_explorer_says_where_it_works(opening: str) -> None:
    async with explorer(size=(130, 30), at="network-cut") as (pilot, _):
        await press_keys(pilot, opening, "f")
        assert "in the explorer, where Esc leads" in screen_lines(pilot.app)[-1]
        await press_keys(pilot, "j")
        assert "in the explorer" not in screen_lines(pilot.app)[-1]
