"""All scenes on contact sheets, in every theme and size: `make scenes` draws them, for somebody to look at.

Each size and theme has a folder, with pages of pictures and, where there is a Chromium, a PNG of each page.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
from argparse import ArgumentParser
from collections import defaultdict
from html import escape
from pathlib import Path

import driving
from chromium import PROGRAM, chromium
from msgspec.structs import replace
from pictures import FONTS, as_svg
from scenes import LONGEST, NAMED, SETTINGS, reached
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from tui.app import LetapisApp
from tui.notebook.settings import Settings

THEMES = ("letapis-dark", "letapis-light", "nord", "solarized-light")
SHEETS = {"160x48": (2, 2), "100x30": (3, 2), "80x24": (3, 3), "40x10": (5, 4)}
"""Columns and lines of a terminal → columns and rows of pictures on a sheet: letters of 6 pixels at least."""
WIDTH = 2000
"""Pixels of a sheet."""
PAGE = """<!doctype html><meta charset="utf-8"><title>{title}</title><style>
html {{ overflow: hidden; }} body {{ margin: 6px; background: #808080; color: #fff; font: 15px {fonts}; }}
main {{ display: grid; grid-template-columns: repeat({columns}, 1fr); gap: 6px; }}
figure {{ margin: 0; }} figcaption {{ padding: 3px 8px; }} svg {{ display: block; }}
</style><main>
{figures}</main>
"""


async def photographed(pilot: Pilot[None], name: str, themes: list[str]) -> dict[str, str]:
    """Return a picture of what is on the screen in each theme, every cursor shown."""
    app = pilot.app
    assert isinstance(app, LetapisApp)
    for line in (*app.screen.query(Input), *app.screen.query(TextArea)):
        line.cursor_blink = False
    pictures = {}
    for theme in themes:
        app.change_setting("theme", theme.removeprefix("letapis-"))
        await pilot.pause()
        await pilot.pause()
        pictures[theme] = as_svg(app, re.sub(r"\W+", "-", name), name)
    return pictures


async def draw(size: str, names: list[str], themes: list[str], settings: Settings, out: Path) -> int:
    """Draw scenes at a size onto sheets; return how many failed, each of which is told."""
    width, height = map(int, size.split("x"))
    columns, rows = SHEETS.get(size, (2, 2))
    pictures, failed = defaultdict[str, dict[str, str]](dict), 0
    for name in names:
        try:
            async with asyncio.timeout(LONGEST), reached(name, (width, height), settings) as pilot:
                for theme, svg in (await photographed(pilot, name, themes)).items():
                    pictures[theme][name] = svg
        except Exception as error:
            failed += 1
            print(f"{size} {name}: {error!r:.500}", file=sys.stderr)
    for theme, drawn in pictures.items():
        folder = out / size / theme
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("[0-9][0-9].*"):
            old.unlink()
        figures = [f"<figure>{svg}<figcaption>{escape(name)}</figcaption></figure>\n" for name, svg in drawn.items()]
        for number, first in enumerate(range(0, len(figures), columns * rows), 1):
            sheet = "".join(figures[first : first + columns * rows])
            page = PAGE.format(title=f"{size} {theme}", fonts=FONTS, columns=min(columns, len(figures)), figures=sheet)
            (folder / f"{number:02}.html").write_text(page, encoding="utf-8")
    return failed


async def photograph_sheets(folders: list[Path]) -> None:
    """Make a PNG of each sheet."""
    async with chromium() as tab:
        for sheet in sorted(sheet for folder in folders for sheet in folder.rglob("*.html")):
            await tab.show(sheet.as_uri(), WIDTH, 1)
            await tab.show(sheet.as_uri(), WIDTH, await tab.js("document.documentElement.scrollHeight"))
            await tab.picture(sheet.with_suffix(".png"))


async def main() -> int:
    """Draw what the command line asks for."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--size", action="append", metavar="160x48")
    parser.add_argument("--theme", action="append", help="a name of the settings")
    parser.add_argument("--only", default="", help="words in the names of the scenes to draw")
    parser.add_argument("--ascii", action="store_true")
    parser.add_argument("--no-colour", action="store_true")
    parser.add_argument("--out", type=Path, default=Path("sheets"))
    asked = parser.parse_args()
    driving.PATIENCE = LONGEST
    if asked.no_colour:
        os.environ["NO_COLOR"] = "1"
    settings = replace(SETTINGS, ascii="on" if asked.ascii else "off")
    names, failed = [name for name in NAMED if asked.only in name], 0
    for size in asked.size or SHEETS:
        failed += await draw(size, names, asked.theme or [*THEMES], settings, asked.out.resolve())
        if PROGRAM is not None:
            await photograph_sheets([asked.out.resolve() / size])
        print(f"{size}: {len(names)} scenes, {failed} failed, in {asked.out / size}")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
