"""Which datasets a path that is typed may mean, and which choices a text."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.exchange.formats import FORMATS
from tui.screens.dialogs.dialog import Choice, ranked
from tui.screens.dialogs.lists import folders


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    for name in ("harbour", "harvest", "plain"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "dataset.yaml").touch()
    (tmp_path / "harbour" / "inner").mkdir()
    (tmp_path / "harbour" / "inner" / "dataset.yaml").touch()
    (tmp_path / "hares").mkdir()
    (tmp_path / "harmony").touch()
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", ["harbour", "harvest", "plain"]),
        ("har", ["harbour", "harvest"]),
        ("harbour", ["harbour", "harbour/inner"]),
        ("harbour/", ["harbour", "harbour/inner"]),
        ("hares", []),
        ("nowhere/at/all", []),
        ("pla\0in", []),
    ],
)
def test_folders_that_a_path_may_mean(shelf: Path, typed: str, meant: list[str]) -> None:
    assert [str(path.relative_to(shelf)) for path in folders(f"{shelf}/{typed}")] == meant


def test_a_home_that_nobody_has_means_nothing() -> None:
    assert folders("~nobody-is-called-so/x") == ()


def test_the_readers_home_is_understood(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(shelf))
    assert folders("~/harv") == (shelf / "harvest",)


def test_choices_that_are_called_so_come_before_those_that_only_speak_of_it() -> None:
    choices = [Choice(entry.name, entry.title, lead=f"{entry.name:13}") for entry in FORMATS.values()]
    for name in FORMATS:
        assert next(iter(ranked(choices, name))).value == name
    assert [choice.value for choice in ranked(choices, "")] == [*FORMATS]
