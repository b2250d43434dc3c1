"""How a query may go on stands behind the cursor; the right arrow takes it, and the list follows."""

from __future__ import annotations

import pytest
from driving import opened, screen_text
from samples import HARBOUR
from textual import events

from tui.app import LetapisApp


async def test_the_right_arrow_takes_what_stands_behind_the_cursor() -> None:
    app = LetapisApp(HARBOUR)
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await opened(app, pilot)
        await pilot.press("slash", *"person:qu")
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("right")
        await pilot.pause()
        assert screen.filter_bar.text == "person:quill"
        assert str(screen.session.state.spot.query) == "person:quill"


async def test_the_screen_says_that_a_name_is_spelled_differently() -> None:
    app = LetapisApp(HARBOUR, query="kwill")
    async with app.run_test(size=(100, 30)) as pilot:
        await opened(app, pilot)
        assert "2 of 16 events · 2 by another spelling" in screen_text(app)


async def test_tab_takes_a_field_then_its_values_one_after_the_other() -> None:
    app = LetapisApp(HARBOUR)
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await opened(app, pilot)
        await pilot.press("slash", *"per")
        await pilot.pause()
        assert "a person, by any name or id" in screen_text(app)
        await pilot.press("tab")
        await pilot.pause()
        assert screen.filter_bar.text == "person:"
        shown = screen_text(app)
        assert all(name in shown for name in ("Mira Lind", "Ada Quill", "Tom Reed"))
        await pilot.press("tab")
        await pilot.pause()
        assert str(screen.session.state.spot.query) == screen.filter_bar.text == "person:lind"
        await pilot.press("tab", "tab", "shift+tab")
        assert screen.filter_bar.text == "person:quill"
        await pilot.press("down", "down", "up")
        assert screen.filter_bar.text == "person:brand"
        await pilot.press("enter")
        await pilot.pause()
        assert str(screen.session.state.spot.query) == "person:brand"
        assert "Tom Reed" not in "".join(screen_text(app).splitlines()[-8:])
        await pilot.press("tab")
        assert screen.focused is screen.panes.details


async def test_an_offer_is_taken_in_the_middle_of_the_text_and_typing_goes_on_there() -> None:
    app = LetapisApp(HARBOUR)
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await opened(app, pilot)
        await pilot.press("slash", *"is:disputed", "home", *"kind:net", "space", *["left"] * 1)
        await pilot.pause()
        await pilot.press("tab")
        assert screen.filter_bar.text == "kind:network is:disputed"
        await pilot.press("space", *"x")
        assert screen.filter_bar.text == "kind:network x is:disputed"


async def test_letters_and_tabs_typed_at_once_keep_their_order() -> None:
    app = LetapisApp(HARBOUR)
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await opened(app, pilot)
        await pilot.press("slash")
        for key in (*"cable", "tab"):
            screen.filter_bar.input.post_message(events.Key(key, key if len(key) == 1 else None))
        await pilot.pause()
        assert str(screen.session.state.spot.query) == "cable"
        assert screen.focused is screen.panes.timeline
        await pilot.press("slash", "ctrl+u")
        for key in (*"person:qu", "tab"):
            screen.filter_bar.input.post_message(events.Key(key, key if len(key) == 1 else None))
        await pilot.pause()
        assert screen.filter_bar.text == "person:quill"


async def test_history_still_goes_up_and_down_before_an_offer_is_taken() -> None:
    app = LetapisApp(HARBOUR)
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await opened(app, pilot)
        await pilot.press("slash", *"kind:law", "enter", "slash", "ctrl+u", *"person:")
        await pilot.pause()
        assert "Mira Lind" in screen_text(app)
        await pilot.press("up")
        await pilot.pause()
        assert screen.filter_bar.text == "kind:law"
        assert "Ada Quill     quill" not in screen_text(app)
        await pilot.press("down")
        assert screen.filter_bar.text == "person:"


@pytest.mark.parametrize("size", [(80, 24), (40, 10), (20, 6), (1, 1)])
async def test_offers_fit_any_size(size: tuple[int, int]) -> None:
    app = LetapisApp(HARBOUR)
    async with app.run_test(size=size) as pilot:
        screen = await opened(app, pilot)
        await pilot.press("slash", *"kind:", "tab", "tab", "tab", "tab", "tab")
        await pilot.pause()
        assert screen.filter_bar.text.startswith("kind:")
        assert len(screen.filter_bar.text) > len("kind:")


async def test_the_name_of_a_field_is_no_word_that_empties_the_list() -> None:
    app = LetapisApp(HARBOUR)
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await opened(app, pilot)
        await pilot.press("slash", *"quill known")
        await pilot.pause()
        assert "0 of 16 events" in screen_text(app)
        await pilot.press("colon")
        await pilot.pause()
        assert "2 of 16 events" in screen_text(app)
        assert "known: takes a date" in screen_text(app)
        await pilot.press(*"20")
        await pilot.pause()
        assert str(screen.session.state.spot.query) == "quill"
        await pilot.press(*"20-09")
        await pilot.pause()
        assert str(screen.session.state.spot.query) == "quill known:2020-09"
