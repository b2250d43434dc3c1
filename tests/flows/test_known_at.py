"""The mode "as known at": its banner stays on every screen until it is left, and what came since is in reach."""

from __future__ import annotations

from pathlib import Path

from driving import SIZES, each_size, explorer, flat, press_keys, reading, screen_lines, screen_text
from samples import HARBOUR
from textual.app import App
from textual.widgets import Input

from tui.app import LetapisApp
from tui.core.model.records import Ref
from tui.present.timeline.rows import EventRow, RecordRow
from tui.screens.dialogs.ask import AskScreen
from tui.screens.dialogs.page import PageScreen
from tui.screens.explorer.screen import ExplorerScreen
from tui.screens.reader.screen import ReaderScreen
from tui.widgets.bar import Banner


def top_line(app: App[None]) -> str:
    return screen_lines(app)[0]


def marked(screen: ExplorerScreen) -> int:
    return sum(isinstance(row, EventRow | RecordRow) and bool(row.later) for row in screen.panes.timeline.rows)


async def test_the_banner_stays_on_every_screen_until_it_is_left() -> None:
    async with explorer() as (pilot, screen):
        assert not screen.query(Banner)
        async for size in each_size(pilot, SIZES[:4]):
            key = "u" if size[0] > 80 else "г"
            await pilot.press(key)
            assert isinstance(pilot.app.screen, AskScreen)
            await press_keys(pilot, *"2020-09", "enter")
            assert str(screen.session.state.spot.query) == "known:2020-09"
            assert "KNOWN BY the end of Sept" in top_line(pilot.app)
            assert screen.panes.timeline.rows.records == 16
            assert marked(screen) == 6

            await press_keys(pilot, "s")
            assert isinstance(pilot.app.screen, ReaderScreen)
            assert "KNOWN BY the end of Sept" in top_line(pilot.app)
            assert "U hides" not in top_line(pilot.app)
            await press_keys(pilot, "escape")
            screen.action_run_command("disputed")
            await pilot.pause()
            assert isinstance(pilot.app.screen, PageScreen)
            assert "KNOWN BY the end of Sept" in top_line(pilot.app)
            await press_keys(pilot, "escape")

            await press_keys(pilot, "escape")
            assert str(screen.session.state.spot.query) == ""
            assert "KNOWN BY" not in top_line(pilot.app)
            assert marked(screen) == 0
            await press_keys(pilot, "left_square_bracket")
            assert "KNOWN BY" in top_line(pilot.app)
            assert marked(screen) == 6
            await press_keys(pilot, "left_square_bracket")
            assert "KNOWN BY" not in top_line(pilot.app)


async def test_what_came_since_is_left_out_of_every_listing_and_shown_by_a_key() -> None:
    async with explorer(size=(160, 48)) as (pilot, screen):
        await pilot.press("U")
        assert "Nothing is left out" in screen.footer.message
        await press_keys(pilot, "slash", *"known:2020-09", "enter")
        assert screen.panes.timeline.rows.records == 10
        assert "10 events known · 6 since, hidden   U shows them" in top_line(pilot.app)
        await press_keys(pilot, "U", "g")
        assert screen.panes.timeline.rows.records == 16
        assert "6 since, marked ◌   U hides them" in top_line(pilot.app)
        assert screen.panes.timeline.cursor == Ref("events", "park-founded")
        assert "Not yet told by the end of Sept 2020" in flat(screen_text(pilot.app))
        await press_keys(pilot, "U")
        assert screen.panes.timeline.cursor != Ref("events", "park-founded")
        assert screen.panes.timeline.rows.records == 10
        await press_keys(pilot, "w", "w", "w", "w")
        assert screen.session.state.spot.listing == "sources"
        assert screen.panes.timeline.rows.records == 1
        await press_keys(pilot, "U")
        assert screen.panes.timeline.rows.records == 4
        assert marked(screen) == 3
        await press_keys(pilot, "w", "w", "escape")
        assert "KNOWN BY" not in top_line(pilot.app)
        assert str(screen.session.state.spot.query) == ""
        # a filter narrows within the mode, and is lifted with it
        await press_keys(pilot, "u", *"2020-09", "enter", "slash", *" network", "enter")
        assert str(screen.session.state.spot.query) == "known:2020-09 network"
        assert "KNOWN BY" in top_line(pilot.app)
        await press_keys(pilot, "backslash")
        assert "KNOWN BY" not in top_line(pilot.app)


async def test_a_source_that_came_out_later_is_said_in_the_reader() -> None:
    app = LetapisApp(HARBOUR, query="known:2020-09", at="rev21/decree")
    async with app.run_test(size=(160, 48)) as pilot:
        await reading(pilot)
        assert "10 events known · 6 since   this source came out later" in top_line(app)


async def test_the_date_is_typed_as_people_write_it_and_has_an_end() -> None:
    async with explorer(size=(100, 30)) as (pilot, screen):
        await press_keys(pilot, "u", *"2020-09..", "enter")
        assert isinstance(pilot.app.screen, AskScreen)
        await press_keys(pilot, "escape")
        for typed, known in (
            ("1 sept 2020", "2020-09-01"),
            ("september 2020", "2020-09"),
            ("1.9.2020", "2020-09-01"),
            ("1 верасня 2020", "2020-09-01"),
            ("2020", "2020"),
        ):
            await pilot.press("u")
            pilot.app.screen.query_one(Input).value = typed
            await press_keys(pilot, "enter")
            assert str(screen.session.state.spot.query) == f"known:{known}"
            await press_keys(pilot, "escape")
            assert str(screen.session.state.spot.query) == ""


async def test_the_key_asks_for_another_date_in_place_of_the_present_one_or_for_today() -> None:
    async with explorer(size=(100, 30), query="known:2020-09") as (pilot, screen):
        assert "u another date" in top_line(pilot.app)
        await press_keys(pilot, "u")
        asked = pilot.app.screen
        assert isinstance(asked, AskScreen)
        assert asked.query_one(Input).value == "2020-09"
        assert "by the end of Sept 2020" in screen_text(pilot.app)
        await press_keys(pilot, "escape")  # leaves what is on top, and no more
        assert str(screen.session.state.spot.query) == "known:2020-09"
        await press_keys(pilot, "u", *"2021", "enter")
        assert str(screen.session.state.spot.query) == "known:2021"
        await press_keys(pilot, "u", "backspace")
        assert "back to today" in screen_text(pilot.app)
        await press_keys(pilot, "enter")
        assert str(screen.session.state.spot.query) == ""
        await press_keys(pilot, "left_square_bracket")
        assert str(screen.session.state.spot.query) == "known:2021"


async def test_sources_without_a_date_are_named(tmp_path: Path) -> None:
    (tmp_path / "dataset.yaml").write_text("letapis: 1\ndataset: {title: T}\n")
    (tmp_path / "all.yaml").write_text(
        "sources:\n  blank: {type: article, title: Blank sheet, passages: {a: {gist: A}}}\n"
        "events:\n  e: {title: E, date: 2020, evidence: [blank/a]}\n"
    )
    async with explorer(tmp_path, size=(160, 30)) as (pilot, screen):
        await press_keys(pilot, "u", *"2021", "enter")
        assert "0 events known · 0 since · 1 unsure, marked ?" in top_line(pilot.app)
        assert "without a date: Blank sheet" in top_line(pilot.app)
        assert "Blank sheet" in screen.footer.message
        assert screen.panes.timeline.rows.records == 1


async def test_the_keys_for_days_and_months_move_the_date_in_every_pane_and_what_is_known_with_it() -> None:
    async with explorer(query="known:2020-09-01", size=(120, 30)) as (pilot, screen):

        def now() -> tuple[str, int]:
            standing = screen.session.view.standing
            assert standing is not None
            return str(screen.session.state.spot.query), standing.known

        before = now()[1]
        await press_keys(pilot, "d")
        assert now()[0] == "known:2020-09-02"
        await press_keys(pilot, "2", "m", "m")
        assert now()[0] == "known:2020-11-02"
        assert now()[1] > before
        await press_keys(pilot, "M", "M", "D")
        assert now() == ("known:2020-09-01", before)
        assert "was not out yet" in screen_text(pilot.app)
        marks = screen.overview.render_line(screen.overview.size.height - 1).text
        assert marks.count("┤") == 1
        await press_keys(pilot, "escape", "d")
        assert str(screen.session.state.spot.query) == ""
        assert screen.panes.timeline.cursor is not None
