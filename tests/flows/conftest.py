"""No terminal shows what the flows draw, and nobody waits: a screen is drawn when a test looks at it.

What each explorer would do again is done once: the shipped datasets are read, and the stylesheets are parsed.
"""

from __future__ import annotations

import asyncio
import time
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import textual.app
import textual.pilot
from samples import BELARUS, HARBOUR
from textual import _compositor
from textual._compositor import Compositor
from textual._context import active_app
from textual._wait import wait_for_idle
from textual.app import App, ScreenStackError
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot

from tui.core.opening import Opened, open_dataset
from tui.screens.explorer import opening
from tui.screens.explorer.reloading import Reloading
from tui.screens.explorer.screen import ExplorerScreen

LONGEST = 1.0
"""Seconds; an app that always has something to do is never idle."""
MOST_UPDATES = 60
"""Of a screen, one after the other, with nothing done by the user: a few follow a resize."""
_shipped = cache(open_dataset)
_parse = Stylesheet._parse_rules
_parsed: dict[object, list[RuleSet]] = {}


@pytest.fixture
def every_drawing() -> None:
    """For a test that observes the drawing itself: draw every update, as for a terminal."""


@pytest.fixture
def watched() -> None:
    """For a test that changes files: they are watched."""


@pytest.fixture(autouse=True)
def drawn_when_looked_at(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Skip drawing each update, which takes more than half of a test's processor time, and wait for nothing else."""
    monkeypatch.setattr(opening, "open_dataset", _open)
    monkeypatch.setattr(Stylesheet, "_parse_rules", _parse_once)
    if "watched" not in request.fixturenames:
        monkeypatch.setattr(Reloading, "watch", lambda _: None)
    if "every_drawing" not in request.fixturenames:
        monkeypatch.setattr(Compositor, "render_update", _draw_nothing)
        monkeypatch.setattr(Pilot, "_wait_for_screen", lambda pilot: _settle(pilot.app))
        for module in (textual.app, textual.pilot):
            monkeypatch.setattr(module, "wait_for_idle", lambda *_: _settle(active_app.get()))


def _open(folder: Path, chosen: Path | None = None, *, fresh: bool = False, **how: Any) -> Opened:
    if folder in (HARBOUR, BELARUS) and chosen is None and not fresh and how["cache_folder"] is None:
        return _shipped(folder)
    return open_dataset(folder, chosen, fresh=fresh, **how)


def _parse_once(sheet: Stylesheet, *of: Any, **how: Any) -> list[RuleSet]:
    key = (*of, *how.items(), *sheet._variables.items())
    if key not in _parsed:
        _parsed[key] = _parse(sheet, *of, **how)
    return _parsed[key]


def _draw_nothing(compositor: Compositor, screen_stack: Any = None, **_: Any) -> None:
    _compositor.visible_screen_stack.set(screen_stack or [])
    compositor._dirty_regions.clear()


async def _settle(app: App[Any]) -> bool:
    """Let an app run until it waits for the user, a thread or the time of day; its layout does not wait for a frame."""
    end, loop, updates = time.monotonic() + LONGEST, asyncio.get_running_loop(), 0
    while time.monotonic() < end:
        await asyncio.sleep(0)
        if loop._ready:  # type: ignore[attr-defined]
            continue
        try:
            screen = app.screen
        except ScreenStackError:
            break
        if app._resize_timer is not None:
            app._check_resize()
        elif screen._update_timer._active.is_set():
            screen._on_timer_update()
            updates += 1
            assert updates < MOST_UPDATES, f"{screen} is laid out without end"
        elif isinstance(screen, ExplorerScreen) and _is_behind(screen):
            screen._refresh.rows_painted()  # type: ignore[union-attr]
        elif any(worker.is_running for worker in app.workers):
            await wait_for_idle(0)
            break
        else:
            break
    return True


def _is_behind(screen: ExplorerScreen) -> bool:
    """Say whether the panes have not followed the rows, which are painted for nobody."""
    refresh = screen._refresh
    return refresh is not None and screen.panes.is_drawn and refresh.followed is not screen.session.view
