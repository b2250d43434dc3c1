"""How roles look in our own themes, found without the terminal library: for what is drawn before that is imported."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TypeAlias

from rich.color import Color, ColorSystem
from rich.style import Style

Rgb: TypeAlias = tuple[int, int, int]

_SYSTEMS = {
    "truecolor": ColorSystem.TRUECOLOR,
    "256": ColorSystem.EIGHT_BIT,
    "standard": ColorSystem.STANDARD,
}
_GREY = (0.2126, 0.7152, 0.0722)
"""How much red, green and blue add to the grey that stands for a colour."""


class FirstLooks:
    """Draws texts in the looks of `tui.theme.roles`, as Textual will."""

    def __init__(self, colours: Mapping[str, str], system: str | None, *, grey: bool = False) -> None:
        """Take a table of `tui.theme.colours`, and the colours of the terminal: all, 256, 16 ("standard"), or none.

        With `grey` only shades of grey are drawn.
        """
        self._colours = {
            name: _rgb(colour) for name, colour in colours.items() if colour.startswith("#") and len(colour) == 7
        }
        self._system = _SYSTEMS[system] if system else None
        self._grey = grey
        self.style = cache(self._style)

    def draw(self, text: str, look: str) -> str:
        """Return `text` (safe to draw) with the sequences for a look."""
        return self.style(look).render(text, color_system=self._system)

    def _style(self, look: str) -> Style:
        """Return the style of a look: attributes, a colour, and `on` with another one."""
        before, on, ground = look.partition("on ")
        words = before.split()
        letters = next((word for word in words if word.startswith("$")), "$foreground")
        given = {word: True for word in words if not word.startswith("$")}
        return Style(
            color=self._colour(letters),
            bgcolor=self._colour(ground.strip() if on else "$background"),
            bold=given.get("bold"),
            italic=given.get("italic"),
            underline=given.get("underline"),
            strike=given.get("strike"),
        )

    def _colour(self, name: str) -> Color:
        red, green, blue = self._colours[name[1:]]
        if self._grey:
            red = green = blue = round(sum(share * part for share, part in zip(_GREY, (red, green, blue), strict=True)))
        return Color.from_rgb(red, green, blue)


def _rgb(colour: str) -> Rgb:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
