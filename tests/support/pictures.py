"""The pictures of the docs, drawn by the program: `make pictures` writes them into docs/pictures/ anew.

One explorer goes through all of them, each from the screen on which it opens and back there.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import NamedTuple
from xml.etree import ElementTree

from driving import explorer, press
from samples import HARBOUR, ROOT
from textual.app import App
from textual.pilot import Pilot

FOLDER = ROOT / "docs/pictures"
SIZE = (120, 32)
FONTS = '"DejaVu Sans Mono", "Cascadia Mono", Menlo, Consolas, "Liberation Mono", ui-monospace, monospace'
"""Fonts that a machine has: a picture loads nothing. Each line says how wide it is, so that any of them fits."""
_FACE = r"@font-face \{[^}]*\}\s*"
_LINE_HEIGHT, _CHAR_WIDTH = 24.4, 12.2
"""What Rich draws a cell with."""


class Picture(NamedTuple):
    """A screen of the gallery."""

    keys: tuple[str, ...] = ()
    """What is pressed in the explorer."""
    theme: str = "dark"


PICTURES = {
    "timeline": Picture(),
    "reader": Picture(("s",), "light"),
    "disputes": Picture(("i",)),
    "compare": Picture(("c",)),
    "lanes": Picture(("l",), "light"),
    "palette": Picture(("question_mark", *"date")),
}


async def visit(look: Callable[[str, Pilot[None]], Awaitable[None]]) -> None:
    """Call `look` with the name of each picture while it is on the screen."""
    async with explorer(HARBOUR, SIZE, at="network-cut") as (pilot, main):
        for name, picture in PICTURES.items():
            await press(pilot, *picture.keys)
            await look(name, pilot)
            while pilot.app.screen is not main:
                await press(pilot, "escape")


def text_in(svg: str) -> list[str]:
    """Return what stands on the screen that a picture shows, a string for each line."""
    lines: dict[int, str] = {}
    for piece in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"):
        if "clip-path" in piece.attrib:  # the window's title has none
            line, column = float(piece.attrib["y"]) // _LINE_HEIGHT, round(float(piece.attrib["x"]) / _CHAR_WIDTH)
            lines[int(line)] = lines.get(int(line), "").ljust(column) + (piece.text or "")
    return [lines.get(line, "").replace("\xa0", " ").rstrip() for line in range(SIZE[1])]


def as_svg(app: App[None], name: str, title: str) -> str:
    """Return a picture of what is on the screen, `name` before all its ids."""
    svg = app.export_screenshot(title=title, simplify=True)
    for drawn, wanted in (
        (_FACE, ""),
        (r"Fira Code, monospace|(?<=font-family: )arial", FONTS),
        (r"terminal-\d+", name),
        (r'(?<=<rect fill=")#292929" stroke="[^"]+', f'{app.theme_variables["background"]}" stroke="#888888'),
        (rf'(?<=class="{name}-title" fill=")[^"]+', "#888888"),
    ):
        svg = re.sub(drawn, wanted, svg)
    return svg


async def write(name: str, pilot: Pilot[None]) -> None:
    """Write a picture of what is on the screen."""
    pilot.app.theme = f"letapis-{PICTURES[name].theme}"
    await pilot.pause(0.5)
    (FOLDER / f"{name}.svg").write_text(as_svg(pilot.app, name, "letapis data/harbour"), encoding="utf-8")


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    asyncio.run(visit(write))
