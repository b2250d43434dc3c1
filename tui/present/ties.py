"""Chains of ties between two entities as a page: each tie with what it is, when, and who says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from tui.core.dates import edtf
from tui.core.model.records import Claim, EntityId, Event, Ref, Relation
from tui.core.store.related import short_name
from tui.core.ties.chains import Chain, Reach, Tie
from tui.present.cards.parts import CardWriter, Spans, heading, joined, paragraph, plural, span_of_time
from tui.present.page import Block, Page, Span, say
from tui.present.signs import signs

SHOWN = 3
"""Records of one tie that are shown; of more it is said how many there are."""
_HANG = 2
_NAMED = 8
"""Sources, and places, by which two that nothing ties come near each other."""
_LONGEST_NAME = 24
"""Cells of a source's name."""


def chains_page(writer: CardWriter, chains: Sequence[Chain]) -> Page:
    """Return chains, of which there is at least one, under each other."""
    ties = len(chains[0].ties)
    how = "Tied directly" if ties == 1 else f"{ties} steps apart"
    several = f": the {len(chains)} best supported of the shortest chains" if len(chains) > 1 else ""
    blocks = [Block((say(f"{how}{several}", "muted"),))]
    for number, chain in enumerate(chains, 1):
        weakest = min(tie.voices for tie in chain.ties)
        said = "rests on no source" if not weakest else plural(weakest, "voice")
        blocks.append(heading(f"Chain {number}", said if ties == 1 else f"weakest tie: {said}", f"chain {number}"))
        for tie in chain.ties:
            blocks.append(Block(_bold(writer.entity(tie.near))))
            blocks.extend(_tie(writer, tie))
        blocks.append(Block(_bold(writer.entity(chain.ties[-1].far))))
    return Page(tuple(blocks))


def _bold(spans: Spans) -> Spans:
    return tuple(replace(span, role="heading") for span in spans)


def _tie(writer: CardWriter, tie: Tie) -> Iterable[Block]:
    bar = Span(f"{signs().rail} ", "bar")
    for ref in tie.records[:SHOWN]:
        yield Block(tie_record(writer, ref, (tie.near, tie.far)), bar=bar, hang=_HANG)
    if len(tie.records) > SHOWN:
        yield Block((say(f"and {len(tie.records) - SHOWN:,} more", "muted"),), bar=bar, hang=_HANG)


def tie_record(writer: CardWriter, ref: Ref, ends: Sequence[EntityId] = ()) -> Spans:
    """Return a record that ties two entities, the `ends`: what it is, the part of each in it, when, who says so."""
    record = writer.store.record(ref)
    what: Spans = writer.to(ref)
    when, sayers = "", []
    match record:
        case Event():
            when = edtf.parse(record.date).display
            roles = {part.entity: part.role for part in record.involves}
            parts = [role for end in ends if (role := roles.get(end))]
            what = joined([what, writer.text("; ".join(parts), "gist")], ": ") if parts else what
        case Relation():
            when = span_of_time(record.start, record.end, record.as_of)
            what = joined([what, writer.text(record.role, "text")], ", ")
        case Claim():
            sayers = list(dict.fromkeys(value.said_by for value in record.values if value.said_by))
    said = joined([writer.entity(sayer) for sayer in sayers]) if sayers else ()
    sources = dict.fromkeys(citation.source for citation in writer.store.citations(ref))
    told = ", ".join(short_name(writer.store, source, _LONGEST_NAME) for source in sources)
    return joined([what, (say(when, "muted"),) if when else (), said, (say(told, "muted"),) if told else ()], " · ")


def apart_page(writer: CardWriter, ends: Sequence[EntityId], reach: Reach, nearer: Sequence[str] = ()) -> Page:
    """Return how far two entities, the `ends`, reach that nothing ties, and the nearest that they come.

    `nearer` says how near they are under other conditions (raw texts).
    """
    blocks = [Block((say("Nothing that is recorded ties them", "warn"),))]
    for at, (entity, count) in enumerate(zip(ends, (reach.near, reach.far), strict=True)):
        said = f" is tied to {count:,} {'other' if count == 1 else 'others'}" if count else " is tied to nobody"
        blocks.append(Block((*writer.entity(entity), say(said, "muted")), space=int(not at)))
    for at, said in enumerate(nearer):
        blocks.append(Block((say(f"{said[0].upper()}{said[1:]}"),), space=int(not at)))
    for lead, named in (
        ("The closest they come: records on both sides cite ", [*map(writer.source, reach.sources[:_NAMED])]),
        ("Events on both sides were in ", [*map(writer.entity, reach.places[:_NAMED])]),
    ):
        if named:
            blocks.append(paragraph((say(lead, "muted"), *joined(named))))
    return Page(tuple(blocks))
