"""What the environment variables mean."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from tui.core.atomic_file import write_file
from tui.environment import Environment, read_environment


@pytest.mark.parametrize(
    ("variables", "is_ascii"),
    [
        ({}, False),
        ({"LANG": "be_BY.UTF-8"}, False),
        ({"LANG": "C.UTF-8", "TERM": "xterm"}, False),
        ({"LANG": "de_DE"}, False),
        ({"LANG": "ru_RU.KOI8-R"}, True),
        ({"LANG": "de_DE.ISO-8859-15@euro"}, True),
        ({"LC_ALL": "C", "LC_CTYPE": "be_BY.UTF-8", "LANG": "be_BY.UTF-8"}, True),
        ({"LC_ALL": "", "LC_CTYPE": "POSIX", "LANG": "be_BY.UTF-8"}, True),
        ({"LC_ALL": "C", "LETAPIS_ASCII": "0"}, False),
        ({"TERM": "dumb", "LANG": "be_BY.UTF-8"}, True),
        ({"LETAPIS_ASCII": "1", "LANG": "be_BY.UTF-8"}, True),
        ({"LETAPIS_ASCII": ""}, False),
    ],
)
def test_the_signs_follow_the_environment(variables: dict[str, str], is_ascii: bool) -> None:
    assert Environment(variables).is_ascii() is is_ascii


def test_the_ground_of_the_terminal_is_the_last_of_its_colours() -> None:
    said = {"": None, "15": "light", "15;0": "dark", "0;15": "light", "0;default;7": "light", "12;8": "dark",
            "0;default": None, "0;99": None, "9" * 5000: None}  # fmt: skip
    assert {text: Environment({"COLORFGBG": text}).ground for text in said} == said
    assert Environment().ground is None


def test_a_setting_comes_before_the_locale_and_behind_letapis_ascii() -> None:
    latin, forced = Environment({"LC_ALL": "C"}), Environment({"LETAPIS_ASCII": "1"})
    assert [latin.is_ascii(setting) for setting in ("auto", "on", "off")] == [True, True, False]
    assert [forced.is_ascii(setting) for setting in ("auto", "on", "off")] == [True, True, True]


@pytest.mark.parametrize("home_of_all", [None, "", " ", "/somewhere/else"])
def test_folders_are_where_the_system_has_them(monkeypatch: pytest.MonkeyPatch, home_of_all: str | None) -> None:
    systems = ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")
    for name in ("LETAPIS_HOME", "LETAPIS_CACHE", *systems):
        monkeypatch.delenv(name, raising=False)
    if home_of_all is not None:
        for name in systems:
            monkeypatch.setenv(name, home_of_all)
    found = read_environment()
    assert found.cache == platformdirs.user_cache_path("letapis")
    assert found.folder("config") == platformdirs.user_config_path("letapis")
    assert found.folder("data") == platformdirs.user_data_path("letapis")


def test_the_user_may_choose_other_folders_or_no_cache(tmp_path: Path) -> None:
    home = {"LETAPIS_HOME": str(tmp_path)}
    assert [Environment(home).folder(kind) for kind in ("config", "data")] == [tmp_path / "config", tmp_path / "data"]
    assert Environment(home).cache == tmp_path / "cache"
    assert Environment({**home, "LETAPIS_CACHE": "/elsewhere"}).cache == Path("/elsewhere")
    assert Environment({**home, "LETAPIS_CACHE": "OFF"}).cache is None


def test_editor_terminal_and_colour() -> None:
    assert Environment().editor == "vi"
    assert Environment({"EDITOR": "nano"}).editor == "nano"
    assert Environment({"EDITOR": "nano", "VISUAL": "code"}).editor == "code"
    assert Environment({"TERM": "dumb"}).is_dumb
    assert not Environment({"TERM": "xterm"}).is_dumb
    coloured = [{}, {"NO_COLOR": ""}, {"NO_COLOR": "1"}, {"TERM": "dumb"}]
    assert [Environment(variables).has_colour for variables in coloured] == [True, True, False, False]
    linked = [{}, {"NO_COLOR": "1"}, {"FORCE_HYPERLINK": "1"}, {"FORCE_HYPERLINK": "0"}, {"TERM": "dumb"}]
    assert [Environment(variables).has_links for variables in linked] == [True, True, True, False, False]


def test_without_a_home_nothing_is_kept_and_nothing_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", homeless)
    environment = Environment({})
    assert not environment.settings_file.exists()
    with pytest.raises(OSError, match="Not a directory"):
        write_file(environment.folder("data") / "x", b"")
