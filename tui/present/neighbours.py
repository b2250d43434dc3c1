"""All that is tied to an entity, as a tree that opens step by step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from pyroaring import BitMap

from tui.core.dates import edtf
from tui.core.dates.spans import span_of_time
from tui.core.index.facets import AFTER_ALL, BEFORE_ALL
from tui.core.model.records import EntityId, Event, Ref, Relation
from tui.core.model.sections import SECTION, TYING_SECTIONS
from tui.core.ties.graph import TieGraph
from tui.core.ties.telling import voices
from tui.present.cards.parts import CardWriter, joined, plural
from tui.present.page import Block, Page, Span, say
from tui.present.signs import signs

Way: TypeAlias = tuple[str, ...]
"""From the root to an entity of the tree: entities, and between each two the section of the records that tie them."""

MOST = 40
"""Entities of one group that are listed: those with the most records."""
_READ = 30
"""Records of a tie that are read to count its voices."""
_STEP = 2
"""Cells by which each level is indented."""


def neighbours_page(writer: CardWriter, graph: TieGraph, root: EntityId, opened: frozenset[Way]) -> Page:
    """Return what is tied to `root`, grouped by kind of tie, with counts, times and voices.

    The block of an entity is named by its way (see `anchor_of`).
    """
    around = graph.around(root)
    said = plural(len(around), "organisation or person", "organisations and people")
    said = f" is tied to {said}: by how many records, when, told by how many" if around else " is tied to nobody"
    blocks = [Block((*writer.entity(root), say(said, "muted")))]
    blocks.extend(_groups(writer, graph, (root,), opened))
    return Page(tuple(blocks))


def anchor_of(way: Way) -> str:
    """Return the name of the block of the entity at the end of a way."""
    return "way " + "/".join(way)


def way_of(anchor: str) -> Way:
    """Return the way of a block by its name; empty for that of another block."""
    return tuple(anchor.removeprefix("way ").split("/")) if anchor.startswith("way ") else ()


def _groups(writer: CardWriter, graph: TieGraph, way: Way, opened: frozenset[Way]) -> Iterable[Block]:
    around = {entity: records for entity, records in graph.around(way[-1]).items() if entity not in way[::2]}
    indent = _STEP * (len(way) // 2)
    for kind in TYING_SECTIONS:
        of_kind = graph.of_kind(kind)
        tied = {entity: own for entity, records in around.items() if (own := records & of_kind)}
        if not tied:
            continue
        heading = Span(SECTION[kind].plural.capitalize(), "heading" if not indent else "label")
        count = Span(f"  {plural(len(tied), 'name')}", "muted")
        yield Block((heading, count), space=int(not indent), hang=indent, anchor="" if indent else f"by {kind}")
        listed = sorted(tied, key=lambda entity: -len(tied[entity]))
        wide = len(f"{len(tied[listed[0]]):,}")
        for entity in listed[:MOST]:
            here = (*way, kind, entity)
            is_open = here in opened
            sign = signs().opened if is_open else signs().closed
            mark = Span(f"{' ' * indent}{sign} {len(tied[entity]):>{wide},}", "muted")
            what, when = _in_short(writer, graph, kind, tied[entity])
            row = joined([writer.entity(entity), (say(what, "gist"),) if what else ()], " · ")
            hang = indent + _STEP + wide + 1
            yield Block(row, label=mark, hang=hang, aside=say(when, "muted"), anchor=anchor_of(here))
            if is_open:
                yield from _groups(writer, graph, here, opened)
        if len(listed) > MOST:
            yield Block((say(f"and {len(listed) - MOST:,} more", "muted"),), hang=indent + _STEP)


def _in_short(writer: CardWriter, graph: TieGraph, kind: str, records: BitMap) -> tuple[str, str]:
    """Return what a relation is that alone ties two entities, and from when to when, by how many voices (raw texts)."""
    refs = graph.refs(records)
    what = _what(writer, refs[0]) if kind == "relations" and len(refs) == 1 else ""
    told = plural(voices(writer.store, refs[:_READ]), "voice")
    return what, " · ".join(filter(None, (_times(graph, refs, records, writer), told)))


def _what(writer: CardWriter, ref: Ref) -> str:
    relation = writer.store.relation(ref.id)
    kind = writer.store.relation_types.get(relation.type)
    return ", ".join(filter(None, (kind.title if kind else relation.type, relation.role)))


def _times(graph: TieGraph, refs: Sequence[Ref], records: BitMap, writer: CardWriter) -> str:
    """Return when some records were, in words: the date of one; of several from which month, or year, to which."""
    match writer.store.record(refs[0]) if len(refs) == 1 else None:
        case Event(date=date):
            return edtf.parse(date).display
        case Relation(start=start, end=end, as_of=as_of):
            return span_of_time(start, end, as_of)
    first, last = graph.times(records)
    days = [edtf.of_day(day).text for day in (first, last) if BEFORE_ALL < day < AFTER_ALL]
    parts = 1 if len(days) > len({day.rsplit("-", 2)[0] for day in days}) else 2
    ends = "/".join(dict.fromkeys(day.rsplit("-", parts)[0] for day in days))
    words = edtf.parse(ends).display if ends else ""
    open_end = "until " if first <= BEFORE_ALL else "since " if last >= AFTER_ALL else ""
    return open_end + words if words else ""
