"""SVG: events in lanes, black on white, one drawing of as many A4 pages in landscape as the lanes take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from html import escape
from typing import TypeAlias

from tui.core.dates import edtf
from tui.core.index.lanes import NAMES
from tui.core.model.records import Event
from tui.core.store.base import Store
from tui.core.text.display import cut, shown
from tui.exchange.drawing.lanes_chart import Chart, ChartRow, EventBar, chart
from tui.exchange.drawing.packing import (
    CELL,
    COLUMNS,
    EDGE,
    LETTER,
    NAMES_END,
    WIDTH,
    Item,
    Line,
    packed,
    radius,
    sign_width,
    x_of,
)
from tui.exchange.drawing.parts import HEIGHT, Sign, document, foot, in_lines, line, text
from tui.exchange.exporters.holding import Holding
from tui.exchange.exporters.selection import Selection

HOLDING = Holding("a drawing", {"events": "title date"})
LINE = 4.0
"""Height of a line of a lane."""
AIR = 1.8
"""Space between lanes."""
TOP = 34
"""Top of the lanes on a page, below its title and axis."""
GAP = 3
"""Space between the lanes and the legend."""
READ, PACKED = 0.4, 0.6
"""Approximate shares of the work when the events have been read, and the lanes laid out."""
MOST_TITLES = 20
"""Events that are named where several are in one place; the others are counted."""

Packed: TypeAlias = tuple[ChartRow, list[Line]]
"""A lane, and the lines of it."""


def write(selection: Selection) -> Iterator[str]:
    """Yield the drawing of the events that were chosen, as of today."""
    yield from draw(selection, datetime.now(UTC).astimezone().date())


def draw(selection: Selection, today: date) -> Iterator[str]:
    """Yield the drawing in pieces."""
    store = selection.store
    selection.tell(HOLDING)
    events = [*selection.records(Event, READ)]
    found = chart(store, events, selection.lanes, COLUMNS)
    total = len(store.event_ids)
    counted = f"{total} events" if found.total == total else f"{found.total} of {total} events"
    query = f" · {shown(selection.query)}" if selection.query else ""
    cited = {citation.source for event in events for citation in event.evidence}
    held = [source for key, source in store.sources.items() if key in cited]
    rests = "; ".join(shown(source.publisher or source.bare_title) for source in held)
    about = f"{counted}{query} · {len(found.rows)} {NAMES[selection.lanes]} with the most events first"
    kinds = {key: kind.sign for key, kind in store.kinds.items()}
    lanes = [(row, packed(row, kinds)) for row in selection.tracked(found.rows, READ, PACKED)]
    legend = [*_time_signs(found, lanes), *_kind_signs(store, events)]
    pages = _pages(lanes, foot(in_lines(legend)) + GAP)
    _tell_unnamed(selection, events, pages)
    drawn = [_page(found, rows) for rows in pages]
    written = f"written {edtf.of_day(today.toordinal()).display}"
    yield from document(shown(store.about.title), about, rests, drawn, legend, written=written)
    selection.report(1.0)


def _tell_unnamed(selection: Selection, events: Sequence[Event], pages: Sequence[Sequence[Packed]]) -> None:
    """Tell which events the drawing only counts, because too many are in one place of all their lanes."""
    drawn = [row for rows in pages for row in rows]
    named = {event.id for _, lines in drawn for items in lines for item in items for event in item.events[:MOST_TITLES]}
    named |= {bar.event.id for row, _ in drawn for bar in row.bars}
    for event in events:
        if event.id not in named:
            reason = f"a drawing names {MOST_TITLES} events in one place: the others are counted"
            selection.losses.add("record", reason, f"events/{event.id}", event.title)


def _height(lines: Sequence[Line]) -> float:
    return len(lines) * LINE + AIR


def _pages(rows: Sequence[Packed], below: float) -> list[list[Packed]]:
    """Divide lanes among pages, `below` being the height below them; there is at least one page."""
    pages: list[list[Packed]] = [[]]
    room = HEIGHT - TOP - below
    for row in rows:
        need = _height(row[1])
        if need > room and pages[-1]:
            pages.append([])
            room = HEIGHT - TOP - below
        pages[-1].append(row)
        room -= need
    return pages


def _page(found: Chart, rows: Sequence[Packed]) -> Iterator[str]:
    """Yield the axis with its lines down the page, and the lanes."""
    bottom = TOP + sum(_height(lines) for _, lines in rows)
    for x in found.scale.breaks:
        yield line(x_of(x) + CELL / 2, TOP - 4, x_of(x) + CELL / 2, bottom, "cut")
    for label in found.labels:
        yield line(x_of(label.x), TOP - 4, x_of(label.x), bottom, "grid")
        yield text(x_of(label.x), TOP - 5, label.text, "small")
    yield line(EDGE, TOP - 4, WIDTH - EDGE, TOP - 4)
    y = float(TOP)
    for row, lines in rows:
        yield from _row(row, lines, y)
        y += _height(lines)


def _row(row: ChartRow, lines: Sequence[Line], y: float) -> Iterator[str]:
    """Yield one lane: its name, the signs with their words, and its bars along the foot."""
    base = y + 3.4
    count = str(row.total)
    room = NAMES_END - EDGE - 5 - len(count) * 2
    yield text(EDGE, base, cut(shown(row.name), int(room / (2.9 * LETTER))))
    yield text(NAMES_END - 3, base, count, "right faint")
    bottom = y + _height(lines)
    yield line(EDGE, bottom, WIDTH - EDGE, bottom, "grid")
    for bar in row.bars:
        yield _bar(bar, bottom - 1.1)
    for at, items in enumerate(lines):
        for item in items:
            yield from _item(item, base + at * LINE)


def _item(item: Item, base: float) -> Iterator[str]:
    """Yield the sign of an event, or a count, with the titles as a tooltip."""
    titles = [_named(event) for event in item.events[:MOST_TITLES]]
    if len(item.events) > MOST_TITLES:
        titles.append(f"and {len(item.events) - MOST_TITLES} more")
    if item.sign:
        sign = text(item.x, base, item.sign)
    else:
        size = radius(len(item.events))
        sign = f'<circle cx="{item.x + size:.2f}" cy="{base - 0.9:.2f}" r="{size:.2f}"/>'
        sign += text(item.x + size, base, str(len(item.events)), "small mid")
    yield f"<g><title>{escape(chr(10).join(titles))}</title>{sign}</g>\n"
    if item.words:
        yield text(item.x + sign_width(item) + 0.7, base, item.words, "said")


def _bar(bar: EventBar, y: float) -> str:
    """Return the bar of one event: grey for possible time, dashed if approximate, black for certain time."""
    x, width = x_of(bar.x), (bar.end - bar.x) * CELL - 0.4
    if bar.rough:
        parts = [f'<path class="rough" d="M{x:.2f} {y + 0.4:.2f}h{width:.2f}"/>']
    else:
        parts = [_rect(x, y, width, "may")]
        if bar.sure:
            parts.append(_rect(x_of(bar.sure[0]), y, (bar.sure[1] - bar.sure[0]) * CELL - 0.4, "sure"))
    return f"<g><title>{escape(_named(bar.event))}</title>{''.join(parts)}</g>\n"


def _time_signs(found: Chart, lanes: Iterable[Packed]) -> Iterator[Sign]:
    """Yield the signs by which time is drawn, those that are used."""
    drawn = [*lanes]
    bars = [bar for row, _ in drawn for bar in row.bars]
    items = [item for _, lines in drawn for items in lines for item in items]
    if any(bar.sure for bar in bars if not bar.rough):
        yield Sign(_rect(-4, -0.4, 8, "sure"), "lasted, for sure")
    if any(bar.sure != (bar.x, bar.end) for bar in bars if not bar.rough):
        yield Sign(_rect(-4, -0.4, 8, "may"), "some time in it")
    if any(bar.rough for bar in bars):
        yield Sign('<path class="rough" d="M-4 0h8"/>', "about then")
    if any(item.sign.startswith("~") for item in items):
        yield Sign(text(3, 0.8, "~", "mid"), "day not sure")
    if any(not item.sign for item in items):
        yield Sign('<circle r="1.3"/>' + text(0, 0.85, "3", "small mid"), "events in one place")
    if found.scale.breaks:
        yield Sign(line(0, -1.6, 0, 1.6, "cut"), "time without events is left out; busy time is drawn wider")


def _kind_signs(store: Store, events: Iterable[Event]) -> Iterator[Sign]:
    """Yield the sign and the name of each kind that is drawn."""
    used = {event.kind for event in events}
    for key, kind in store.kinds.items():
        if key in used:
            yield Sign(text(3, 0.8, shown(kind.sign), "mid"), shown(kind.title))
    if used - store.kinds.keys():
        yield Sign(text(3, 0.8, "◆", "mid"), "no kind" if store.kinds else "event")


def _named(event: Event) -> str:
    """Return date and title of an event, safe to show."""
    return f"{edtf.parse(event.date).display}  {shown(event.title)}"


def _rect(x: float, y: float, width: float, look: str) -> str:
    return f'<rect x="{x:.2f}" y="{y:.2f}" width="{max(width, 0.4):.2f}" height="0.8" class="{look}"/>'
