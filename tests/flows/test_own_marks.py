"""A filter for what the user keeps: by typing, from the facets, and while bookmarks come and go under it."""

from __future__ import annotations

import re
from pathlib import Path

from driving import kept, press, press_keys, screen_text

from tui.core.model.records import Ref
from tui.screens.dialogs.facets import FacetsScreen

DECREE = Ref("events", "park-decree")


async def test_bookmarks_and_notes_are_asked_for_in_the_filter_and_offered_by_the_facets(tmp_path: Path) -> None:
    async with kept(tmp_path, at="park-decree", size=(120, 40)) as (pilot, screen):
        rows = screen.panes.timeline
        assert "YOUR OWN" not in await press(pilot, "f")
        text = await press(pilot, "escape", "b", "f", *"own")
        assert isinstance(pilot.app.screen, FacetsScreen)
        assert "YOUR OWN" in text
        (line,) = [line for line in text.splitlines() if "bookmarked by you" in line]
        assert re.search(r" 1 +│", line)
        await press_keys(pilot, "enter")
        assert str(screen.session.state.spot.query) == "is:bookmarked"
        assert [rows.rows.records, rows.cursor] == [1, DECREE]
        assert "1 of 16 events" in screen_text(pilot.app)
        await press_keys(pilot, "a", *"look it up", "ctrl+s", "slash", "ctrl+u", *"is:noted", "enter")
        assert [rows.rows.records, rows.cursor] == [1, DECREE]
        assert str(screen.session.state.spot.query) == "is:noted"
    # a session that ended under such a filter goes on under it
    async with kept(tmp_path) as (_, screen):
        assert str(screen.session.state.spot.query) == "is:noted"
        assert [screen.panes.timeline.rows.records, screen.panes.timeline.cursor] == [1, DECREE]


async def test_the_list_stays_while_bookmarks_change_and_follows_when_the_filter_is_run_again(tmp_path: Path) -> None:
    async with kept(tmp_path, at="park-decree", size=(120, 34)) as (pilot, screen):
        await press_keys(pilot, "b", "t", *"2020-08-09", "enter", "b", "slash", *"is:bookmarked", "enter", "g")
        assert screen.panes.timeline.rows.records == 2
        assert screen.panes.timeline.cursor == DECREE
        text = await press(pilot, "b")
        assert "The bookmark is removed; the list follows when the filter is run again" in text
        assert screen.panes.timeline.rows.records == 2
        assert screen.panes.timeline.cursor == DECREE
        assert sum("⚑" in line for line in text.splitlines()) == 1
        # a mistake: the same key takes it back
        text = await press(pilot, "b")
        assert "Bookmarked: Decree widens the park's rules" in text
        assert screen.notebook.book.bookmark(DECREE) is not None
        # no mistake
        await press_keys(pilot, "b", "j", "k")
        assert screen.panes.timeline.cursor == DECREE
        text = await press(pilot, "slash", "enter")
        assert screen.panes.timeline.rows.records == 1
        assert "1 of 16 events" in text
        # the nearest event in time is selected in its place
        assert screen.panes.timeline.cursor is not None
        assert screen.notebook.book.bookmark(screen.panes.timeline.cursor) is not None
        # a saved filter and one that is lifted and put back run again too
        screen.action_run_command("save_view")
        await press_keys(pilot, *"mine", "enter", "b")
        assert screen.panes.timeline.rows.records == 1
        await press_keys(pilot, "B", *"mine", "enter")
        assert screen.panes.timeline.rows.records == 0
        await press_keys(pilot, "backslash", "b")
        assert screen.panes.timeline.rows.records == 16
        await press_keys(pilot, "backslash")
        assert screen.panes.timeline.rows.records == 1
        await press_keys(pilot, "b", "backslash")
        assert "Nothing matches" in await press(pilot, "backslash")


async def test_other_filters_say_nothing_of_it(tmp_path: Path) -> None:
    async with kept(tmp_path, at="park-decree", query="kind:law is:noted OR kind:law") as (pilot, screen):
        await press_keys(pilot, "b")
        assert screen.footer.message.startswith("Bookmarked: Decree widens the park's rules")
