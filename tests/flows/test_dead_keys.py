"""A key that does nothing on a screen says so; where text is typed it types."""

from __future__ import annotations

import pytest
from driving import explorer, press_keys, screen_lines

from tui.core.model.records import Ref
from tui.notebook.settings import Settings

SCREENS = {
    "the list": (),
    "the details": ("2",),
    "the sources": ("3",),
    "the reader": ("s",),
    "beside the text": ("s", "tab"),
    "the lanes": ("l",),
    "the comparison": ("c",),
    "the disputes": ("i",),
    "the moves": ("F",),
    "the ties": ("T", "enter"),
    "the copy menu": ("y",),
    "an address": ("o",),
    "a text to select": ("o", "t"),
}


@pytest.mark.parametrize("size", [(160, 48), (40, 10)])
async def test_a_key_that_does_nothing_says_so_and_the_next_one_brings_the_hints_back(size: tuple[int, int]) -> None:
    async with explorer(at="network-cut", size=size, settings=Settings(browser="off")) as (pilot, screen):
        for name, keys in SCREENS.items():
            if name == "the ties":
                screen.navigation.show_record(Ref("people", "quill"))
            await press_keys(pilot, *keys, "9")
            assert any("9 does nothing here" in line for line in screen_lines(pilot.app)), name
            await press_keys(pilot, "home")
            assert not any("9 does nothing here" in line for line in screen_lines(pilot.app)), name
            while len(pilot.app.screen_stack) > 1:
                await press_keys(pilot, "escape")
            screen.navigation.show_record(Ref("events", "network-cut"))
            screen.panes.enter(1)


async def test_a_key_of_the_explorer_says_in_the_reader_where_it_works() -> None:
    async with explorer(at="network-cut", size=(120, 30)) as (pilot, _):
        await press_keys(pilot, "s", "F")
        assert "in the explorer, where Esc leads" in screen_lines(pilot.app)[-1]


async def test_where_text_is_typed_nothing_is_said() -> None:
    async with explorer(at="network-cut", size=(120, 30)) as (pilot, _):
        for keys in (("slash",), ("f",), ("t",), ("question_mark",), ("ctrl+k",)):
            await press_keys(pilot, *keys, "9")
            assert not any("does nothing here" in line for line in screen_lines(pilot.app)), keys
            await press_keys(pilot, "escape")
