"""The palette in the explorer: it runs commands, changes settings live, and explains signs, at any size."""

from __future__ import annotations

from pathlib import Path

from driving import explorer, press, press_keys, reading_at, screen_text
from textual.widgets import Input

from tui.notebook.settings import Settings, read_settings


async def test_a_theme_is_changed_in_four_keys_and_remembered_and_so_is_every_setting(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    async with explorer(size=(100, 30), settings=Settings(ascii="off"), settings_file=file) as (pilot, screen):
        await press_keys(pilot, "question_mark", *"colour", "enter", "down", "enter")
        assert pilot.app.theme == "letapis-light"
        await press_keys(pilot, "question_mark", *"theme ansi-light", "enter")
        assert pilot.app.theme == "ansi-light"
        await press_keys(pilot, "question_mark", *"colour", "enter", *"nord", "enter")
        assert (pilot.app.theme, read_settings(file)[0].theme) == ("nord", "nord")
        await press_keys(pilot, "ctrl+p", *"dark", "enter")
        assert pilot.app.theme == "letapis-dark"
        assert pilot.app.screen is screen
        await press_keys(pilot, "question_mark", *"ascii on", "enter")
        text = screen_text(pilot.app)
        assert [line[0] for line in text.splitlines() if "TIMELINE" in line] == ["#"]
        assert not {sign for sign in text if not sign.isascii() and not sign.isalpha()}
        await press_keys(pilot, "question_mark", *"ascii off", "enter")
        text = screen_text(pilot.app)
        assert [line[0] for line in text.splitlines() if "TIMELINE" in line] == ["▸"]
        assert "━ @ Network down" in text
        await press_keys(pilot, "question_mark", *"editor", "enter", *"nano -w", "enter")
        await press_keys(pilot, "question_mark", *"resume no", "enter")
        changed, wrong = read_settings(file)
        assert wrong == ()
        assert changed == Settings(theme="dark", ascii="off", editor="nano -w", resume=False)
        assert (screen.settings.editor, screen.settings.resume) == ("nano -w", False)


async def test_it_is_one_palette_by_every_key_also_on_a_cyrillic_layout_and_fits_any_window() -> None:
    async with explorer(size=(80, 24)) as (pilot, screen):
        for opened_by in ("question_mark", "f1", "ctrl+p", "ctrl+з", "comma"):
            await press_keys(pilot, opened_by)
            assert pilot.app.screen.name == "help"
            assert "HERE" in screen_text(pilot.app)
            await press_keys(pilot, "escape")
            assert pilot.app.screen is screen
        for size in ((160, 48), (40, 10), (20, 5), (1, 1), (80, 24)):
            await pilot.resize_terminal(*size)
            await press_keys(pilot, "question_mark", *"zoom", "down", "pagedown", "tab", "shift+tab", "up")
            await pilot.resize_terminal(100, 30)
            await pilot.pause()
            assert "z                  give the pane the whole screen, and take it back" in screen_text(pilot.app)
            await press_keys(pilot, "escape")
            assert pilot.app.screen is screen
        await press_keys(pilot, "full_stop", *"gull.", "full_stop")
        assert screen.filter_bar.text == "gull.."


async def test_it_explains_signs_runs_what_has_no_key_and_says_why_something_cannot_be_run() -> None:
    async with explorer(size=(80, 24)) as (pilot, screen):
        await press_keys(pilot, "question_mark")
        line = pilot.app.screen.query_one(Input)
        for sign, meaning in (("≠", "disputed: sources tell it differently"), ("░", "some time within a month")):
            line.value = sign
            await pilot.pause()
            assert meaning in screen_text(pilot.app)
        text = await press(pilot, "backspace", "shift+tab")
        assert "▸signs" in text
        assert "≠  " in text
        await pilot.click("PaletteTabs", offset=(1, 0))
        assert "▸all" in await press(pilot)
        await pilot.click("PaletteScreen KeyHints", offset=(9, 0))
        assert "▸commands" in await press(pilot)
        await press_keys(pilot, "shift+tab")
        text = await press(pilot, *"more days", "enter")
        assert "works in the comparison: c leads there" in text
        assert pilot.app.screen is not screen
        line.value = "qqqqzz"
        await pilot.pause()
        text = await press(pilot, "enter")
        assert "nothing is called so" in text
        assert "c leads there" not in text
        await press_keys(pilot, "escape", "question_mark", *"stats", "enter")
        assert "Coverage" in screen_text(pilot.app)
        assert pilot.app.screen is not screen


async def test_in_the_reader_what_the_reader_has_comes_first() -> None:
    async with reading_at((100, 30)) as (pilot, _):
        text = await press(pilot, "question_mark")
        assert text.index("HERE") < text.index("to the next match or excerpt") < text.index("FIND AND FILTER")
        assert "write what is shown to a file" not in text
        await press_keys(pilot, *"clipboard off", "enter", "y")
        assert "the clipboard is off in your settings" in screen_text(pilot.app)


async def test_what_is_chosen_when_the_last_screen_is_gone_does_nothing() -> None:
    async with explorer(size=(80, 24)) as (pilot, _):
        app = pilot.app
    assert app.screen_stack == []
    app.run_command("quit")
