"""Problems are mended from their list: the editor at the place, and the dataset as it is afterwards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from driving import explorer, press_keys

from tui.core.errors import Cancelled
from tui.notebook.settings import Settings
from tui.screens import output
from tui.screens.dialogs.lists import ProblemsScreen
from tui.screens.explorer import opening

GOOD = "events:\n  one: {title: One, date: 2020-12-01}\n"


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    (tmp_path / "dataset.yaml").write_text("letapis: 1\ndataset: {title: Broken}\n")
    (tmp_path / "events.yaml").write_text(GOOD.replace("2020-12-01", "2020-13-01"))
    return tmp_path


async def test_what_was_mended_in_the_editor_is_read_again(broken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[Path, int]] = []

    def edit(_app: Any, file: Path, line: int, _editor: str = "") -> str:
        asked.append((file, line))
        file.write_text(GOOD)
        return ""

    monkeypatch.setattr(output, "edit", edit)
    async with explorer(broken, size=(120, 30)) as (pilot, screen):
        assert screen.session.store is not None
        assert list(screen.session.store.event_ids) == []
        screen.action_run_command("problems")
        await pilot.pause()
        await pilot.press("enter", "escape")
        while not list(screen.session.store.event_ids):
            await pilot.pause()
        assert asked == [(broken / "events.yaml", 2)]
        assert list(screen.session.store.event_ids) == ["one"]
        assert screen.panes.timeline.cursor is not None


async def test_an_editor_that_is_not_there_is_told_and_nothing_is_read_again(
    broken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with explorer(broken, settings=Settings(editor="no-such-editor"), size=(120, 30)) as (pilot, screen):
        monkeypatch.setattr(screen._opening, "load", lambda: pytest.fail("read again"))
        screen.action_run_command("problems")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ProblemsScreen)
        await press_keys(pilot, "enter")
        assert "No editor" in str(pilot.app.screen.query_one(".dialog-foot").render())
        await press_keys(pilot, "escape")
        assert pilot.app.screen is screen


async def test_a_dataset_that_is_none_any_more_is_told_and_what_was_open_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "dataset.yaml").write_text("letapis: 1\ndataset: {title: Whole}\n")
    (tmp_path / "events.yaml").write_text(GOOD)

    def edit(*_: Any) -> str:
        (tmp_path / "dataset.yaml").unlink()
        return ""

    monkeypatch.setattr(output, "edit", edit)
    async with explorer(tmp_path, size=(120, 30)) as (pilot, screen):
        await pilot.press("e")
        while not screen.footer.message:
            await pilot.pause()
        assert "no dataset.yaml" in screen.footer.message
        assert screen.session.store is not None
        assert list(screen.session.store.event_ids) == ["one"]
        (tmp_path / "dataset.yaml").write_text("letapis: 1\ndataset: {title: Again}\n")
        screen._opening.load()
        while screen.session.store.about.title != "Again":
            await pilot.pause()
        assert not screen.footer.message


async def test_after_a_cancelled_reading_esc_leaves_layers_again(broken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cancelled(*_: Any, **__: Any) -> None:
        raise Cancelled

    (broken / "events.yaml").write_text(GOOD)
    async with explorer(broken, query="one", size=(120, 30)) as (pilot, screen):
        monkeypatch.setattr(opening, "open_dataset", cancelled)
        screen._opening.load()
        while not screen.footer.message:
            await pilot.pause()
        assert screen.footer.message == "Cancelled: what was open stays"
        await press_keys(pilot, "escape", "escape")
        assert screen.footer.message == ""
        assert str(screen.session.state.spot.query) == ""
