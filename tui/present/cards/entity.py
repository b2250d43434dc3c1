"""Cards of organisations, people and places: names, ties, figures, small timeline, sources."""

from __future__ import annotations

from collections.abc import Iterable

from tui.core.dates import edtf
from tui.core.model.records import AnyEntity, Event, Name, Organisation, Person, Place, Ref, Relation
from tui.core.query.tree import Field
from tui.core.store.related import passages_by_source, said_about_others
from tui.core.text.display import cells
from tui.present.cards.claim import claims
from tui.present.cards.event import HANG, differing
from tui.present.cards.parts import (
    LONGEST_LIST,
    NOWHERE,
    Hand,
    Spans,
    date_in_year,
    heading,
    identity,
    joined,
    known_line,
    more,
    note,
    paragraph,
    plural,
    rows,
    span_of_time,
)
from tui.present.cards.voices import counted, voices_line, why
from tui.present.page import Block, Link, Page, Span, say

_LANGUAGES = {
    "be": "Belarusian",
    "ru": "Russian",
    "uk": "Ukrainian",
    "pl": "Polish",
    "lt": "Lithuanian",
    "en": "English",
}
_USES = {"short": "short", "full": "in full", "former": "formerly", "misprint": "misprint"}


def entity_card(hand: Hand, entity: AnyEntity) -> Page:
    """Return all that is known of an organisation, a person or a place."""
    ref = Ref(entity.section, entity.id)
    blocks = [Block(hand.text(entity.name, "title"))]
    what = _what(hand, entity)
    if what:
        blocks.append(Block(what))
    blocks.extend(known_line(hand, entity.evidence))
    if entity.summary:
        blocks.append(paragraph(hand.text(entity.summary)))
    blocks.extend(_facts(hand, entity))
    blocks.extend(differing(hand, entity.evidence))
    blocks.extend(_relations(hand, entity.id))
    blocks.extend(_timeline(hand, entity.id))
    blocks.extend(claims(hand, hand.store.claims_about(entity.id), "Figures and claims"))
    blocks.extend(claims(hand, said_about_others(hand.store, entity.id), "What they said"))
    blocks.extend(_sources(hand, ref))
    blocks.extend(note(hand, entity.note))
    blocks.append(identity(ref))
    return Page(tuple(blocks))


def _what(hand: Hand, entity: AnyEntity) -> Spans:
    if isinstance(entity, Organisation):
        link = Link(NOWHERE, Field("kind", entity.kind))
        place = hand.entity(entity.place) if entity.place else ()
        return joined([(say(entity.kind.replace("-", " "), "muted", link),), place], " · ")
    if isinstance(entity, Person):
        return hand.text(entity.role, "muted") if entity.role else ()
    return (Span("place in ", "muted"), *hand.entity(entity.within)) if entity.within else (Span("place", "muted"),)


def _facts(hand: Hand, entity: AnyEntity) -> Iterable[Block]:
    facts = [*_names(hand, entity.names)]
    if isinstance(entity, Organisation):
        facts += _dated(hand, "Founded", entity.founded, entity.founded_from)
        facts += _dated(hand, "Ended", entity.dissolved, entity.dissolved_from)
    if isinstance(entity, Place):
        parts = [part for part in hand.store.parts_of(entity.id) if part != entity.id]
        facts += rows("Parts", [joined([hand.entity(part) for part in parts])] if parts else [], HANG)
    for at, block in enumerate(facts):
        yield block if at else _spaced(block)


def _spaced(block: Block) -> Block:
    return Block(block.spans, block.label, block.hang, space=1)


def _names(hand: Hand, names: tuple[Name, ...]) -> Iterable[Block]:
    """Yield all other names, those of one language and use in a row, misprints last."""
    alike: dict[str, list[Spans]] = {}
    for name in sorted(names, key=lambda name: name.use == "misprint"):
        said = ", ".join(part for part in (_LANGUAGES.get(name.lang, name.lang), _USES.get(name.use, "")) if part)
        alike.setdefault(said, []).append(hand.text(name.value))
    lines = [(*joined(group), *((say(f"  {said}", "muted"),) if said else ())) for said, group in alike.items()]
    yield from rows("Names", lines, HANG)


def _dated(hand: Hand, label: str, date: str, inferred: str) -> Iterable[Block]:
    if date:
        yield from rows(label, [hand.date(date)], HANG)
    if date and inferred:
        yield Block((Span("dated from ", "muted"), *hand.text(inferred, "gist")), hang=HANG + 2)


def _relations(hand: Hand, entity_id: str) -> Iterable[Block]:
    ties = [hand.store.relation(relation_id) for relation_id in hand.store.relations_of(entity_id)]
    if not ties:
        return
    yield heading("Relations")
    yield from (Block(relation_row(hand, tie, entity_id), hang=2) for tie in ties[:LONGEST_LIST])
    yield from more(len(ties))


def relation_row(hand: Hand, relation: Relation, seen_from: str) -> Spans:
    """Return a relation as it reads from one of its ends: "led by Jan Doe · director · since 2017"."""
    kind = hand.store.relation_types.get(relation.type)
    forward = relation.source == seen_from
    verb = (kind.title if forward else kind.reverse) if kind else relation.type
    other = relation.target if forward else relation.source
    link = Link(Ref("relations", relation.id), Field("relation", relation.type))
    time = hand.text(span_of_time(relation.start, relation.end), "muted")
    facts = joined([hand.text(relation.role, "muted"), time], ", ")
    tail = (Span("  "), *facts) if facts else ()
    later = hand.later(citation.source for citation in relation.evidence)
    return (say(verb, "muted", link), Span(" "), *hand.entity(other), *later, *tail)


def _timeline(hand: Hand, entity_id: str) -> Iterable[Block]:
    found = hand.store.events_of(entity_id)
    if not found:
        return
    events = [hand.store.event(event_id) for event_id in found[:LONGEST_LIST]]
    yield heading("Timeline", plural(len(found), "event"))
    yield from timeline(hand, events, entity_id)
    yield from more(len(found))


def timeline(hand: Hand, events: list[Event], entity_id: str = "") -> Iterable[Block]:
    """Yield events as rows under their years, with the role that `entity_id` has in each."""
    dated = [(event, *date_in_year(event.date)) for event in events]
    width = max((cells(label) for _, _, label in dated), default=0)
    heading_year = ""
    for event, year, label in dated:
        if year != heading_year:
            yield Block((Span(year, "label"),))
            heading_year = year
        role = next((part.role for part in event.involves if part.entity == entity_id and part.role), "")
        tail = (
            *hand.later(c.source for c in event.evidence),
            *((Span("  "), *hand.text(role, "muted")) if role else ()),
        )
        padded = Span(" " * (width - cells(label)) + label, "muted")
        yield Block((*hand.to(Ref("events", event.id)), *tail), label=padded, hang=width + 2)


def _sources(hand: Hand, ref: Ref) -> Iterable[Block]:
    """Yield the sources of the record and of all that is told of it, with how many passages each gives."""
    counts = passages_by_source(hand.store, ref)
    if not counts:
        yield from voices_line(hand, ())
        return
    ids = tuple(counts)
    yield heading("Sources", counted(hand, ids) if len(ids) > 1 else "")
    ties = why(hand, ids)
    if ties:
        yield Block(ties, hang=2)
    for source, count in sorted(counts.items(), key=lambda item: -item[1]):
        issued = hand.store.sources[source].issued if source in hand.store.sources else ""
        when = f"  {edtf.parse(issued).display}" if issued else ""
        yield Block((*hand.source(source), say(f"  {plural(count, 'passage')}{when}", "muted")), hang=2)
