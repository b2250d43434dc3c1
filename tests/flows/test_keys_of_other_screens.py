"""What only the explorer does is done from the screens over it too, or said: what is typed behind it is no command."""

from __future__ import annotations

import pytest
from driving import explorer, screen_text, until

from tui.core.model.records import Ref

SCREENS = ("ties", "moves", "lanes", "compare", "disputed", "coverage", "go_to_excerpt")
"""The commands that open them."""


@pytest.mark.parametrize("command", SCREENS)
async def test_a_name_is_found_from_every_screen_and_letters_behind_other_keys_are_left_out(command: str) -> None:
    at = "quill" if command == "ties" else "network-cut"
    async with explorer(at=at, size=(120, 40)) as (pilot, main):
        main.action_run_command(command)
        await until(pilot, lambda: pilot.app.screen is not main)
        if pilot.app.screen.is_modal:  # whose ties
            await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen is not main and not pilot.app.screen.is_modal)
        before = main.session.notebook.book
        over = pilot.app.screen
        asks = "u" if command == "go_to_excerpt" else "slash"  # in a text `/` finds words
        await pilot.press(asks, *"bEsgj", "enter")
        await pilot.pause()
        assert pilot.app.screen is over
        assert main.session.notebook.book == before
        assert "letters are left out until ↵" in screen_text(pilot.app)
        await pilot.press("down", "ctrl+k", *"mira lind", "enter")
        await until(pilot, lambda: pilot.app.screen is main)
        assert main.session.view.subject == Ref("people", "lind")
