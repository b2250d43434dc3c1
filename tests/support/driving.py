"""What tests that drive the explorer share: waiting till it is ready, pressing keys, and the screen as text."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from threading import Event
from typing import Any
from unittest.mock import patch

from samples import HARBOUR
from textual.app import App
from textual.pilot import Pilot

from tui.app import LetapisApp
from tui.core.opening import open_dataset
from tui.notebook.keeper import Notebook
from tui.screens.explorer import opening
from tui.screens.explorer.screen import ExplorerScreen
from tui.screens.reader.screen import ReaderScreen
from tui.theme.contrast import OWN
from tui.widgets.bar import Heading
from tui.widgets.page_canvas import PageCanvas

SIZES = [(160, 48), (100, 30), (80, 24), (40, 10), (1, 1)]
"""Three panes, two, two in a usual terminal, one, and a single cell."""
PATIENCE = 25.0
"""Seconds; the machine may be busy. Nothing waits this long when all is well."""
_DRAWN = str.maketrans(dict.fromkeys("▎▌│┃─━◄", " "))
"""Bars beside quotations and rows, and the gutter of the reader."""


def screen_lines(app: App[None]) -> list[str]:
    """Return what stands on the screen, a string for each line, blanks at the right ends left out."""
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


def screen_text(app: App[None]) -> str:
    """Return what stands on the screen as one text."""
    return "\n".join(screen_lines(app))


def flat(text: str) -> str:
    """Return what is read in `text`: bars, line breaks and blanks in a row are one blank."""
    return " ".join(text.translate(_DRAWN).split())


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    """Let the explorer run until `holds`; AssertionError if it does not within `PATIENCE`."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, f"waited in vain; the screen:\n{screen_text(pilot.app)}"
        await pilot.pause(0.005)


async def opened(pilot: Pilot[None]) -> ExplorerScreen:
    """Wait until the dataset is on the screen and checked; return the screen."""
    screen = pilot.app.screen_stack[0]  # a source that was left open may be above it
    assert isinstance(screen, ExplorerScreen)
    await until(pilot, lambda: screen.ready)
    return screen


async def reading(pilot: Pilot[None]) -> ReaderScreen:
    """Wait until a source is on the screen; return the reader's screen."""
    await pilot.pause()
    await until(pilot, lambda: isinstance(pilot.app.screen, ReaderScreen))
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, ReaderScreen)
    return screen


class OneWidget(App[None]):
    """An application for one widget, with the variables that our stylesheets need."""

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return OWN


@asynccontextmanager
async def explorer(
    folder: Path = HARBOUR, size: tuple[int, int] = (120, 40), **how: Any
) -> AsyncIterator[tuple[Pilot[None], ExplorerScreen]]:
    """Run the explorer, wait for its dataset, and draw at least the last screen; `how` is passed to `LetapisApp`."""
    app = LetapisApp(folder, **how)
    async with app.run_test(size=size) as pilot:
        yield pilot, await opened(pilot)
        if app.is_running:
            screen_lines(app)


@contextmanager
def opening_held() -> Iterator[tuple[Event, Event]]:
    """Hold the reading of each dataset from the first event, which is set then, until the second one is set."""
    begun, go_on = Event(), Event()

    def slow(*args: Any, **named: Any) -> Any:
        begun.set()
        go_on.wait()
        return open_dataset(*args, **named)

    with patch.object(opening, "open_dataset", slow):
        try:
            yield begun, go_on
        finally:
            go_on.set()


@asynccontextmanager
async def kept(home: Path, folder: Path = HARBOUR, **how: Any) -> AsyncIterator[tuple[Pilot[None], ExplorerScreen]]:
    """Run the explorer with the notebook in `home`, which is there again the next time."""
    async with explorer(folder, notebook=Notebook(home), **how) as running:
        yield running


@asynccontextmanager
async def reading_at(
    size: tuple[int, int], *keys: str, folder: Path = HARBOUR, at: str = "network-cut", **how: Any
) -> AsyncIterator[tuple[Pilot[None], ReaderScreen]]:
    """Run the explorer, go from the record `at` to its excerpt, and press `keys` there."""
    async with explorer(folder, size, at=at, **how) as (pilot, _):
        await pilot.press("s", *keys)
        yield pilot, await reading(pilot)


async def each_size(pilot: Pilot[None], sizes: Iterable[tuple[int, int]] = SIZES) -> AsyncIterator[tuple[int, int]]:
    """Give the terminal each size in turn."""
    for size in sizes:
        await pilot.resize_terminal(*size)
        await pilot.pause()
        yield size


def heading(screen: ReaderScreen) -> str:
    """Return the line above the text: which source, which excerpt, how far it is."""
    above = screen.query_one("#reader-heading", Heading)
    return f"{above.tabs[0].name} {above.aside}"


def said(widget: PageCanvas) -> str:
    """Return all that a widget holds, what is out of view too."""
    return "\n".join("".join(span.text for span in line) for line in widget.lines)


async def press_keys(pilot: Pilot[None], *keys: str) -> None:
    """Press keys and wait until all they cause is done."""
    await pilot.press(*keys)
    await pilot.pause()
    await exported(pilot)


async def exported(pilot: Pilot[None]) -> None:
    """Wait until the file that is being exported is written, if any, and said to be."""
    if any(worker.name == "export" for worker in pilot.app.workers):
        await until(pilot, lambda: not any(worker.name == "export" for worker in pilot.app.workers))
        await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> str:
    """Press keys, waiting after each of them; return what is on the screen then."""
    for key in keys:
        await press_keys(pilot, key)
    return screen_text(pilot.app)
