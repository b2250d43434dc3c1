"""Lists beside the timeline: tabs, orders, and each list as it was left; what was opened comes first in "go to"."""

from __future__ import annotations

from pathlib import Path

from driving import explorer, kept, press, press_keys, screen_lines, screen_text, until

from tui.core.model.records import Ref
from tui.widgets.list_tabs import ListTabs


async def test_each_list_is_found_again_as_it_was_left_and_tabs_take_the_mouse() -> None:
    async with explorer(size=(120, 18)) as (pilot, screen):
        timeline = screen.panes.timeline
        await press_keys(pilot, "w", "S", "j", "j", "j", "j")
        left = timeline.cursor, timeline.cursor_line, screen.session.state.spot.sort
        assert left[2] == "name"
        assert "ORGANISATIONS" in screen_text(pilot.app)
        assert "by name" in screen_text(pilot.app)
        await press_keys(pilot, "w", "W")
        assert (timeline.cursor, timeline.cursor_line, screen.session.state.spot.sort) == left
        tabs = screen.query_one(ListTabs)
        await pilot.click(ListTabs, offset=(tabs.render_line(0).text.index("Places"), 0))
        assert screen.session.state.spot.listing == "places"
        heading = screen.panes.heading(1)
        await until(pilot, lambda: "by number of events" in heading.render_line(0).text)
        await pilot.click(heading, offset=(heading.render_line(0).text.index("number"), 0))
        assert screen.session.state.spot.sort == "name"
        for _ in range(4):
            await press_keys(pilot, "w")
        assert screen.session.state.spot.listing == "events"
        await press_keys(pilot, "S")
        assert str(screen.session.state.spot.query) == "sort:title"
        assert "by title" in heading.render_line(0).text
        await press_keys(pilot, "S", "S")
        assert str(screen.session.state.spot.query) == ""
        screen.action_run_command("list_relations")
        await press_keys(pilot)
        assert screen.session.view.count == len(screen.session.store.ids("relations"))


async def test_go_to_lists_what_was_opened_last_and_ranks_what_is_typed(tmp_path: Path) -> None:
    async with kept(tmp_path, size=(100, 30)) as (pilot, screen):
        await press_keys(pilot, "ctrl+k", *"quill", "enter")
        assert screen.session.view.subject == Ref("people", "quill")
        await press_keys(pilot, "ctrl+k", *"brightkeel", "enter")
    async with kept(tmp_path, size=(100, 30)) as (pilot, screen):
        await press_keys(pilot, "ctrl+k")
        assert "│ ▌ person        Ada Quill" in screen_text(pilot.app)
        await press_keys(pilot, *"harbour park")
        assert "│ ▌ state body    Harbour Park" in screen_text(pilot.app)
        await press_keys(pilot, "escape")


async def test_a_wide_page_is_read_through_its_index_and_a_problem_beside_its_list() -> None:
    async with explorer(size=(160, 48)) as (pilot, screen):
        await press_keys(pilot, "i", "g", "G")
        lines = screen_lines(pilot.app)
        last = next(line for line in lines if line.startswith("▌"))
        assert last.strip("▌ ").split("  ")[0] in "".join(line.split("│", 1)[-1] for line in lines)
        await press_keys(pilot, "escape", "2", "z")
        card = screen.panes.card
        assert card.index.display
        await pilot.click(card.index, offset=(4, len(card.index.rows) - 1))
        assert card.index.cursor == card.index.rows.record_ref(len(card.index.rows) - 1)
        await press_keys(pilot, "enter")
        assert card.page.has_focus
        await press_keys(pilot, "z")
        assert not card.index.display
        assert pilot.app.screen is screen
        lines = (await press(pilot, "P")).splitlines()
        assert lines[-1].strip() == "No problems", "a list of nothing is not opened"
        assert pilot.app.screen is screen
