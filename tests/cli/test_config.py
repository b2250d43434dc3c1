"""`letapis config` and what the settings change, in a real terminal too."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from samples import HARBOUR
from terminal import letapis

from tui.cli.main import run


@pytest.fixture
def file(home: Path) -> Path:
    (home / "config").mkdir()
    return home / "config" / "config.toml"


def test_it_says_where_the_settings_are_and_what_is_in_force(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text('theme = "light"\n[keys]\nnext_day = "f7"\n')
    assert run(["config"]) == 0
    out, err = capsys.readouterr()
    assert f"# settings: {file}\n" in out
    assert err == ""
    table = tomllib.loads(out)
    assert (table["theme"], table["clipboard"], table["keys"]) == ("light", "auto", {"next_day": ["f7"]})


def test_what_is_wrong_is_said_and_counts(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text('teme = "light"\n[keys]\nnext_day = "j"\n')
    assert run(["config"]) == 1
    out, err = capsys.readouterr()
    assert tomllib.loads(out)["theme"] == "auto"
    assert "no setting teme: did you mean theme?" in err
    assert "j cannot be the key of next_day" in err


def test_it_writes_a_file_to_begin_with_and_never_over_one(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = home / "config" / "config.toml"
    assert run(["config"]) == 0
    assert "not there yet" in capsys.readouterr().out
    assert run(["config", "--init"]) == 0
    assert capsys.readouterr().out == f"{file}\n"
    file.write_text('theme = "light"\n')
    assert run(["config", "--init"]) == 2
    assert "already exist" in capsys.readouterr().err
    assert file.read_text() == 'theme = "light"\n'


def test_where_it_cannot_be_written_is_said(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "config").write_text("in the way")
    assert run(["config", "--init"]) == 2
    assert "cannot write" in capsys.readouterr().err


def test_keys_prints_those_in_force(file: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    file.write_text('[keys]\nnext_day = ["f7"]\nbookmark = "j"\n')
    assert run(["keys", "--format", "tsv"]) == 0
    out, err = capsysbinary.readouterr()
    keys = dict(line.split("\t")[:2] for line in out.decode().splitlines())
    assert keys["next_day"] == "f7"
    assert keys["bookmark"].startswith("b ")
    assert b"j cannot be the key of bookmark" in err


def test_chosen_keys_theme_and_signs_are_those_of_the_explorer(file: Path) -> None:
    keys = 'bookmark = ["ctrl+p"]\nhelp = ["f8"]\nquit = ["f10"]\n'
    file.write_text(f'ascii = true\ntheme = "nord"\n[keys]\n{keys}')
    with letapis(HARBOUR, "--at", "park-decree", LETAPIS_ASCII="") as terminal:
        terminal.wait_for("Firms may belong")
        terminal.wait_for("F8 help")
        assert "◆" not in terminal.text
        terminal.send("bq\x10")  # b and q do nothing now; the palette has given up ctrl+p, which bookmarks
        terminal.wait_for("Bookmarked")
        terminal.send("\x03")
        terminal.wait_for("Press F10 to quit")
        terminal.send("\x1b[21~")
        assert terminal.wait() == 0
        assert b"48;2;46;52;64" in terminal.output  # the ground of nord


def test_what_is_wrong_with_the_settings_is_said_with_the_first_rows_and_stops_nothing(file: Path) -> None:
    for text, said in (
        ('theme = "nrod"\n[keys]\nnext_day = ["j"]\n',
         "config.toml: there is no theme nrod: did you mean nord? (and 1 more: letapis config)"),
        ("theme = \n", "config.toml is not valid TOML"),
    ):  # fmt: skip
        file.write_text(text)
        with letapis(HARBOUR) as terminal:
            terminal.wait_for(said)
            terminal.wait_for("16 events")
            terminal.send("q")
            assert terminal.wait() == 0
