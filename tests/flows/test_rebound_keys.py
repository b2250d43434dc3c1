"""With every key changed in the settings, no message on any screen names a key of the table as it is shipped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

import pytest
from driving import explorer, press_keys
from textual.screen import Screen
from textual.widgets import Input, Static

from tui.core.query.tree import Everything
from tui.keys import commands
from tui.keys.keyboard import key_name
from tui.keys.keymap import rebound
from tui.notebook.settings import Settings
from tui.present.bars import Part
from tui.widgets.bar import Banner, Footer

HELD = ["".join(held) for held in product(("", "ctrl+"), ("", "alt+"), ("", "shift+"), ("", "super+"))]
NEW = [f"{held}f{number}" for held in HELD for number in range(13, 25)]
_KEYS = {key_name(key) for command in commands.COMMANDS for key in command.keys} | {"Enter"}
SHIPPED = {key for key in _KEYS if len(key) > 1 or key.isalpha() or key == "↵"} - {"a", "i"}
"""Names of keys, but for those that are words, figures or signs as well."""


@pytest.fixture(autouse=True)
def other_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = {command.id: (key,) for command, key in zip(commands.COMMANDS, NEW, strict=False)}
    table, wrong = rebound(commands.COMMANDS, wanted)
    assert wrong == ()
    monkeypatch.setattr(commands, "COMMANDS", table)


def messages(screen: Screen[object]) -> Iterator[str]:
    """Yield what the program says on a screen, without the data."""
    for bar in (*screen.query(Footer), *screen.query(Banner)):
        parts: tuple[Part, ...] = bar.parts(400)
        yield "".join(part.text for part in parts)
    for line in screen.query(Static):
        if line.classes & {"dialog-foot", "text-foot", "dialog-note"} or line.id == "nothing":
            yield str(line.render())
    for typed in screen.query(Input):
        yield typed.placeholder


def shipped_keys(screen: Screen[object]) -> list[tuple[str, str]]:
    """Return the keys as shipped that are named on a screen, each with the message."""
    words = [(word, message) for message in messages(screen) for word in re.split(r"[\s:;,.]+", message)]
    return [(word, message) for word, message in words if word in SHIPPED]


PLAIN = """
    o O y y,i y,t a a,x,escape t f B ctrl+k u U c l l,n,n,n,n s s,b i r r,r ? w w,v w,w,v w,r v V n N m,m,m,m x
    slash slash,k [ ] \\\\ b
"""
WAYS = [
    *(way.split(",") for way in PLAIN.split()),
    *(("slash", *typed) for typed in ("kind:", "zzzz", "((")),
    *(("u", *"2020-08-11", "enter"), ("u", *"2020-08-11", "enter", "U"), ("slash", *"zzzz", "enter")),
    ("slash", *"ada", "enter", "c", "+", "+", "D", "D", "D", "D"),
]


async def test_no_message_names_a_key_as_it_was_shipped(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with explorer(at="network-cut", settings=Settings(browser="off")) as (pilot, first):
        for way in WAYS:
            await press_keys(pilot, *way)
            assert shipped_keys(pilot.app.screen) == [], way
            for _ in range(6):
                if pilot.app.screen is not first or first.session.state.spot.query != Everything():
                    await press_keys(pilot, "escape")
