"""No terminal shows what the flows draw: a screen is drawn when a test looks at it."""

from __future__ import annotations

from typing import Any

import pytest
from textual import _compositor
from textual._compositor import Compositor


@pytest.fixture
def every_drawing() -> None:
    """For a test that observes the drawing itself: draw every update, as for a terminal."""


@pytest.fixture(autouse=True)
def drawn_when_looked_at(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Skip drawing each update, which takes more than half of a test's processor time."""

    def skip(compositor: Compositor, screen_stack: Any = None, **_: Any) -> None:
        _compositor.visible_screen_stack.set(screen_stack or [])
        compositor._dirty_regions.clear()

    if "every_drawing" not in request.fixturenames:
        monkeypatch.setattr(Compositor, "render_update", skip)
