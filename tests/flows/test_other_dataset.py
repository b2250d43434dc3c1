"""Another dataset from within: recent ones first, each opened where it was left."""

from __future__ import annotations

import shutil
from pathlib import Path

from driving import kept, opened, press_keys, until
from samples import HARBOUR
from textual.pilot import Pilot
from textual.widgets import OptionList

from tui.notebook.keeper import recent
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
    await until(pilot, lambda: isinstance(pilot.app.screen, ExplorerScreen) and pilot.app.screen is not before)
    return await opened(pilot)


async def test_there_and_back_again_each_where_it_was_left_and_recent_ones_are_offered_first(tmp_path: Path) -> None:
    copy, home = tmp_path / "copy", tmp_path / "home"
    shutil.copytree(HARBOUR, copy)
    (copy / "dataset.yaml").write_text((copy / "dataset.yaml").read_text().replace("The harbour", "Another harbour"))
    async with kept(home, settings=Settings(browser="off")) as (pilot, first):
        await press_keys(pilot, "slash", *"kind:law", "enter")
        second = await choose(pilot, str(copy))
        assert second.session.store.about.title.startswith("Another harbour")
        assert str(second.session.state.spot.query) == ""
        assert second.settings == Settings(browser="off")
        assert not first.is_attached
        await press_keys(pilot, "j", "b")
        marked = second.panes.timeline.cursor
        third = await choose(pilot, "the harbour")
        assert str(third.session.state.spot.query) == "kind:law"
        assert third.notebook.book.bookmarks == ()
        third.action_run_command("open_dataset")
        await pilot.pause()
        rows = offered(pilot)
        assert str(copy) in rows[0]
        assert any("belarus-it" in row for row in rows)
        assert not any(str(HARBOUR) in row for row in rows)
        await press_keys(pilot, *str(tmp_path / "co"))
        assert len(offered(pilot)) == 1
        await press_keys(pilot, "escape")
        assert pilot.app.screen is third
        fourth = await choose(pilot, "another")
        assert [mark.ref for mark in fourth.notebook.book.bookmarks] == [marked]
        assert fourth.panes.timeline.cursor == marked
        assert pilot.app.screen_stack == [fourth]
    assert recent(home)[0][0] == copy
    shutil.rmtree(copy)
    assert [folder for folder, _ in recent(home)] == [HARBOUR]


async def test_a_compiled_dataset_opens_where_the_user_left(tmp_path: Path) -> None:
    async with kept(tmp_path / "home", cache_folder=tmp_path / "cache") as (pilot, _):
        await press_keys(pilot, "slash", *"kind:law", "enter")
    assert any((tmp_path / "cache").glob("**/*.*"))
    async with kept(tmp_path / "home", cache_folder=tmp_path / "cache") as (_, screen):
        assert str(screen.session.state.spot.query) == "kind:law"
        assert screen.panes.timeline.rows.records == 2
        assert type(screen.session.store).__name__ == "CompiledStore"
