"""One setting is written into the user's file, whatever else stands there."""

from __future__ import annotations

import tomllib
from pathlib import Path

from tui.notebook.settings import SETTINGS, TEMPLATE, read_settings
from tui.notebook.write_setting import remember, with_setting

FILES = ("", TEMPLATE, "[keys]\nquit = []", '# mine\ntheme="light"\n\n[keys]\ntheme = "x"\n', "resume = true # yes\n")


def test_one_setting_is_written_and_all_else_stays(tmp_path: Path) -> None:
    file = tmp_path / "new" / "config.toml"
    for info in SETTINGS.values():
        for value in info.choices or ("", 'vim -c "set tw=99"'):
            for text in FILES:
                after = with_setting(text, info.name, value)
                assert tomllib.loads(after) == {**tomllib.loads(text), info.name: value}
                others = [line for line in text.splitlines() if info.name not in line]
                assert [line for line in after.splitlines() if info.name not in line] == others
            assert remember(file, info.name, value) == ""
            settings, wrong = read_settings(file)
            assert (info.value(settings), wrong) == (value, ())
    assert len(file.read_text().splitlines()) == len(SETTINGS)


def test_a_file_that_cannot_be_changed_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    for text in (
        b"theme = ",
        b"\xff",
        b"x = " + b"[" * 5000,
        b'"theme" = "light"\n',
        b'editor = """\ntheme = 1\n"""\n',
    ):
        file.write_bytes(text)
        assert "cannot be changed as it is" in remember(file, "theme", "dark")
        assert file.read_bytes() == text
    assert "cannot read" in remember(tmp_path, "theme", "dark")
