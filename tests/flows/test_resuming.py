"""Where the reader left: the place, the source that was open, the filters, each as it was the next time."""

from __future__ import annotations

from pathlib import Path

from driving import kept, press_keys, reading, screen_text

from tui.core.model.records import Ref
from tui.notebook.pane_shares import SHARES, PaneShares
from tui.screens.explorer.screen import ExplorerScreen
from tui.screens.reader.screen import ReaderScreen
from tui.widgets.panes import Pane

DECREE = Ref("events", "park-decree")


async def test_it_opens_where_the_user_left_and_at_the_beginning_where_that_is_wanted(tmp_path: Path) -> None:
    async with kept(tmp_path) as (pilot, screen):
        await press_keys(pilot, "slash", *"kind:law", "enter", "j", "2")
        left = screen.session.state.spot
    async with kept(tmp_path) as (pilot, screen):
        assert screen.session.state.spot.query == left.query
        assert screen.panes.timeline.rows.records == 2
        assert screen.panes.timeline.cursor == DECREE
        assert screen.filter_bar.text == "kind:law"
        assert screen.footer.message.startswith("As you left it, filtered by kind:law: ")
        assert screen.focused is screen.panes.details
        await press_keys(pilot, "1", "w", "w", "j")
        listed = screen.session.state.spot
        assert listed.listing == "people"
    async with kept(tmp_path) as (pilot, screen):
        assert (screen.session.state.spot.listing, screen.panes.timeline.cursor) == ("people", listed.chosen)
        screen.action_run_command("toggle_resume")
        await pilot.pause()
    async with kept(tmp_path) as (pilot, screen):
        assert screen.panes.timeline.cursor == Ref("events", "network-cut")
        screen.action_run_command("toggle_resume")
        assert "where you leave it" in screen.footer.message


async def test_what_was_open_is_open_again_and_what_is_asked_for_wins_over_it(tmp_path: Path) -> None:
    async with kept(tmp_path, at="hpark") as (_, screen):
        opened = screen.session.state.spot.opened
        assert opened == Ref("organisations", "hpark")
    async with kept(tmp_path) as (pilot, screen):
        assert screen.session.state.spot.opened == opened
        assert "Harbour Park" in screen_text(pilot.app)
    async with kept(tmp_path, at="quill-held") as (pilot, screen):
        assert screen.session.state.spot.opened is None
        await press_keys(pilot, "s", "n")
        reader = pilot.app.screen
        assert isinstance(reader, ReaderScreen)
    async with kept(tmp_path) as (pilot, screen):
        again = await reading(pilot)
        assert again.key.partition("/")[0] == reader.key.partition("/")[0]
        assert again.footer.message == "As you left it: Esc leads to the list"
        await press_keys(pilot, "n")
        assert again.footer.message == ""
        await press_keys(pilot, "escape")
        assert pilot.app.screen is screen
        assert screen.panes.timeline.cursor == Ref("events", "quill-held")
        await press_keys(pilot, "slash", *"kind:law", "enter")
    async with kept(tmp_path, query="gullwing") as (_, screen):
        assert str(screen.session.state.spot.query) == "gullwing"
    async with kept(tmp_path, at="network-cut") as (_, screen):
        assert str(screen.session.state.spot.query) == ""
        assert screen.panes.timeline.cursor == Ref("events", "network-cut")


async def test_up_and_down_go_through_the_filters_of_earlier_times(tmp_path: Path) -> None:
    async with kept(tmp_path) as (pilot, screen):
        for query in ("gullwing", "kind:law", "gullwing", "cable"):
            await press_keys(pilot, "slash", *["backspace"] * 9, *query, "enter")
        assert screen.notebook.book.history == ("kind:law", "gullwing", "cable")
    async with kept(tmp_path, query="kind:letter") as (pilot, screen):
        seen = []
        await pilot.press("slash", "x")
        for key in ("up", "up", "up", "up", "down", "down", "down"):
            await press_keys(pilot, key)
            seen.append(screen.filter_bar.text)
        assert seen == ["cable", "gullwing", "kind:law", "kind:law", "gullwing", "cable", "kind:letter x"]
        await press_keys(pilot, "up", "up")
        assert screen.panes.timeline.rows.records == 1
        assert screen.focused is screen.filter_bar.input
        await press_keys(pilot, "x", "down")  # a key begins anew: nothing is newer than what is typed
        assert screen.focused is screen.panes.timeline
        assert str(screen.session.state.spot.query) == "gullwingx"


async def test_the_widths_of_the_panes_the_zoom_and_the_order_of_a_list_are_as_they_were_left(tmp_path: Path) -> None:
    file = tmp_path / "data" / "pane-widths.txt"

    def widths(screen: ExplorerScreen) -> list[int]:
        return [pane.size.width for pane in screen.query(Pane)]

    async with kept(tmp_path, size=(160, 48), shares=PaneShares(file)) as (pilot, screen):
        begun = widths(screen)
        await press_keys(pilot, *[">"] * 4)
        wider = widths(screen)
        assert wider[0] > begun[0]
        await press_keys(pilot, "w", "S", "z")
        order = screen.session.state.spot.sort
        assert order is not None
    async with kept(tmp_path, size=(160, 48), shares=PaneShares(file)) as (pilot, screen):
        assert (screen.panes.zoomed, screen.session.state.spot.sort) == (True, order)
        await press_keys(pilot, "z")
        assert widths(screen) == wider
    async with kept(tmp_path, size=(160, 48), shares=PaneShares(file)) as (_, screen):
        assert not screen.panes.zoomed
    for damaged in ("", "1 2", "a b c", "90 5 5", "nan nan nan", "38 36 99", "\xff"):
        file.write_text(damaged, encoding="latin-1")
        assert PaneShares(file).now == SHARES
