"""All that is tied to an entity, as a tree that opens step by step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from pyroaring import BitMap

from tui.core.dates import edtf
from tui.core.dates.spans import span_of_time
from tui.core.index.facets import AFTER_ALL, BEFORE_ALL
from tui.core.model.records import Citation, Claim, EntityId, Event, Ref, Relation
from tui.core.model.sections import SECTION, TYING_SECTIONS
from tui.core.text.display import shown
from tui.core.ties.graph import TieGraph
from tui.core.ties.telling import voices
from tui.present.cards.claim import claim_summary
from tui.present.cards.entity import timeline
from tui.present.cards.parts import CardWriter, Spans, joined, plural, rest_on, verb
from tui.present.page import Block, Page, Span, say
from tui.present.signs import signs

Way: TypeAlias = tuple[str, ...]
"""From the root to an entity of the tree: entities, and between each two the section of the records that tie them."""

MOST = 40
"""Entities of one group that are listed: those with the most records."""
_OWN = 12
"""Events, and claims, of an entity that is tied to nobody which are listed."""
_READ = 30
"""Records of a tie that are read to count its voices."""
_STEP = 2
"""Cells by which each level is indented."""


def neighbours_page(writer: CardWriter, graph: TieGraph, root: EntityId, opened: frozenset[Way]) -> Page:
    """Return what is tied to `root`, grouped by kind of tie, with counts, times and voices.

    The block of an entity is named by its way (see `anchor_of`).
    """
    around = graph.around(root)
    said = f" is tied to {plural(len(around), 'name')}. Each row: number of records, dates, voices"
    said = said if around else " is tied to nobody"
    blocks = [Block((*writer.entity(root), say(said, "muted")), wide=True)]
    blocks.extend(_groups(writer, graph, (root,), opened) if around else own_records(writer, root))
    return Page(tuple(blocks))


def own_records(writer: CardWriter, entity: EntityId) -> Iterable[Block]:
    """Yield what is recorded of an entity: its first events and claims, and how many more its card has."""
    store, name = writer.store, shown(writer.store.name(writer.store.entity_ref(entity)))
    events, claims = store.events_of(entity), store.claims_about(entity)
    if not events and not claims:
        yield Block((say(f"No event and no claim is recorded of {name}", "muted"),), space=1)
        return
    yield Block((Span(f"What is recorded of {name}", "heading"),), space=1)
    yield from timeline(writer, [*map(store.event, events[:_OWN])], entity)
    for claim in claims[:_OWN]:
        yield from claim_summary(writer, store.claim(claim), space=1)
    if (more := max(0, len(events) - _OWN) + max(0, len(claims) - _OWN)) > 0:
        yield Block((say(f"and {more:,} more, on the page of ", "muted"), *writer.entity(entity)), space=1)


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
        title = Span(SECTION[kind].plural.capitalize(), "heading" if not indent else "label")
        count = Span(f"  {plural(len(tied), 'name')}", "muted")
        yield Block((title, count), space=int(not indent), hang=indent, anchor="" if indent else f"by {kind}")
        listed = sorted(tied, key=lambda entity: -len(tied[entity]))
        wide = len(f"{len(tied[listed[0]]):,}")
        for entity in listed[:MOST]:
            here = (*way, kind, entity)
            is_open = here in opened
            sign = signs().opened if is_open else signs().closed
            mark = Span(f"{' ' * indent}{sign} {len(tied[entity]):>{wide},}", "muted")
            refs = graph.refs(tied[entity])
            lead, role = _what(writer, refs, way[-1], entity)
            told = plural(voices(writer.store, refs[:_READ]), "voice")
            when = " · ".join(filter(None, (_times(graph, refs, tied[entity], writer), told)))
            named = joined([(say(lead, "muted"),) if lead else (), writer.entity(entity)], " ")
            row = joined([named, (say(role, "gist"),) if role else ()], " · ")
            row = resting_on(writer, row, refs, way[-1], entity)
            hang = indent + _STEP + wide + 1
            yield Block(row, label=mark, hang=hang, aside=say(when, "muted"), anchor=anchor_of(here), wide=True)
            if is_open:
                yield from _groups(writer, graph, here, opened)
        if len(listed) > MOST:
            yield Block((say(f"and {len(listed) - MOST:,} more", "muted"),), hang=indent + _STEP)


def _what(writer: CardWriter, refs: Sequence[Ref], near: EntityId, far: EntityId) -> tuple[str, str]:
    """Return how records of one kind read from `near` to `far`, and what else is said of a relation (raw texts).

    "led by" and "director", "spoke of" and ""; of joint events, which have no direction, nothing.
    """
    verbs: dict[str, str] = {}
    for ref in refs[:_READ]:
        match writer.store.record(ref):
            case Relation() as relation:
                verbs[verb(writer.store, relation, near)] = relation.role
            case Claim(about=about, values=values):
                said = {value.said_by for value in values}
                verbs |= {"spoken of by": ""} if about == near and far in said else {}
                verbs |= {"spoke of": ""} if about == far and near in said else {}
                verbs |= {"answered the same as": ""} if {near, far} <= said else {}
    return ", ".join(verbs), ", ".join(filter(None, dict.fromkeys(verbs.values())))


def resting_on(writer: CardWriter, spans: Spans, records: Sequence[Ref], *ends: EntityId) -> Spans:
    """Return spans whose links lead to the first words that any of some records rests on.

    Of a claim, these are the words of what one of the `ends` said.
    """
    cited = ((ref, _words(writer, ref, ends)) for ref in records)
    ref, citations = next(((ref, found) for ref, found in cited if found), (None, ()))
    return rest_on(spans, citations, ref)


def _words(writer: CardWriter, ref: Ref, ends: Sequence[EntityId]) -> tuple[Citation, ...]:
    record = writer.store.record(ref)
    said = (value.evidence for value in record.values if value.said_by in ends) if isinstance(record, Claim) else ()
    return next(filter(None, said), ()) or writer.store.citations(ref)


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
