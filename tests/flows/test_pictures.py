"""The pictures of the docs show the screens as they are: `make pictures` draws them anew."""

import re

from driving import screen_lines
from pictures import FOLDER, PICTURES, text_in, visit
from samples import ROOT
from textual.pilot import Pilot


async def test_the_pictures_show_what_the_program_draws_and_load_nothing() -> None:
    behind = []

    async def look(name: str, pilot: Pilot[None]) -> None:
        svg = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
        if text_in(svg) != screen_lines(pilot.app):
            behind.append(name)
        assert re.findall(r"(?:href|src|url|@import)\b[=( \"']+(?!#)[^\s)]*", svg) == [], name

    await visit(look)
    assert behind == [], "if this is meant: make pictures"


def test_each_picture_is_in_the_gallery() -> None:
    assert {path.stem for path in FOLDER.glob("*.svg")} == PICTURES.keys()
    gallery = (ROOT / "docs/gallery.md").read_text(encoding="utf-8")
    assert set(re.findall(r"!\[[^\]]+\]\(pictures/(\w+)\.svg\)", gallery)) == PICTURES.keys()
