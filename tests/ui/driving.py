"""What tests that drive the explorer share: waiting till it is ready, and the screen as text."""

from __future__ import annotations

from textual.app import App
from textual.pilot import Pilot

from tui.screens.main import MainScreen


def screen_text(app: App[None]) -> str:
    """Return what stands on the screen, blanks at the right ends left out."""
    lines = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in line).rstrip() for line in lines)


async def opened(app: App[None], pilot: Pilot[None]) -> MainScreen:
    """Wait until the dataset is on the screen."""
    screen = app.screen
    assert isinstance(screen, MainScreen)
    while not screen.ready:
        await pilot.pause()
    return screen


async def press(app: App[None], pilot: Pilot[None], *keys: str) -> str:
    """Press keys one after the other; return what is on the screen then."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
    return screen_text(app)
