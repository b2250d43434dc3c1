"""The lanes as a screen: opened, walked, zoomed, turned, and left."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event

import pytest
from driving import SIZES, each_size, explorer, exported, press, press_keys, screen_lines
from samples import HARBOUR
from textual.app import App
from textual.pilot import Pilot

from tui.app import LetapisApp
from tui.core.index.lane_board import LEVELS
from tui.core.model.records import Ref
from tui.exchange.drawing import svg
from tui.present.lanes.cells import lane_name
from tui.screens.explorer.screen import ExplorerScreen
from tui.screens.lanes.screen import LanesScreen


@asynccontextmanager
async def lanes(
    *keys: str, size: tuple[int, int] = (100, 30), folder: Path = HARBOUR, at: str = "network-cut", query: str = ""
) -> AsyncIterator[tuple[LetapisApp, Pilot[None]]]:
    async with explorer(folder, at=at, query=query, size=size) as (pilot, _):
        await press_keys(pilot, "l", *keys)
        yield pilot.app, pilot


def screen(app: App[None]) -> LanesScreen:
    assert isinstance(app.screen, LanesScreen)
    return app.screen


def here(app: App[None]) -> str:
    view = screen(app).view
    return "" if view.spot.number is None else view.board.index.event_id(view.spot.number)


async def test_it_opens_at_the_event_of_the_timeline_at_every_size_and_rows_are_turned_by_one_key() -> None:
    async with lanes() as (app, pilot):
        async for _ in each_size(pilot, SIZES[:4]):
            await press_keys(pilot, "escape", "l")
            assert here(app) == "network-cut"
            shown = screen_lines(app)
            assert shown[0].startswith(" Lanes")
            assert "events" in shown[0]
            assert any("Network down in the" in line for line in shown)
            view = screen(app).view
            assert sum(line.startswith("▌") for line in shown) == 1
            left, slot = view.scroll_offset.x, view.board.scale.slots[view.board.scale.slot_of(view.spot.day)]
            assert left <= slot.x < left + view.span
        await pilot.resize_terminal(100, 30)
        for rows in ("organisations", "people", "kinds", "sources"):
            assert rows in screen_lines(app)[0]
            assert here(app) == "network-cut"
            await press_keys(pilot, "w")


async def test_a_zoom_keeps_the_date_where_it_stands() -> None:
    async with lanes("-", "-") as (app, pilot):
        view = screen(app).view

        def x() -> int:
            return view.board.scale.slots[view.board.scale.slot_of(view.spot.day)].x - view.scroll_offset.x

        while view.board.level < len(LEVELS) - 1:
            before, level = x(), view.board.level
            await pilot.press("+")
            assert view.board.level == level + 1
            assert here(app) == "network-cut"
            assert abs(x() - before) <= 2 * LEVELS[view.board.level].cells or view.board.scale.width <= view.span
        await pilot.press("+", *"-" * 9)
        assert view.board.level == 0


async def test_names_and_axis_stay_in_view() -> None:
    async with lanes("G", size=(80, 12)) as (app, pilot):
        view = screen(app).view
        assert view.scroll_offset.y > 0
        top = screen_lines(app)[view.region.y : view.region.y + 2]
        assert any(sign.isdigit() for sign in "".join(top))
        name = lane_name(view.board, view.spot.row)[:12]
        assert any(line.startswith(f"▌{name}") for line in screen_lines(app))
        await pilot.press("+", "+", "+", "L", "L", "L", "L")
        assert view.scroll_offset.x > 0
        assert any(line.startswith(f"▌{name}") for line in screen_lines(app))


async def test_enter_opens_the_event_and_lanes_come_back_as_they_were_left() -> None:
    async with lanes("D") as (app, pilot):
        chosen = here(app)
        assert chosen != "network-cut"
        await press_keys(pilot, "enter")
        main = app.screen
        assert isinstance(main, ExplorerScreen)
        assert main.session.state.spot.chosen == Ref("events", chosen)
        await press_keys(pilot, "[")
        assert main.session.state.spot.chosen == Ref("events", "network-cut")
        await press_keys(pilot, "l", "w", "-")
        level = screen(app).view.board.level
        await press_keys(pilot, "escape", "l")
        assert "people" in screen_lines(app)[0]
        assert screen(app).view.board.level == level
        assert here(app) == "network-cut"
        # Esc leaves everything as it was, and what the first pane lists has its row
        await press_keys(pilot, "j", "l", "+", "escape")
        assert main.session.state.spot.chosen == Ref("events", "network-cut")
        await press_keys(pilot, "w", "j", "д")  # on the key of l
        view, row = screen(app).view, main.session.state.spot.chosen
        assert row is not None
        assert row.section == "organisations"
        assert view.board.lanes[view.spot.row].value == row.id
        await pilot.press("ц")
        assert "people" in screen_lines(app)[0]


async def test_other_rows_with_the_event_are_marked_and_a_row_becomes_a_filter() -> None:
    async with lanes() as (app, pilot):
        value = screen(app).view.board.lanes[screen(app).view.spot.row].value
        shown = screen_lines(app)
        assert sum(line.startswith(("▌Lantern", "▌Tidewatch")) for line in shown) == 1
        assert sum(line.startswith(("•Lantern", "•Tidewatch")) for line in shown) == 1
        await press_keys(pilot, "G")
        assert not any(line.startswith(("•Lantern", "•Tidewatch")) for line in screen_lines(app))
        await press_keys(pilot, "escape", "l", "v")
        assert isinstance(app.screen, ExplorerScreen)
        assert str(app.screen.session.state.spot.query) == f"org:{value}"


async def test_a_date_is_typed_and_gone_to() -> None:
    async with lanes("t", *"4 feb 2021", "enter") as (app, pilot):
        await pilot.pause()
        assert here(app) == "brightkeel-bought"
        assert any("4 Feb 2021: 1 event" in line for line in screen_lines(app))
        await press_keys(pilot, "j")
        assert not any("4 Feb 2021: 1 event" in line for line in screen_lines(app))


async def test_the_filter_in_force_applies_and_a_drawing_is_written_of_the_rows_in_view(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with lanes("w", query="kind:network", size=(160, 30)) as (app, pilot):
        assert "2 of 16 events · kind:network" in screen_lines(app)[0].replace("  ", " ")
        assert all(len(lane.events) <= 2 for lane in screen(app).view.board.lanes)
        await press_keys(pilot, "x", "enter")
        await exported(pilot)
        (file,) = tmp_path.glob("*.svg")
        root = ET.parse(file).getroot()
        said = [element.text or "" for element in root.iter("{http://www.w3.org/2000/svg}text")]
        assert any("2 of 16 events · kind:network" in text and "people" in text for text in said)
        shown = "\n".join(screen_lines(app))
        assert "Written to" in shown
        assert file.name in shown  # on a line of its own where the path of the folder is long


async def test_a_drawing_that_is_written_once_the_lanes_are_left_is_there_and_says_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    end = Event()
    draw = svg.draw
    monkeypatch.setattr(svg, "draw", lambda *given: end.wait(20) and draw(*given))
    async with lanes("x") as (app, pilot):
        await pilot.press("enter", "escape")
        explorer_screen = app.screen
        assert isinstance(explorer_screen, ExplorerScreen)
        end.set()
        await exported(pilot)
        assert app.screen is explorer_screen
        assert [*tmp_path.glob("*.svg")]


async def test_nothing_to_show_is_said() -> None:
    async with lanes("j", "l", "d", "m", "n", "w", "+", "enter", query="kind:law kind:letter") as (app, _):
        assert screen(app).view.board.lanes == ()
        lines = screen_lines(app)
        assert [line.split() for line in lines if line.strip()][1:] == [
            ["No", "event", "matches", "the", "filter"],
            ["?", "help", "Esc", "back"],
        ], "and nothing else: no sign is drawn, no key does anything"


async def test_a_click_goes_there_and_a_second_one_opens() -> None:
    async with lanes("g") as (app, pilot):
        view = screen(app).view
        spot = view.spot
        left, slots = view.scroll_offset.x, view.board.scale.slots
        row, x = next(
            (row, slot.x - left)
            for row, lane in enumerate(view.board.lanes)
            for slot in (slots[view.board.scale.slot_of(view.board.day(number))] for number in lane.events)
            if row != spot.row and 0 <= slot.x - left < view.span
        )
        offset = (view.names + x, row - view.scroll_offset.y + 2)
        await pilot.click(type(view), offset=offset)
        assert view.spot.row == row
        opened = here(app)
        await pilot.click(type(view), offset=offset)
        await pilot.pause()
        assert isinstance(app.screen, ExplorerScreen)
        assert app.screen.session.state.spot.chosen == Ref("events", opened)


async def test_no_size_is_too_small() -> None:
    async with lanes() as (app, pilot):
        async for _ in each_size(pilot, ((1, 1), (2, 2), (10, 3), (25, 5), (300, 60), (80, 24))):
            await press_keys(pilot, "j", "l", "+", "-", "k")
        assert screen_lines(app)[0].startswith(" Lanes")


async def test_the_legend_names_the_signs_that_are_in_view_in_one_order_and_no_others() -> None:
    named = {"√": "√ ", "§": "§ ", "@": "@ ", "#": "# ", "→": "→ ", "2": "2, 9+ number", "┊": "┊ time left out"}
    for size in ((80, 24), (100, 30), (160, 48)):
        async with explorer(size=size, at="network-cut") as (pilot, _):
            lines = (await press(pilot, "l", "-")).splitlines()
            first = next(at for at, line in enumerate(lines) if "all of that time" in line or "days that" in line)
            legend, drawn = " ".join(lines[first:-1]), "".join(line[24:] for line in lines[4 : first - 1])
            assert "▌" not in legend
            if "all signs" not in legend:
                assert [sign for sign, said in named.items() if (said in legend) != (sign in drawn)] == []
            places = [legend.index(said) for said in named.values() if said in legend]
            assert places == sorted(places)
