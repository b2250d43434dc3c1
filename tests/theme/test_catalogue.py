"""Themes: ours, those of Textual and the user's own, by the names of the settings."""

from __future__ import annotations

from pathlib import Path

from textual.theme import BUILTIN_THEMES

from tui.theme.catalogue import Catalogue
from tui.theme.themes import DARK, LIGHT


def test_every_theme_is_found_by_its_name_and_auto_is_as_the_terminal() -> None:
    for ground, ours in (("dark", DARK), ("light", LIGHT)):
        themes = Catalogue(None, ground)  # type: ignore[arg-type]
        assert [themes.find(name).name for name in ("auto", "dark", "light", "nord", "nrod")] == [
            ours.name, DARK.name, LIGHT.name, "nord", ours.name,
        ]  # fmt: skip
        names = list(themes.choices({}))
        other = "light" if ground == "dark" else "dark"
        assert names[:3] == ["auto", other, ground], "one step from auto leads to other colours"
        assert {*names[3:]} == BUILTIN_THEMES.keys()
        groups = [themes.group_of(name) for name in names]
        assert groups == sorted(groups, key=("", "dark", "light").index), "dark themes stand together, and light ones"
        assert themes.choices({"auto": "as the terminal"})["auto"] == "as the terminal"
        assert themes.wrong("nord") == ()
    assert Catalogue().wrong("nrod") == ("config.toml: there is no theme nrod: did you mean nord?",)
    assert "the palette lists them all" in Catalogue().wrong("zzzz")[0]


def test_own_themes_are_read_from_files(tmp_path: Path) -> None:
    (tmp_path / "sea.toml").write_text('primary = "#0af"\ndark = false\n[variables]\nscrollbar = "#0af 20%"\n')
    (tmp_path / "b.toml").write_text('name = "nord"\nprimary = "ansi_blue"\n')
    (tmp_path / "plain.toml").write_text('ansi = true\nprimary = "red"\n')
    themes = Catalogue(tmp_path)
    assert themes.wrong("sea") == ()
    assert [(theme.name, theme.dark) for theme in themes.own] == [("nord", True), ("plain", True), ("sea", False)]
    assert themes.find("plain").variables.keys() >= BUILTIN_THEMES["ansi-dark"].variables.keys()
    assert (themes.find("sea").primary, themes.choices({})["sea"]) == ("#0af", "light, your own")
    assert themes.find("nord").primary == "ansi_blue"  # their own comes before Textual's


def test_what_is_wrong_in_an_own_theme_is_one_sentence(tmp_path: Path) -> None:
    good = 'primary = "red"\n'
    for text, said in (
        ("", "a theme needs a colour called primary"),
        ("primary", "Expected '='"),
        ('primary = "reddish"', 'primary cannot be reddish: write a colour, like "#7fb4d9"'),
        ("primary = 3", 'primary cannot be 3: write a colour, like "#7fb4d9"'),
        (f'{good}primry = "red"', "there is no primry in a theme: did you mean primary?"),
        (f'{good}dark = "yes"', "dark cannot be yes"),
        (f"{good}luminosity_spread = nan", "luminosity_spread cannot be nan: write a number from 0 to 1"),
        (f"{good}text_alpha = 1e308", "text_alpha cannot be 1e+308: write a number from 0 to 1"),
        (f'{good}name = "a b"', "a b cannot be the name of a theme: take letters, digits, - and _"),
        (f'{good}name = "light"', "there is a theme called light already"),
        (f"{good}variables = []", "variables cannot be []"),
        (f'{good}[variables]\nboost = "red"', "boost is no variable but a colour of its own: write it before"),
        (f'{good}[variables]\nscrolbar = "red"', "there is no variable scrolbar: did you mean scrollbar?"),
        (f'{good}[variables]\nscrollbar = "1; x"', 'scrollbar cannot be 1; x: write a colour, like "#7fb4d9"'),
        (f'{good}[variables]\nprimary-muted = "auto"', "primary-muted cannot be auto: write a colour"),
        (f'{good}[variables]\nlink-style = "red"', 'link-style cannot be red: write a style, like "bold"'),
    ):
        (tmp_path / "sea.toml").write_text(text)
        themes = Catalogue(tmp_path)
        assert (len(themes.wrong("auto")), themes.own) == (1, ())
        assert themes.wrong("auto")[0].startswith(f"{tmp_path.name}/sea.toml: {said}"), themes.wrong("auto")
    (tmp_path / "sea.toml").write_bytes(b"\xff")
    (tmp_path / "b.toml").mkdir()
    assert len(Catalogue(tmp_path).wrong("auto")) == 2
