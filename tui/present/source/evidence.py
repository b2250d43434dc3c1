"""The evidence of a record as the page of the sources pane: each passage quoted, with its place."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from tui.core.index.highlight import Marks
from tui.core.index.report_time import AsOf
from tui.core.model.records import Citation, PassageKey, Ref, Source
from tui.core.store.base import Store
from tui.core.store.related import evidence_of, not_looked_at
from tui.present.cards.parts import CardWriter, accounts_told, joined, report_time
from tui.present.cards.source import place_in_source, quotation
from tui.present.page import Block, Page, Span, say

CITATION = "passage:"
"""Prefix of the anchor of a citation's first block; the key of its passage follows."""
MOST_REPEATED = 2
"""Most sources named that a source repeats; its card names all."""


class EvidencePage(Page, frozen=True):
    """A page of citations, one of them current."""

    keys: tuple[PassageKey, ...] = ()
    """The passages of the citations, in order."""
    current: int = 0
    """Number of the current citation, 0-based; 0 where there is none."""


def excerpts(
    store: Store, ref: Ref, number: int, *, marks: Marks | None = None, at: AsOf | None = None
) -> EvidencePage:
    """Return the evidence of `ref` with citation `number` (0-based, clamped) as the current one.

    With `at`, sources that were published only after that day are marked.
    """
    writer = CardWriter(store, marks, at)
    citations = evidence_of(store, ref)
    if not citations:
        return EvidencePage(tuple(_nothing(writer, ref)))
    blocks: list[Block] = []
    if not store.citations(ref):
        blocks.append(Block((Span("What is told of it rests on", "muted"),)))
    for place, citation in enumerate(citations):
        again = place > 0 and citations[place - 1].source == citation.source
        aside = Span(f"{place + 1} of {len(citations)}" if len(citations) > 1 else "", "muted")
        blocks.extend(_citation(writer, citation, aside, again=again))
    if not store.citations(ref) and (beyond := not_looked_at(store, ref)):
        blocks.append(Block((say(f"and what {beyond:,} more records of it rest on", "muted"),), space=1))
    keys = tuple(citation.passage for citation in citations)
    return EvidencePage(tuple(blocks), keys, max(0, min(number, len(keys) - 1)))


def _citation(writer: CardWriter, citation: Citation, place: Span, *, again: bool) -> Iterable[Block]:
    """Yield the blocks of a citation, without title and date of the source where these were shown just before."""
    source = writer.store.sources.get(citation.source)
    anchor = f"{CITATION}{citation.passage}"
    if source is None:
        yield Block(writer.text(citation.source), aside=place, anchor=anchor, space=2)
        return
    named = writer.source(source.id, source.publisher or source.bare_title)
    heading = tuple(replace(span, role="source") if span.link is not None else span for span in named)
    yield Block(heading, aside=place, anchor=anchor, space=1)
    if not again:
        yield from _about(writer, source)
    passage = source.passages.get(citation.passage.partition("/")[2])
    if passage is None:
        yield Block((Span("This source is not held: it is known only through others.", "warn"),), space=1)
        return
    where = place_in_source(passage)
    if where:
        yield Block(writer.text(where, "muted"))
    yield from quotation(writer, passage, space=1)
    yield from accounts_told(writer, citation)


def _about(writer: CardWriter, source: Source) -> Iterable[Block]:
    title = writer.text(source.title, "text") if source.publisher else ()
    issued = writer.date(source.issued, "muted") if source.issued else (Span("undated", "muted"),)
    inferred = (Span("date inferred", "muted"),) if source.issued_from else ()
    if title:
        yield Block(title)
    yield Block(joined([issued, inferred], ", "))
    yield from report_time(writer, source.id)
    others = [writer.source(other) for other in source.derives_from if other in writer.store.sources]
    if others:
        rest = (say(f" and {len(others) - MOST_REPEATED} more", "muted"),) if len(others) > MOST_REPEATED else ()
        yield Block((Span("repeats ", "muted"), *joined(others[:MOST_REPEATED]), *rest))


def _nothing(writer: CardWriter, ref: Ref) -> Iterable[Block]:
    record = writer.store.record(ref)
    if isinstance(record, Source):
        yield Block(writer.to(ref))
        if record.held == "no":
            yield Block((Span("Not held: it is known only through others, and has no passages.", "warn"),), space=1)
            others = writer.store.repeated_by(record.id)
            yield from (Block((Span("repeated by ", "muted"), *writer.source(other))) for other in others)
            return
        yield Block((Span("No passage of it is recorded.", "muted"),), space=1)
        return
    yield Block((Span("No source is given for this: evidence in its record names the passages.", "warn"),))
