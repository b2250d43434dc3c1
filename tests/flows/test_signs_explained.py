"""What the screens draw is in the table of signs, and the legend of a screen explains it."""

from __future__ import annotations

import pytest
from driving import explorer, press_keys, screen_text
from making import shipped
from msgspec.structs import asdict

from tui.present import signs as module
from tui.present.legend import meanings
from tui.present.signs import UNICODE, ScreenName, Signs

SCREENS: tuple[tuple[ScreenName, tuple[str, ...]], ...] = (
    ("explorer", ()),
    ("explorer", ("b", "a", *"words", "ctrl+s", "2", "j", "3", "j")),
    ("explorer", ("z",)),
    ("bookmarks", ("B",)),
    ("facets", ("f", "tab")),
    ("lanes", ("l",)),
    ("lanes", ("l", "plus", "plus")),
    ("ties", ("T", *"quill", "enter", "enter", "j", "space")),
    ("comparison", ("c",)),
    ("disputes", ("i",)),
    ("reader", ("s", "n", "j")),
    ("explorer", ("u", *"2020-09", "enter", "U")),
    ("reader", ("s", "n", "j")),
    ("explorer", ("slash", *"quill", "enter")),
)
"""Screens and the keys that lead to them, one after the other; Esc leads back."""
WORDS = set("“”‘’–—·…↵↑↓←→⇧⌫") | set("│─╭╮╰╯├┤▁▂▃▄▅▆▇█")
"""What texts, names of keys, frames and scroll bars are drawn with."""


def probe() -> Signs:
    """A set in which each sign is a Braille letter of its own, so that the screen tells which of them were drawn."""
    letters = iter(map(chr, range(0x2801, 0x28FF)))
    drawn = {name: "".join(next(letters) for _ in sign) for name, sign in asdict(UNICODE).items() if name in meanings()}
    return Signs(**{**asdict(UNICODE), **drawn, "blocks": f" {drawn['blocks'][1:]}"})


async def test_every_sign_on_a_screen_is_one_of_the_table_that_the_legend_of_the_screen_explains(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn = probe()
    monkeypatch.setattr(module, "UNICODE", drawn)
    names = {sign: name for name in meanings() for sign in asdict(drawn)[name] if sign != " "}
    kinds = {kind.sign for kind in shipped().store.kinds.values()}
    seen: set[str] = set()
    async with explorer(size=(160, 48)) as (pilot, _):
        for place, keys in SCREENS:
            await press_keys(pilot, *keys)
            text = {sign for sign in screen_text(pilot.app) if not sign.isascii()}
            here = {names[sign] for sign in text if sign in names}
            around = {place, "explorer"} if place in ("facets", "bookmarks") else {place}
            assert {name for name in here if not around & {*meanings()[name].on}} == set(), (place, keys)
            others = {sign for sign in text if not sign.isalpha()} - names.keys() - kinds - WORDS
            assert others == set(), f"drawn on {place}, but not in the table"
            seen |= here
            if place != "explorer":
                await press_keys(pilot, "escape")
    rare = {"about", "agreed", "event", "many", "computed", "between", "preferred", "same_words", "changed"}
    rare |= {"found_twice", "moved", "absent", "doubtful", "several", "view", "shut_out", "left_out", "more", "edited"}
    assert meanings().keys() - seen <= rare, "these screens draw the rest"
