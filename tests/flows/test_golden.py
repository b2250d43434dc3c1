"""Looks of the explorer as plain text: `make golden` writes the files anew, and a change of them shows in review."""

from __future__ import annotations

import os

import pytest
from driving import opened, press_keys, screen_text
from samples import HARBOUR, ROOT

from tui.app import LetapisApp
from tui.notebook.settings import Settings

GOLDEN = ROOT / "tests/golden"
PAUSES = 30
"""Times that the screen may be drawn until it is as it was."""
WRITE = os.environ.get("LETAPIS_GOLDEN") == "write"

SCREENS: dict[str, tuple[tuple[int, int], tuple[str, ...], Settings]] = {
    "wide": ((160, 48), (), Settings()),
    "middle": ((100, 30), (), Settings()),
    "small": ((80, 24), (), Settings()),
    "filtered": ((100, 30), ("slash", *"quill", "enter"), Settings()),
    "person": ((100, 30), ("ctrl+k", *"ada quill", "enter"), Settings()),
    "reader": ((120, 34), ("s",), Settings()),
    "passage": ((80, 24), ("s", "n"), Settings()),
    "ascii": ((80, 24), (), Settings(ascii="on")),
}
"""Name of the file → size, keys pressed, settings."""


@pytest.mark.parametrize("name", SCREENS)
async def test_the_screen_is_as_it_was(name: str) -> None:
    size, keys, settings = SCREENS[name]
    app = LetapisApp(HARBOUR, settings=settings)
    file = GOLDEN / f"{name}.txt"
    async with app.run_test(size=size) as pilot:
        await opened(pilot)
        await press_keys(pilot, *["space" if key == " " else key for key in keys])
        for _ in range(PAUSES):  # what is around the list is drawn after it
            await pilot.pause()
            text = screen_text(app) + "\n"
            if not WRITE and text == file.read_text(encoding="utf-8"):
                break
    if WRITE:
        file.write_text(text, encoding="utf-8")
    assert text.splitlines() == file.read_text(encoding="utf-8").splitlines(), "if this is meant: make golden"


def test_every_file_belongs_to_a_screen() -> None:
    assert {file.stem for file in GOLDEN.glob("*.txt")} == SCREENS.keys()
