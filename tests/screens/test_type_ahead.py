"""Which keys let those typed after them wait: only those that may open something where they are typed."""

from __future__ import annotations

import pytest
from driving import explorer, press_keys

from tui.keys.commands import Where, within
from tui.screens.type_ahead import TypedAhead

MOVES: dict[Where, tuple[str, ...]] = {"list": (), "lanes": ("l",), "compare": ("c",)}
"""Where moves by single keys are → the keys that lead there from the timeline."""


async def test_a_move_lets_no_key_wait_whatever_its_key_opens_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[str] = []
    hold = TypedAhead._hold
    async with explorer() as (pilot, _):
        monkeypatch.setattr(TypedAhead, "_hold", lambda app: (held.append(app.screen.name or ""), hold(app)))
        for where, opened in MOVES.items():
            await press_keys(pilot, *opened)
            assert len(held) == len(opened)
            held.clear()
            for command in within(where):
                if command.group in ("Move", "Panes"):
                    await press_keys(pilot, *command.all_keys)
                    assert not held, (where, command.id)
            await press_keys(pilot, "escape")
            held.clear()
