"""Contrast as WCAG measures it, and themes made to have enough of it for what we draw."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from math import dist

from textual.color import Color, rgb_to_lab
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

    It keeps the colours that have enough contrast, and adds the variables `line`, `rest`, `accent-soft`, `muted`,
    `dispute` and `info`; a theme that has them is as it should be. The colours of a terminal are left to it.
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
            "dispute": "ansi_magenta" if not theme.dark else "ansi_bright_magenta",
            "info": "ansi_cyan",
        }
        return Theme(**{**vars(theme), "variables": {**variables, **theme.variables}})
    given = {name: colour for name, colour in vars(theme).items() if isinstance(colour, str)}
    named = {**theme.to_color_system().generate(), **given}
    ground = Color.parse(named["background"])
    boost = ground + Color.parse(named["boost"])
    if contrast(boost, ground) < BOOSTED:
        boost = ground.blend(Color.parse(named["primary"]), BOOST)
    boost = _quieted(boost, ground, BOOSTED_MOST)
    panel = towards(ground + Color.parse(named["panel"]), Color.parse(named["foreground"]), (ground,), BARRED)
    panel = _quieted(panel, ground, BARRED_MOST)
    grounds = (ground, boost, panel)
    white, black = Color(255, 255, 255), Color(0, 0, 0)
    dark = contrast(white, ground) > contrast(black, ground)  # whatever a user's own theme says of itself
    brightest = white if dark else black

    def readable(name: str) -> str:
        before = ground + Color.parse(named[name])
        after = towards(before, brightest, grounds, READABLE)
        return named[name] if after == before else after.hex

    colours = {name: readable(name) for name in ("foreground", "accent", "warning", "success")}
    others = [Color.parse(colours[name]) for name in ("accent", "warning")]
    told = partial(_told_apart, grounds=grounds, dark=dark)
    error = told(Color.parse(named["error"]), others, strength=STRONG)
    dispute = told(Color.parse(_DISPUTE), (*others, error), turns=_ALL_TURNS, strength=STRONG)
    success = Color.parse(colours["success"])
    info = told(Color.parse(_INFO), (others[1], success, error, dispute), turns=_ALL_TURNS)
    colours["error"] = error.hex
    letters, accent = ground + Color.parse(colours["foreground"]), Color.parse(colours["accent"])
    muted = towards(ground.blend(letters, 0.6), letters, grounds, READABLE)
    stronger = towards(letters, brightest, (ground,), DISTINCT * contrast(muted, ground))
    if stronger != letters:
        colours["foreground"] = stronger.hex
    variables = {
        "line": towards(ground, letters, (ground,), VISIBLE).hex,
        "rest": towards(ground, letters, (ground,), RESTING).hex,
        "text-muted": muted.hex,
        "muted": muted.hex,
        "accent-soft": towards(ground.blend(accent, 0.45), accent, (ground,), VISIBLE).hex,
        "dispute": dispute.hex,
        "info": info.hex,
        **theme.variables,
        "boost": boost.hex,
        "panel": panel.hex,
    }
    return Theme(**{**vars(theme), **colours, "boost": boost.hex, "panel": panel.hex, "variables": variables})


def _quieted(colour: Color, ground: Color, most: float) -> Color:
    """Return a ground that is no further from `ground` than the contrast `most`."""
    way = (colour.blend(ground, step / _STEPS) for step in range(_STEPS + 1))
    return next(each for each in way if contrast(each, ground) <= most)


def _told_apart(
    given: Color,
    others: Iterable[Color],
    *,
    grounds: tuple[Color, ...],
    dark: bool,
    turns: Iterable[float] = (),
    strength: float = 0,
) -> Color:
    """Return a colour with a meaning of its own: it can be read on `grounds` and is taken for none of `others`.

    It is as near to the colour given as that allows, and keeps its strength: blended with white it would be a pale one
    among others. `turns` are how far its hue may be turned; without them, as far as a red stays one. `strength` is its
    least saturation.
    """
    named = tuple(others)
    hue, own, light = given.hsl
    end = 1.0 if dark else 0.0
    found = []
    for turn in turns or _TURNS:
        shades = (
            Color.from_hsl((hue + turn) % 1, max(own, strength), light + (end - light) * step / _STEPS)
            for step in range(_STEPS + 1)
        )
        readable = (each for each in shades if all(contrast(each, ground) >= READABLE for ground in grounds))
        shade = next(readable, Color.from_hsl(hue, own, end))  # on a middle grey nothing is: as light or dark as can be
        if all(distance(shade, other) >= APART for other in named):
            return shade
        found.append(shade)
    return max(found, key=lambda shade: min(distance(shade, other) for other in named))


def distance(one: Color, other: Color) -> float:
    """Return how far two colours are apart as they are seen (CIE 1976); from about 20 on they have two names."""
    return dist(rgb_to_lab(one), rgb_to_lab(other))


OWN = {
    "line": "#808080",
    "rest": "#808080",
    "accent-soft": "#808080",
    "muted": "#808080",
    "dispute": "#808080",
    "info": "#808080",
}
"""Variables that our roles and stylesheets need and Textual does not have, and what they are in a theme not fitted."""
BOOSTED, BOOSTED_MOST, BOOST = 1.1, 1.25, 0.18
"""Least and most contrast of the ground of fields and popups, and the share of the primary colour in it where it has
less: it is weaker than the bar of the cursor."""
BARRED, BARRED_MOST = 1.45, 1.5
"""Least and most contrast of that bar: the further it is, the less is left between a muted text and a plain one."""
APART = 22.0
"""Least distance of colours with meanings of their own: those of errors, disputes, warnings, and the accent."""
STRONG = 0.75
"""Least saturation of the colour of errors."""
_TURNS = tuple(turn / 72 for turn in (0, -1, 1, -2, 2, -3, -4, -5))
"""How far the colour of errors may be turned, as parts of a circle: more to crimson than to orange."""
_DISPUTE, _INFO = "#b98ae0", "#7fa0b0"
"""Disputes are violet, which is neither a mistake nor a key; what was known when is a calm blue."""
_ALL_TURNS = tuple(sign * turn / 36 for turn in range(7) for sign in (1, -1))
"""How far these two may be turned."""
DISTINCT = 1.5
"""How many times as much contrast a plain text has as a muted one, at least."""
RESTING = 3.8
"""Contrast of what a filter leaves out: seen beside the faint ones, and less than what it finds."""
