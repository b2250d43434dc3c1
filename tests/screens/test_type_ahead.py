"""Which keys let those typed after them wait: all that open something where they are typed, and no others."""

from __future__ import annotations

import pytest
from driving import explorer, press_keys, until
from textual import events
from textual.pilot import Pilot

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
                    await press_keys(pilot, command.all_keys[0])
                    assert not held, (where, command.id)
            await press_keys(pilot, "escape")
            held.clear()


OPENERS = (
    *("l", "c", "F", "v", "u", "T", "s", "enter", "f", "t", "x", "y", "n", "question_mark", "ctrl+k", "ctrl+x"),
    *("a", "E", "delete", "f2", "exclamation_mark", "less_than_sign"),
)
"""Keys that open a screen from the list."""
CHAINS = (("T", "enter"), ("T", "enter", "enter"), ("s", "f2"), ("l", "t"), ("a", "enter"), ("c", "s"))
"""Keys of which each opens a screen from that which the one before it opened."""


async def quiet(pilot: Pilot[None]) -> None:
    """Wait until no key waits any more."""
    await pilot.pause()
    await until(pilot, lambda: getattr(pilot.app, "_waiting") is None)  # noqa: B009 - not to be asked elsewhere
    await pilot.pause()


@pytest.mark.parametrize("every", [4, pytest.param(1, marks=pytest.mark.slow)])
async def test_a_key_typed_behind_one_that_opens_a_screen_is_for_that_screen(
    monkeypatch: pytest.MonkeyPatch, every: int
) -> None:
    typed: list[object] = []
    type_key = TypedAhead._type

    async def noted(app: TypedAhead, event: events.Key) -> None:
        if event.key == "f12":  # it is bound to nothing
            typed.append(app.screen)
        await type_key(app, event)

    async with explorer(at="network-cut") as (pilot, _):
        app, opening = pilot.app, 0
        below = len(app.screen_stack)
        monkeypatch.setattr(TypedAhead, "_type", noted)
        tried = (*((key,) for key in OPENERS), *CHAINS)[::every]
        for keys in tried:
            for key in (*keys, "f12"):
                app.post_message(events.Key(key, key if len(key) == 1 else {"enter": "\r"}.get(key)))
            await quiet(pilot)
            assert typed == [app.screen], keys
            opening += len(app.screen_stack) > below
            typed.clear()
            while len(app.screen_stack) > below:
                app.pop_screen()
            await quiet(pilot)
        assert opening > len(tried) // 2
