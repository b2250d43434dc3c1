"""SVG: how two are tied, or all that is tied to one, with what ties them, when, and who says so in a list below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import combinations
from math import cos, dist, pi, sin
from typing import NamedTuple, TypeAlias

from tui.core.model.records import EntityId, Ref
from tui.core.model.sections import SECTION, TYING_SECTIONS
from tui.core.store.base import Store
from tui.core.store.related import short_name
from tui.core.text.display import cut_at_word, shown
from tui.core.ties.chains import Ways
from tui.core.ties.graph import TieGraph
from tui.core.ties.telling import told, voices
from tui.exchange.drawing.packing import EDGE, LETTER, WIDTH, fitted
from tui.exchange.drawing.parts import FOOT, HEIGHT, SIGN_LINE, Sign, document, flowed, text
from tui.exchange.losses import Losses

NAMES = 20
"""Names around one that are drawn: those with the most records; the others are counted."""
SHOWN, ALONE = 3, 100
"""Records of a tie that are listed, and of one that is drawn alone; the others are counted."""
TOP, BOTTOM = 32.0, HEIGHT - FOOT - 2 * SIGN_LINE - 3
"""Of what is drawn on a page, above a legend of up to three lines."""
ROW = 3.5
"""Height of a line of the list."""
APART = 1.5
"""Distance of the lines of a tie of several kinds."""
_NAME_SIZE, _SIZE = 2.6, 2.4
_DOT = '<circle r="1.9"/>'
_SIGNS = {
    "organisations": Sign('<rect class="box" x="-4" y="-1.6" width="8" height="3.2"/>', "organisation"),
    "people": Sign('<rect class="box" x="-4" y="-1.6" width="8" height="3.2" rx="1.6"/>', "person"),
    "places": Sign('<rect class="box place" x="-4" y="-1.6" width="8" height="3.2"/>', "place"),
    "end": Sign('<rect class="box end" x="-4" y="-1.6" width="8" height="3.2"/>', "whose ties are asked for"),
    "relations": Sign('<path class="tie relations" d="M-4 0h8"/>', "a relation"),
    "events": Sign('<path class="tie events" d="M-4 0h8"/>', "an event that both were in"),
    "claims": Sign('<path class="tie claims" d="M-4 0h8"/>', "what one said of the other"),
    "several": Sign('<path class="tie several" d="M-4 0h8"/>', "several voices say so"),
    "one": Sign('<path class="tie" d="M-4 0h8"/>', "one voice says so"),
    "unsourced": Sign('<path class="tie unsourced" d="M-4 0h8"/>', "no source says so"),
    "among": Sign('<path class="tie among" d="M-4 0h8"/>', "a tie among those around, not in the list"),
    "number": Sign(f'{_DOT}<text y="0.85" class="small mid">1</text>', "its number in the list"),
}
Middle: TypeAlias = tuple[float, float]


class TieTitle(NamedTuple):
    """What a drawing of ties is called: the question that it answers, in words. Raw texts."""

    question: str
    conditions: str
    """Which records count."""


class TieLine(NamedTuple):
    """A tie as it is drawn."""

    near: EntityId
    far: EntityId
    records: tuple[Ref, ...]
    number: int = 0
    """Its place in the list; 0 for one that is not in it."""


class Net(NamedTuple):
    """What is drawn: names, each where its middle is, and ties between them."""

    places: Mapping[EntityId, Middle]
    ends: tuple[EntityId, ...]
    """Those that were asked about."""
    ties: Sequence[TieLine]
    width: float
    """Of the box of a name."""
    bottom: float
    """Where the list begins on the first page."""
    centre: Middle | None = None
    """Towards which ties are bent, but those to an end."""


def chains_drawing(
    store: Store, ways: Ways, ends: tuple[EntityId, EntityId], title: TieTitle, losses: Losses
) -> Iterator[str]:
    """Yield the drawing of the chains between two `ends`, one above the other, below them those over media.

    Where there are none, it says that nothing ties them.
    """
    bands = [found for found in (ways.chains, ways.reported) if found]
    levels = [
        [dict.fromkeys(tie.far for tie in step) for step in zip(*(chain.ties for chain in found), strict=True)][:-1]
        for found in bands
    ]
    rows = [max(map(len, band), default=1) for band in levels] or [1]
    high = min(24.0, (BOTTOM - TOP) / sum(rows))
    width = min(46.0, (WIDTH - 2 * EDGE) / (max(map(len, levels), default=0) + 2) - 10)
    left, across, top = EDGE + width / 2, WIDTH - 2 * EDGE - width, TOP
    places: dict[EntityId, Middle] = {}
    for band, count in zip(levels, rows, strict=False):
        for at, level in enumerate(band, 1):
            for row, entity in enumerate(level):
                y = top + count * high * (row + 0.5) / len(level)
                places.setdefault(entity, (left + at * across / (len(band) + 1), y))
        top += count * high
    bottom = TOP + sum(rows) * high
    places |= {ends[0]: (left, (TOP + bottom) / 2), ends[1]: (left + across, (TOP + bottom) / 2)}
    ties = dict.fromkeys(tie for found in bands for chain in found for tie in chain.ties)
    drawn = [TieLine(tie.near, tie.far, tie.records, number) for number, tie in enumerate(ties, 1)]
    yield from _drawing(store, Net(places, ends, drawn, width, bottom + 4), _apart(ways), title, losses)


def _apart(ways: Ways) -> str:
    """Return in words how far apart two are."""
    if not ways.chains:
        return "nothing that is recorded ties them"
    steps, count = len(ways.chains[0].ties), len(ways.chains)
    if steps == 1:
        return "tied directly"
    best = f": the {count} best of the shortest chains" if count > 1 else ""
    below = f"; below, {len(ways.reported[0].ties)} steps over media that told of both" if ways.reported else ""
    return f"{steps} steps apart{best}{below}"


def around_drawing(store: Store, graph: TieGraph, root: EntityId, title: TieTitle, losses: Losses) -> Iterator[str]:
    """Yield the drawing of an entity with those that are tied to it around it, and the ties among these."""
    around = graph.around(root)
    names = sorted(around, key=lambda entity: (-len(around[entity]), entity))
    for name in names[NAMES:]:
        ref = store.entity_ref(name)
        reason = f"a drawing of ties has {NAMES} names: those with fewer records are counted"
        losses.add("record", reason, f"{ref.section}/{name}", store.name(ref))
    names = names[:NAMES]
    listed = [TieLine(root, name, graph.between(root, name), number) for number, name in enumerate(names, 1)]
    among = [TieLine(*pair, found) for pair in combinations(names, 2) if (found := graph.between(*pair))]
    for tie in among:
        reason = "a drawing of the ties of one does not list those among the others: they are only drawn"
        losses.add("link", reason, f"{tie.near} and {tie.far}", "; ".join(map(store.name, tie.records)))
    width = 33.0
    middle, radius = (WIDTH / 2, (TOP + BOTTOM) / 2), (WIDTH / 2 - EDGE - width / 2, (BOTTOM - TOP) / 2 - 5)
    places = {root: middle}
    for at, name in enumerate(_in_a_ring(names, among)):
        turn = 2 * pi * at / len(names) - pi / 2
        places[name] = middle[0] + radius[0] * cos(turn), middle[1] + radius[1] * sin(turn)
    said = f"{len(names)} {'organisation or person' if len(names) == 1 else 'organisations and people'}"
    if len(around) > len(names):
        said = f"the {len(names)} organisations and people with the most records, of {len(around)}"
    net = Net(places, (root,), [*among, *listed], width, BOTTOM, middle)
    yield from _drawing(store, net, said, title, losses)


def _in_a_ring(names: Sequence[EntityId], ties: Iterable[TieLine]) -> Iterator[EntityId]:
    """Yield names so that those stand beside each other that are tied by the most records."""
    strength = {frozenset((tie.near, tie.far)): len(tie.records) for tie in ties}
    left = dict.fromkeys(names)
    last = ""
    while left:
        last = max(left, key=lambda name: strength.get(frozenset((last, name)), 0))
        del left[last]
        yield last


def _drawing(store: Store, net: Net, said: str, title: TieTitle, losses: Losses) -> Iterator[str]:
    listed = [tie for tie in net.ties if tie.number]
    most = ALONE if len(listed) == 1 else SHOWN
    for tie in listed:
        for ref in tie.records[most:]:
            reason = f"a drawing lists {most} records of a tie: the others are counted"
            losses.add("record", reason, f"{ref.section}/{ref.id}", store.name(ref))
    used = {store.entity_ref(entity).section for entity in net.places} | {"end"}
    for tie in net.ties:
        used |= {look for _, looks in _kinds(store, tie) for look in looks} | {"number" if tie.number else "among"}
    sources = dict.fromkeys(one for tie in net.ties for ref in tie.records for one in told(store, ref).sources)
    rests = "; ".join(shown(store.sources[one].publisher or store.sources[one].bare_title) for one in sources)
    texts = "".join(f" {tie.number}: {_in_short(store, tie)}." for tie in listed).strip()
    first, *others = _pages([_rows(store, tie, most) for tie in listed], net.bottom)
    pages = [[*_net(store, net), *first], *others]
    about = f"{said} · {shown(title.conditions)}"
    yield from document(
        shown(title.question), about, rests, pages, [sign for name, sign in _SIGNS.items() if name in used], texts
    )


def _kinds(store: Store, tie: TieLine) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield for each kind of record that ties two its section, and the two signs of the legend that its line has."""
    for section in TYING_SECTIONS:
        if records := [ref for ref in tie.records if ref.section == section]:
            count = voices(store, records)
            yield section, (section, "several" if count > 1 else "one" if count else "unsourced")


def _net(store: Store, net: Net) -> Iterator[str]:
    """Yield the lines, the numbers on them, and the names over all."""
    dots: list[Middle] = []
    for tie in net.ties:
        (x1, y1), (x2, y2) = net.places[tie.near], net.places[tie.far]
        kinds = [*_kinds(store, tie)]
        length = dist((x1, y1), (x2, y2)) or 1.0
        across, down = (y1 - y2) / length * APART, (x2 - x1) / length * APART
        bend = net.centre if net.centre is not None and not tie.number else None
        drawn = ""
        for at, (_, looks) in enumerate(kinds):
            by = at - (len(kinds) - 1) / 2
            start, end = (f"{x + across * by:.2f} {y + down * by:.2f}" for x, y in ((x1, y1), (x2, y2)))
            way = f"Q{(x1 + x2 + bend[0]) / 3:.2f} {(y1 + y2 + bend[1]) / 3:.2f} {end}" if bend else f"L{end}"
            drawn += f'<path class="tie {" ".join(looks)}{"" if tie.number else " among"}" d="M{start}{way}"/>'
        yield f"<g><title>{escape(_in_short(store, tie))}</title>{drawn}</g>\n"
        if tie.number:
            shares = (0.5, 0.42, 0.58, 0.34, 0.66, 0.28, 0.72)
            spots = [(x1 + (x2 - x1) * share, y1 + (y2 - y1) * share) for share in shares]
            dots.append(next((spot for spot in spots if all(dist(spot, dot) > 4.2 for dot in dots)), spots[0]))
    for (x, y), tie in zip(dots, (tie for tie in net.ties if tie.number), strict=True):
        yield f'<g transform="translate({x:.2f} {y:.2f})">{_DOT}{text(0, 0.85, str(tie.number), "small mid")}</g>'
    for entity, (x, y) in net.places.items():
        yield from _box(store, entity, x, y, net.width, is_end=entity in net.ends)


def _box(store: Store, entity: EntityId, x: float, y: float, width: float, *, is_end: bool) -> Iterator[str]:
    """Yield a name in its box, in up to three lines."""
    ref = store.entity_ref(entity)
    name = shown(store.name(ref))
    lines = flowed(name.split(" "), width - 3, _NAME_SIZE, " ")
    lines = [*lines[:2], " ".join(lines[2:])] if len(lines) > 2 else lines
    high = len(lines) * 3.2 + 2.4
    looks = f"box{' place' if ref.section == 'places' else ''}{' end' if is_end else ''}"
    curve = f' rx="{min(high / 2, 3):.2f}"' if ref.section == "people" else ""
    yield (
        f'<g><title>{escape(name)}</title><rect class="{looks}" x="{x - width / 2:.2f}" y="{y - high / 2:.2f}" '
        f'width="{width:.2f}" height="{high:.2f}"{curve}/>'
    )
    for at, words in enumerate(lines):
        fitting = cut_at_word(words, int((width - 3) / (_NAME_SIZE * LETTER)))
        yield text(x, y - high / 2 + 3.6 + at * 3.2, fitting, "name mid strong" if is_end else "name mid")
    yield "</g>\n"


def _names(store: Store, tie: TieLine) -> str:
    return " and ".join(shown(store.name(store.entity_ref(end))) for end in (tie.near, tie.far))


def _in_short(store: Store, tie: TieLine) -> str:
    """Return who is tied by how much, safe to show."""
    count, heard = len(tie.records), voices(store, tie.records)
    by = ", ".join(
        f"{own} {SECTION[section].singular if own == 1 else SECTION[section].plural}"
        for section in TYING_SECTIONS
        if (own := sum(ref.section == section for ref in tie.records))
    )
    say = "says" if heard == 1 else "say"
    support = f"{heard} {'voice' if heard == 1 else 'voices'} {say} so" if heard else "no source is cited"
    return f"{_names(store, tie)}: {by}; {support}" if count else _names(store, tie)


def _rows(store: Store, tie: TieLine, most: int) -> list[tuple[str, str]]:
    """Return the lines of the list for a tie, each with its look: who, then each record, and who says so."""
    rows = [(f"{tie.number}   {_in_short(store, tie)}", "strong")]
    for ref in tie.records[:most]:
        found = told(store, ref, (tie.near, tie.far))
        said = ", ".join(store.name(store.entity_ref(sayer)) for sayer in found.sayers)
        words = " · ".join(shown(part) for part in (found.when, store.name(ref), found.part, said) if part)
        rows += [(row, "") for row in flowed(words.split(" "), WIDTH - 2 * EDGE - 5, _SIZE, " ")]
        told_by = ", ".join(shown(short_name(store, source)) for source in found.sources)
        rows.append((told_by or "no source is cited", "faint"))
    if len(tie.records) > most:
        rows.append((f"and {len(tie.records) - most} more", "faint"))
    return rows


def _pages(blocks: Iterable[Sequence[tuple[str, str]]], top: float) -> list[list[str]]:
    """Lay the list out on pages, on the first from `top`; a heading stays with its record, that with who says so."""
    pages: list[list[str]] = [[]]
    y = top + ROW
    for block in blocks:
        for at, (words, look) in enumerate(block):
            if y + (2 * ROW if not at else ROW if look != "faint" else 0) > BOTTOM:
                pages.append([])
                y = TOP
            indent = EDGE if not at else EDGE + 5
            pages[-1].append(text(indent, y, fitted(words, WIDTH - EDGE - indent, _SIZE), f"small {look}".strip()))
            y += ROW
        y += ROW / 2
    return pages
