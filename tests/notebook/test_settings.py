"""Settings: what may be said in the file, and that nothing in it does harm."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.notebook.settings import TEMPLATE, Settings, as_toml, read_settings

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def read(folder: Path, text: str | bytes) -> tuple[Settings, tuple[str, ...]]:
    file = folder / "config.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_settings(file)


def test_without_a_file_the_defaults_are_in_force_and_a_folder_in_its_place_is_said(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "config.toml") == (Settings(), ())
    (tmp_path / "config.toml").mkdir()
    settings, (wrong,) = read_settings(tmp_path / "config.toml")
    assert settings == Settings()
    assert "Cannot read" in wrong


def test_everything_that_can_be_set(tmp_path: Path) -> None:
    text = """
        theme = "light"
        ascii = true
        clipboard = "off"
        editor = "code --wait"
        browser = "off"
        resume = false
        watch = false
        plain = true
        [keys]
        next_day = ["f7", "ctrl+n"]
        bookmark = "ctrl+b"
        quit = []
    """
    assert read(tmp_path, text) == (
        Settings(
            theme="light", ascii="on", clipboard="off", editor="code --wait", browser="off", resume=False,
            watch="off", plain=True,
            keys={"next_day": ("f7", "ctrl+n"), "bookmark": ("ctrl+b",), "quit": ()},
        ),
        (),
    )  # fmt: skip


def test_what_is_wrong_is_said_and_all_else_is_in_force(tmp_path: Path) -> None:
    for line, said in (
        ("theme = true", 'theme cannot be true: write "auto", "dark", "light" or the name of a theme'),
        ("ascii = 3", 'ascii cannot be 3: write "auto", true or false'),
        ("clipboard = true", 'clipboard cannot be true: write "auto", "osc52" or "off"'),
        ("editor = 1", "editor cannot be 1: write a command line"),
        ("browser = []", 'browser cannot be []: write "auto" or "off"'),
        ('resume = "yes"', 'resume cannot be "yes": write true or false'),
        ("resume = 1", "resume cannot be 1: write true or false"),
        (f'ascii = "{"a" * 60}"', f'ascii cannot be "{"a" * 39}…: write "auto"'),
        ('teme = "dark"', "there is no setting teme: did you mean theme?"),
        ("[environment]", "there is no setting environment: letapis config lists all"),
        ('keys = "f7"', 'keys cannot be "f7": write a section [keys]'),
        ("[keys]\nnext_day = 7", "the keys of next_day cannot be 7: write a list of texts"),
        ("[keys]\nnext_day = [7]", "the keys of next_day cannot be [7]: write a list of texts"),
    ):
        settings, wrong = read(tmp_path, f"{'' if line.startswith('resume') else 'resume = false'}\n{line}\n")
        assert len(wrong) == 1
        assert wrong[0].startswith(f"config.toml: {said}")
        assert settings == Settings(resume=line.startswith("resume"))


def test_all_faults_are_said_at_once(tmp_path: Path) -> None:
    settings, wrong = read(tmp_path, 'theme = 1\nresume = false\nascii = 2\n[keys]\nquit = 3\nhelp = "f1"\n')
    assert [sentence.split(" cannot be ")[0] for sentence in wrong] == [
        f"config.toml: {name}" for name in ("theme", "ascii", "the keys of quit")
    ]
    assert settings == Settings(resume=False, keys={"help": ("f1",)})


@pytest.mark.parametrize(
    "data", [b"theme = ", b"\xff\xfe", b"[keys", b"a = 1\na = 2", b"x = " + b"[" * 5000, b"x = 1" + b"0" * 5000]
)
def test_a_file_that_is_no_toml_is_said_and_left_out(tmp_path: Path, data: bytes) -> None:
    settings, wrong = read(tmp_path, data)
    assert settings == Settings()
    assert len(wrong) == 1
    assert "config.toml is" in wrong[0]


@given(TEXT, st.dictionaries(TEXT, st.lists(TEXT, max_size=3).map(tuple), max_size=3))
def test_what_is_printed_is_read_back_as_it_was(editor: str, keys: dict[str, tuple[str, ...]]) -> None:
    settings = Settings(theme="light", ascii="off", clipboard="osc52", editor=editor, resume=False, keys=keys)
    table = tomllib.loads(as_toml(settings))
    assert table["editor"] == editor
    assert table.get("keys", {}) == {name: list(value) for name, value in keys.items()}
    assert {**table, "keys": keys} == {
        "theme": "light", "ascii": "off", "clipboard": "osc52", "editor": editor, "browser": "auto", "resume": False,
        "watch": "auto", "plain": False, "keys": keys,
    }  # fmt: skip


def test_the_file_to_begin_with_changes_nothing_and_has_every_setting(tmp_path: Path) -> None:
    assert read(tmp_path, TEMPLATE) == (Settings(), ())
    lines = [line.removeprefix("# ") for line in TEMPLATE.splitlines()]
    uncommented = "\n".join(line for line in lines if " = " in line or line == "[keys]")
    settings, wrong = read(tmp_path, uncommented)
    assert wrong == ()
    assert settings == Settings(keys={"next_day": ("f7",), "bookmark": ("b", "ctrl+b")})
    assert all(
        f"{name} = " in uncommented for name in Settings.__struct_fields__ if name not in ("keys", "environment")
    )
