"""Contrast, by the formula of WCAG: texts can be read, and signs and lines be seen, in our themes and in others."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.style import Style
from samples import ROOT
from textual.app import App
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from tui.theme import roles
from tui.theme.catalogue import Catalogue
from tui.theme.contrast import APART, BARRED, BOOSTED_MOST, DISTINCT, READABLE, VISIBLE, contrast, distance, fitted
from tui.theme.themes import DARK, LIGHT
from tui.widgets.styles import Looks

SIGNS = {
    "STRIP": {"match", "rough", "rest", "faint", "gap"}, "GUTTER": set(roles.GUTTER),
    "LANES": {"rough", "span", "about", "within", "cut", "mark"}, "COMPARISON": {"sign", "bar", "mark"},
    "PAGE": {"bar", "mark"}, "ROWS": {"mark", "kept"},
}  # fmt: skip
"""Roles of what is no text."""
ROUNDED = 0.15
"""What rounding colours may take of a contrast that was computed."""
GROUNDS = {"on $panel": "ROWS", "on $boost": "BAR"}
"""Grounds on which the texts of a table may stand besides that of the screen."""


def measured(style: Style) -> float:
    assert style.color is not None
    assert style.bgcolor is not None
    return contrast(Color(*style.color.get_truecolor()), Color(*style.bgcolor.get_truecolor()))


def test_the_formula_is_that_of_wcag() -> None:
    black, white, grey = Color(0, 0, 0), Color(255, 255, 255), Color.parse("#767676")
    assert contrast(black, white) == contrast(white, black) == pytest.approx(21)
    assert contrast(grey, white) == pytest.approx(4.54, abs=0.005)
    assert contrast(grey, grey) == 1


async def test_every_text_can_be_read_and_every_sign_be_seen() -> None:
    faint = {}
    app: App[None] = App()
    async with app.run_test() as pilot:
        for name in ("dark", "light", "nord", "gruvbox", "dracula", "solarized-light", "textual-light", "flexoki"):
            theme = Catalogue().find(name)
            app.register_theme(theme)
            app.theme = theme.name
            await pilot.pause()
            ours = name in ("dark", "light")
            for title, table in ((key, value) for key, value in vars(roles).items() if key.isupper()):
                for role, look in table.items():
                    for ground in ("", *(ground for ground, where in GROUNDS.items() if where == title and ours)):
                        shown = f"{look if 'on $' not in look[:4] else '$foreground ' + look}"
                        shown = shown if " on " in shown else f"{shown} {ground}"
                        ratio = measured(Looks(app.screen, {role: shown})(role))
                        is_text = role not in SIGNS.get(title, ())
                        least = VISIBLE if not is_text else READABLE if ours else READABLE - ROUNDED
                        if ratio < least:
                            faint[name, title, role, ground] = round(ratio, 2)
    assert faint == {}


def test_muted_texts_of_dialogs_have_the_colour_that_is_measured() -> None:
    """A share of another colour is too faint in some themes, and lost by Textual where it stands in a variable."""
    for path in (ROOT / "tui/screens").rglob("*.py"):
        assert re.findall(r"\$foreground \d+%|\$text-muted", path.read_text("utf-8")) == [], f"{path}: it is $muted"
    for name in ("dark", "light", *BUILTIN_THEMES):
        theme = Catalogue().find(name)
        if not theme.ansi:
            named = theme.to_color_system().generate() | theme.variables
            muted, text = Color.parse(named["muted"]), Color.parse(named["foreground"])
            grounds = [Color.parse(named[ground]) for ground in ("background", "boost", "panel")]
            assert all(contrast(muted, ground) >= READABLE - ROUNDED for ground in grounds), name
            apart = contrast(text, grounds[0]) / contrast(muted, grounds[0])
            assert apart >= DISTINCT - ROUNDED, f"{name}: it can be told from a plain text"
            assert named["text-muted"] == named["muted"], f"{name}: the two are one colour"


def test_the_row_under_the_cursor_is_plainly_stronger_than_all_else_and_colours_have_one_meaning() -> None:
    """The row is told from the page and from every other ground, and no heading has one; red is neither key nor ≠."""
    assert {role for role, look in roles.ROWS.items() if "on $" in look} == {"cursor"}, "no heading looks chosen"
    for name in ("dark", "light", *BUILTIN_THEMES):
        theme = Catalogue().find(name)
        if not theme.ansi:
            named = theme.to_color_system().generate() | theme.variables
            page, popup, row = (Color.parse(named[ground]) for ground in ("background", "boost", "panel"))
            error, accent, warning, dispute, info = (
                Color.parse(named[role]) for role in ("error", "accent", "warning", "dispute", "info")
            )
            assert contrast(row, page) >= BARRED - ROUNDED / 5, f"{name}: the row is seen"
            assert contrast(row, popup) >= BARRED / BOOSTED_MOST - ROUNDED / 5, f"{name}: and stronger than a popup"
            assert contrast(error, row) >= READABLE - ROUNDED, name
            assert min(distance(error, accent), distance(error, warning)) >= APART, f"{name}: an error is told"
            assert min(distance(dispute, other) for other in (error, accent, warning)) >= APART, f"{name}: so is a ≠"
            assert min(distance(info, other) for other in (error, dispute, warning)) >= APART, f"{name}: calm"
    looks = [roles.PAGE["differs"], roles.ROWS["differs"], roles.BAR["differs"]]
    assert {*looks, roles.PAGE["known"], roles.PAGE["warn"]} == {"$dispute", "$info", "$warning"}
    assert all("$info" in look for look in (roles.BANNER["strong"], roles.BANNER["plain"], roles.ROWS["known"]))


def test_a_theme_that_needs_nothing_keeps_its_colours_and_ours_are_as_they_are() -> None:
    assert (fitted(DARK), fitted(LIGHT)) == (DARK, LIGHT)
    nord, found = BUILTIN_THEMES["nord"], fitted(BUILTIN_THEMES["nord"])
    assert (found.background, found.primary, found.warning) == (nord.background, nord.primary, "#EBCB8B")
    assert found.boost != nord.boost
    assert fitted(BUILTIN_THEMES["ansi-dark"]).accent == BUILTIN_THEMES["ansi-dark"].accent


COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@given(st.fixed_dictionaries(dict.fromkeys(("primary", "background", "foreground"), COLOURS)), st.booleans())
@example({"primary": "#336699", "background": "#ffffff", "foreground": "#e0e0e0"}, True)
@example({"primary": "#336699", "background": "#777777", "foreground": "#e0e0e0"}, True)
def test_any_theme_of_a_users_own_is_fitted_whatever_it_says_of_itself(colours: dict[str, str], dark: bool) -> None:
    theme = fitted(Theme("own", **colours, dark=dark))
    ground = Color.parse(colours["background"])
    white, black = (contrast(Color.parse(name), ground) for name in ("white", "black"))
    assert contrast(Color.parse(theme.foreground or ""), ground) >= min(READABLE, max(white, black)) - 0.1
