"""Where the reader left: the place, the source that was open, the filters, each as it was the next time."""

from __future__ import annotations

from pathlib import Path

import pytest
from driving import kept, press_keys, reading, screen_text

from tui.core.model.records import Ref
from tui.screens.reader.screen import ReaderScreen

DECREE = Ref("events", "park-decree")


async def test_it_opens_where_the_reader_left(tmp_path: Path) -> None:
    async with kept(tmp_path) as (pilot, screen):
        await press_keys(pilot, "slash", *"kind:law", "enter", "j", "2")
        left = screen.session.state.spot
    async with kept(tmp_path) as (pilot, screen):
        assert screen.session.state.spot.query == left.query
        assert screen.panes.timeline.rows.records == 2
        assert screen.panes.timeline.cursor == DECREE
        assert screen.filter_bar.text == "kind:law"
        assert screen.focused is screen.panes.details
        await press_keys(pilot, "1", "w", "w", "j")
        listed = screen.session.state.spot
        assert listed.listing == "people"
    async with kept(tmp_path) as (pilot, screen):
        assert (screen.session.state.spot.listing, screen.panes.timeline.cursor) == ("people", listed.chosen)


async def test_what_was_opened_from_a_record_is_open_again(tmp_path: Path) -> None:
    async with kept(tmp_path, at="hpark") as (pilot, screen):
        left = screen.session.state.spot
        assert left.opened == Ref("organisations", "hpark")
    async with kept(tmp_path) as (pilot, screen):
        assert screen.session.state.spot.opened == left.opened
        assert "Harbour Park" in screen_text(pilot.app)


async def test_a_source_that_was_open_is_open_again_and_left_as_ever(tmp_path: Path) -> None:
    async with kept(tmp_path, at="quill-held") as (pilot, screen):
        await press_keys(pilot, "s", "n")
        reader = pilot.app.screen
        assert isinstance(reader, ReaderScreen)
        read = reader.key
    async with kept(tmp_path) as (pilot, screen):
        assert (await reading(pilot)).key.partition("/")[0] == read.partition("/")[0]
        await press_keys(pilot, "escape")
        assert pilot.app.screen is screen
        assert screen.panes.timeline.cursor == Ref("events", "quill-held")


async def test_what_was_asked_for_wins_over_where_the_reader_left(tmp_path: Path) -> None:
    async with kept(tmp_path) as (pilot, screen):
        await press_keys(pilot, "slash", *"kind:law", "enter")
    async with kept(tmp_path, query="gullwing") as (pilot, screen):
        assert str(screen.session.state.spot.query) == "gullwing"
        await pilot.press("slash", *["backspace"] * 8, *"kind:law", "enter")
    async with kept(tmp_path, at="network-cut") as (pilot, screen):
        assert str(screen.session.state.spot.query) == ""
        assert screen.panes.timeline.cursor == Ref("events", "network-cut")


async def test_it_opens_at_the_beginning_where_that_is_wanted(tmp_path: Path) -> None:
    async with kept(tmp_path) as (pilot, screen):
        first = screen.panes.timeline.cursor
        screen.action_run_command("toggle_resume")
        await press_keys(pilot, "j", "j")
    async with kept(tmp_path) as (pilot, screen):
        assert screen.panes.timeline.cursor == first
        screen.action_run_command("toggle_resume")
        assert "where you leave it" in screen.footer.message


@pytest.mark.parametrize("query", ["kind:nonsense", "orgg:x", "("])
async def test_a_filter_that_is_no_longer_understood_is_left_out(tmp_path: Path, query: str) -> None:
    async with kept(tmp_path, query="kind:law") as (_, screen):
        file = screen.notebook.file
    assert file is not None
    file.write_text(file.read_text().replace('"kind:law"', f'"{query}"'))
    async with kept(tmp_path) as (_, screen):
        assert screen.panes.timeline.rows.records == 16
        assert screen.filter_bar.text == ""


async def test_up_and_down_go_through_the_filters_of_earlier_times(tmp_path: Path) -> None:
    async with kept(tmp_path) as (pilot, screen):
        for query in ("gullwing", "kind:law", "gullwing", "cable"):
            await pilot.press("slash", *["backspace"] * 9, *query, "enter")
        await pilot.pause()
        assert screen.notebook.book.history == ("kind:law", "gullwing", "cable")
    async with kept(tmp_path, query="kind:letter") as (pilot, screen):
        seen = []
        await pilot.press("slash", "x")
        for key in ("up", "up", "up", "up", "down", "down", "down"):
            await press_keys(pilot, key)
            seen.append(screen.filter_bar.text)
        assert seen == ["cable", "gullwing", "kind:law", "kind:law", "gullwing", "cable", "kind:letterx"]
        await press_keys(pilot, "up", "up")
        assert screen.panes.timeline.rows.records == 1
        assert screen.focused is screen.filter_bar.input
        await pilot.press("x", "down")  # a key begins anew: nothing is newer than what is typed
        await pilot.pause()
        assert screen.focused is screen.panes.timeline
        assert str(screen.session.state.spot.query) == "gullwingx"
