"""Esc leaves what is on top: each press exactly one thing, the one that the footer names, however they were stacked."""

from __future__ import annotations

from pathlib import Path

from bursts import NAMED, at_once
from driving import explorer, press_keys, screen_lines
from textual.pilot import Pilot

from tui.core.query import tree
from tui.notebook.learned import Learned
from tui.screens.explorer.screen import ExplorerScreen
from tui.widgets.first_steps import FirstSteps

ENTER = NAMED["enter"]
KNOWN, NETWORK = f"u2020-09{ENTER}", f"/network{ENTER}"


def things(screen: ExplorerScreen) -> dict[str, object]:
    """What is to be seen and can be left."""
    session, steps = screen.session, screen.query(FirstSteps)
    return {
        "hide": bool(steps) and steps.first().is_shown,
        "range": screen.overview.in_range,
        "zoom": screen.panes.zoomed,
        "record": session.state.spot.opened,
        "known-at": session.view.standing is not None,
        "list": screen.panes.pane != 1,
        "drop": [term for term in tree.terms(session.state.spot.query) if not str(term).startswith("known:")],
    }


def named(pilot: Pilot[None]) -> str:
    """What the footer says that Esc does, or the strip of the first steps."""
    said = [line.partition("Esc ")[2].split("  ")[0] for line in screen_lines(pilot.app)[-3:] if "Esc " in line]
    assert len(said) <= 1, "it is said once"
    return said[0] if said else ""


async def typed(pilot: Pilot[None], text: str, *keys: str) -> None:
    """Type a text in one go, then press keys, one after the other."""
    await at_once(pilot, text)
    await press_keys(pilot, *keys)


async def left_one_by_one(pilot: Pilot[None], screen: ExplorerScreen) -> list[str]:
    """Press Esc until nothing is left; return what was left, in that order."""
    order = []
    while name := named(pilot):
        before = things(screen)
        await press_keys(pilot, "escape")
        after = things(screen)
        gone = [thing for thing, was in before.items() if after[thing] != was]
        assert len(gone) == 1, (name, gone)
        called = {("range", "leaves it"), ("known-at", "back to today")}
        assert gone[0] in name or (gone[0], name) in called, (name, gone)
        order.append(gone[0])
        assert len(order) < 20
    assert not any(things(screen).values())
    return order


async def test_each_press_leaves_one_thing_that_the_footer_names(tmp_path: Path) -> None:
    async with explorer(size=(160, 48), learned=Learned(tmp_path / "learned")) as (pilot, screen):
        assert named(pilot) == "hides this"
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "x export" in screen_lines(pilot.app)[-1], (
            "a usual terminal names the five keys, the export and the help"
        )
        await pilot.resize_terminal(160, 48)
        await typed(pilot, f"/network island{ENTER}{KNOWN}", "2", "z")
        assert await left_one_by_one(pilot, screen) == ["hide", "zoom", "known-at", "list", "drop", "drop"]
        for size in ((160, 48), (60, 20)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            covered = ["list"] if size[0] < 80 else []
            for text, keys, order in (
                (KNOWN, "", ["known-at"]),
                (KNOWN, "3", ["list", "known-at"] if covered else ["known-at", "list"]),
                (f"{KNOWN}/{NAMED['end']} network{ENTER}", "", ["known-at", "drop"]),
                (f"{NETWORK}{KNOWN}", "z", ["zoom", "known-at", "drop"]),
                (KNOWN, "r", ["range", "known-at"]),
                ("", "2 down down down enter", ["record", "list"]),
            ):
                await typed(pilot, text, *keys.split())
                assert await left_one_by_one(pilot, screen) == order, (size, text, keys)
            await typed(pilot, NETWORK)
            assert screen.session.notebook.book.history[-1] == "network"
            assert size[0] < 80 or "x export" in screen_lines(pilot.app)[-1], "Esc leaves room for it"
            await press_keys(pilot, "escape")
            await typed(pilot, f"/net{NAMED['escape']}")  # the line takes back what was typed
            assert not any(things(screen).values())
            await press_keys(pilot, "escape")
            assert not screen.footer.message
