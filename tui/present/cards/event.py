"""Cards of events and of relations: what happened, who was in it, where accounts differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tui.core.model.records import Citation, Event, Ref, Relation
from tui.present.cards.claim import claims
from tui.present.cards.parts import (
    Hand,
    Spans,
    heading,
    identity,
    joined,
    known_line,
    note,
    paragraph,
    plural,
    rows,
    span_of_time,
)
from tui.present.cards.voices import voices_line
from tui.present.page import Block, Page, Span

HANG = 9
"""Cells of the column of labels."""


def event_card(hand: Hand, event: Event) -> Page:
    """Return all that is known of an event."""
    blocks = [Block(hand.text(event.title, "title")), _when_and_what(hand, event)]
    blocks.extend(only_in(hand, event.evidence))
    if event.date_from:
        blocks.append(Block((Span("dated from ", "muted"), *hand.text(event.date_from, "gist")), hang=2))
    blocks.extend(known_line(hand, event.evidence))
    if event.summary:
        blocks.append(paragraph(hand.text(event.summary)))
    blocks.extend(rows("Who", [_part(hand, event, at) for at in range(len(event.involves))], HANG, space=1))
    blocks.extend(_where(hand, event))
    blocks.extend(differing(hand, event.evidence))
    blocks.extend(claims(hand, hand.store.claims_about(event.id), "Figures and claims"))
    blocks.extend(note(hand, event.note))
    several = len({citation.source for citation in event.evidence}) != 1
    if several:
        blocks.extend(voices_line(hand, event.evidence))
    blocks.append(identity(Ref("events", event.id), 0 if several else 1))
    return Page(tuple(blocks))


def _when_and_what(hand: Hand, event: Event) -> Block:
    place = hand.entity(event.place) if event.place else ()
    kind = hand.kind(event.kind, "muted") if event.kind else ()
    return Block(joined([hand.date(event.date, "heading"), place, kind], " · "))


def only_in(hand: Hand, citations: Sequence[Citation]) -> Iterable[Block]:
    """Yield the one source that tells of an event, where no other does."""
    told = {citation.source for citation in citations}
    if len(told) == 1:
        yield Block((Span("only in ", "muted"), *hand.source(told.pop())))


def _part(hand: Hand, event: Event, at: int) -> Spans:
    part = event.involves[at]
    role = (Span("  "), *hand.text(part.role, "muted")) if part.role else ()
    return (*hand.entity(part.entity), *role)


def _where(hand: Hand, event: Event) -> Iterable[Block]:
    if event.origin or event.destination:
        start = hand.entity(event.origin) if event.origin else (Span("?", "muted"),)
        end = hand.entity(event.destination) if event.destination else (Span("?", "muted"),)
        yield from rows("Moved", [(*start, Span(" → ", "muted"), *end)], HANG)


def differing(hand: Hand, citations: Sequence[Citation]) -> Iterable[Block]:
    """Yield what sources tell differently, side by side."""
    found = [citation for citation in citations if citation.differs]
    if not found:
        return
    yield heading(f"≠ {plural(len(found), 'account')} {'differs' if len(found) == 1 else 'differ'}")
    for citation in found:
        yield Block((*hand.source(citation.source), Span("  "), *hand.text(citation.differs, "warn")), hang=2)


def relation_card(hand: Hand, relation: Relation) -> Page:
    """Return all that is known of a tie between two entities."""
    kind = hand.store.relation_types.get(relation.type)
    verb = kind.title if kind else relation.type
    ref = Ref("relations", relation.id)
    ends = (
        hand.entity(relation.source, "title"),
        hand.text(f" {verb} ", "muted"),
        hand.entity(relation.target, "title"),
    )
    blocks = [Block(joined(ends, "")), *known_line(hand, relation.evidence)]
    facts = joined([hand.text(relation.role), hand.text(span_of_time(relation.start, relation.end), "muted")], " · ")
    if facts:
        blocks.append(Block(facts))
    for lead, text in (("start dated from ", relation.start_from), ("end dated from ", relation.end_from)):
        if text:
            blocks.append(Block((Span(lead, "muted"), *hand.text(text, "gist")), hang=2))
    if relation.summary:
        blocks.append(paragraph(hand.text(relation.summary)))
    blocks.extend(differing(hand, relation.evidence))
    blocks.extend(note(hand, relation.note))
    blocks.extend(voices_line(hand, relation.evidence))
    blocks.append(identity(ref, 0))
    return Page(tuple(blocks))
