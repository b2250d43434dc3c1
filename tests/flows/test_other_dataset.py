"""Another dataset from within: recent ones first, each opened where it was left."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from driving import explorer, opened, press_keys
from samples import HARBOUR
from textual.pilot import Pilot
from textual.widgets import OptionList

from tui.app import LetapisApp
from tui.notebook.keeper import Notebook, recent
from tui.notebook.settings import Settings
from tui.screens.explorer.screen import ExplorerScreen


def offered(pilot: Pilot[None]) -> list[str]:
    options = pilot.app.screen.query_one(OptionList)
    return [str(options.get_option_at_index(at).prompt) for at in range(options.option_count)]


async def choose(pilot: Pilot[None], typed: str) -> ExplorerScreen:
    before = pilot.app.screen
    assert isinstance(before, ExplorerScreen)
    before.action_run_command("open_dataset")
    await pilot.pause()
    await pilot.press(*typed, "enter")
    while not isinstance(pilot.app.screen, ExplorerScreen) or pilot.app.screen is before:
        await pilot.pause()
    return await opened(pilot)


async def test_there_and_back_again_each_where_it_was_left(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(HARBOUR, copy)
    (copy / "dataset.yaml").write_text((copy / "dataset.yaml").read_text().replace("The harbour", "Another harbour"))
    async with explorer(notebook=Notebook(tmp_path / "home"), settings=Settings(browser="off")) as (pilot, first):
        await press_keys(pilot, "slash", *"kind:law", "enter")
        second = await choose(pilot, str(copy))
        assert second.session.store is not None
        assert second.session.store.about.title.startswith("Another harbour")
        assert str(second.session.state.spot.query) == ""
        assert second.settings == Settings(browser="off")
        assert not first.is_attached
        await press_keys(pilot, "j", "b")
        marked = second.panes.timeline.cursor
        third = await choose(pilot, "the harbour")
        assert str(third.session.state.spot.query) == "kind:law"
        assert third.notebook.book.bookmarks == ()
        fourth = await choose(pilot, "another")
        assert [mark.ref for mark in fourth.notebook.book.bookmarks] == [marked]
        assert fourth.panes.timeline.cursor == marked
        assert pilot.app.screen_stack == [fourth]
    assert recent(tmp_path / "home")[0][0] == copy
    shutil.rmtree(copy)
    assert [folder for folder, _ in recent(tmp_path / "home")] == [HARBOUR]


async def test_recent_ones_come_first_and_the_open_one_is_not_offered(tmp_path: Path) -> None:
    for name in ("one", "two"):
        folder = tmp_path / name
        shutil.copytree(HARBOUR, folder)
        async with LetapisApp(folder, notebook=Notebook(tmp_path / "home")).run_test() as pilot:
            await opened(pilot)
    async with LetapisApp(HARBOUR, notebook=Notebook(tmp_path / "home")).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot)
        screen.action_run_command("open_dataset")
        await pilot.pause()
        rows = offered(pilot)
        assert [str(tmp_path / name) in row for name, row in zip(("two", "one"), rows, strict=False)] == [True, True]
        assert any("belarus-it" in row for row in rows)
        assert not any(str(HARBOUR) in row for row in rows)
        await press_keys(pilot, *str(tmp_path / "on"))
        assert len(offered(pilot)) == 1
        await press_keys(pilot, "escape")
        assert pilot.app.screen is screen


@pytest.mark.parametrize("cache", ["off", "on"])
async def test_it_opens_where_the_reader_left_compiled_or_not(tmp_path: Path, cache: str) -> None:
    cache_folder = None if cache == "off" else tmp_path / "cache"
    for turn in range(3):
        async with explorer(notebook=Notebook(tmp_path / "home"), cache_folder=cache_folder) as (pilot, screen):
            if turn:
                assert str(screen.session.state.spot.query) == "kind:law"
                assert screen.panes.timeline.rows.records == 2
            else:
                await press_keys(pilot, "slash", *"kind:law", "enter")
    assert (cache == "on") == any((tmp_path / "cache").glob("**/*.*"))
