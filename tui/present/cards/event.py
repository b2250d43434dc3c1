"""Cards of events and of relations: what happened, who was in it, where accounts differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tui.core.dates.spans import span_of_time
from tui.core.model.records import Citation, Event, Ref, Relation
from tui.present.cards.claim import claims, figure
from tui.present.cards.parts import (
    CardWriter,
    Spans,
    heading,
    identity,
    joined,
    known_line,
    note,
    paragraph,
    plural,
    rows,
    voices_line,
)
from tui.present.page import Block, Page, Span
from tui.present.signs import signs

HANG = 9
"""Cells of the column of labels."""


def event_card(writer: CardWriter, event: Event) -> Page:
    """Return all that is known of an event."""
    blocks = [Block(writer.text(event.title, "title")), _when_and_what(writer, event)]
    blocks.extend(only_in(writer, event.evidence))
    if event.date_from:
        blocks.append(Block((Span("date inferred: ", "muted"), *writer.text(event.date_from, "gist")), hang=2))
    blocks.extend(known_line(writer, event.evidence))
    if event.summary:
        blocks.append(paragraph(writer.text(event.summary)))
    blocks.extend(rows("Who", [_part(writer, event, at) for at in range(len(event.involves))], HANG, space=1))
    blocks.extend(_where(writer, event))
    blocks.extend(rows("After", [_earlier(writer, other) for other in event.after], HANG))
    blocks.extend(differing(writer, event.evidence))
    blocks.extend(claims(writer, writer.store.claims_about(event.id), "Figures and claims"))
    blocks.extend(note(writer, event.note))
    several = len({citation.source for citation in event.evidence}) != 1
    if several:
        blocks.extend(voices_line(writer, event.evidence))
    blocks.append(identity(Ref("events", event.id), 0 if several else 1))
    return Page(tuple(blocks))


def _when_and_what(writer: CardWriter, event: Event) -> Block:
    place = writer.entity(event.place) if event.place else ()
    kind = writer.kind(event.kind, "muted") if event.kind else ()
    return Block(joined([writer.date(event.date, "heading"), place, kind], " · "))


def only_in(writer: CardWriter, citations: Sequence[Citation]) -> Iterable[Block]:
    """Yield the only source that reports an event, if there is only one."""
    if len({citation.source for citation in citations}) == 1:
        yield Block((Span("only in ", "muted"), *writer.citing(citations)))


def _part(writer: CardWriter, event: Event, at: int) -> Spans:
    part = event.involves[at]
    role = (Span("  "), *writer.text(part.role, "muted")) if part.role else ()
    return (*writer.entity(part.entity), *role)


def _where(writer: CardWriter, event: Event) -> Iterable[Block]:
    if event.origin or event.destination:
        ends = (("from ", event.origin), ("to ", event.destination))
        said = [(Span(lead, "muted"), *writer.entity(place)) for lead, place in ends if place]
        numbers = writer.text(amounts(event), "heading") if event.moved else ()
        yield from rows("Moved", [joined([numbers, joined(said, " ")], " ")], HANG)


def amounts(event: Event) -> str:
    """Return how many moved, in words (raw text): "12 whole companies; some 2,000 people"."""
    return "; ".join(map(figure, event.moved))


def _earlier(writer: CardWriter, other: str) -> Spans:
    date = writer.date(writer.store.event(other).date, "muted")
    return joined([writer.to(Ref("events", other)), date], "  ")


def differing(writer: CardWriter, citations: Sequence[Citation]) -> Iterable[Block]:
    """Yield the accounts that differ, side by side; then what sources tell otherwise."""
    found = [citation for citation in citations if citation.differs]
    if found:
        differ = "differs" if len(found) == 1 else "differ"
        yield heading(f"{signs().disputed} {plural(len(found), 'account')} {differ}")
        for citation in found:
            yield Block((*writer.account(citation), Span("  "), *writer.text(citation.differs, "differs")), hang=2)
    others = [citation for citation in citations if citation.tells]
    if others:
        yield heading("Told otherwise")
        for citation in others:
            yield Block((*writer.account(citation), Span("  "), *writer.text(citation.tells, "gist")), hang=2)


def relation_card(writer: CardWriter, relation: Relation) -> Page:
    """Return all that is known of a tie between two entities."""
    kind = writer.store.relation_types.get(relation.type)
    verb = kind.title if kind else relation.type
    ref = Ref("relations", relation.id)
    ends = (
        writer.entity(relation.source, "title"),
        writer.text(f" {verb} ", "muted"),
        writer.entity(relation.target, "title"),
    )
    blocks = [Block(joined(ends, "")), *known_line(writer, relation.evidence)]
    facts = joined(
        [writer.text(relation.role), writer.text(span_of_time(relation.start, relation.end, relation.as_of), "muted")],
        " · ",
    )
    if facts:
        blocks.append(Block(facts))
    inferred = (("start", relation.start_from), ("end", relation.end_from), ("known", relation.as_of_from))
    for what, text in inferred:
        if text:
            blocks.append(Block((Span(f"{what} inferred: ", "muted"), *writer.text(text, "gist")), hang=2))
    if relation.summary:
        blocks.append(paragraph(writer.text(relation.summary)))
    blocks.extend(differing(writer, relation.evidence))
    blocks.extend(note(writer, relation.note))
    blocks.extend(voices_line(writer, relation.evidence))
    blocks.append(identity(ref, 0))
    return Page(tuple(blocks))
