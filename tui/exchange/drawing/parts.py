"""What drawings are made of: lines, texts, the style of both, and a page around them. All lengths are in mm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import NamedTuple

from tui.core.text.display import cells
from tui.exchange.drawing.packing import EDGE, LETTER, WIDTH, fitted

HEIGHT = 210
"""Page height."""

STYLE = """
@page { size: 297mm 210mm; margin: 0 }
text { font-family: "DejaVu Sans", "Noto Sans", Arial, sans-serif; font-size: 2.9px; fill: #000; white-space: pre }
.title { font-size: 5.2px; font-weight: bold } .small { font-size: 2.4px } .right { text-anchor: end }
.mid { text-anchor: middle } .said { font-size: 2.2px; fill: #333 } .faint { fill: #555 }
line { stroke: #000; stroke-width: .15 } .grid { stroke: #ccc } .cut { stroke: #888; stroke-dasharray: .5 .9 }
.sure { fill: #000 } .may { fill: #ccc } .rough { fill: none; stroke: #000; stroke-width: .3; stroke-dasharray: 1 .6 }
circle { fill: #fff; stroke: #000; stroke-width: .2 }
.dot { fill: #000 } .open { fill: #fff; stroke-width: .3 } .range { stroke-width: .8 }
.when { stroke: #888; stroke-width: .3 } .strong { font-weight: bold }
"""


class Sign(NamedTuple):
    """A sign of a legend."""

    drawn: str
    """SVG: some 8 mm wide, around the origin."""
    meaning: str


def document(
    title: str, about: str, rests: str, pages: Sequence[Iterable[str]], legend: Sequence[Sign]
) -> Iterator[str]:
    """Yield a drawing of pages, with title, description, legend and sources on each; all texts are safe to show."""
    height = HEIGHT * len(pages)
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}mm" height="{height}mm" '
        f'viewBox="0 0 {WIDTH} {height}" role="img">\n'
        f"<title>{escape(title)}</title>\n<desc>{escape(rests)}</desc>\n"
        f'<style>{STYLE}</style>\n<rect width="{WIDTH}" height="{height}" fill="#fff"/>\n'
    )
    for number, page in enumerate(pages):
        yield f'<g transform="translate(0 {number * HEIGHT})">\n'
        yield text(EDGE, 17, fitted(title, WIDTH - 2 * EDGE - 30, 5.2), "title")
        yield text(EDGE, 22.5, fitted(about, WIDTH - 2 * EDGE, 2.9), "faint")
        yield text(WIDTH - EDGE, 17, f"page {number + 1} of {len(pages)}", "small right faint")
        yield from page
        yield line(EDGE, HEIGHT - 17, WIDTH - EDGE, HEIGHT - 17)
        x = float(EDGE)
        for sign in legend:
            yield f'<g transform="translate({x + 4:.2f} {HEIGHT - 13.2:.2f})">{sign.drawn}</g>'
            yield text(x + 10, HEIGHT - 12.4, sign.meaning, "small")
            x += 14 + cells(sign.meaning) * 2.4 * LETTER
        if rests:
            yield text(EDGE, HEIGHT - 8, fitted(f"Rests on: {rests}", WIDTH - 2 * EDGE, 2.4), "small faint")
        yield "</g>\n"
    yield "</svg>\n"


def flowed(words: Sequence[str], room: float, size: float) -> list[str]:
    """Break words into lines of the width `room`."""
    found = [""]
    for word in words:
        longer = f"{found[-1]}    {word}" if found[-1] else word
        if cells(longer) * size * LETTER > room:
            found.append(word)
        else:
            found[-1] = longer
    return found


def text(x: float, y: float, words: str, look: str = "") -> str:
    """Return a line of text; `words` are safe to show."""
    named = f' class="{look}"' if look else ""
    return f'<text x="{x:.2f}" y="{y:.2f}"{named}>{escape(words)}</text>\n'


def line(x1: float, y1: float, x2: float, y2: float, look: str = "") -> str:
    """Return a straight line."""
    named = f' class="{look}"' if look else ""
    return f'<line x1="{x1:.2f}" y1="{y1:.2f}" x2="{x2:.2f}" y2="{y2:.2f}"{named}/>\n'
