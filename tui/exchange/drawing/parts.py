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
.dot { fill: #000 } .near { fill: #bbb; stroke-width: .3 } .open { fill: #fff; stroke-width: .3 }
.range { stroke-width: .8 }
.when { stroke: #888; stroke-width: .3 } .strong { font-weight: bold } .paper { fill: #fff }
.box { fill: #fff; stroke: #000; stroke-width: .25 } .place { stroke-dasharray: 1 .6 } .end { stroke-width: .8 }
.name { font-size: 2.6px } .tie { fill: none; stroke: #000; stroke-width: .35 } .among { stroke: #999 }
.unsourced { stroke-width: .15 } .several { stroke-width: .9 }
.events { stroke-dasharray: 2.4 1.2 } .claims { stroke-dasharray: .5 1 }
@media screen and (prefers-color-scheme: dark) {
  .paper, circle, .open, .box { fill: #16181b }
  text, .sure, .dot { fill: #e4e2dc } .near { fill: #6a6e75 }
  .said, .faint { fill: #b5b9bf } .may, .grid { fill: #4a4e55; stroke: #4a4e55 }
  line, circle, .rough, .box, .tie { stroke: #e4e2dc } .cut, .when, .among { stroke: #8a8e95 }
}
"""
"""Black on white, and light on dark on a screen that is set so; never in print."""


FOOT, SIGN_LINE = 17, 4.0
"""Height of legend and sources below a page with one line of signs, and of each further line of them."""


class Sign(NamedTuple):
    """A sign of a legend."""

    drawn: str
    """SVG: some 8 mm wide, around the origin."""
    meaning: str


def document(
    title: str,
    about: str,
    rests: str,
    pages: Sequence[Iterable[str]],
    legend: Sequence[Sign],
    told: str = "",
    written: str = "",
) -> Iterator[str]:
    """Yield a drawing of pages, with title, description, legend and sources on each; all texts are safe to show.

    `told` says what is drawn to those who cannot see it, `written` when it was.
    """
    height = HEIGHT * len(pages)
    in_words = " ".join(filter(None, (f"{about}.", told, f"Rests on: {rests}." if rests else "")))
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}mm" height="{height}mm" '
        f'viewBox="0 0 {WIDTH} {height}" role="img">\n'
        f"<title>{escape(title)}</title>\n<desc>{escape(in_words)}</desc>\n"
        f'<style>{STYLE}</style>\n<rect class="paper" width="{WIDTH}" height="{height}" fill="#fff"/>\n'
    )
    signs = in_lines(legend)
    for number, page in enumerate(pages):
        standing = " · ".join(filter(None, (written, f"page {number + 1} of {len(pages)}")))
        yield f'<g transform="translate(0 {number * HEIGHT})">\n'
        yield text(EDGE, 17, fitted(title, WIDTH - 2 * EDGE - 50, 5.2), "title")
        yield text(EDGE, 22.5, fitted(about, WIDTH - 2 * EDGE, 2.9), "faint")
        yield text(WIDTH - EDGE, 17, standing, "small right faint")
        yield from page
        top = HEIGHT - foot(signs)
        yield line(EDGE, top, WIDTH - EDGE, top)
        for at, row in enumerate(signs):
            y = top + 4.6 + at * SIGN_LINE
            for x, sign in row:
                yield f'<g transform="translate({x + 4:.2f} {y - 0.8:.2f})">{sign.drawn}</g>'
                yield text(x + 10, y, sign.meaning, "small")
        if rests:
            yield text(EDGE, HEIGHT - 8, fitted(f"Rests on: {rests}", WIDTH - 2 * EDGE, 2.4), "small faint")
        yield "</g>\n"
    yield "</svg>\n"


def in_lines(legend: Sequence[Sign]) -> list[list[tuple[float, Sign]]]:
    """Return the lines of a legend, at least one: signs, each with where it begins."""
    found: list[list[tuple[float, Sign]]] = [[]]
    x = float(EDGE)
    for sign in legend:
        width = 14 + cells(sign.meaning) * 2.4 * LETTER
        if found[-1] and x + width - 4 > WIDTH - EDGE:
            found.append([])
            x = float(EDGE)
        found[-1].append((x, sign))
        x += width
    return found


def foot(legend: Sequence[object]) -> float:
    """Return the height of what stands below a page with a legend of some lines."""
    return FOOT + SIGN_LINE * (len(legend) - 1)


def flowed(words: Sequence[str], room: float, size: float, between: str = "    ") -> list[str]:
    """Break words into lines of the width `room`."""
    found = [""]
    for word in words:
        longer = f"{found[-1]}{between}{word}" if found[-1] else word
        if found[-1] and cells(longer) * size * LETTER > room:
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
