"""Dialogs are as high as what they hold, Enter and the help work in each; what can be pressed is of use."""

from __future__ import annotations

from pathlib import Path

from driving import each_size, explorer, press_keys, screen_lines, until
from textual.scroll_view import ScrollView
from textual.widgets import OptionList

from tui.core.model.records import Ref
from tui.core.query.tree import terms
from tui.notebook.settings import Settings
from tui.widgets.bar import Header
from tui.widgets.page_canvas import PageCanvas
from tui.widgets.reader import Reader
from tui.widgets.timeline import Timeline


async def test_between_a_text_and_its_scroll_bar_is_a_blank() -> None:
    async with explorer(at="network-cut") as (pilot, main):
        seen = 0
        async for size in each_size(pilot, [(160, 48), (100, 30), (80, 24), (60, 12)]):
            for keys in ((), ("3",), ("z",), ("c",), ("i",)):
                await press_keys(pilot, *keys)
                lines = screen_lines(pilot.app)
                for pane in pilot.app.screen.query(ScrollView):
                    if isinstance(pane, PageCanvas | Timeline) and not isinstance(pane, Reader) and pane.is_on_screen:
                        at, rows = pane.region.right - 2, lines[pane.region.y : pane.region.bottom]
                        assert {row[at : at + 1] for row in rows} <= {" ", ""}, (size, keys, pane, rows)
                        seen += pane.max_scroll_y > 0
            while pilot.app.screen is not main:
                await press_keys(pilot, "escape")
            await press_keys(pilot, "z", "1")
        assert seen > 20


async def test_a_dialog_is_as_high_as_its_list_and_stays_so_while_a_text_is_typed() -> None:
    async with explorer(size=(100, 40)) as (pilot, _):
        for keys in (("x",), ("question_mark", *"densest", "enter"), ("question_mark", *"plain", "enter")):
            await press_keys(pilot, *keys)
            dialog, options = pilot.app.screen.query_one(".dialog"), pilot.app.screen.query_one(OptionList)
            assert options.region.height == options.virtual_size.height, keys
            before = dialog.region
            await press_keys(pilot, "q", "q")
            assert dialog.region == before
            await press_keys(pilot, "escape")


async def test_a_dialog_in_a_window_that_is_made_smaller_is_as_if_opened_there() -> None:
    small, keys = (90, 30), ("ctrl+k", "x", "y", "f", "question_mark", "B")
    drawn: list[list[list[str]]] = []
    for size in (small, (160, 48)):
        async with explorer(size=size, at="network-cut") as (pilot, _):
            await press_keys(pilot, "b", "j", "j", "j", "j", "b")
            drawn.append([])
            for key in keys:
                await press_keys(pilot, key)
                await pilot.resize_terminal(*small)
                await pilot.pause(0.1)
                box = pilot.app.screen.query_one(".dialog").region
                lines = screen_lines(pilot.app)[box.y : box.bottom]
                drawn[-1].append([line[box.x : box.right] for line in lines])
                await press_keys(pilot, "escape")
                await pilot.resize_terminal(*size)
    for key, one, other in zip(keys, *drawn, strict=True):
        assert one == other, key


async def test_a_page_whose_index_has_no_room_any_more_stays_at_the_same_part() -> None:
    async with explorer(size=(160, 48), at="network-cut") as (pilot, screen):
        await press_keys(pilot, "i")
        await pilot.resize_terminal(90, 30)
        await until(pilot, lambda: pilot.app.screen.query_one("#reader").has_focus)
        await press_keys(pilot, "enter")
        assert screen.session.view.subject == Ref("events", "network-cut")


async def test_enter_copies_what_is_marked_and_the_help_opens_over_every_dialog() -> None:
    async with explorer(at="network-cut", settings=Settings(clipboard="osc52", browser="off")) as (pilot, screen):
        await press_keys(pilot, "y", "down", "enter")
        assert screen.footer.message.startswith("Copied the citation as Markdown")
        assert pilot.app.clipboard.startswith("[The week the cables went quiet](")
        for key, opens in (("y", "f1"), ("x", "ctrl+p"), ("f", "f1"), ("t", "f1"), ("a", "f1"), ("o", "ctrl+p")):
            await press_keys(pilot, key, opens)
            assert pilot.app.screen.name == "help", (key, opens)
            await press_keys(pilot, "escape", "escape")
            assert pilot.app.screen is screen, (key, opens)


async def test_a_double_click_on_the_cross_of_a_chip_drops_one_term() -> None:
    async with explorer(query="network kind:election date:2020") as (pilot, screen):
        for left in (2, 1):
            head = screen.query_one(Header)
            await pilot.click(head, offset=(screen_lines(pilot.app)[0].index("✕"), 0), times=2)
            await pilot.pause(0.6)  # what comes later is another click
            assert len(terms(screen.session.state.spot.query)) == left


async def test_the_footer_of_a_dataset_without_events_offers_nothing_that_needs_one(tmp_path: Path) -> None:
    (tmp_path / "dataset.yaml").write_text("letapis: 1\ndataset:\n  title: Mine\n", encoding="utf-8")
    async with explorer(tmp_path, (160, 48)) as (_, screen):
        offered = {command.id for command in screen.footer.commands}
        assert offered & {"next_listing", "help"} == {"next_listing", "help"}
        useless = ("copy", "disputed", "export", "facets", "lanes", "known_at", "go_to_date", "find_name", "compare")
        assert offered.isdisjoint(useless)
    async with explorer(query="zzqq") as (_, screen):
        offered = {command.id for command in screen.footer.commands}
        assert "export" not in offered
        assert {"leave", "disputed"} <= offered
