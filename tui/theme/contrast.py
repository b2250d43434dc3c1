"""Contrast as WCAG measures it, and themes made to have enough of it for what we draw."""

from __future__ import annotations

from collections.abc import Iterable

from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

READABLE, VISIBLE = 4.5, 3.0
"""Least contrast of a text, and of signs and lines."""
_STEPS = 40
_LIGHTS = (0.2126, 0.7152, 0.0722)
"""How much red, green and blue add to what is seen as light."""


def contrast(one: Color, other: Color) -> float:
    """Return the contrast of two colours without transparency, from 1 to 21."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: Color) -> float:
    parts = (part / 255 for part in colour.rgb)
    linear = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return sum(light * part for light, part in zip(_LIGHTS, linear, strict=True))


def towards(start: Color, end: Color, grounds: Iterable[Color], least: float) -> Color:
    """Return the first colour on the way from `start` to `end` that has the contrast `least` on all `grounds`."""
    on = tuple(grounds)
    way = (start.blend(end, step / _STEPS) for step in range(_STEPS + 1))
    return next((each for each in way if all(contrast(each, ground) >= least for ground in on)), end)


def fitted(theme: Theme) -> Theme:
    """Return a theme in which our texts can be read, and chosen things and lines be seen.

    It keeps the colours that have enough contrast, and adds the variables `line`, `rest`, `accent-soft` and `muted`; a
    theme that has them is as it should be. The colours of a terminal are left to it.
    """
    if theme.variables.keys() >= OWN.keys():
        return theme
    if theme.ansi:
        variables = {
            **BUILTIN_THEMES["ansi-dark" if theme.dark else "ansi-light"].variables,
            "line": "ansi_bright_black",
            "rest": "ansi_bright_black",
            "accent-soft": theme.accent or "ansi_blue",
            "muted": theme.foreground or "ansi_default",
        }
        return Theme(**{**vars(theme), "variables": {**variables, **theme.variables}})
    given = {name: colour for name, colour in vars(theme).items() if isinstance(colour, str)}
    named = {**theme.to_color_system().generate(), **given}
    ground = Color.parse(named["background"])
    boost = ground + Color.parse(named["boost"])
    if contrast(boost, ground) < BOOSTED:
        boost = ground.blend(Color.parse(named["primary"]), BOOST)
    grounds = (ground, boost, ground + Color.parse(named["panel"]))
    brightest = Color(255, 255, 255) if theme.dark else Color(0, 0, 0)

    def readable(name: str) -> str:
        before = ground + Color.parse(named[name])
        after = towards(before, brightest, grounds, READABLE)
        return named[name] if after == before else after.hex

    colours = {name: readable(name) for name in ("foreground", "accent", "warning", "success", "error")}
    letters, accent = Color.parse(colours["foreground"]), Color.parse(colours["accent"])
    variables = {
        "line": towards(ground, letters, (ground,), VISIBLE).hex,
        "rest": towards(ground, letters, (ground,), RESTING).hex,
        "text-muted": f"auto {_muted(grounds)}%",
        "muted": towards(ground.blend(letters, 0.6), brightest, grounds, READABLE).hex,
        "accent-soft": towards(ground.blend(accent, 0.45), accent, (ground,), VISIBLE).hex,
        **theme.variables,
        "boost": boost.hex,
    }
    return Theme(**{**vars(theme), **colours, "boost": boost.hex, "variables": variables})


def _muted(grounds: Iterable[Color]) -> int:
    """Return the least share of black or white, in percent from 60 on, with which a muted text can be read."""
    on = tuple(grounds)
    shares = range(60, 100, 5)
    readable = (
        share
        for share in shares
        if all(contrast(each, each + each.get_contrast_text(share / 100)) >= READABLE for each in on)
    )
    return next(readable, 100)


OWN = {"line": "#808080", "rest": "#808080", "accent-soft": "#808080", "muted": "#808080"}
"""Variables that our roles and stylesheets need and Textual does not have, and what they are in a theme not fitted."""
BOOSTED, BOOST = 1.1, 0.18
"""Least contrast of the ground of what is chosen, and the share of the primary colour in it where it has less."""
RESTING = 3.8
"""Contrast of what a filter leaves out: seen beside the faint ones, and less than what it finds."""
