"""How a query may go on stands behind the cursor; the right arrow takes it, and the list follows."""

from __future__ import annotations

from driving import each_size, explorer, press_keys, screen_text, until
from textual import events

from tui.notebook.settings import Settings


async def test_the_right_arrow_takes_what_stands_behind_the_cursor_and_typing_goes_on_anywhere() -> None:
    async with explorer(query="kwill", size=(100, 30)) as (pilot, screen):
        assert "2 of 16 events · 2 by another spelling" in screen_text(pilot.app)
        await press_keys(pilot, "escape", "slash", *"person:qu")
        await pilot.app.workers.wait_for_complete()
        await press_keys(pilot, "right")
        assert str(screen.session.state.spot.query) == screen.filter_bar.text == "person:quill"
        # an offer is taken in the middle of the text
        await press_keys(pilot, "ctrl+u", *"is:disputed", "home", *"kind:net", "space", "left", "tab")
        assert screen.filter_bar.text == "kind:network is:disputed"
        await pilot.press("space", *"x")
        assert screen.filter_bar.text == "kind:network x is:disputed"
        # the name of a field is no word that empties the list
        await press_keys(pilot, "ctrl+u", "ctrl+k", *"quill known")
        assert "0 of 16 events" in screen_text(pilot.app)
        await press_keys(pilot, "colon")
        assert "2 of 16 events" in screen_text(pilot.app)
        assert "known: takes a date" in screen_text(pilot.app)
        await press_keys(pilot, *"20")
        assert str(screen.session.state.spot.query) == "quill"
        await press_keys(pilot, *"20-09")
        assert str(screen.session.state.spot.query) == "quill known:2020-09"


async def test_tab_takes_a_field_then_its_values_one_after_the_other() -> None:
    async with explorer(size=(100, 30)) as (pilot, screen):
        await press_keys(pilot, "slash", *"per")
        await until(pilot, lambda: "a person, by any name or id" in screen_text(pilot.app))
        await press_keys(pilot, "tab")
        assert screen.filter_bar.text == "person:"
        names = ("Mira Lind", "Ada Quill", "Tom Reed")
        await until(pilot, lambda: all(name in screen_text(pilot.app) for name in names))
        await press_keys(pilot, "tab")
        assert str(screen.session.state.spot.query) == screen.filter_bar.text == "person:lind"
        await pilot.press("tab", "tab", "shift+tab")
        assert screen.filter_bar.text == "person:quill"
        await pilot.press("down", "down", "up")
        assert screen.filter_bar.text == "person:brand"
        await press_keys(pilot, "enter")
        assert str(screen.session.state.spot.query) == "person:brand"
        assert "Tom Reed" not in "".join(screen_text(pilot.app).splitlines()[-8:])
        await pilot.press("tab")
        assert screen.focused is screen.panes.details


async def test_letters_and_tabs_typed_at_once_keep_their_order() -> None:
    async with explorer(size=(100, 30)) as (pilot, screen):
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
    async with explorer(size=(100, 30)) as (pilot, screen):
        await press_keys(pilot, "slash", *"kind:law", "enter", "slash", "ctrl+u", *"person:")
        assert "Mira Lind" in screen_text(pilot.app)
        await press_keys(pilot, "up")
        assert screen.filter_bar.text == "kind:law"
        assert "Ada Quill     quill" not in screen_text(pilot.app)
        await pilot.press("down")
        assert screen.filter_bar.text == "person:"


async def test_offers_fit_any_size() -> None:
    async with explorer() as (pilot, screen):
        async for _ in each_size(pilot, [(80, 24), (40, 10), (20, 6), (1, 1)]):
            await press_keys(pilot, "slash", *"kind:", "tab", "tab", "tab", "tab", "tab")
            assert screen.filter_bar.text.startswith("kind:")
            assert len(screen.filter_bar.text) > len("kind:")
            await press_keys(pilot, "escape", "escape")
            assert screen.filter_bar.text == ""


async def test_a_word_typed_into_a_filter_is_a_word_more_and_a_message_goes_with_the_next_command() -> None:
    async with explorer(query="cable", settings=Settings(clipboard="off")) as (pilot, screen):
        await press_keys(pilot, "slash", *"gull", "enter")
        assert str(screen.session.state.spot.query) == "cable gull"
        screen.say("Copied the id")
        await press_keys(pilot, "i")
        assert screen.footer.message == ""
