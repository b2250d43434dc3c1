"""Keys and clicks that come several at once, as in one read of the terminal; and random ones."""

from __future__ import annotations

import asyncio
import inspect
import time
from collections.abc import Awaitable, Callable, Iterator
from random import Random
from typing import Any

import pytest
from driving import PATIENCE
from textual._xterm_parser import XTermParser
from textual.dom import DOMNode
from textual.pilot import Pilot
from textual.screen import Screen

from tui.keys.commands import COMMANDS
from tui.notebook.settings import SETTINGS
from tui.screens import clipboard

NAMED = {
    "escape": "\x1b[27u",
    "enter": "\r",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "backspace": "\x7f",
    "delete": "\x1b[3~",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "shift+left": "\x1b[1;2D",
    "shift+right": "\x1b[1;2C",
    "alt+left": "\x1b[1;3D",
    "alt+right": "\x1b[1;3C",
    "alt+up": "\x1b[1;3A",
    "alt+down": "\x1b[1;3B",
    "ctrl+left": "\x1b[1;5D",
    "ctrl+right": "\x1b[1;5C",
    "f1": "\x1bOP",
    "f6": "\x1b[17~",
}
"""Key, as Textual calls it → what a terminal sends for it."""
PASTED = (
    "park",
    "a" * 300,
    "x\ry",
    "2020-08",
    "is:disputed org:",
    "(",
    '"',
    "date:2020..",
    "\x1b[31mé漢🙂",
    "\u202e\u0301",
)
ENDS = {"quit", "suspend_process"}
"""Commands that leave the explorer."""


def sent(key: str) -> str:
    """Return what a terminal sends for a key, as Textual calls it."""
    if key in NAMED or len(key) == 1:
        return NAMED.get(key, key)
    assert key.startswith("ctrl+"), key
    return chr(ord(key[-1]) & 31)


def click(x: int, y: int) -> str:
    """Return what a terminal sends for a click on a cell."""
    return f"\x1b[<0;{x + 1};{y + 1}M\x1b[<0;{x + 1};{y + 1}m"


def pasted(text: str) -> str:
    """Return what a terminal sends for a text that is pasted."""
    return f"\x1b[200~{text}\x1b[201~"


async def at_once(pilot: Pilot[None], text: str) -> None:
    """Let the explorer have what a terminal sent in one go, and wait until all is done; raise what it died of."""
    for event in XTermParser().feed(text):
        event.set_sender(pilot.app)
        pilot.app.post_message(event)
    await _settled(pilot)
    while pilot.app._waiting is not None and pilot.app.is_running:  # type: ignore[attr-defined]
        await _settled(pilot)


async def _settled(pilot: Pilot[None]) -> None:
    for _ in range(4):
        await asyncio.sleep(0.004)
        if pilot.app._exception is not None:
            raise pilot.app._exception


async def until_screen(pilot: Pilot[None], holds: Callable[[Screen[Any]], bool]) -> None:
    """Wait until something holds of the screen on top."""
    end = time.monotonic() + PATIENCE
    while not holds(pilot.app.screen):
        assert time.monotonic() < end, f"waited in vain: {pilot.app.screen_stack}"
        await _settled(pilot)


def delay_workers(monkeypatch: pytest.MonkeyPatch, seconds: Callable[[], float]) -> None:
    """Let every worker wait before it begins; copying takes a program, and as long."""
    run_worker = DOMNode.run_worker

    def delayed(node: DOMNode, work: Any, *arguments: Any, **how: Any) -> Any:
        def in_thread() -> Any:
            time.sleep(seconds())
            return work()

        async def in_loop() -> Any:
            await asyncio.sleep(seconds())
            result = work() if callable(work) else work
            return await result if isinstance(result, Awaitable) or inspect.isawaitable(result) else result

        return run_worker(node, in_thread if how.get("thread") else in_loop, *arguments, **how)

    monkeypatch.setattr(DOMNode, "run_worker", delayed)
    monkeypatch.setattr(clipboard, "programs", lambda *_: (("true",),))


def random_bursts(random: Random, size: tuple[int, int]) -> Iterator[str]:
    """Yield without end what a terminal may send: keys of the explorer, letters and clicks, up to three at once."""
    keys = [sent(key) for command in COMMANDS if command.id not in ENDS for key in command.keys]
    named = [*SETTINGS, *(command.label for command in COMMANDS if not command.keys)]
    """What only the palette has: settings, lists."""

    def one() -> str:
        kind = random.random()
        if kind < 0.5:
            return random.choice(keys)
        if kind < 0.6:
            return random.choice("abcdefghijklmnoprstuvwxyz0123456789 .:")
        if kind < 0.7:
            return NAMED[random.choice(("escape", "enter", "down", "pagedown"))]
        if kind < 0.73:
            return pasted(random.choice(PASTED))
        if kind < 0.77:
            return f"?{random.choice(named)}\r{NAMED['down'] * random.randrange(25)}\r"
        x, y = random.randrange(size[0]), random.randrange(size[1])
        if kind < 0.81:
            return f"\x1b[<{random.choice((64, 65))};{x + 1};{y + 1}M"
        return click(x, y) * random.choice((1, 1, 2))

    while True:
        yield "".join(one() for _ in range(random.choice((1, 1, 1, 2, 3))))
