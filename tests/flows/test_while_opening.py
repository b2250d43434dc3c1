"""While a dataset is read for the first time: the footer names only the keys that do something, and they do it."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event
from typing import Any

import pytest
from driving import opened, press_keys, screen_text
from samples import HARBOUR

from tui.app import LetapisApp
from tui.screens.explorer import opening
from tui.screens.explorer.screen import ExplorerScreen


class Gate:
    """Lets a reading begin, and end only when it is told to."""

    def __init__(self) -> None:
        self.begun, self.go_on = Event(), Event()


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    made, read = Gate(), opening.open_dataset

    def held(*args: Any, **named: Any) -> Any:
        made.begun.set()
        made.go_on.wait(20)
        return read(*args, **named)

    monkeypatch.setattr(opening, "open_dataset", held)
    yield made
    made.go_on.set()


@pytest.mark.parametrize("size", [(160, 48), (80, 24), (40, 10)], ids=str)
async def test_only_what_works_is_offered_until_the_rows_stand(gate: Gate, size: tuple[int, int]) -> None:
    app = LetapisApp(HARBOUR, fresh=True)
    async with app.run_test(size=size) as pilot:
        while not gate.begun.is_set():
            await pilot.pause()
        await press_keys(pilot, "2", "1")
        assert screen_text(app).splitlines()[-1].split() == ["Esc", "cancel", "q", "quit"]
        assert "opening" in screen_text(app)
        gate.go_on.set()
        await opened(pilot)
        hints = screen_text(app).splitlines()[-1]
        assert "/ filter" in hints
        assert "Esc cancel" not in hints


async def test_escape_ends_the_first_reading_however_small_the_dataset_is(gate: Gate) -> None:
    app = LetapisApp(HARBOUR, fresh=True)
    async with app.run_test(size=(80, 24)) as pilot:
        while not gate.begun.is_set():
            await pilot.pause()
        await pilot.press("escape")
        screen = app.screen
        assert isinstance(screen, ExplorerScreen)
        gate.go_on.set()
        while app.return_code is None and not screen.ready:
            await pilot.pause()
    assert app.return_code == 130


async def test_q_quits_meanwhile(gate: Gate) -> None:
    app = LetapisApp(HARBOUR, fresh=True)
    async with app.run_test(size=(80, 24)) as pilot:
        while not gate.begun.is_set():
            await pilot.pause()
        await pilot.press("q")
        gate.go_on.set()
    assert app.return_code == 0
