"""The reader in the explorer: beside the record that led there, its gutter, and the way back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from driving import each_size, explorer, heading, press_keys, reading, reading_at, said
from samples import HARBOUR
from textual.app import App
from textual.events import MouseScrollDown

from tui.core.model.records import Ref
from tui.screens import browser
from tui.screens.explorer.screen import ExplorerScreen
from tui.widgets.bar import Footer
from tui.widgets.reader import GutterView

CUT = Ref("events", "network-cut")


@pytest.fixture
def outlined(tmp_path: Path) -> Path:
    """Harbour without its documents."""
    return shutil.copytree(HARBOUR, tmp_path / "harbour", ignore=shutil.ignore_patterns("documents"))


async def test_the_record_stands_beside_the_text_and_below_120_columns_one_key_switches() -> None:
    async with reading_at((120, 30)) as (pilot, screen):
        assert screen.reader.region.width > 70
        assert screen.beside.region.width > 30
        assert said(screen.beside).startswith("Network down in the whole town")
        assert heading(screen) == "The Harbour Gazette excerpt 1 of 12 · full text"
        assert screen.reader.has_focus
        await pilot.press("tab")
        assert screen.beside.has_focus
        await pilot.press("escape")
        assert screen.reader.has_focus

        def label() -> str:
            return next(hint.label for hint in screen.query_one(Footer).commands if hint.id == "switch_beside")

        async for width, _height in each_size(pilot, [(100, 30), (80, 24), (40, 10)]):
            assert not screen.beside.display or not screen.query_one("#side-pane").display
            assert label() == "came from"
            assert label() in [part.text.strip() for part in screen.query_one(Footer).parts(width)]
            await press_keys(pilot, "tab")
            assert label() == "text"
            assert screen.beside.size.width >= width - 2
            assert screen.beside.link is not None
            await press_keys(pilot, "escape" if width == 80 else "tab")
            assert label() == "came from"
            assert screen.reader.size.width > width - 24
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, ExplorerScreen)


async def test_enter_on_an_excerpt_lists_what_rests_on_it_and_a_record_of_it_opens() -> None:
    async with explorer(size=(130, 40), at="network-cut") as (pilot, main):
        await pilot.press("s", "n")
        screen = await reading(pilot)
        assert screen.key == "gazette/back"
        await press_keys(pilot, "enter")
        resting = main.session.opened.store.resting_on("gazette/back") if main.session.opened else ()
        links = [link.ref for link, _, _ in screen.beside.layout_of_page.links]
        assert links == list(resting)
        await press_keys(pilot, "j", "enter")
        assert pilot.app.screen is main
        assert main.session.view is not None
        assert main.session.view.subject == resting[1]
        await pilot.press("left_square_bracket")
        screen = await reading(pilot)
        assert screen.key == "gazette/back"
        assert said(screen.beside).startswith("Network down in the whole town")
        await press_keys(pilot, "left_square_bracket")
        assert pilot.app.screen is main
        assert main.session.view.subject == CUT
        assert main.panes.timeline.cursor == CUT
        await pilot.press("right_square_bracket")
        assert (await reading(pilot)).key == "gazette/back"


async def test_the_outline_leads_into_the_text() -> None:
    async with reading_at((130, 40), "3") as (pilot, screen):
        entries = [link.ref.id for link, _, _ in screen.beside.layout_of_page.links]
        assert entries == [stop.key for stop in screen.reading.stops]
        assert screen.beside.link is not None
        assert screen.beside.link.ref.id == screen.key
        await press_keys(pilot, "j", "j", "enter")
        assert screen.key == entries[2]
        assert screen.focused is screen.reader
        assert heading(screen).endswith("excerpt 3 of 12 · full text")


@pytest.mark.parametrize("documents", [True, False])
async def test_every_excerpt_that_is_gone_to_has_its_first_line_in_view(documents: bool, outlined: Path) -> None:
    async with reading_at((160, 48), folder=HARBOUR if documents else outlined) as (pilot, screen):
        reader, first_stop = screen.reader, screen.reading.stops[0].key
        async for _ in each_size(pilot, [(160, 48), (80, 24), (40, 12), (40, 10)]):
            for key in [stop.key for stop in screen.reading.stops]:
                assert reader.key == key
                first, last = reader.extent
                top = reader.scroll_offset.y
                assert 0 <= first - top < reader.size.height
                assert last - top < max(reader.size.height, last - first + 1)
                assert "▌" in reader.render_line(first - top).text  # in the margin, or before the words
                assert reader.cursor.link is not None
                assert reader.cursor.link.ref.id == key
                await pilot.press("n")
            assert reader.key == first_stop


async def test_an_excerpt_keeps_its_row_when_the_window_changes() -> None:
    async with reading_at((130, 24), "n", "n", "n") as (pilot, screen):
        reader = screen.reader
        row = reader.extent[0] - reader.scroll_offset.y
        async for _ in each_size(pilot, ((70, 24), (130, 24), (40, 24))):
            assert reader.extent[0] - reader.scroll_offset.y == row
            assert screen.key == "gazette/result"


async def test_a_click_on_the_gutter_goes_to_the_excerpt_there_and_the_gutter_follows_the_wheel() -> None:
    async with reading_at((130, 40)) as (pilot, screen):
        gutter = screen.query_one(GutterView)
        marked = [y for y in range(gutter.size.height) if gutter.render_line(y).text.endswith(("─", "━"))]
        await pilot.click(GutterView, offset=(1, marked[-1]))
        await pilot.pause()
        assert screen.key == screen.reading.stops[-1].key
        assert gutter.render_line(marked[-1]).text.endswith("◄")
        assert gutter.render_line(marked[-1]).text.startswith("┃")
        empty = next(y for y in range(gutter.size.height) if gutter.render_line(y).text == "│ ")
        await pilot.click(GutterView, offset=(0, empty))
        await pilot.pause()
        assert screen.key == screen.reading.stops[-1].key
        assert gutter.render_line(empty).text.startswith("┃")
        # and follows the wheel
        await press_keys(pilot, "g")
        await pilot.resize_terminal(130, 24)
        await pilot.pause()
        before, seen = screen.reader.scroll_offset.y, gutter.value.view
        for _ in range(6):
            await pilot._post_mouse_events([MouseScrollDown], screen.reader, offset=(10, 5))
        await pilot.pause()
        assert screen.reader.scroll_offset.y > before
        assert gutter.value.view[1] > seen[1]


async def test_the_passage_is_copied_and_opened_in_the_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def browse(app: App[None], url: str, chosen: str) -> str:
        asked.append(url)
        return "Opening"

    monkeypatch.setattr(browser, "browse", browse)
    async with reading_at((130, 24), "n", "o", "O", "y", "e") as (pilot, screen):
        assert pilot.app.clipboard.startswith(
            "“came back at about 7 am on 12 August” (“The week the cables went quiet”"
        )
        assert "Copied" in screen.query_one(Footer).message
        at_excerpt, archived = asked
        assert at_excerpt.startswith("https://gazette.example/2020/cables#:~:text=came%20back")
        assert archived.startswith("https://archive.example/gazette/2020/cables#:~:text=came%20back")
        await press_keys(pilot, "n")
        assert screen.query_one(Footer).message == ""


async def test_an_excerpt_opened_under_the_cursor_becomes_the_current_one_and_the_focus_stays_seen() -> None:
    async with reading_at((130, 40)) as (pilot, screen):
        while screen.reader.cursor.link is None or screen.reader.cursor.link.ref.id != "gazette/back":
            await pilot.press("j")
        assert screen.key == "gazette/cut"
        await press_keys(pilot, "enter")
        assert screen.key == screen.reader.key == "gazette/back"
        assert "came back at about 7 am" in said(screen.beside)
        await pilot.click("#beside", offset=(30, 18))
        assert screen.beside.has_focus
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert screen.beside.has_focus
        assert screen.beside.size.width > 70
