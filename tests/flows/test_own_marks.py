"""A filter for what the reader keeps: by typing, from the facets, and while bookmarks come and go under it."""

from __future__ import annotations

from pathlib import Path

import pytest
from driving import kept, press, screen_text

from tui.core.model.records import Ref
from tui.screens.dialogs.facets import FacetsScreen

DECREE, CUT = Ref("events", "park-decree"), Ref("events", "network-cut")


@pytest.mark.parametrize("size", [(160, 48), (80, 24), (40, 10)], ids=str)
async def test_bookmarks_and_notes_are_asked_for_in_the_filter(tmp_path: Path, size: tuple[int, int]) -> None:
    async with kept(tmp_path, at="park-decree", size=size) as (pilot, screen):
        await press(pilot, "b", "slash", *"is:bookmarked", "enter")
        assert [screen.panes.timeline.rows.records, screen.panes.timeline.cursor] == [1, DECREE]
        assert "1 of 16 events" in screen_text(pilot.app)
        await press(pilot, "a", *"look it up", "ctrl+s", "slash", "ctrl+u", *"is:noted", "enter")
        assert [screen.panes.timeline.rows.records, screen.panes.timeline.cursor] == [1, DECREE]
        assert str(screen.session.state.spot.query) == "is:noted"


async def test_the_list_stays_while_bookmarks_change_and_follows_when_the_filter_is_run_again(tmp_path: Path) -> None:
    async with kept(tmp_path, at="park-decree", size=(120, 34)) as (pilot, screen):
        await press(pilot, "b", "t", *"2020-08-09", "enter", "b", "slash", *"is:bookmarked", "enter", "g")
        assert screen.panes.timeline.rows.records == 2
        assert screen.panes.timeline.cursor == DECREE
        text = await press(pilot, "b")
        assert "The bookmark is removed; the list follows when the filter is run again" in text
        assert screen.panes.timeline.rows.records == 2
        assert screen.panes.timeline.cursor == DECREE
        assert sum("⚑" in line for line in text.splitlines()) == 1
        # a mistake: the same key takes it back
        text = await press(pilot, "b")
        assert "Bookmarked: Decree widens the park's rules; the list follows" in text
        assert screen.notebook.book.bookmark(DECREE) is not None
        # no mistake
        await press(pilot, "b", "j", "k")
        assert screen.panes.timeline.cursor == DECREE
        text = await press(pilot, "slash", "enter")
        assert screen.panes.timeline.rows.records == 1
        assert "1 of 16 events" in text
        # the nearest event in time is selected in its place
        assert screen.panes.timeline.cursor is not None
        assert screen.notebook.book.bookmark(screen.panes.timeline.cursor) is not None


async def test_lifting_the_filter_and_putting_it_back_runs_it_again(tmp_path: Path) -> None:
    async with kept(tmp_path, at="park-decree", size=(100, 30)) as (pilot, screen):
        await press(pilot, "b", "slash", *"is:bookmarked", "enter", "b", "backslash")
        assert screen.panes.timeline.rows.records == 16
        text = await press(pilot, "backslash")
        assert screen.panes.timeline.rows.records == 0
        assert "0 of 16 events" in text
        assert "Nothing matches" in text


async def test_other_filters_say_nothing_of_it(tmp_path: Path) -> None:
    async with kept(tmp_path, at="park-decree", query="kind:law is:noted OR kind:law") as (pilot, screen):
        await press(pilot, "b")
        assert screen.footer.message == "Bookmarked: Decree widens the park's rules"


async def test_the_facets_offer_your_own_and_count_them(tmp_path: Path) -> None:
    async with kept(tmp_path, at="park-decree", size=(120, 40)) as (pilot, screen):
        app = pilot.app
        assert "Your own" not in await press(pilot, "f")
        await press(pilot, "escape", "b")
        text = await press(pilot, "f", *"own")
        assert isinstance(app.screen, FacetsScreen)
        assert "Your own" in text
        (line,) = [line for line in text.splitlines() if "bookmarked by you" in line]
        assert line.rstrip(" │").endswith(" 1")
        await press(pilot, "enter")
        assert str(screen.session.state.spot.query) == "is:bookmarked"
        assert screen.panes.timeline.rows.records == 1


async def test_a_view_of_what_is_kept_is_run_again_when_it_is_chosen(tmp_path: Path) -> None:
    async with kept(tmp_path, at="park-decree", size=(100, 30)) as (pilot, screen):
        await press(pilot, "b", "slash", *"is:bookmarked", "enter")
        screen.action_run_command("save_view")
        await press(pilot, *"mine", "enter", "b")
        assert screen.panes.timeline.rows.records == 1
        await press(pilot, "B", *"mine", "enter")
        assert screen.panes.timeline.rows.records == 0


async def test_a_session_that_ended_under_it_goes_on_under_it(tmp_path: Path) -> None:
    async with kept(tmp_path, at="park-decree", size=(100, 30)) as (pilot, screen):
        await press(pilot, "b", "slash", *"is:bookmarked", "enter")
    async with kept(tmp_path, size=(100, 30)) as (pilot, screen):
        assert str(screen.session.state.spot.query) == "is:bookmarked"
        assert screen.panes.timeline.rows.records == 1
        assert screen.panes.timeline.cursor == DECREE
