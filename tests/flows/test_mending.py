"""Problems are mended from their list: the editor at the place, and the dataset as it is afterwards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from driving import explorer, press, press_keys, screen_text, until

from tui.core.errors import Cancelled
from tui.notebook.settings import Settings
from tui.screens import output
from tui.screens.dialogs.form import FormScreen
from tui.screens.dialogs.problems import ProblemsScreen
from tui.screens.explorer import opening

GOOD = "events:\n  one: {title: One, date: 2020-12-01}\n"


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    (tmp_path / "dataset.yaml").write_text("letapis: 1\ndataset: {title: Whole}\n")
    (tmp_path / "events.yaml").write_text(GOOD)
    return tmp_path


async def test_problems_are_counted_listed_mended_in_the_editor_and_read_again(
    dataset: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = dataset / "events.yaml"
    file.write_text(GOOD.replace("2020-12-01", "2020-13-01"))
    async with explorer(dataset, settings=Settings(editor="no-such-editor"), size=(120, 30)) as (pilot, screen):
        assert list(screen.session.store.event_ids) == []
        assert "problem" in screen_text(pilot.app).splitlines()[0]
        await pilot.click("#header", offset=(115, 0))
        await pilot.pause()
        assert isinstance(pilot.app.screen, ProblemsScreen)
        assert "events.yaml:2" in screen_text(pilot.app)
        # an editor that is not there is told, and nothing is read again
        with monkeypatch.context() as patch:
            patch.setattr(screen._opening, "load", lambda **_: pytest.fail("read again"))
            await press_keys(pilot, "e")
            assert "No editor" in str(pilot.app.screen.query_one(".dialog-foot").render())
            # Enter shows the line with the fault marked, and how to mend it
            lines = (await press(pilot, "enter")).splitlines()
            (at,) = (at for at, line in enumerate(lines) if "one: {title: One, date: 2020-13-01}" in line)
            assert lines[at + 1].index("^" * 10) == lines[at].index("2020-13-01")
            assert "Dates are EDTF" in "".join(lines)
            assert "".join(lines).count("╭") == 1  # it stands alone, not in the frame of the list
            await press_keys(pilot, "e")
            assert "No editor" in str(pilot.app.screen.query_one(".dialog-foot").render())
            await press_keys(pilot, "escape", "escape")
            assert pilot.app.screen is screen
        asked: list[tuple[Path, int]] = []

        def edit(_app: Any, file: Path, line: int, _editor: str = "") -> str:
            asked.append((file, line))
            file.write_text(GOOD)
            return ""

        monkeypatch.setattr(output, "edit", edit)
        await press_keys(pilot, "P", "e")
        await until(pilot, lambda: list(screen.session.store.event_ids) == ["one"] and screen.ready)
        assert asked == [(file, 2)]
        assert "2020-13-01" not in screen_text(pilot.app)  # the list follows
        await press_keys(pilot, "escape")
        assert screen.panes.timeline.cursor is not None


async def test_a_dataset_that_is_none_any_more_is_told_and_what_was_open_stays(
    dataset: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def edit(*_: Any) -> str:
        (dataset / "dataset.yaml").unlink()
        return ""

    monkeypatch.setattr(output, "edit", edit)
    async with explorer(dataset, size=(120, 30)) as (pilot, screen):
        await pilot.press("e")
        await until(pilot, lambda: "no dataset.yaml" in screen.footer.message)
        assert list(screen.session.store.event_ids) == ["one"]
        (dataset / "dataset.yaml").write_text("letapis: 1\ndataset: {title: Again}\n")
        screen._opening.load()
        await until(pilot, lambda: screen.session.store.about.title == "Again")
        assert screen.footer.message.startswith("No record has changed")


async def test_after_a_cancelled_reading_esc_leaves_layers_again(
    dataset: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cancelled(*_: Any, **__: Any) -> None:
        raise Cancelled

    async with explorer(dataset, query="one", size=(120, 30)) as (pilot, screen):
        monkeypatch.setattr(opening, "open_dataset", cancelled)
        screen._opening.load()
        await until(pilot, lambda: screen.footer.message == "Cancelled: what was open stays")
        await press_keys(pilot, "escape", "escape")
        assert screen.footer.message == ""
        assert str(screen.session.state.spot.query) == ""


async def test_the_record_that_a_problem_names_is_changed_in_its_form(dataset: Path) -> None:
    (dataset / "entities.yaml").write_text("people:\n  nobody: {name: Nobody Here}\n")
    (dataset / "events.yaml").write_text(GOOD + "  two: {title: Two, date: 2020-13}\n")
    async with explorer(dataset, size=(160, 48)) as (pilot, main):
        await press_keys(pilot, "P")
        await until(pilot, lambda: isinstance(pilot.app.screen, ProblemsScreen))
        problems = pilot.app.screen
        seen: dict[str, str] = {}
        for _ in range(main.session.opened.problem_count):
            assert isinstance(problems, ProblemsScreen)
            assert problems.problem is not None
            record = problems.problem.record
            await pilot.press("E")
            screen = pilot.app.screen
            if isinstance(screen, FormScreen):
                seen[record] = screen.texts.get("name", "") or screen.texts.get("title", "")
                await pilot.press("escape")
            else:
                seen[record] = "none"
                assert "No form: this record could not be read" in screen_text(pilot.app)
            await pilot.press("down")
        assert seen["people/nobody"] == "Nobody Here"
        assert seen["events/two"] == "none"
