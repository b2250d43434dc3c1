"""What comes behind a key or a click that has acted already does nothing: no second answer, no end of the explorer."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
import standins
from bursts import NAMED, at_once, click, delay_workers, random_bursts, until_screen
from driving import explorer
from samples import BELARUS, HARBOUR

from tui.core.opening import open_dataset
from tui.notebook.keeper import Notebook
from tui.notebook.learned import Learned
from tui.notebook.settings import Settings

SETTINGS = Settings(browser="off", editor="no-such-editor")
OPENED = (
    ("copy",),
    ("copy", "t", "i"),
    ("browse",),
    ("export",),
    ("facets",),
    ("go_to_date",),
    ("known_at",),
    ("find_name",),
    ("kept",),
    ("write_note",),
    ("save_view",),
    ("densest",),
    ("problems",),
    ("help",),
    ("disputed",),
    ("coverage",),
    ("compare",),
    ("compare", "s"),
    ("lanes",),
    ("lanes", "t"),
    ("go_to_excerpt",),
    ("go_to_excerpt", "y"),
    ("go_to_excerpt", "a"),
)
"""A command that opens a screen, and the keys that lead on from there."""
SIZES = ((120, 40), (60, 12), (80, 3))


def bursts(size: tuple[int, int]) -> list[str]:
    """Return what is sent at once to each screen: letters, clicks, and both."""
    width, height = size
    row, middle = click(width // 2, min(height - 1, height // 3 + 2)), click(width // 2, height // 2)
    foot, corner = click(width // 3, height - 1), click(0, 0)
    escape, down = NAMED["escape"], NAMED["pagedown"]
    return [
        "iii",
        "\r\r\r",
        row * 2,
        f"g{row}",
        f"{row}g",
        "jte",
        "yyy",
        escape * 3,
        f"{down}{down}\r",
        *(place * 2 for place in (middle, foot, corner)),
        f"{middle}{row}",
        f"\r{middle}",
        f"{middle}{escape}",
    ]


async def _send_all(size: tuple[int, int], opened: Sequence[tuple[str, ...]], most: int | None = None) -> None:
    async with explorer(at="quill-held", query="gullwing", settings=SETTINGS, size=size) as (pilot, screen):
        start = screen.session.state
        for command, *keys in opened:
            for burst in bursts(size)[:most]:
                screen.go(start)
                pilot.app.run_command(command)  # type: ignore[attr-defined]
                await until_screen(pilot, lambda top: top is not screen)
                for key in keys:
                    await at_once(pilot, key)
                try:
                    await at_once(pilot, burst)
                    while pilot.app.screen is not screen:
                        await at_once(pilot, NAMED["escape"])
                except Exception as error:
                    raise AssertionError(f"{command} {keys}, then {burst!r}") from error


async def test_several_events_at_once_end_no_dialog_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    await _send_all(SIZES[0], (("copy",), ("export",), ("facets",), ("compare",)), most=5)


async def _leave_while_opening(command: str, turns: int) -> None:
    async with explorer(at="quill-held", query="gullwing", settings=SETTINGS, size=SIZES[0]) as (pilot, _):
        pilot.app.run_command(command)  # type: ignore[attr-defined]
        for _ in range(turns):
            await asyncio.sleep(0)
        pilot.app.exit()


async def test_the_explorer_may_be_left_before_a_dialog_is_there() -> None:
    for command in ("copy", "facets"):
        await _leave_while_opening(command, 2)


@pytest.mark.slow
@pytest.mark.parametrize("command", sorted({command for command, *_ in OPENED}))
async def test_the_explorer_may_be_left_at_any_moment(command: str) -> None:
    for turns in (1, 2, 3, 5, 8):
        await _leave_while_opening(command, turns)


@pytest.mark.slow
@pytest.mark.usefixtures("every_drawing")
@pytest.mark.timeout(900)
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("late", [False, True], ids=["", "late"])
async def test_several_events_at_once_in_every_screen(
    size: tuple[int, int], late: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if late:
        delay_workers(monkeypatch, lambda: 0.05)
    await _send_all(size, OPENED)


WALKS = int(os.environ.get("LETAPIS_WALKS", "6"))
FIRST_SEED = int(os.environ.get("LETAPIS_FIRST_WALK", "0"))
STEPS = 300
ALL_SIZES = ((160, 48), (120, 40), (100, 30), (80, 24), (60, 12), (40, 10), (80, 3))


@pytest.mark.slow
@pytest.mark.usefixtures("every_drawing")
@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", range(FIRST_SEED, FIRST_SEED + WALKS))
async def test_nothing_at_random_ends_it(seed: int, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys, clicks, pastes, sizes, settings and lists at random, with workers that are late, on both datasets."""
    monkeypatch.chdir(home)
    random = Random(seed)
    size, folder, at = random.choice(ALL_SIZES), random.choice((HARBOUR, BELARUS)), random.choice((0, 0.02, 0.2))
    delay_workers(monkeypatch, lambda: random.choice((0, at)))
    documents = None
    if random.random() < 0.7:
        standins.write(open_dataset(folder, cache_folder=None).store, documents := home / "documents")
    learned, notebook = Learned(home / "new" / "first-steps.txt"), Notebook(home / "notebooks")
    started = {"documents": documents, "learned": learned, "notebook": notebook, "settings_file": home / "config.toml"}
    done: list[str] = []
    async with explorer(folder, size, settings=SETTINGS, **started) as (pilot, _):
        for _, burst in zip(range(STEPS), random_bursts(random, size), strict=False):
            try:
                if random.random() < 0.04:
                    size = random.choice(ALL_SIZES)
                    done.append(f"{size}")
                    await pilot.resize_terminal(*size)
                done.append(burst)
                await at_once(pilot, burst)
            except Exception as error:
                raise AssertionError(f"seed {seed}, {folder.name} at {size} after {done[-12:]}") from error
            if not pilot.app.is_running:  # a click or the help has quit it
                break
