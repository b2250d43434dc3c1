"""SVG: figures over time, a chart for each measure, with who gives each figure beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from math import floor, log10
from typing import NamedTuple

from msgspec.structs import replace

from tui.core.dates import edtf
from tui.core.model.records import Claim, Value
from tui.core.store import accounts
from tui.core.store.base import Store
from tui.core.text.display import cells, shown
from tui.core.text.numbers import Figure, unit_behind
from tui.exchange.drawing.packing import EDGE, LETTER, WIDTH, fitted
from tui.exchange.drawing.parts import HEIGHT, Sign, document, line, text
from tui.exchange.exporters.holding import Holding
from tui.exchange.exporters.selection import Selection

HOLDING = Holding("a chart of figures", {"claims": "measure scope values"})
WIDE, HIGH = 150.0, 62.0
"""Of the field of a chart."""
LEFT = 20.0
"""Space for the figures beside the field."""
TOP, ROW = 32.0, 7.6
"""Top of the charts on a page, and the height of a figure in the list beside a chart."""
MOST = 40
"""Figures of one measure that are drawn, the latest."""
READ = 0.9
"""Approximate share of the work when the claims have been read."""
_SIZE = 2.2
_DOTS = {"sure": "dot", "near": "near", "computed": "open"}
"""Kind of figure → look of its dot."""
_SIGNS = {
    **{
        name: Sign(f'<circle class="{_DOTS[name]}" r="0.9"/>', meaning)
        for name, meaning in (
            ("sure", "a figure"),
            ("near", "about, more than and the like"),
            ("computed", "computed"),
        )
    },
    "range": Sign('<line class="range" y1="-1.6" y2="1.6"/>', "from … to"),
    "long": Sign('<line class="when" x1="-4" x2="4"/>', "for some time in it, or all of it"),
    "disputed": Sign('<text y="0.9" class="small mid">≠</text>', "disputed"),
    "preferred": Sign('<text y="0.9" class="small mid">★</text>', "preferred"),
}


class Dot(NamedTuple):
    """A figure of a chart. Texts are safe to show."""

    first: int
    last: int
    """Days (ordinals) from when to when it may be."""
    number: Figure
    words: str
    """The figure with its qualifier and unit."""
    when: str
    who: str
    signs: frozenset[str]
    """What of the legend it has."""


class FigureChart(NamedTuple):
    """Figures of one measure on one scale, by their time; at least two times."""

    title: str
    """Safe to show."""
    low: float
    high: float
    dots: tuple[Dot, ...]


def write(selection: Selection) -> Iterator[str]:
    """Yield a drawing of the figures over time of the claims that were chosen."""
    store = selection.store
    selection.tell(HOLDING)
    charts, drawn = [], list[Claim]()
    for claims in by_measure(selection.records(Claim, READ)):
        if (found := chart(store, claims)) is not None:
            charts.append(found)
            drawn += claims
        else:
            for claim in claims:
                reason = "a chart has figures in one unit for several times"
                selection.losses.add("record", reason, f"claims/{claim.id}", claim.question)
    pages = [charts[at : at + 2] for at in range(0, len(charts), 2)] or [[]]
    sources = {citation.source for claim in drawn for citation in claim.evidence}
    rests = "; ".join(shown(store.sources[one].publisher or store.sources[one].bare_title) for one in sorted(sources))
    query = f" · {shown(selection.query)}" if selection.query else ""
    about = f"figures over time: {len(charts)} {'measure' if len(charts) == 1 else 'measures'}{query}"
    drawn_pages = [_page(page) for page in selection.tracked(pages, READ)]
    yield from document(shown(store.about.title), about, rests, drawn_pages, legend(charts))


def legend(charts: Iterable[FigureChart]) -> list[Sign]:
    """Return the signs that are drawn in some charts."""
    used = {sign for found in charts for dot in found.dots for sign in dot.signs}
    return [sign for name, sign in _SIGNS.items() if name in used]


def by_measure(claims: Iterable[Claim]) -> Iterator[list[Claim]]:
    """Yield the claims of each measure and scope; one that names no measure is alone."""
    found: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        found.setdefault((claim.measure, claim.scope) if claim.measure else ("", claim.id), []).append(claim)
    yield from found.values()


def chart(store: Store, claims: Sequence[Claim]) -> FigureChart | None:
    """Return the chart of claims of one measure; None where they have no figures in one unit for several times."""
    values = tuple(value for claim in claims for value in claim.values if value.as_of)
    spread = accounts.spread(replace(claims[0], values=values)) if claims else None
    if spread is None:
        return None
    found = [_dot(store, claim, value, spread.unit) for claim in claims for value in claim.values if value.as_of]
    dots = sorted((dot for dot in found if dot is not None), key=lambda dot: (dot.first, dot.last))[-MOST:]
    if len({dot.first for dot in dots}) < 2:
        return None
    low, high = min(dot.number.low for dot in dots), max(dot.number.high for dot in dots)
    low = 0.0 if 0 <= low < high * 0.7 or 0 < low == high else low
    named = ", ".join(filter(None, (claims[0].measure or claims[0].question, claims[0].scope)))
    unit = f" ({shown(spread.unit)})" if spread.unit else ""
    return FigureChart(f"{shown(named)}{unit}", low, high if high > low else low + 1, tuple(dots))


def _dot(store: Store, claim: Claim, value: Value, unit: str) -> Dot | None:
    number, when = accounts.in_unit(value, unit), edtf.parse(value.as_of)
    first, last = when.earliest, when.latest
    if number is None or first is None or last is None:
        return None
    sources = (store.sources[citation.source] for citation in value.evidence)
    who = ", ".join(dict.fromkeys(source.publisher or source.bare_title for source in sources))
    of_dot = "computed" if value.derived else "near" if value.qualifier else "sure"
    signs = {of_dot} if number.low == number.high or of_dot != "sure" else set[str]()
    signs |= {"range"} if number.low < number.high else set()
    signs |= {"long"} if last - first > 31 else set()
    signs |= {"disputed"} if accounts.is_disputed(claim) else set()
    signs |= {"preferred"} if value.preferred else set()
    words = " ".join(filter(None, (value.qualifier, value.value, unit_behind(value.value, value.unit))))
    return Dot(first, last, number, shown(words), when.display_long, shown(who), frozenset(signs))


def field(found: FigureChart, wide: float = WIDE, high: float = HIGH) -> Iterator[str]:
    """Yield a chart, the top left of its field at the origin; words stand `LEFT` before it and 24 mm behind it."""
    first, last = found.dots[0].first, max(dot.last for dot in found.dots)

    def across(day: float) -> float:
        return 3 + (day - first) / max(1, last - first) * (wide - 6)

    def down(number: float) -> float:
        return high - 2 - (number - found.low) / (found.high - found.low) * (high - 6)

    for tick in _ticks(found.low, found.high):
        yield line(0, down(tick), wide, down(tick), "grid")
        yield text(-1.5, down(tick) + 0.8, f"{tick:,.12g}", "small right")
    for day, words in _times(first, last, across, wide):
        yield line(across(day), 0, across(day), high, "grid")
        yield text(across(day), high + 3.5, words, "small mid")
    yield line(0, high, wide, high)
    taken: list[tuple[float, float, float]] = []
    for dot in found.dots:
        x = across((dot.first + dot.last) / 2)
        top, bottom = down(dot.number.high), down(dot.number.low)
        drawn = line(across(dot.first), top, across(dot.last), top, "when") if "long" in dot.signs else ""
        if "range" in dot.signs:
            drawn += line(x, top, x, bottom, "range")
        for name in dot.signs & _DOTS.keys():
            drawn += f'<circle class="{_DOTS[name]}" cx="{x:.2f}" cy="{(top + bottom) / 2:.2f}" r="0.9"/>'
        said = f"{dot.words}, {dot.when}: {dot.who}"
        yield f"<g><title>{escape(said)}</title>{drawn}</g>\n"
        marks = "".join(sign for name, sign in (("preferred", " ★"), ("disputed", " ≠")) if name in dot.signs)
        words = f"{dot.words}{marks}"
        length = cells(words) * _SIZE * LETTER
        left = x + 1.6 if x + 1.6 + length < wide + 24 else x - 1.6 - length
        at = _free(taken, left, length, top - 1.1)
        taken.append((left, length, at))
        yield text(left, at, words, "said")


def _free(taken: Sequence[tuple[float, float, float]], left: float, wide: float, wanted: float) -> float:
    """Return the height nearest to the one wanted at which a text overlaps no other."""
    steps = [wanted + by * 2.6 * side for by in range(len(taken) + 1) for side in (1, -1)]
    return next(
        at
        for at in steps
        if all(abs(at - other) >= 2.5 or left >= x + width or left + wide <= x for x, width, other in taken)
    )


def _page(charts: Sequence[FigureChart]) -> Iterator[str]:
    y = TOP
    if not charts:
        yield text(EDGE, y, "Nothing that was chosen has figures for several times in one unit.")
    for found in charts:
        yield text(EDGE, y, fitted(found.title, WIDTH - 2 * EDGE, 2.9), "strong")
        yield f'<g transform="translate({EDGE + LEFT:.2f} {y + 4:.2f})">\n'
        yield from field(found)
        yield "</g>\n"
        yield from _beside(found, y + 5)
        y += (HEIGHT - TOP - 18) / 2


def _beside(found: FigureChart, y: float) -> Iterator[str]:
    """Yield the list of the figures: when, which, and below it who says so."""
    x, size = EDGE + LEFT + WIDE + 28, 2.4
    most = int(HIGH / ROW)
    for at, dot in enumerate(found.dots[:most]):
        for down, words, look in ((0, f"{dot.when}: {dot.words}", "small"), (3.2, dot.who, "small faint")):
            yield text(x, y + at * ROW + down, fitted(words, WIDTH - EDGE - x, size), look)
    if len(found.dots) > most:
        yield text(x, y + most * ROW, f"and {len(found.dots) - most} more, each named on its dot", "small faint")


def _ticks(low: float, high: float) -> list[float]:
    """Return some four round figures between two."""
    rough = (high - low) / 4
    power = 10.0 ** floor(log10(rough))
    step = next(power * by for by in (1, 2, 5, 10) if power * by >= rough * 0.999)
    first = -(-low // step)
    return [round((first + at) * step, 10) for at in range(int((high - first * step) / step + 1e-9) + 1)]


def _times(first: int, last: int, across: Callable[[float], float], wide: float) -> Iterator[tuple[int, str]]:
    """Yield days (ordinals) to write below a field of a width, with their words."""
    years = edtf.year_of(last) - edtf.year_of(first)
    if years >= 2:
        step = next(by for by in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000) if years / by <= min(10, wide / 8))
        for year in range(edtf.year_of(first), edtf.year_of(last) + 1):
            day = edtf.parse(f"{year:04}-01-01").earliest if 0 <= year <= 9999 else None
            if day is not None and year % step == 0 and first <= day <= last:
                yield day, str(year)
        return
    for day in dict.fromkeys((first, (first + last) // 2, last)):
        yield day, edtf.of_day(day).display
