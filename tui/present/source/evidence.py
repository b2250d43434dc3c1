"""What a record rests on: its passages, each as a quotation with where it stands, for the sources pane."""

from __future__ import annotations

import os
from collections.abc import Iterable

from tui.core.index.report_time import AsOf
from tui.core.model.records import Citation, PassageKey, Ref, Source
from tui.core.store.base import Store
from tui.present.cards.parts import Hand, Marks, joined, report_time
from tui.present.cards.source import place_in_source, quotation
from tui.present.page import Block, Page, Span, say
from tui.present.signs import signs

CITATION = "passage:"
"""What anchors of citations begin with; the passage's key follows."""
CURRENT = "current"
"""Anchor of the hint at the citation on which the page stands."""
MOST_REPEATED = 2
"""Sources named that a source repeats; its own card names all."""
HINT = "hint:"
"""What the anchors of the hints at the other citations begin with: a pane shows one of all."""


def excerpts(store: Store, ref: Ref, number: int, *, marks: Marks | None = None, at: AsOf | None = None) -> Page:
    """Return the passages that `ref` rests on, standing on one of them (0-based, brought into range).

    With `at`, those that were published only after that day are marked.
    """
    hand = Hand(store, marks, at)
    citations = cited(store, ref)
    if not citations:
        return Page(tuple(_nothing(hand, ref)))
    standing = max(0, min(number, len(citations) - 1))
    blocks: list[Block] = []
    if not store.citations(ref):
        blocks.append(Block((Span("What is told of it rests on", "muted"),)))
    for place, citation in enumerate(citations):
        again = place > 0 and citations[place - 1].source == citation.source
        aside = Span(f"{place + 1} of {len(citations)}" if len(citations) > 1 else "", "muted")
        blocks.extend(_citation(hand, citation, aside, again=again, current=place == standing))
    return Page(tuple(blocks))


def cited(store: Store, ref: Ref) -> tuple[Citation, ...]:
    """Return what a record rests on; of an entity without evidence of its own, what all that is told of it rests on."""
    own = store.citations(ref)
    if own or ref.section not in ("organisations", "people", "places"):
        return own
    told = (
        *(Ref("relations", one) for one in store.relations_of(ref.id)),
        *(Ref("claims", one) for one in store.claims_about(ref.id)),
        *(Ref("events", one) for one in store.events_of(ref.id)),
    )
    keys = dict.fromkeys(citation.passage for one in told for citation in store.citations(one))
    return tuple(Citation(passage=key) for key in keys)


def passage_keys(page: Page) -> tuple[PassageKey, ...]:
    """Return the keys of the passages on a page of `excerpts`, in order."""
    return tuple(block.anchor.removeprefix(CITATION) for block in page.blocks if block.anchor.startswith(CITATION))


def current(page: Page) -> int:
    """Return the number of the citation on which a page of `excerpts` stands, 0-based."""
    seen = -1
    for block in page.blocks:
        if block.anchor == CURRENT:
            break
        seen += block.anchor.startswith(CITATION)
    return max(0, seen)


def _citation(hand: Hand, citation: Citation, place: Span, *, again: bool, current: bool) -> Iterable[Block]:
    """Yield one citation; title and date of the source are not said twice in a row."""
    source = hand.store.sources.get(citation.source)
    anchor = f"{CITATION}{citation.passage}"
    if source is None:
        yield Block(hand.text(citation.source), aside=place, anchor=anchor, space=2)
        return
    yield Block(hand.source(source.id, source.publisher or source.title), aside=place, anchor=anchor, space=1)
    if not again:
        yield from _about(hand, source)
    passage = source.passages.get(citation.passage.partition("/")[2])
    if passage is None:
        yield Block((Span("This source is not held: it is known only through others.", "warn"),), space=1)
        return
    where = place_in_source(passage)
    if where:
        yield Block(hand.text(where, "muted"))
    yield from quotation(hand, passage, space=1)
    if citation.differs:
        yield Block(hand.text(citation.differs, "warn"), label=Span("≠", "warn"), hang=2)
    hint = CURRENT if current else f"{HINT}{citation.passage}"
    yield Block((Span(f"{signs(os.environ).enter} read it in its place", "muted"),), anchor=hint, space=1)


def _about(hand: Hand, source: Source) -> Iterable[Block]:
    title = hand.text(source.title, "text") if source.publisher else ()
    issued = hand.date(source.issued, "muted") if source.issued else (Span("undated", "muted"),)
    inferred = (Span("date inferred", "muted"),) if source.issued_from else ()
    if title:
        yield Block(title)
    yield Block(joined([issued, inferred], ", "))
    yield from report_time(hand, source.id)
    others = [hand.source(other) for other in source.derives_from if other in hand.store.sources]
    if others:
        rest = (say(f" and {len(others) - MOST_REPEATED} more", "muted"),) if len(others) > MOST_REPEATED else ()
        yield Block((Span("repeats ", "muted"), *joined(others[:MOST_REPEATED]), *rest))


def _nothing(hand: Hand, ref: Ref) -> Iterable[Block]:
    record = hand.store.record(ref)
    if isinstance(record, Source):
        yield Block(hand.to(ref))
        if record.held == "no":
            yield Block((Span("Not held: it is known only through others, and has no passages.", "warn"),), space=1)
            others = [other for other in hand.store.sources.values() if record.id in other.derives_from]
            yield from (Block((Span("repeated by ", "muted"), *hand.source(other.id))) for other in others)
            return
        yield Block((Span("No passage of it is recorded.", "muted"),), space=1)
        return
    yield Block((Span("No source is given for this.", "warn"),))
