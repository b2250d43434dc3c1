"""Looks: every role that is drawn has one, and every theme can draw it."""

from __future__ import annotations

from typing import get_args

import pytest
from textual.app import App
from textual.theme import BUILTIN_THEMES
from textual.widgets import Static

from tui.present import bars, page
from tui.present.timeline import rows
from tui.theme import roles
from tui.theme.contrast import fitted
from tui.theme.themes import DARK, LIGHT
from tui.widgets.styles import Looks

TABLES = {
    name: table for name, table in vars(roles).items() if name.isupper() and isinstance(table, dict)
}  # BAR, HEADER, ROWS …


def test_every_role_has_a_look() -> None:
    assert {"excerpt", "match", "cursor", "mark", *get_args(page.Role)} <= roles.PAGE.keys() == roles.COMPARISON.keys()
    assert {"sticky", "match", "cursor", "mark", *get_args(rows.PieceRole)} <= roles.ROWS.keys()
    for table in (roles.BAR, roles.HEADER, roles.HEADING, roles.BANNER):
        assert {*get_args(bars.Tone)} - {"tab"} <= table.keys()


async def test_every_look_can_be_drawn_in_every_theme() -> None:
    app: App[None] = App()
    async with app.run_test() as pilot:
        for theme in map(fitted, (DARK, LIGHT, *BUILTIN_THEMES.values())):
            app.register_theme(theme)
            app.theme = theme.name
            await pilot.pause()
            for text in {text for table in TABLES.values() for text in table.values()}:
                style = Looks(app.screen, {"it": text})("it")
                assert style.color is not None
                assert theme.ansi or style.color != style.bgcolor, (theme.name, text)


class Sheet(Static):
    """Draws the same roles by a stylesheet."""

    COMPONENT_CLASSES = {"sheet--muted", "sheet--gist", "sheet--off"}
    DEFAULT_CSS = """
    Sheet { background: $panel; color: $foreground; }
    Sheet > .sheet--muted { color: $text-muted; }
    Sheet > .sheet--gist { color: $foreground 80%; }
    Sheet > .sheet--off { color: $accent; background: $warning 25%; text-style: strike; }
    """


async def test_looks_are_those_of_a_stylesheet() -> None:
    app: App[None] = App()
    async with app.run_test() as pilot:
        app.register_theme(DARK)
        app.register_theme(LIGHT)
        sheet = Sheet()
        await app.mount(sheet)
        for theme in ("textual-dark", "textual-light", "ansi-dark", "letapis-dark", "letapis-light"):
            app.theme = theme
            await pilot.pause()
            look = Looks(
                sheet, {"muted": "$text-muted", "gist": "$foreground 80%", "off": "strike $accent on $warning 25%"}
            )
            for role in ("muted", "gist", "off"):
                assert look(role) == sheet.get_component_rich_style(f"sheet--{role}"), (theme, role)


async def test_looks_follow_the_theme() -> None:
    app: App[None] = App()
    async with app.run_test() as pilot:
        ground = Static("x")
        await app.mount(ground)
        look = Looks(ground, {"key": "bold $foreground"})
        before = look("key")
        assert before.bold
        with pytest.raises(KeyError):
            look("none")
        app.theme = "textual-light"
        await pilot.pause()
        assert look("key") is before
        look.forget()
        assert look("key").color != before.color
